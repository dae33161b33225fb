// What is done at each pause of a deployment that ECS shifts?
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Facts, nextMove, openPauses, type PauseHook, shareOf } from '../../src/decisions/pause.ts'

const MINUTE = 60_000
const now = 100 * MINUTE
const open: PauseHook = { id: 'open', status: 'AWAITING_ACTION', expiresAt: now + 30 * MINUTE, atTimeout: 'go-back' }
const done: PauseHook = { ...open, id: 'done', status: 'SUCCEEDED' }
const OURS = ['POST_TEST_TRAFFIC_SHIFT', 'PRE_PRODUCTION_TRAFFIC_SHIFT', 'POST_PRODUCTION_TRAFFIC_SHIFT']

const facts = (record: Partial<Facts['record']> = {}, more: Partial<Facts> = {}): Facts => ({
  now,
  record: {
    ...{ arn: 'arn', status: 'IN_PROGRESS', reason: '', stage: 'POST_TEST_TRAFFIC_SHIFT', weight: 0, testWeight: 100 },
    ...{ alarms: [], hooks: [open] },
    ...record,
  },
  percent: record.weight ?? 0,
  pausedSince: now - 2 * MINUTE,
  smoke: 'answering',
  evidence: { lead: 'wait', because: 'too early' },
  answered: [],
  giveUp: undefined,
  stages: OURS,
  ...more,
})
const before = (stage: string, weight: number, more: Partial<Facts> = {}) => facts({ stage, weight }, more)
const go = { lead: 'go', because: 'healthy' } as const
const back = { lead: 'back', because: 'harmful' } as const
const hold = { lead: 'hold', because: 'not sure' } as const
const PRE = 'PRE_PRODUCTION_TRAFFIC_SHIFT'
const POST = 'POST_PRODUCTION_TRAFFIC_SHIFT'
const held = before(PRE, 10, { evidence: hold })
const leftOf = (minutes: number): Partial<Facts> => ({ now: now + (30 - minutes) * MINUTE })
const lastMoment = now + 30 * MINUTE - 59_000

