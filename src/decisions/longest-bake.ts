// Until when may a step be watched, when too little is seen to call it well?
import { type Schedule, shiftTime } from './shift-plan.ts'
import type { Step } from './traffic-shift.ts'

/** Times in milliseconds, since the epoch where it is `…At`. */
export type BakeRules = Pick<Schedule, 'ladder' | 'keepBlueFor'> & {
  /** How long a step is watched at most, when too little is seen of it. */
  maxBake: number
  /** When all must be done, since credentials that cannot be renewed end then. */
  endsAt: number
}

/** No shorter than the step's own bake, and no longer than leaves the time for the steps after it; `noMore` says why. */
export function longestBake(
  { weight, bake }: Step,
  since: number,
  { ladder, keepBlueFor, maxBake, endsAt }: BakeRules,
): { latestAt: number; noMore: string | undefined } {
  const wanted = since + Math.max(bake, maxBake)
  const latestAt = Math.max(since + bake, Math.min(wanted, endsAt - shiftTime({ ladder, keepBlueFor }, weight)))
  return { latestAt, noMore: latestAt < wanted ? NO_MORE : undefined }
}

const NO_MORE =
  'there is no time to see more, as the AWS credentials of this job end and cannot be renewed (permissions: id-token: write)'
