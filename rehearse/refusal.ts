// Why is a workflow not rehearsed, and where in which file?

/** A line of a file; `line` counts from 1. */
export type Place = { file: string; line: number }

/** What stands in the way of a rehearsal, in one sentence, at one place. */
export type Problem = Place & { text: string }

/** The rehearsal would not be the truth. The message lists every problem as `file:line: sentence`. */
export class Refusal extends Error {
  readonly problems: readonly Problem[]

  constructor(what: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
    super([`${what}: ${count}.`, ...problems.map(one => `  ${one.file}:${one.line}: ${one.text}`)].join('\n'))
    this.name = 'Refusal'
    this.problems = problems
  }
}
