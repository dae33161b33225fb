// When must a step stop, and what is said then?
import { holds, numberOf } from '../expressions/evaluate.ts'
import type { Doing, Done, Turn } from './doing.ts'
import { scopeOf } from './scope.ts'

/** Does a step's work until it ends, its time or the time of a step around it is up, or the job is cancelled. */
export async function withinLimits(doing: Omit<Doing, 'signal' | 'limit'>, turn: Turn): Promise<Done> {
  const { state, level, step, scope, log, report } = doing
  const minutes = Math.trunc(numberOf(step.timeoutMinutes, scope) ?? 0)
  const time = new AbortController()
  const cancel = new AbortController()
  const limit = AbortSignal.any([level.limit, time.signal])
  const signal = AbortSignal.any([limit, cancel.signal])
  const drop = minutes > 0 ? state.machine.clock.after(minutes * 60_000, () => time.abort('time')) : () => {}
  // A step whose `if` still holds once the job is cancelled goes on: `always()`, for example.
  const onCancel = () => {
    if (!stillHolds(doing, turn)) cancel.abort('cancel')
  }
  if (!state.cancel.signal.aborted) state.cancel.signal.addEventListener('abort', onCancel, { once: true })
  try {
    const done = await turn.work({ ...doing, signal, limit })
    // The steps of a composite were stopped one by one, and say so themselves.
    if (!signal.aborted || (step.work.kind === 'use' && step.work.action.kind === 'composite')) return done
    if (signal.reason === 'cancel') log.error('The operation was canceled.')
    else if (level.limit.aborted) log.error('The action has timed out.')
    else log.error(`The action '${report.name}' has timed out after ${minutes} minutes.`)
    return { ...done, result: signal.reason === 'cancel' ? 'cancelled' : 'failure' }
  } finally {
    drop()
    state.cancel.signal.removeEventListener('abort', onCancel)
  }
}

function stillHolds({ state, level, env, github }: Omit<Doing, 'signal' | 'limit'>, { condition }: Turn): boolean {
  try {
    return holds(condition, scopeOf(state, level, env, github))
  } catch {
    return false
  }
}
