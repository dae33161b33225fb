// When is a running job stopped?
import { numberOf } from '../expressions/evaluate.ts'
import type { RunState, Starting } from './run-state.ts'
import type { JobState } from './state.ts'

/** GitHub's limit for a job that sets none, in minutes. */
const usualMinutes = 360

/**
 * Cancels a job when the run is cancelled or its time is up; returns how to let go of it.
 * GitHub asks a running job's `if` again on a cancel: one that still holds, `always()` for example, is left to run.
 */
export function limitJob(run: RunState, { job, scope, report, stillHolds }: Starting, state: JobState) {
  const stop = () => {
    state.status = 'cancelled'
    state.cancel.abort()
  }
  const onCancel = () => {
    if (!stillHolds()) stop()
  }
  const minutes = Math.trunc(numberOf(job.timeoutMinutes, scope) ?? usualMinutes)
  const drop = run.machine.clock.after(minutes * 60_000, () => {
    report.annotations.push({
      level: 'error',
      message: `The job has exceeded the maximum execution time of ${minutes}m0s`,
    })
    stop()
  })
  if (!run.signal.aborted) run.signal.addEventListener('abort', onCancel, { once: true })
  return () => {
    drop()
    run.signal.removeEventListener('abort', onCancel)
  }
}
