// What does the runner tell us, and how do we tell it something?
import { randomUUID } from 'node:crypto'
import * as core from '@actions/core'

/** The runner begins a line after a lone carriage return too, where a command of another's could stand: none is printed. */
const inLines = (text: string): string => text.replaceAll(/\r(?!\n)/g, ' ')

/** The step's side of the Actions runner. The only reader of the process's environment among the actions. */
export const runner = {
  /** Inputs as given: names in lower case, as the contract writes them. */
  inputs(): Record<string, string> {
    const given = Object.entries(process.env).filter(([name]) => name.startsWith('INPUT_'))
    return Object.fromEntries(given.map(([name, value]) => [name.slice(6).toLowerCase(), value ?? '']))
  },
  /** A variable of the runner or the user; undefined when unset or empty. */
  variable: (name: string): string | undefined => process.env[name] || undefined,
  /** GitHub's word for who this job is, for one audience. */
  idToken: (audience: string): Promise<string> => core.getIDToken(audience),
  /** All of them, for programs that are started. */
  environment: (): NodeJS.ProcessEnv => process.env,
  /** From now on `secret` is shown as *** in the log. */
  mask: (secret: string) => core.setSecret(secret),
  line: (text: string) => core.info(inLines(text)),
  /** Lines that are folded away under a title; whoever wrote them, none is a command to the runner. */
  group(title: string, lines: string[]) {
    const close = runner.openGroup(title)
    for (const line of lines) core.info(inLines(line))
    close()
  },
  /**
   * Opens a group for what others write, line by line; answers how to close it. Until then the runner takes no line for
   * a command, whoever wrote it: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
   */
  openGroup(title: string): () => void {
    const token = randomUUID()
    core.startGroup(title)
    core.info(`::stop-commands::${token}`)
    return () => {
      core.info(`::${token}::`)
      core.endGroup()
    }
  },
  debug: (text: string) => core.debug(text),
  notice: (text: string) => core.notice(text),
  warn: (text: string) => core.warning(text),
  /** An annotation that is also the last line; the step ends red. */
  fail: (text: string) => core.setFailed(text),
  /** An annotation on a line of a file, which the step may outlive. */
  annotate: (text: string, place: { file: string; line: number | undefined; title: string }) =>
    core.error(text, {
      ...{ file: place.file, title: place.title },
      ...(place.line === undefined ? {} : { startLine: place.line }),
    }),
  /** Kept for this action's `post`. */
  keep: (name: string, value: string) => core.saveState(name, value),
  /** What was kept; empty when nothing was. */
  kept: (name: string): string => core.getState(name),
  output: (name: string, value: string) => core.setOutput(name, value),
  /** Adds Markdown to the step's summary. */
  async summary(markdown: string) {
    if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write()
  },
}

export type Runner = typeof runner