const table: [string, Facts, ReturnType<typeof nextMove>['move'] | [string, string]][] = [
  ['ECS works', facts({ hooks: [], stage: 'SCALE_UP' }), 'wait'],
  ['a Lambda hook runs', facts({ hooks: [{ ...open, status: 'IN_PROGRESS' }] }), 'wait'],
  ['green is to be tried', facts({}, { smoke: 'wanted' }), 'smoke'],
  ['weights of the test may not be everywhere', facts({}, { smoke: 'wanted', pausedSince: now - 59_000 }), 'wait'],
  ['green answers', facts(), ['continue', 'green answers']],
  ['green is not to be tried', facts({}, { smoke: 'unwanted' }), 'continue'],
  ['green does not answer', facts({}, { smoke: { fault: 'green failed' } }), ['go-back', 'green failed']],
  ['green fails while nothing is paused', facts({ hooks: [] }, { smoke: { fault: 'no' } }), 'go-back'],
  [
    'it pauses before the test, which is ours to answer too',
    facts({ stage: 'POST_SCALE_UP' }, { stages: undefined, smoke: 'wanted' }),
    'continue',
  ],
  ['it pauses before the test for somebody else', facts({ stage: 'POST_SCALE_UP' }), 'wait'],
  ['the first step is to come', before(PRE, 0), 'continue'],
  ['the first step is to come, and green was never tried', before(PRE, 0, { smoke: 'wanted' }), 'smoke'],
  ['a step is judged', before(PRE, 10), ['wait', 'too early']],
  ['a step was good', before(PRE, 10, { evidence: go }), ['continue', 'healthy']],
  ['a step is harmful', before(PRE, 10, { evidence: back }), ['go-back', 'harmful']],
  [
    'it is harmful between two pauses',
    facts({ stage: 'BAKE_TIME', weight: 100, hooks: [done] }, { evidence: back }),
    'go-back',
  ],
  ['evidence of no traffic says nothing', facts({}, { evidence: back }), 'continue'],
  ['nobody can tell', before(PRE, 10, { evidence: hold }), ['wait', 'not sure']],
  ['nobody can tell to the end', before(PRE, 10, { evidence: hold, now: lastMoment }), ['end', 'not sure']],
  [
    'nobody can tell to the end, and ECS would go on',
    facts({ stage: PRE, weight: 10, hooks: [{ ...open, atTimeout: 'go-on' }] }, { evidence: hold, now: lastMoment }),
    'go-back',
  ],
  [
    'it is still judged at the end of the pause',
    before(PRE, 10, { now: lastMoment }),
    ['go-back', 'the pause at pre production traffic shift was about to end, and too early'],
  ],
  ['it is held, and people have time', { ...held, ...leftOf(11) }, 'wait'],
  ['it is held, and people have ten minutes left', { ...held, ...leftOf(10) }, ['end', 'not sure']],
  [
    'it is held at a pause of four minutes, and people have half of it left',
    { ...held, ...leftOf(2), pausedSince: now + 26 * MINUTE },
    ['end', 'not sure'],
  ],
  [
    'it is held at a pause of four minutes that has just begun',
    { ...held, ...leftOf(3), pausedSince: now + 26 * MINUTE },
    'wait',
  ],
  ['it was good just in time', before(PRE, 10, { evidence: go, now: lastMoment }), 'continue'],
  ['all traffic has moved and was good', before(POST, 100, { evidence: go }), 'continue'],
  ['all traffic is to have moved, and has not', before(POST, 10, { evidence: go }), 'wait'],
  [
    'the rule and ECS disagree',
    before(PRE, 10, { percent: 40, evidence: go }),
    ['wait', 'the listener rule sends 40 % to green, and ECS asked for 10 %'],
  ],
  ['they differ in hundredths', before(PRE, 33.3, { percent: 33.33, evidence: go }), 'continue'],
  [
    'a step was let go on, and the weights do not show it yet',
    before(PRE, 10, { evidence: go, answered: [{ hook: 'done', stage: PRE, percent: 10 }] }),
    'wait',
  ],
  [
    'one of two pauses of a step was answered',
    before(PRE, 10, { evidence: go, answered: [{ hook: 'open', stage: PRE, percent: 10 }] }),
    'continue',
  ],
  ['the stage is one that nobody knows', before('SOMETHING_NEW', 10, { evidence: go }), 'continue'],
  ['green was not tried before such a stage', before('SOMETHING_NEW', 0, { smoke: 'wanted' }), 'smoke'],
  ['it is to be given up', facts({}, { giveUp: 'the job was cancelled' }), ['go-back', 'the job was cancelled']],
  ['it goes back already', facts({ status: 'ROLLBACK_IN_PROGRESS' }, { giveUp: 'the job was cancelled' }), 'wait'],
  ['its status is one that nobody knows', facts({ status: 'REHEARSING' }, { evidence: go }), 'wait'],
  ['it is stopping', facts({ status: 'STOP_REQUESTED' }), 'wait'],
]

const ends: [string, string][] = [
  ['SUCCESSFUL', 'finished'],
  ['ROLLBACK_SUCCESSFUL', 'reverted'],
  ['ROLLBACK_FAILED', 'failed'],
  ['STOPPED', 'stopped'],
]

describe('the next move when', () => {
  test.each(table)('%s', (_, given, expected) => {
    const move = nextMove(given)
    const because = 'because' in move ? move.because : ''
    expect([move.move, because]).toEqual(Array.isArray(expected) ? expected : [expected, because])
  })

  test.each(ends)('ECS says %s', (status, end) => {
    expect(nextMove(facts({ status, reason: 'why', hooks: [done] }))).toEqual({ move: 'end', end, because: 'why' })
  })

  test('two pauses are open: both are answered', () => {
    const hooks = [open, { ...open, id: 'second' }, done]
    expect(nextMove(facts({ hooks }))).toMatchObject({ move: 'continue', hooks: ['open', 'second'] })
  })
})

test('of two figures of green’s share the larger counts, and without any the stage', () => {
  const share = (stage: string, weight: number | undefined, percent: number | undefined) =>
    shareOf({ ...facts({ stage, weight }), percent })
  expect([
    share(PRE, 10, 0),
    share(PRE, 0, 10),
    share(PRE, undefined, undefined),
    share(POST, undefined, undefined),
  ]).toEqual([10, 10, 0, 100])
})

