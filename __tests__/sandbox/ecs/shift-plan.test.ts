// Through which stages does traffic go from blue to green, and back?
import { describe, expect, test } from '@jest/globals'
import {
  type Pace,
  planBack,
  planForward,
  type Step,
  sharesOf,
  weightsOf,
} from '../../../sandbox/aws/ecs/services/shift/plan.ts'

const times = { stage: 5, shift: 30, bake: 300 }
const brief = (steps: Step[]) =>
  steps.map(({ stage, production, test: probe, ms }) =>
    [stage, production, probe === undefined ? undefined : `test ${probe}`, `${ms} ms`]
      .filter(one => one !== undefined)
      .join(' '),
  )

test('blue/green moves test traffic, then all of production at once, and bakes', () => {
  expect(brief(planForward({ strategy: 'BLUE_GREEN' }, times, { source: true, leftover: false }))).toEqual([
    'PRE_SCALE_UP 5 ms',
    'SCALE_UP 0 ms',
    'POST_SCALE_UP 5 ms',
    'TEST_TRAFFIC_SHIFT test 100 30 ms',
    'POST_TEST_TRAFFIC_SHIFT 5 ms',
    'PRE_PRODUCTION_TRAFFIC_SHIFT 5 ms',
    'PRODUCTION_TRAFFIC_SHIFT 100 30 ms',
    'POST_PRODUCTION_TRAFFIC_SHIFT 5 ms',
    'BAKE_TIME 300 ms',
    'CLEAN_UP 5 ms',
  ])
})

test('linear goes through both production stages for every step, and bakes after all but the last', () => {
  const pace: Pace = { strategy: 'LINEAR', stepPercent: 40, stepBakeMs: 1000 }
  const steps = planForward(pace, times, { source: true, leftover: false })
  expect(brief(steps).slice(5, 11)).toEqual([
    'PRE_PRODUCTION_TRAFFIC_SHIFT 5 ms',
    'PRODUCTION_TRAFFIC_SHIFT 40 1030 ms',
    'PRE_PRODUCTION_TRAFFIC_SHIFT 5 ms',
    'PRODUCTION_TRAFFIC_SHIFT 80 1030 ms',
    'PRE_PRODUCTION_TRAFFIC_SHIFT 5 ms',
    'PRODUCTION_TRAFFIC_SHIFT 100 30 ms',
  ])
})

test('a first deployment has nobody to share with: no steps, no bake', () => {
  const pace: Pace = { strategy: 'CANARY', percent: 10, bakeMs: 1000 }
  const steps = planForward(pace, times, { source: false, leftover: false })
  expect(steps.filter(({ production }) => production !== undefined).map(({ production }) => production)).toEqual([100])
  expect(brief(steps)).toContain('BAKE_TIME 0 ms')
})

test('what an unfinished deployment left behind is reconciled first: the one that serves is whole, then alone', () => {
  const steps = planForward({ strategy: 'BLUE_GREEN' }, times, { source: true, leftover: true })
  expect(brief(steps).slice(0, 4)).toEqual([
    'RECONCILE_SERVICE 0 ms',
    'RECONCILE_SERVICE 0 test 0 30 ms',
    'RECONCILE_SERVICE 0 ms',
    'PRE_SCALE_UP 5 ms',
  ])
  expect(steps.slice(0, 3).map(({ tasks, until }) => [tasks.leftover, until])).toEqual([
    [true, 'source-up'],
    [true, undefined],
    [false, 'others-gone'],
  ])
})

describe('back', () => {
  test.each([
    [
      { up: true, moved: true },
      ['PRODUCTION_TRAFFIC_SHIFT 100 30 ms', 'TEST_TRAFFIC_SHIFT test 100 30 ms', 'CLEAN_UP 0 ms'],
    ],
    [{ up: true, moved: false }, ['CLEAN_UP 0 ms']],
    [
      { up: false, moved: true },
      ['SCALE_UP 0 ms', 'PRODUCTION_TRAFFIC_SHIFT 100 30 ms', 'TEST_TRAFFIC_SHIFT test 100 30 ms', 'CLEAN_UP 0 ms'],
    ],
  ])('%j', (given, expected) => {
    expect(brief(planBack(times, given))).toEqual(expected)
  })
})

describe('shares of green', () => {
  test.each<[Pace, number[]]>([
    [{ strategy: 'BLUE_GREEN' }, [100]],
    [{ strategy: 'CANARY', percent: 0.1, bakeMs: 0 }, [0.1, 100]],
    [{ strategy: 'CANARY', percent: 100, bakeMs: 0 }, [100]],
    [{ strategy: 'LINEAR', stepPercent: 25, stepBakeMs: 0 }, [25, 50, 75, 100]],
    [{ strategy: 'LINEAR', stepPercent: 33.3, stepBakeMs: 0 }, [33.3, 66.6, 99.9, 100]],
    [{ strategy: 'LINEAR', stepPercent: 100, stepBakeMs: 0 }, [100]],
  ])('%j', (pace, shares) => {
    expect(sharesOf(pace)).toEqual(shares)
  })
})

describe('weights of green and blue', () => {
  test.each([
    [0, [0, 100]],
    [0.1, [1, 999]],
    [5, [50, 950]],
    [33.3, [333, 667]],
    [100, [100, 0]],
  ])('%d percent', (percent, weights) => {
    expect(weightsOf(percent)).toEqual(weights)
  })
})
