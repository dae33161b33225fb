// Why did a build fail, and at which line of the Dockerfile?

export type BuildFailure = {
  /** In one clause, as the builder says it. */
  reason: string
  /** Of the Dockerfile, from 1; undefined when the builder names none. */
  line: number | undefined
  /** The last lines that the failing step, or the builder, wrote. */
  last: string[]
}

const LAST = 20
const PARSED = /parse error(?: on)? line (\d+)/i
const MARKED = /^\s*(\d+) \| >>> /

/** Reads the output of buildx, BuildKit or the classic builder; `dockerfile` is the file's text. */
export function explainBuild(output: string[], dockerfile: string | undefined): BuildFailure {
  const lines = output.map(line => line.trimEnd()).filter(Boolean)
  const reason = reasonIn(lines)
  return { reason, line: lineIn(lines, dockerfile), last: lastOf(lines) }
}

/** A program of the Dockerfile ran, and ended badly, as BuildKit and the classic builder say it. */
const STEP_FAILED =
  /did not complete successfully: exit code: \d+|executor failed running .*: exit code: \d+|^The command '.*' returned a non-zero code: \d+/

/** Whether a step of the Dockerfile ended with an exit code: then that is the cause, whatever its program wrote. */
export const stepFailed = (output: string[]): boolean => ownLines(output).some(line => STEP_FAILED.test(line))

/** What the builder itself says: not what programs wrote, and not what stands in the Dockerfile. */
export function ownLines(output: string[]): string[] {
  const lines = output.map(line => line.trimEnd()).filter(Boolean)
  const step = lines.findIndex(line => /^Step \d+\/\d+ : /.test(line))
  // The classic builder passes on what programs write as it is: sure is only what stands last.
  if (step >= 0) return [...lines.slice(0, step), ...lines.slice(-1)]
  let quotes = false
  return lines.filter(line => {
    // BuildKit shows the end of a step's output, and the Dockerfile, between such lines.
    if (/^-{6,}$/.test(line)) quotes = !quotes
    return !quotes && (!/^#\d+ /.test(line) || /^#\d+ ERROR: /.test(line))
  })
}

function reasonIn(lines: string[]): string {
  const said =
    lines.findLast(line =>
      /^(ERROR: |error: |failed to (?:build|solve)|The command '.*returned a non-zero code|Error response from daemon)/i.test(
        line,
      ),
    ) ??
    lines.findLast(line => /error|denied|cannot|failed|not found/i.test(line)) ??
    lines.at(-1) ??
    'the builder said nothing'
  const plain = said
    .replace(/^(ERROR: |error: |Error response from daemon: )+/i, '')
    .replace(/^(?:failed to build: )?failed to solve(?: with frontend \S+)?: /, '')
  // BuildKit wraps errors in one another; what happened stands last.
  return plain.replace(/^(?:rpc error: code = \w+ desc = |executor failed running |failed to build LLB: )+/, '').trim()
}

function lineIn(lines: string[], dockerfile: string | undefined): number | undefined {
  // Parse errors of all builders: `dockerfile parse error line 2:`, `… on line 2:`.
  const parsed = lines.findLast(line => PARSED.test(line))?.match(PARSED)?.[1]
  if (parsed !== undefined) return Number(parsed)
  // BuildKit since 0.10 shows the Dockerfile, and marks each line of the step: ` 6 | >>> RUN a; \`, ` 7 | >>>   b`.
  const last = lines.findLastIndex(line => MARKED.test(line))
  if (last >= 0) {
    let first = last
    while (MARKED.test(lines[first - 1] ?? '')) first--
    return Number(lines[first]?.match(MARKED)?.[1])
  }
  const named = lines.findLast(line => /^[^\s:]*Dockerfile[^\s:]*:\d+$/i.test(line))?.match(/:(\d+)$/)?.[1]
  if (named !== undefined) return Number(named)
  return dockerfile === undefined ? undefined : lineOfStep(lines, dockerfile)
}

/** ` > [build 2/3] RUN false:` of BuildKit, `Step 2/3 : RUN false` of the classic builder: by the words of the step. */
function lineOfStep(lines: string[], dockerfile: string): number | undefined {
  const header = lines.findLast(line => /^ > \[.*\] .*:$/.test(line))
  const step = lines.findLast(line => /^Step \d+\/\d+ : /.test(line))
  const words = header?.replace(/^ > \[.*?\] /, '').replace(/:$/, '') ?? step?.replace(/^Step \d+\/\d+ : /, '')
  if (words === undefined) return undefined
  return instructionsOf(dockerfile).findLast(({ text }) => same(text, words))?.line
}

const same = (instruction: string, words: string) => {
  const [one, other] = [instruction, words].map(text => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()) as [
    string,
    string,
  ]
  return one === other || (other.length > 10 && (one.startsWith(other) || other.startsWith(one)))
}

/** Instructions with the line each begins at; lines that end with a backslash go on, comments are none. */
export function instructionsOf(dockerfile: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = []
  let open: { line: number; text: string } | undefined
  for (const [at, raw] of dockerfile.split(/\r?\n/).entries()) {
    const text = raw.trim()
    if (text.startsWith('#') || (text === '' && !open)) continue
    const goesOn = text.endsWith('\\')
    const part = goesOn ? text.slice(0, -1) : text
    if (open) open.text += ` ${part}`
    else {
      open = { line: at + 1, text: part }
      found.push(open)
    }
    if (!goesOn) open = undefined
  }
  return found
}

/** What the failing step wrote; of the classic builder, all that came after the step began. */
function lastOf(lines: string[]): string[] {
  const failed = lines.findLast(line => /^#\d+ ERROR: /.test(line))?.match(/^#\d+ /)?.[0]
  const written =
    failed === undefined ? [] : lines.filter(line => line.startsWith(failed) && /^#\d+ \d+\.\d+ /.test(line))
  if (written.length > 0) return written.map(line => line.replace(/^#\d+ \d+\.\d+ /, '')).slice(-LAST)
  const step = lines.findLastIndex(line => /^Step \d+\/\d+ : /.test(line))
  return lines
    .slice(step + 1)
    .filter(line => !/^ ---> /.test(line))
    .slice(-LAST)
}