const anyHook = fc.record({
  id: fc.string({ minLength: 1 }),
  status: fc.constantFrom('AWAITING_ACTION', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'IN_PROGRESS', 'ELSE'),
  expiresAt: fc.option(fc.integer({ min: now - MINUTE, max: now + 60 * MINUTE }), { nil: undefined }),
  atTimeout: fc.constantFrom('go-on' as const, 'go-back' as const),
})
const percent = fc.option(fc.constantFrom(0, 5, 10, 50, 99.9, 100), { nil: undefined })
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  now: fc.constant(now),
  record: fc.record({
    arn: fc.constant('arn'),
    status: fc.constantFrom(
      'PENDING',
      'IN_PROGRESS',
      'IN_PROGRESS',
      'STOPPED',
      'SUCCESSFUL',
      'ROLLBACK_FAILED',
      'ELSE',
    ),
    reason: fc.string(),
    stage: fc.option(fc.constantFrom(...OURS, 'SCALE_UP', 'POST_SCALE_UP', 'BAKE_TIME', 'CLEAN_UP', 'NEW'), {
      nil: undefined,
    }),
    weight: percent,
    testWeight: percent,
    alarms: fc.constant([]),
    hooks: fc.array(anyHook, { maxLength: 4 }),
  }),
  percent,
  pausedSince: fc.option(fc.integer({ min: now - 30 * MINUTE, max: now }), { nil: undefined }),
  smoke: fc.constantFrom('unwanted' as const, 'wanted' as const, 'answering' as const, { fault: 'bad' }),
  evidence: fc.record({ lead: fc.constantFrom('wait', 'go', 'back', 'hold'), because: fc.string() }),
  answered: fc.array(
    fc.record({ hook: fc.string(), stage: fc.constantFrom(...OURS), percent: fc.constantFrom(0, 10, 50) }),
    { maxLength: 3 },
  ),
  giveUp: fc.option(fc.constant('given up'), { nil: undefined }),
  stages: fc.option(fc.constant(OURS), { nil: undefined }),
})

describe('whatever is seen', () => {
  const holds = (property: (given: Facts, move: ReturnType<typeof nextMove>) => boolean) =>
    fc.assert(
      fc.property(anyFacts, given => property(given, nextMove(given))),
      { numRuns: 2000, seed: 7 },
    )

  test('only open pauses are let go on, and only while ECS is under way', () =>
    holds(
      ({ record }, move) =>
        move.move !== 'continue' ||
        (['PENDING', 'IN_PROGRESS'].includes(record.status) &&
          move.hooks.length > 0 &&
          move.hooks.every(id => record.hooks.some(one => one.id === id && one.status === 'AWAITING_ACTION'))),
    ))

  test('green goes on from a share that it has only when the evidence says so', () =>
    holds(
      (given, move) =>
        move.move !== 'continue' || shareOf(given) === 0 || isEarly(given) || given.evidence.lead === 'go',
    ))

  test('what was to be tried and was not, or failed, never goes on to production', () =>
    holds(
      (given, move) =>
        move.move !== 'continue' || isEarly(given) || ['unwanted', 'answering'].includes(given.smoke as string),
    ))

  test('what is harmful or given up never waits while it is under way', () =>
    holds((given, move) => {
      const harmful = given.giveUp !== undefined || (shareOf(given) > 0 && given.evidence.lead === 'back')
      return !harmful || !['PENDING', 'IN_PROGRESS'].includes(given.record.status) || move.move === 'go-back'
    }))

  test('one’s own pause that would go on by itself does not end unanswered', () =>
    holds((given, move) => {
      const ends = openPauses(given.record).some(
        one => one.atTimeout === 'go-on' && (one.expiresAt ?? now + MINUTE) < now + MINUTE,
      )
      const ours = given.stages === undefined && ['PENDING', 'IN_PROGRESS'].includes(given.record.status)
      return !ends || !ours || move.move !== 'wait'
    }))

  test('the same facts give the same move, in whatever order hooks are listed', () =>
    holds((given, move) => {
      const turned = nextMove({ ...given, record: { ...given.record, hooks: given.record.hooks.toReversed() } })
      return turned.move === move.move
    }))
})

/** Before green can be tried, nothing of production depends on the answer. */
const isEarly = ({ record }: Facts) => ['SCALE_UP', 'POST_SCALE_UP'].includes(record.stage ?? '')
