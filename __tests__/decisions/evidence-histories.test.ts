import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type EvidenceJudgement, judgeEvidence } from '../../src/decisions/evidence.ts'
import { type EvidenceRules, findHarm } from '../../src/decisions/harm.ts'
import { MINUTE, type Minute } from '../../src/decisions/minutes.ts'
import type { Evidence, Sighting } from '../../src/decisions/sightings.ts'
import { anyStory, type Story } from './any-watch.ts'
import { gather, rules as given, START } from './watched.ts'

const END = START + 41 * MINUTE
const anyRules: fc.Arbitrary<EvidenceRules> = fc
  .record({
    rule: fc.constantFrom('proof', 'n-of-m', 'each'),
    sharedFault: fc.constantFrom('hold', 'rollback'),
    minRequests: fc.constantFrom(undefined, 1, 1000),
    minThroughput: fc.constantFrom(undefined, undefined, 20),
    maxRestarts: fc.constantFrom(undefined, 0, 2),
    minHealthy: fc.constantFrom(undefined, undefined, { share: 0.5 }),
  })
  .map(more => ({ ...given, alarmAtStart: 'breach', ...more }))

const judge = (sightings: readonly Sighting[], rules: EvidenceRules, now = END + MINUTE, end = END) =>
  judgeEvidence(gather(sightings, rules), rules, now, end)

/** Runs the property, and sees to it that the stories came to what it speaks of. */
const holds = (property: (story: Story, rules: EvidenceRules) => boolean | undefined, numRuns = 300) => {
  let met = 0
  fc.assert(
    fc.property(anyStory, anyRules, (story, rules) => {
      if (property(story, rules)) met++
    }),
    { numRuns },
  )
  expect(met).toBeGreaterThan(numRuns / 50)
}

const BADNESS = { healthy: 0, watching: 0, insufficient: 1, blind: 1, harmful: 2 } as const
const badness = ({ state }: EvidenceJudgement): number => BADNESS[state]

describe('whatever was seen of a revision', () => {
  test('the order of what was seen does not matter, nor does seeing it twice', () => {
    fc.assert(
      fc.property(anyStory, anyRules, fc.infiniteStream(fc.nat(1000)), ({ sightings }, rules, dice) => {
        const keyed = [...sightings, ...sightings.filter((_, i) => i % 3 === 0)].map(
          one => [dice.next().value as number, one] as const,
        )
        const shuffled = keyed.sort(([a], [b]) => a - b).map(([, one]) => one)
        expect(judge(shuffled, rules)).toEqual(judge(sightings, rules))
      }),
    )
  })

  test('not being able to measure never makes a revision harmful, nor healthy', () => {
    holds(({ sightings }, rules) => {
      const before = judge(sightings, rules)
      const blinded: Sighting[] = (['metrics', 'targets', 'tasks', 'alarms'] as const).flatMap((channel, i) =>
        [10, 20, 30, 41].map(at => ({ kind: 'trouble', at: START + at * MINUTE + i, channel, because: 'lost' })),
      )
      const partial: Sighting = { kind: 'metrics', at: END - 1, from: START, to: START + 40 * MINUTE, partial: true }
      const after = judge([...sightings, ...blinded, partial], rules)
      expect(after.state === 'harmful').toBe(before.state === 'harmful')
      if (after.state === 'healthy') expect(before.state).toBe('healthy')
      return before.state !== 'harmful'
    })
  })

  test('calls that fail, whichever and whenever, never make it harmful, and take no harm back', () => {
    // So many histories; HISTORIES=100000 takes minutes.
    const numRuns = Number(process.env.HISTORIES ?? 300)
    const anyFailure = fc.record({
      at: fc.integer({ min: START, max: END }),
      channel: fc.constantFrom('metrics' as const, 'targets' as const, 'tasks' as const, 'alarms' as const),
      because: fc.constantFrom('AWS throttled it', 'the connection was lost', 'AWS answered 503'),
    })
    let harmful = 0
    fc.assert(
      fc.property(anyStory, anyRules, fc.array(anyFailure, { maxLength: 40 }), ({ sightings }, rules, failures) => {
        const before = judge(sightings, rules)
        const after = judge([...sightings, ...failures.map((one): Sighting => ({ kind: 'trouble', ...one }))], rules)
        expect(after.state === 'harmful').toBe(before.state === 'harmful')
        if (before.state === 'harmful') harmful++
      }),
      { numRuns },
    )
    expect([harmful > numRuns / 50, harmful < numRuns]).toEqual([true, true])
  })

  test('where nothing could be measured at all it is neither', () => {
    fc.assert(
      fc.property(anyRules, fc.array(fc.nat(40)), (rules, when) => {
        const sightings = when.map(
          (i): Sighting => ({ kind: 'trouble', at: START + i * MINUTE, channel: 'metrics', because: 'x' }),
        )
        expect(['blind', 'insufficient']).toContain(judge(sightings, rules).state)
      }),
    )
  })

  test('healthy is said of nothing that was too little, and only at the end', () => {
    holds(({ sightings }, rules) => {
      const evidence = gather(sightings, rules)
      const sum = (of: (one: Minute) => number) => evidence.green.reduce((all, one) => all + of(one), 0)
      const judgement = judge(sightings, rules)
      expect(judge(sightings, rules, END - 1).state).not.toBe('healthy')
      expect(judge(sightings, rules, END - 1).state).not.toBe('insufficient')
      if (judgement.state !== 'healthy') return false
      const needed = rules.minRequests ?? (rules.rule === 'proof' ? 600 : 1)
      expect(sum(one => one.requests - one.errors)).toBeGreaterThanOrEqual(needed)
      expect(findHarm(evidence, rules)).toEqual([])
      return true
    })
  })

  test('harm of one look needs no more than that look says', () => {
    holds(({ sightings }, rules) => {
      const states = sightings.map((_, i) => judge(sightings.slice(0, i + 1), rules, END - 1).state)
      expect(states).not.toContain('healthy')
      return states.includes('harmful')
    })
  })
})

