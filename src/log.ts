// How does a line of the log begin?
import { showElapsed } from './decisions/duration.ts'
import type { Clock } from './watch.ts'

/** Says one fact of one subject, with the time since the log began. */
export type Log = (subject: string, fact: string) => void

/** A log that begins now. */
export function startLog(clock: Clock, line: (text: string) => void): Log {
  const start = clock.now()
  return (subject, fact) => line(`${showElapsed(clock.now() - start)}  ${subject}: ${fact}`)
}
