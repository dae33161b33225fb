// What can a scripted container do?
import type { ExitReason } from '../runtime.ts'

/** When something holds, in seconds of AWS time since the program began; without bounds always. */
type Span = { fromSecond?: number; untilSecond?: number }

/** `path` is exact, `*`, or ends in `*`; an answer with `hang` never comes, one with `afterSeconds` comes late. */
export type ScriptedAnswer = Span & {
  path?: string
  status?: number
  body?: string
  afterSeconds?: number
  hang?: boolean
}

/** What a container health check finds: exit code 0 unless said otherwise. */
export type ScriptedHealth = Span & { exitCode?: number; afterSeconds?: number; hang?: boolean }

/** A container's behaviour on the clock, as JSON. Everything may be left out: it then listens at once and answers 200. */
export type Script = {
  /** The program begins this long after its container; all other seconds count from there. */
  startAfterSeconds?: number
  /** Connections are refused until then. */
  listenAfterSeconds?: number
  /** The first that fits answers; none: 200. */
  answers?: ScriptedAnswer[]
  /** The first that fits; none: exit code 0 while it listens, 1 before. */
  health?: ScriptedHealth[]
  lines?: { atSecond: number; text: string }[]
  exit?: { atSecond: number; code: number; reason?: ExitReason }
  /** What SIGTERM does; by default it ends at once with 143, as a program without a handler does under an init. */
  stop?: { afterSeconds: number; code: number }
}

/** Label of an image, or environment variable of a task, that carries the script. */
export const scriptLabel = 'sandbox.script'
export const scriptVariable = 'SANDBOX_SCRIPT'

const members = ['startAfterSeconds', 'listenAfterSeconds', 'answers', 'health', 'lines', 'exit', 'stop']

/** Reads a script. Throws when it is no JSON object or has members that a script cannot have. */
export function parseScript(text: string): Script {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('a script is a JSON object')
  const unknown = Object.keys(value).filter(member => !members.includes(member))
  if (unknown.length > 0) throw new Error(`a script has no ${unknown.join(', ')}; it has ${members.join(', ')}`)
  return value
}

/** The first entry that holds at `second`. */
export function firstAt<T extends Span>(entries: T[] | undefined, second: number, fits: (entry: T) => boolean) {
  return entries?.find(
    entry =>
      second >= (entry.fromSecond ?? 0) && second < (entry.untilSecond ?? Number.POSITIVE_INFINITY) && fits(entry),
  )
}

/** Whether an answer's `path` covers a request's path, whatever its query. */
export function coversPath(pattern: string | undefined, path: string): boolean {
  const [plain = '/'] = path.split('?')
  if (pattern === undefined || pattern === '*') return true
  return pattern.endsWith('*') ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern
}
