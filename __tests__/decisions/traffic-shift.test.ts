import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  currentStep,
  lacksTargets,
  type Move,
  nextMove,
  remainingSteps,
  type ShiftFacts,
  type ShiftRules,
  type Step,
} from '../../src/decisions/traffic-shift.ts'

const MINUTE = 60_000
const ladder: Step[] = [
  { weight: 5, bake: 15 * MINUTE },
  { weight: 50, bake: 30 * MINUTE },
  { weight: 100, bake: 60 * MINUTE },
]
const rules: ShiftRules = { ladder, allowUndersized: false, patience: 5 * MINUTE, lackingSince: undefined }
const well: ShiftFacts = {
  now: 0,
  green: 0,
  since: 0,
  healthy: { green: 4, blue: 4 },
  size: 4,
  lead: { lead: 'wait', because: 'watching' },
  back: undefined,
}
const go = { lead: 'go', because: 'well' } as const
const back = { lead: 'back', because: '5 % of requests fail' } as const

describe('the next move', () => {
  test.each<[string, Partial<ShiftFacts>, Partial<ShiftRules>, Partial<Move>]>([
    ['nothing on green yet', {}, {}, { do: 'shift', to: 5 }],
    ['in the first bake', { green: 5, now: 14 * MINUTE }, {}, { do: 'bake', until: 15 * MINUTE }],
    ['evidence is there before the bake is over', { green: 5, now: 14 * MINUTE, lead: go }, {}, { do: 'bake' }],
    ['the bake is over and well', { green: 5, now: 15 * MINUTE, lead: go }, {}, { do: 'shift', to: 50 }],
    ['the bake is over and the evidence does not suffice', { green: 5, now: 20 * MINUTE }, {}, { do: 'bake' }],
    ['harm at minute 3', { green: 5, now: 3 * MINUTE, lead: back }, {}, { do: 'revert', because: back.because }],
    [
      'harm, and blue has nobody left',
      { green: 50, lead: back, healthy: { green: 4, blue: 0 } },
      {},
      { do: 'mend-blue' },
    ],
    [
      'everybody is as ill',
      { green: 5, lead: { lead: 'hold', because: 'blue too' } },
      {},
      { do: 'hold', because: 'blue too' },
    ],
    ['the last step is over and well', { green: 100, now: 60 * MINUTE, lead: go }, {}, { do: 'accept' }],
    ['a weight between two steps', { green: 20, now: 15 * MINUTE, lead: go }, {}, { do: 'shift', to: 50 }],
    ['a weight below all steps', { green: 2, now: 0, lead: go }, {}, { do: 'shift', to: 5 }],
    ['all at once', {}, { ladder: [{ weight: 100, bake: 0 }] }, { do: 'shift', to: 100 }],
    ['too few targets', { healthy: { green: 0, blue: 4 } }, {}, { do: 'wait' }],
    [
      'too few targets for long',
      { now: 6 * MINUTE, healthy: { green: 0, blue: 4 } },
      { lackingSince: 0 },
      { do: 'reverted' },
    ],
    [
      'too few targets for half of it for long',
      { green: 5, now: 30 * MINUTE, lead: go, healthy: { green: 1, blue: 4 } },
      { lackingSince: 20 * MINUTE },
      { do: 'revert' },
    ],
    [
      'too few targets, and allowed',
      { healthy: { green: 0, blue: 4 } },
      { allowUndersized: true },
      { do: 'shift', to: 5 },
    ],
    ['wanted back with traffic', { green: 50, back: 'cancelled' }, {}, { do: 'revert', because: 'cancelled' }],
    ['wanted back without', { back: 'cancelled' }, {}, { do: 'reverted', because: 'cancelled' }],
  ])('%s', (_, facts, more, move) => {
    expect(nextMove({ ...well, ...facts }, { ...rules, ...more })).toMatchObject(move)
  })

  test.each<[number, number, number, boolean]>([
    [5, 4, 1, true],
    [5, 4, 0, false],
    [50, 4, 2, true],
    [50, 4, 1, false],
    [65, 3, 1, false],
    [65, 3, 2, true],
    [90, 10, 1, false],
    [100, 10, 9, false],
    [100, 10, 10, true],
  ])('%d %% of what %d tasks carry on %d targets: %s', (weight, size, green, enough) => {
    expect(lacksTargets(weight, { size, healthy: { green, blue: size } }) === undefined).toBe(enough)
  })
})

const anyLadder = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 })
  .map(weights => [...weights.toSorted((a, b) => a - b), 100])
  .chain(weights =>
    fc
      .array(fc.integer({ min: 0, max: 120 }), { minLength: weights.length, maxLength: weights.length })
      .map(bakes => weights.map((weight, i): Step => ({ weight, bake: (bakes[i] as number) * MINUTE }))),
  )
const anyLead = fc
  .constantFrom('wait', 'go', 'go', 'go', 'go', 'go', 'go', 'go', 'go', 'hold', 'back')
  .map(lead => ({ lead, because: lead }) as ShiftFacts['lead'])
