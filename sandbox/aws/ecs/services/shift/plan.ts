// Through which steps does a deployment of two colours go, and back?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linear-deployment.html (…/canary-deployment.html)

/** `PRE_PRODUCTION_TRAFFIC_SHIFT` is documented, and missing from the enumeration of the API's model. */
export type Stage =
  | 'RECONCILE_SERVICE'
  | 'PRE_SCALE_UP'
  | 'SCALE_UP'
  | 'POST_SCALE_UP'
  | 'TEST_TRAFFIC_SHIFT'
  | 'POST_TEST_TRAFFIC_SHIFT'
  | 'PRE_PRODUCTION_TRAFFIC_SHIFT'
  | 'PRODUCTION_TRAFFIC_SHIFT'
  | 'POST_PRODUCTION_TRAFFIC_SHIFT'
  | 'BAKE_TIME'
  | 'CLEAN_UP'

/**
 * Whose tasks are to run: those of the revision that is deployed, of the one that served before, and of any other that
 * an unfinished deployment left behind.
 */
export type Sides = { target: boolean; source: boolean; leftover: boolean }

export type Step = {
  stage: Stage
  tasks: Sides
  /** Percent of production and test traffic for the target from here on; absent: as before. */
  production?: number
  test?: number
  /** What must hold before the next step: all tasks of a side are well, or those that are not to run are gone. */
  until?: 'source-up' | 'target-up' | 'others-gone'
  /** AWS milliseconds it takes at least. */
  ms: number
}

export type Pace =
  | { strategy: 'BLUE_GREEN' }
  | { strategy: 'LINEAR'; stepPercent: number; stepBakeMs: number }
  | { strategy: 'CANARY'; percent: number; bakeMs: number }

/** `stage` and `shift` are the AWS milliseconds that a stage and a change of weights take. */
export type Times = { stage: number; shift: number; bake: number }

const both: Sides = { target: true, source: true, leftover: false }
const blueOnly: Sides = { target: false, source: true, leftover: false }
const greenOnly: Sides = { target: true, source: false, leftover: false }

/**
 * Forward: green at full count beside blue, then the traffic, then blue goes. A first deployment has nobody to share
 * with: all traffic moves at once, and nothing bakes.
 */
export function planForward(pace: Pace, times: Times, given: { source: boolean; leftover: boolean }): Step[] {
  const { stage: ms, shift, bake } = times
  const shares = given.source ? sharesOf(pace) : [100]
  const pause = pace.strategy === 'LINEAR' ? pace.stepBakeMs : pace.strategy === 'CANARY' ? pace.bakeMs : 0
  const shifting = shares.flatMap((production, index): Step[] => [
    { stage: 'PRE_PRODUCTION_TRAFFIC_SHIFT', tasks: both, ms },
    {
      stage: 'PRODUCTION_TRAFFIC_SHIFT',
      tasks: both,
      production,
      ms: shift + (index < shares.length - 1 ? pause : 0),
    },
  ])
  return [
    ...(given.leftover ? reconciling(given.source, shift) : []),
    { stage: 'PRE_SCALE_UP', tasks: blueOnly, ms },
    { stage: 'SCALE_UP', tasks: both, until: 'target-up', ms: 0 },
    { stage: 'POST_SCALE_UP', tasks: both, ms },
    { stage: 'TEST_TRAFFIC_SHIFT', tasks: both, test: 100, ms: shift },
    { stage: 'POST_TEST_TRAFFIC_SHIFT', tasks: both, ms },
    ...shifting,
    { stage: 'POST_PRODUCTION_TRAFFIC_SHIFT', tasks: both, ms },
    { stage: 'BAKE_TIME', tasks: both, ms: given.source ? bake : 0 },
    { stage: 'CLEAN_UP', tasks: greenOnly, until: 'others-gone', ms },
  ]
}

/** More than one revision is there: the one that completed serves alone first. */
function reconciling(source: boolean, shift: number): Step[] {
  const stage = 'RECONCILE_SERVICE'
  const all: Sides = { ...blueOnly, leftover: true }
  const served: Step[] = [
    { stage, tasks: all, until: 'source-up', ms: 0 },
    { stage, tasks: all, production: 0, test: 0, ms: shift },
  ]
  return [...(source ? served : []), { stage, tasks: blueOnly, until: 'others-gone', ms: 0 }]
}

/**
 * Back: the traffic first, in one step, then the failed tasks go. What the revision that is gone back to lacks of its
 * tasks is started before; traffic that never moved is left alone.
 */
export function planBack({ shift }: Times, { up, moved }: { up: boolean; moved: boolean }): Step[] {
  const returning: Step[] = [
    { stage: 'PRODUCTION_TRAFFIC_SHIFT', tasks: both, production: 100, ms: shift },
    { stage: 'TEST_TRAFFIC_SHIFT', tasks: both, test: 100, ms: shift },
  ]
  return [
    ...(up ? [] : [{ stage: 'SCALE_UP', tasks: both, until: 'target-up', ms: 0 } satisfies Step]),
    ...(moved ? returning : []),
    { stage: 'CLEAN_UP', tasks: greenOnly, until: 'others-gone', ms: 0 },
  ]
}

/** Green's percents one after the other, in tenths exactly; the last is 100. */
export function sharesOf(pace: Pace): number[] {
  if (pace.strategy === 'BLUE_GREEN') return [100]
  if (pace.strategy === 'CANARY') return pace.percent < 100 ? [pace.percent, 100] : [100]
  const tenths = Math.round(pace.stepPercent * 10)
  return Array.from({ length: Math.ceil(1000 / tenths) }, (_, index) => Math.min(1000, (index + 1) * tenths) / 10)
}

/**
 * Weights of green and blue in a rule: observed as 100 and 0 at the ends, and in tenths of a percent (950 and 50)
 * between them; a weight is at most 999.
 */
export function weightsOf(percent: number): [green: number, blue: number] {
  if (percent === 0 || percent === 100) return [percent, 100 - percent]
  return [Math.round(percent * 10), 1000 - Math.round(percent * 10)]
}
