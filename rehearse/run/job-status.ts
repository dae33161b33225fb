// How did the jobs before this one end?
import { ancestorsOf } from '../check/needs.ts'
import type { Status } from '../expressions/functions.ts'
import type { Plain } from '../expressions/values.ts'
import type { Result } from '../hooks.ts'
import type { Job } from '../read/tree.ts'

/** A job that has ended, as the jobs that need it see it: a failure that may be continued from is a success. */
export type Ended = { result: Result; outputs: Record<string, string> }

/**
 * What success(), failure() and cancelled() ask about: all jobs before, however far, unless they name some. One that was
 * skipped is no success. https://github.com/actions/runner/issues/491
 */
export function statusBefore(job: Job, jobs: readonly Job[], ended: Map<string, Ended>, cancelled: boolean): Status {
  const results = (names: readonly string[]) =>
    [...ancestorsOf(job, jobs)].filter(id => names.length === 0 || names.includes(id)).map(id => ended.get(id)?.result)
  return {
    success: names => !cancelled && results(names).every(result => result === 'success'),
    failure: names => results(names).some(result => result === 'failure'),
    cancelled: () => cancelled,
  }
}

/** The `needs` context: the jobs that this one names itself. */
export const needsOf = (job: Job, ended: Map<string, Ended>): Record<string, Plain> =>
  Object.fromEntries(job.needs.map(({ id }) => [id, { ...ended.get(id) }]))