const often = <T>(usual: T, other: fc.Arbitrary<T>, times = 4) =>
  fc.oneof({ weight: times, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
/** What may be met at one look; `again` is a new run, which knows no more than the weights. */
const anyLook = fc.record({
  minutes: fc.integer({ min: 0, max: 200 }),
  lead: anyLead,
  green: often(8, fc.integer({ min: 0, max: 8 })),
  blue: often(8, fc.integer({ min: 0, max: 8 })),
  again: often(false, fc.constant(true)),
  back: often<string | undefined>(undefined, fc.constant('harm elsewhere'), 20),
})

/** Plays moves against a world that does what it is told; answers each look with its move and the share before it. */
function walk(steps: Step[], looks: (typeof anyLook extends fc.Arbitrary<infer L> ? L : never)[], size: number) {
  let [now, green, since] = [0, 0, 0]
  let wanted: string | undefined
  const seen: { facts: ShiftFacts; move: Move }[] = []
  for (const look of looks) {
    now += look.minutes * MINUTE
    if (look.again) since = now
    wanted ??= look.back
    const facts: ShiftFacts = {
      ...{ now, green, since, size, lead: look.lead, back: wanted },
      healthy: { green: look.green, blue: look.blue },
    }
    const move = nextMove(facts, { ...rules, ladder: steps })
    seen.push({ facts, move })
    if (move.do === 'shift') [green, since] = [move.to, now]
    if (move.do === 'revert') {
      green = 0
      wanted ??= move.because
    }
    if (move.do === 'accept' || move.do === 'hold') break
  }
  return seen
}

const anyWalk = fc.record({
  steps: anyLadder,
  looks: fc.array(anyLook, { minLength: 5, maxLength: 40 }),
  size: fc.integer({ min: 1, max: 6 }),
})

/** Runs the property over walks and sees to it that some came to what it speaks of. */
const holds = (property: (seen: ReturnType<typeof walk>, steps: Step[]) => boolean) => {
  let met = 0
  fc.assert(
    fc.property(anyWalk, ({ steps, looks, size }) => {
      if (property(walk(steps, looks, size), steps)) met++
    }),
    { numRuns: 1000 },
  )
  expect(met).toBeGreaterThan(20)
}

describe('for every shift', () => {
  test('green rises along the ladder, one step at a time, and falls only to nothing', () => {
    holds((seen, steps) => {
      const shifts = seen.flatMap(({ facts, move }) => (move.do === 'shift' ? [[facts.green, move.to]] : []))
      for (const [from, to] of shifts) expect(to).toBe(steps.find(one => one.weight > (from as number))?.weight)
      return shifts.length > 1
    })
  })

  test('no step is made before the one before it was watched to its end and found well', () => {
    holds(seen => {
      const later = seen.filter(({ facts, move }) => facts.green > 0 && (move.do === 'shift' || move.do === 'accept'))
      for (const { facts } of later) expect(facts.lead.lead).toBe('go')
      return later.length > 0
    })
    holds((seen, steps) => {
      const later = seen.filter(({ facts, move }) => facts.green > 0 && (move.do === 'shift' || move.do === 'accept'))
      for (const { facts } of later)
        expect(facts.now - facts.since).toBeGreaterThanOrEqual(currentStep(steps, facts.green)?.bake ?? 0)
      return later.length > 0
    })
  })

  test('no weight is put on a group with too few healthy targets', () => {
    holds(seen => {
      const shifts = seen.filter(({ move }) => move.do === 'shift')
      for (const { facts, move } of shifts) {
        const { healthy, size } = facts
        const to = (move as { to: number }).to
        expect(healthy.green).toBeGreaterThanOrEqual(Math.max(1, (size * to) / 100))
        expect(to / 100).toBeLessThanOrEqual(healthy.green / (healthy.green + (size * (100 - to)) / 100) + 1e-9)
      }
      for (const { facts, move } of seen) if (move.do === 'revert') expect(facts.healthy.blue).toBeGreaterThan(0)
      return shifts.length > 0
    })
  })

  test('once it goes back it never rises again', () => {
    holds(seen => {
      const at = seen.findIndex(({ move }) => move.do === 'revert')
      const after = seen.slice(at + 1)
      if (at >= 0) for (const { move } of after) expect(move.do).toBe('reverted')
      return at >= 0 && after.length > 0
    })
  })

  test('harm is answered at the very look that shows it', () => {
    holds(seen => {
      const harmful = seen.filter(
        ({ facts }) => facts.lead.lead === 'back' && facts.green > 0 && facts.healthy.blue > 0,
      )
      for (const { move } of harmful) expect(move.do).toBe('revert')
      return harmful.length > 0
    })
  })

  test('a restart from any share has the same steps before it', () => {
    fc.assert(
      fc.property(
        anyLadder,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 1e9 }),
        (steps, green, now) => {
          const left = remainingSteps(steps, green)
          expect(left).toEqual(steps.filter(step => step.weight > green))
          // Whoever comes anew knows no time but now; the moves left are the same, in the same order.
          const made: number[] = []
          let [at, time] = [green, now]
          for (let i = 0; i < 20; i++) {
            const facts = { ...well, green: at, since: time, now: time + 200 * MINUTE, lead: go }
            const move = nextMove(facts, { ...rules, ladder: steps })
            time = facts.now
            if (move.do === 'accept') break
            if (move.do === 'shift') at = made[made.push(move.to) - 1] as number
          }
          expect(made).toEqual(left.map(step => step.weight))
        },
      ),
    )
  })
})
