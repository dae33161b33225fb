import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { judgeRollout, type Rules } from '../../src/decisions/rollout.ts'
import type { Snapshot } from '../../src/decisions/snapshot.ts'
import { anyHistory, anyPlot, ENDING } from './any-history.ts'
import { following, rules as given } from './facts.ts'
import { type History, play } from './histories.ts'

const rules: Rules = { ...given, until: Number.POSITIVE_INFINITY }
const judge = (seen: Snapshot[], more: Partial<Rules> = {}) => judgeRollout(following, seen, { ...rules, ...more })
/** Runs the property, and sees to it that the histories came to what it speaks of. */
const holds = (property: (history: History) => boolean | undefined, times = 200) => {
  let met = 0
  fc.assert(
    fc.property(anyHistory, history => {
      if (property(history)) met++
    }),
    { numRuns: times },
  )
  expect(met).toBeGreaterThan(0)
}
/** The look that decided, when one did. */
const deciding = (seen: Snapshot[], more: Partial<Rules> = {}) =>
  seen.find((_, i) => judge(seen.slice(0, i + 1), more).verdict !== 'progressing')

const shuffled = <T>(all: T[], turn: number): T[] =>
  [...all.slice(turn % (all.length || 1)), ...all.slice(0, turn % (all.length || 1))].toReversed()
const mixed = (one: Snapshot, turn: number): Snapshot => ({
  ...one,
  ...(one.service ? { service: { ...one.service, deployments: shuffled(one.service.deployments, turn) } } : {}),
  ...(one.tasks ? { tasks: shuffled(one.tasks, turn) } : {}),
  ...(one.targets ? { targets: shuffled(one.targets, turn) } : {}),
  ...(one.stopped ? { stopped: shuffled(one.stopped, turn) } : {}),
  ...(one.logged ? { logged: shuffled(one.logged, turn) } : {}),
})

describe('for every history of a service', () => {
  test('a final verdict stays final as the history grows', () => {
    holds(({ seen }) => {
      const verdicts = seen.map((_, i) => judge(seen.slice(0, i + 1)))
      const first = verdicts.findIndex(one => one.verdict !== 'progressing')
      if (first < 0) return false
      const kept = verdicts.slice(first)
      expect(kept).toEqual(kept.map(() => verdicts[first]))
      return first < seen.length - 1
    })
  })

  test('a final verdict stays final whatever another history adds', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, ({ seen }, other) => {
        const first = judge(seen)
        if (first.verdict !== 'progressing') expect(judge([...seen, ...other.seen])).toEqual(first)
      }),
    )
  })

  test.each(['serving', 'drained'] as const)(
    '%s: it succeeds only while ours is primary and all that is ours is well',
    waitFor => {
      holds(({ seen, setting }) => {
        const asked = { waitFor, requireLogs: true }
        if (judge(seen, asked).verdict !== 'succeeded') return false
        const { service, tasks, targets, logged } = deciding(seen, asked) as Snapshot & { service: object }
        const ours = service.deployments.find(one => one.id === following.deployment)
        expect(ours).toMatchObject({ primary: true, pending: 0 })
        expect(ours?.running).toBeGreaterThanOrEqual(service.desired)
        expect(service.desired).toBeGreaterThan(0)
        if (waitFor === 'drained')
          expect(service.deployments.filter(one => one !== ours && one.running > 0)).toEqual([])
        const own = tasks?.filter(one => one.deployment === following.deployment) ?? []
        if (setting.sees.tasks) expect(own).toHaveLength(ours?.running as number)
        const well = own.filter(
          one =>
            one.status === 'RUNNING' &&
            one.health !== 'unhealthy' &&
            logged?.includes(one.id) &&
            (!targets || targets.find(each => each.id === one.address)?.state === 'healthy'),
        )
        expect(well).toEqual(own)
        return true
      })
    },
  )

  test('the order within a snapshot does not matter', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(5), ({ seen }, turn) => {
        for (const until of [Number.POSITIVE_INFINITY, 100_000])
          expect(
            judge(
              seen.map(one => mixed(one, turn)),
              { until },
            ),
          ).toEqual(judge(seen, { until }))
      }),
    )
  })

  test('a repeated snapshot changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, ({ seen }) => {
        expect(judge(seen.flatMap(one => [one, one]))).toEqual(judge(seen))
      }),
    )
  })

  test('repeated events change nothing', () => {
    fc.assert(
      fc.property(anyHistory, ({ seen }) => {
        const again = seen.map(one => ({
          ...one,
          service: one.service && { ...one.service, events: one.service.events.flatMap(each => [each, each]) },
        }))
        expect(judge(again)).toEqual(judge(seen))
      }),
    )
  })

  test('first answers from before our update change nothing', () => {
    fc.assert(
      fc.property(anyPlot, ({ setting, steps }) => {
        // They take no time here, so that the clock is the same.
        const late = play({ ...setting, stale: 2 }, [])
        const fresh = play({ ...setting, stale: 0 }, steps).seen
        const old = late.seen.map(one => ({ ...one, at: following.createdAt }))
        expect(judge(old).verdict).toBe('progressing')
        if (fresh.length > 0) expect(judge([...old, ...fresh])).toEqual(judge(fresh))
      }),
    )
  })

  test('a verdict says what happened', () => {
    const met = new Set<string>()
    fc.assert(
      fc.property(anyHistory, ({ seen, truth, setting }) => {
        const { verdict, because, instead } = judge(seen)
        met.add(verdict)
        if (verdict === 'rolled-back') expect(truth.wentBack).toBe(true)
        if (verdict === 'rolled-back' && /alarm|circuit/.test(because))
          expect(because).toContain(truth.undone === 'alarm' ? 'alarm' : 'circuit breaker')
        if (verdict === 'stopped') expect([truth.undone, setting.sees.record]).toEqual(['user', true])
        if (verdict === 'superseded') expect([truth.superseded, instead?.revision]).toEqual([true, 'web:3'])
        if (verdict === 'failed')
          expect(
            truth.deleted || truth.wantedNone || truth.undone || because.includes('ended the same way'),
          ).toBeTruthy()
      }),
      { numRuns: 1000 },
    )
    expect([...met].sort()).toEqual(['failed', 'progressing', 'rolled-back', 'stopped', 'succeeded', 'superseded'])
  })

  test('nothing is undone that comes through undisturbed: it succeeds', () => {
    holds(({ seen: _, setting }) => {
      const history = play(setting, ENDING)
      expect(judge(history.seen)).toMatchObject({ verdict: 'succeeded' })
      return true
    }, 50)
  })

  test('what was undone, replaced or deleted never succeeds afterwards', () => {
    holds(({ seen, truth }) => {
      if (!truth.undone && !truth.superseded && !truth.deleted) return false
      const { verdict } = judge(seen)
      const before = deciding(seen)
      if (verdict === 'succeeded')
        expect(before?.service?.deployments.find(one => one.primary)?.id).toBe(following.deployment)
      return true
    })
  })

  test('by the limit there is always a verdict, and none is called timed out before', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(400_000), ({ seen }, until) => {
        const { verdict } = judge(seen, { until })
        const passed = seen.some(one => one.at >= until)
        if (passed) expect(verdict).not.toBe('progressing')
        else expect(verdict).not.toBe('timed-out')
      }),
    )
  })
})
