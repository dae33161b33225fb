// Which strategy of ECS takes which steps, and which pauses are set for them?
import { describe, expect, test } from '@jest/globals'
import { explainNativePlan } from '../../src/decisions/native-plan.ts'
import {
  type Configuration,
  chooseStrategy,
  ownBakes,
  stepsOf,
  strategyMembers,
} from '../../src/decisions/native-strategy.ts'
import { inTheWay, isOurs, ourHook, shortestPause, sweepHooks, withoutOurs } from '../../src/decisions/pause-hooks.ts'

describe('steps', () => {
  test.each<[number[], unknown]>([
    [[100], { strategy: 'BLUE_GREEN' }],
    [[5, 100], { strategy: 'CANARY', canaryPercent: 5 }],
    [[0.1, 100], { strategy: 'CANARY', canaryPercent: 0.1 }],
    [[25, 50, 75, 100], { strategy: 'LINEAR', stepPercent: 25 }],
    [[30, 60, 90, 100], { strategy: 'LINEAR', stepPercent: 30 }],
    [[12.5, 25, 37.5, 50, 62.5, 75, 87.5, 100], { strategy: 'LINEAR', stepPercent: 12.5 }],
    [[5, 50, 100], { problem: expect.stringMatching(/5, 50, 100, which ECS cannot shift by.*engine: alb/) }],
    [[50], { problem: expect.any(String) }],
    [[100, 100], { problem: expect.any(String) }],
    [[0.05, 100], { problem: expect.any(String) }],
    [[2, 4, 6, 100], { problem: expect.any(String) }],
    [[Number.NaN, 100], { problem: expect.any(String) }],
    [[], { problem: expect.any(String) }],
  ])('%j', (steps, expected) => {
    const chosen = chooseStrategy(steps)
    expect(chosen).toEqual(expected)
    if (!('problem' in chosen)) expect(stepsOf(strategyMembers(chosen))).toEqual(steps)
  })

  test('what a configuration leaves out is as ECS has it by default', () => {
    expect([
      stepsOf({ strategy: 'LINEAR' }),
      stepsOf({ strategy: 'CANARY' }),
      stepsOf({ strategy: 'BLUE_GREEN' }),
    ]).toEqual([[10, 20, 30, 40, 50, 60, 70, 80, 90, 100], [5, 100], [100]])
    expect(['LINEAR', 'CANARY', 'BLUE_GREEN'].map(strategy => ownBakes({ strategy }).step / 60_000)).toEqual([6, 10, 0])
    expect(ownBakes({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 3 }).last).toBe(180_000)
  })
})

describe('pause hooks', () => {
  const lambda = { targetType: 'AWS_LAMBDA', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'], hookTargetArn: 'arn' }
  const theirs = { targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP'] }
  const same = { targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }

  test('wait as long as the judge may need and ten minutes, to a number that is ours, and go back then', () => {
    expect(ourHook('BLUE_GREEN', 15 * 60_000)).toEqual({
      targetType: 'PAUSE',
      lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT', 'POST_PRODUCTION_TRAFFIC_SHIFT'],
      timeoutConfiguration: { timeoutInMinutes: 27, action: 'ROLLBACK' },
    })
    expect(ourHook('LINEAR', 1).timeoutConfiguration?.timeoutInMinutes).toBe(17)
  })

  test('of ours are known whatever the strategy was, and all others stay', () => {
    const lifecycleHooks = [lambda, ourHook('BLUE_GREEN', 1), theirs, ourHook('CANARY', 90_000_000)]
    expect(withoutOurs({ lifecycleHooks })).toEqual([lambda, theirs])
    expect(
      isOurs({ ...ourHook('LINEAR', 1), timeoutConfiguration: { timeoutInMinutes: 17, action: 'CONTINUE' } }),
    ).toBe(false)
    const alike = { ...ourHook('LINEAR', 1), timeoutConfiguration: { timeoutInMinutes: 60, action: 'ROLLBACK' } }
    expect([isOurs(alike), isOurs({ ...alike, timeoutConfiguration: { action: 'ROLLBACK' } })]).toEqual([false, false])
  })

  test('that were left are taken off by whatever updates the service, and those of others go along', () => {
    expect(sweepHooks({ hooks: [lambda, ourHook('CANARY', 1), theirs] })).toEqual({ lifecycleHooks: [lambda, theirs] })
    expect([sweepHooks({ hooks: [lambda, theirs] }), sweepHooks({})]).toEqual([{}, {}])
  })

  test('of others are in the way where the judge pauses, Lambdas are not', () => {
    const among = (strategy: string, ...lifecycleHooks: Configuration['lifecycleHooks'] & object) =>
      inTheWay({ lifecycleHooks }, strategy)
    expect(among('CANARY', lambda, theirs, same)).toEqual(['POST_TEST_TRAFFIC_SHIFT'])
    expect(among('BLUE_GREEN', { ...same, lifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'] })).toEqual([])
  })

  test('the shortest of them tells how long a judge has', () => {
    const lifecycleHooks = [
      lambda,
      theirs,
      { ...same, timeoutConfiguration: { timeoutInMinutes: 30, action: 'CONTINUE' } },
    ]
    expect([shortestPause({ lifecycleHooks }), shortestPause({ lifecycleHooks: [theirs] }), shortestPause({})]).toEqual(
      [{ waits: 1_800_000, goesOn: true }, { waits: 86_400_000, goesOn: false }, undefined],
    )
  })
})

test('a plan says who goes where, by which steps, and how long it takes at least', () => {
  const configuration = {
    strategy: 'CANARY',
    canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 20 },
    bakeTimeInMinutes: 30,
  }
  const order = { target: { name: 'web', revision: 'web:2' }, bakes: [900_000, 3_600_000] }
  expect(explainNativePlan(order, { revision: 'web:1', desired: 4 }, configuration)).toBe(
    'web goes from web:1 to web:2 by CANARY (4 more tasks meanwhile): 5 % judged for 20m, 100 % judged for 1h; ECS keeps web:1 for 30m after that; at least 1h 50m in all',
  )
})