describe('more bad ones never make the answer better', () => {
  const each = (evidence: Evidence, rules: EvidenceRules, worse: (one: Minute) => Minute | undefined): boolean => {
    const before = judgeEvidence(evidence, rules, END + MINUTE, END)
    let changed = false
    for (const i of evidence.green.keys()) {
      const ill = worse(evidence.green[i] as Minute)
      if (!ill) continue
      changed = true
      const green = evidence.green.with(i, ill)
      expect(badness(judgeEvidence({ ...evidence, green }, rules, END + MINUTE, END))).toBeGreaterThanOrEqual(
        badness(before),
      )
    }
    return changed
  }

  test('when a request that was well is one that failed', () => {
    holds(({ sightings }, rules) =>
      each(gather(sightings, rules), { ...rules, minThroughput: undefined }, one =>
        one.errors < one.requests ? { ...one, errors: one.errors + 1 } : undefined,
      ),
    )
  })

  test('when a request that was well is one that was slow', () => {
    holds(({ sightings }, rules) =>
      each(gather(sightings, rules), rules, one =>
        one.slow < one.requests ? { ...one, slow: one.slow + 1 } : undefined,
      ),
    )
  })

  test('when one more request comes, and fails: not even where one more is all that lacks', () => {
    holds(({ sightings }, rules) => {
      const evidence = gather(sightings, rules)
      const all = evidence.green.reduce((sum, one) => sum + one.requests, 0)
      return [rules.minRequests, all + 1]
        .map(minRequests =>
          each(evidence, { ...rules, minRequests, minThroughput: undefined, maxLatency: undefined }, one => ({
            ...one,
            requests: one.requests + 1,
            errors: one.errors + 1,
          })),
        )
        .includes(true)
    })
  })

  test('when a look finds a target, a task, a probe or an alarm in a worse state', () => {
    holds(({ sightings }, rules) => {
      const worse = sightings.map((one): Sighting => {
        if (one.kind === 'targets') return { ...one, healthy: 0, unhealthy: 2 }
        if (one.kind === 'probe') return { ...one, fault: 'answered 500' }
        if (one.kind === 'alarm') return { ...one, state: 'ALARM' }
        if (one.kind === 'tasks')
          return { ...one, stopped: [...one.stopped, { id: `more${one.at}`, at: one.at, cause: 'it exited' }] }
        return one
      })
      expect(badness(judge(worse, rules))).toBeGreaterThanOrEqual(badness(judge(sightings, rules)))
      return worse.length > 2
    })
  })
})
