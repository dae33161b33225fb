// What do the tasks of a run write, line by line, while they are followed?
import { harmlessLines } from '../decisions/log-lines.ts'
import { type Awslogs, logStream } from '../decisions/task-definition.ts'
import { mayPass } from '../failure.ts'
import type { Logs } from '../io/logs.ts'

/** How far the log of one task was read. */
export type Reading = {
  task: string
  /** Where it goes on. */
  after: string | undefined
  /** Whether the last try found nothing new. */
  drained: boolean
}

/**
 * Reads what is new in a task's log, one GetLogEvents a call; each line comes once. What may not be read is left out, and
 * that is said once: the verdict does not depend on it.
 */
export function lineReader(
  awslogs: Awslogs,
  container: string,
  logs: (region?: string) => Promise<Logs>,
  warn: (text: string) => void,
): (reading: Reading) => Promise<string[]> {
  let source: Promise<Logs> | undefined
  let refused = false
  return async reading => {
    reading.drained = refused
    if (refused) return []
    try {
      source ??= logs(awslogs.region)
      const stream = logStream(awslogs, container, reading.task)
      const { lines, next } = await (await source).linesAfter(awslogs.group, stream, reading.after)
      reading.drained = next === reading.after
      reading.after = next
      return lines.flatMap(harmlessLines)
    } catch (error) {
      if (mayPass(error)) return []
      if (!refused) warn(`${(error as Error).message} Until then its lines are not shown.`)
      refused = true
      return []
    }
  }
}
