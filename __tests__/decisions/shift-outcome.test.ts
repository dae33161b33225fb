import { describe, expect, test } from '@jest/globals'
import { explainShift, isGood, liveOf, type ShiftResult, tellResults } from '../../src/decisions/shift-outcome.ts'
import { summarizeShift } from '../../src/decisions/shift-summary.ts'

const MINUTE = 60_000
const result: ShiftResult = {
  ...{ name: 'web', cluster: 'production', revision: 'web:2', share: 100, ruleGone: false },
  blue: { service: 'web-blue', revision: 'web:1', size: 4 },
  green: { service: 'web-green', revision: 'web:2' },
  history: [
    { at: 0, green: 0 },
    { at: MINUTE, green: 5 },
    { at: 3 * MINUTE, green: 100 },
  ],
  decisions: [
    JSON.stringify({ at: '2026-01-28T10:34:08.500Z', green: 5, state: 'healthy', lead: 'go', sentence: 'well' }),
  ],
  minutes: { green: [], control: [] },
  ...{ startedAt: 0, endedAt: 5 * MINUTE },
  end: { verdict: 'finished', remedy: 'none', because: 'web-green has all of the traffic', next: '' },
}
const ended = (
  verdict: ShiftResult['end']['verdict'],
  share: number,
  more: Partial<ShiftResult['end']> = {},
): ShiftResult => ({
  ...result,
  share,
  end: { verdict, remedy: 'none', because: '5 % of the requests fail', next: 'Find the cause.', ...more },
})

describe('the last line', () => {
  test.each<[string, ShiftResult, string]>([
    ['finished', result, 'web:2 is live: web-green has all of the traffic (was web:1 on web-blue), after 5m.'],
    [
      'one step of several',
      ended('finished', 5, { because: 'step 5 is done: web:2 was well to its end', next: 'Go on with step 50.' }),
      'Step 5 is done: web:2 was well to its end, after 5m. web-blue on web:1 has 95 % of the traffic and web-green on web:2 5 %. Go on with step 50.',
    ],
    [
      'reverted',
      ended('reverted', 0),
      'web:2 was reverted: 5 % of the requests fail. web:1 is live (web-blue). Find the cause.',
    ],
    [
      'failed',
      ended('failed', 0),
      'web:2 got no traffic: 5 % of the requests fail. web:1 is live (web-blue). Find the cause.',
    ],
    [
      'held',
      ended('held', 50, { because: 'somebody changed the weights' }),
      'Held: somebody changed the weights. web-blue on web:1 has 50 % of the traffic and web-green on web:2 50 %. Find the cause.',
    ],
    [
      'cancelled',
      ended('cancelled', 0, { because: 'cancelled, reverted', next: '' }),
      'Cancelled, reverted. web:1 is live (web-blue).',
    ],
    [
      'held, as the rule is gone',
      { ...ended('held', 50, { because: 'the listener rule is gone' }), ruleGone: true },
      'Held: the listener rule is gone. What is live is not known; web-blue runs web:1, and web-green web:2. Find the cause.',
    ],
    [
      'skipped',
      ended('skipped', 0, { next: '' }),
      'web:2 was not shifted: 5 % of the requests fail. web:1 is live (web-blue).',
    ],
    [
      'nothing',
      ended('nothing-to-do', 100, { next: '' }),
      'Nothing to do: 5 % of the requests fail. web:2 is live (web-green).',
    ],
  ])('%s', (_, one, line) => {
    expect(explainShift(one)).toBe(line)
  })
})

test('live is who has more of the traffic, and of equals who served before', () => {
  expect([0, 5, 50, 51, 100].map(share => liveOf({ ...result, share }).service)).toEqual([
    ...['web-blue', 'web-blue', 'web-blue', 'web-green', 'web-green'],
  ])
})

describe('outputs', () => {
  test('of one pair', () => {
    const breach = { metric: 'error rate', value: '5 %', threshold: '0.5 %' }
    expect(tellResults([ended('reverted', 0, { remedy: 'reverted', breach })])).toMatchObject({
      ...{ verdict: 'reverted', remedy: 'reverted', revision: 'web:2', previousRevision: 'web:1', previousCount: '4' },
      ...{ liveRevision: 'web:1', liveService: 'web-blue', weights: 'blue=100 green=0', step: '0' },
      ...{ cause: '5 % of the requests fail', nextStep: 'Find the cause.' },
      ...{ breachedMetric: 'error rate', value: '5 %', threshold: '0.5 %', liveVerified: 'true' },
    })
  })

  test.each<[ShiftResult['end']['verdict'][], string]>([
    [['finished', 'nothing-to-do'], 'finished'],
    [['nothing-to-do'], 'nothing-to-do'],
    [['finished', 'reverted'], 'reverted'],
    [['failed', 'skipped'], 'failed'],
    [['skipped'], 'failed'],
    [['reverted', 'held'], 'held'],
    [['cancelled', 'finished'], 'cancelled'],
  ])('of several the worst: %j is %s', (verdicts, worst) => {
    const results = verdicts.map(one => ended(one, 100))
    expect(tellResults(results).verdict).toBe(worst)
    expect(results.every(isGood)).toBe(['finished', 'nothing-to-do'].includes(worst))
  })
})

describe('an alert', () => {
  const alertOf = (one: ShiftResult) => JSON.parse(tellResults([one]).alert || 'null')
  test('says of harm what was measured, and is as that of a watch', () => {
    const breach = { metric: 'error rate', value: '5 %', threshold: '0.5 %' }
    const one = ended('reverted', 0, { remedy: 'reverted', breach })
    expect(alertOf(one)).toEqual({
      ...{ severity: 'critical', title: 'web: web:2 does harm', message: explainShift(one), service: 'web' },
      ...{ cluster: 'production', verdict: 'reverted', remedy: 'reverted', from: 'web:2', live: 'web:1' },
      ...{ cause: '5 % of the requests fail', nextStep: 'Find the cause.', ...breach },
    })
  })

  test.each<[ShiftResult['end']['verdict'], ShiftResult['end']['remedy'], string | undefined]>([
    ['reverted', 'reverted', 'warning'],
    ['reverted', 'needs-human', 'critical'],
    ['held', 'needs-human', 'critical'],
    ['held', 'none', 'warning'],
    ['cancelled', 'needs-human', 'critical'],
    ['cancelled', 'reverted', undefined],
    ['failed', 'none', undefined],
    ['finished', 'none', undefined],
    ['nothing-to-do', 'none', undefined],
    ['skipped', 'none', undefined],
  ])('of %s with the remedy %s is %s', (verdict, remedy, severity) => {
    expect(alertOf(ended(verdict, 50, { remedy }))?.severity).toBe(severity)
  })
})

test('where the rule is gone nothing is said of traffic', () => {
  const told = tellResults([{ ...ended('held', 50, { remedy: 'needs-human' }), ruleGone: true }])
  expect(told).toMatchObject({ liveRevision: '', liveService: '', weights: '', step: '', liveVerified: 'false' })
})

test('the summary has a table, what happened, the weights over time, and the judgements', () => {
  const summary = summarizeShift([result], () => 'https://example.com')
  expect(summary).toContain('| [web](https://example.com) | web-blue web:1 | web-green web:2 | ✅ finished | none |')
  expect(summary).toContain('  x-axis "minutes" 0 --> 5\n  y-axis "percent" 0 --> 100\n  line [0, 5, 5, 100, 100, 100]')
  expect(summary).toContain('- `10:34:08 5 % healthy → go` well')
})
