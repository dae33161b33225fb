// Was an answer right, and how late was it?
import type { Run } from './race.ts'

export type Grade = 'right' | 'wrong' | 'gave up'

/**
 * Green is right when ECS completed the deployment and its tasks served when it was said; red is right when ECS did not
 * complete it. Who ran out of time gave no answer.
 */
export function grade({ answer, answeredAt, decided, servingAt = 0 }: Run): Grade {
  if (answer === 'gave up') return 'gave up'
  const completed = decided?.outcome === 'completed'
  const right = answer === 'green' ? completed && answeredAt >= servingAt : !completed
  return right ? 'right' : 'wrong'
}

/** Milliseconds from ECS's decision to the answer; less than 0 when the answer came first. */
export const lag = ({ answeredAt, decided }: Run): number | undefined => decided && answeredAt - decided.at

export const median = (values: number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]

/** Calls in the busiest minute. */
export const busiestMinute = ({ calls }: Run): number =>
  Math.max(0, ...calls.map(from => calls.filter(at => at >= from && at < from + 60_000).length))

/** Calls a minute between two moments (ms). */
export const callsBetween = ({ calls }: Run, from: number, to: number): number =>
  calls.filter(at => at >= from && at < to).length / ((to - from) / 60_000)
