// How does the demo end when somebody stops it, or when there is nothing to rehearse?
import { constants } from 'node:os'
import { Refusal } from '../refusal.ts'

/** Ctrl-C, and what `kill` sends. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Aborts, with the signal's name as its reason, when this program is told to end; told again, it ends at once. */
export function toldToEnd(): AbortSignal {
  const controller = new AbortController()
  for (const signal of SIGNALS) process.once(signal, () => controller.abort(signal))
  return controller.signal
}

/** What `work` comes to; rejects with the signal's reason as soon as it is aborted. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([work, aborted])
}

/** The last lines and the exit code, as a shell shows a signal; undefined for what is our bug. */
export function endingOf(error: unknown, signal: AbortSignal): { lines: string[]; code: number } | undefined {
  if (error instanceof Refusal)
    return { lines: error.problems.map(({ file, line, text }) => `✗ ${file}:${line}: ${text}`), code: 1 }
  const name = SIGNALS.find(one => signal.aborted && one === signal.reason)
  return name && { lines: [`Stopped by ${name}; nothing is left behind.`], code: 128 + constants.signals[name] }
}
