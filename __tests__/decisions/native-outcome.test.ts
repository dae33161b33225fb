// In which words does a shift by ECS end?
import { describe, expect, test } from '@jest/globals'
import {
  explainShiftEnd,
  type NativeOutcome,
  showWeights,
  tellShiftEnd,
  whyBack,
} from '../../src/decisions/native-outcome.ts'
import { summarizeShift } from '../../src/decisions/native-summary.ts'

const outcome: NativeOutcome = {
  ...{ service: 'web', cluster: 'prod', revision: 'web:2', previous: 'web:1', deployment: 'ecs-svc/2' },
  ...{ verdict: 'finished', because: '', remedy: 'none', percent: 100, reached: 100 },
  live: { revision: 'web:2', running: 2, desired: 2, verified: true },
  ...{ diagnosis: undefined, breach: undefined, decisions: [] },
  ...{ history: [], minutes: { green: [], control: [] } },
  ...{ startedAt: 0, endedAt: 90_000 },
}
const blue = { revision: 'web:1', running: 2, desired: 2, verified: true }

describe('the last line', () => {
  test.each<[Partial<NativeOutcome>, string]>([
    [{}, 'web:2 has all traffic (was web:1), after 1m 30s. web:2 is live (2 of 2 tasks).'],
    [{ verdict: 'nothing-to-do' }, 'web:2 was live already, nothing to do. web:2 is live (2 of 2 tasks).'],
    [{ verdict: 'planned', because: 'web goes' }, 'Plan: web goes. Nothing was changed.'],
    [
      {
        verdict: 'reverted',
        because: 'harmful',
        reached: 10,
        live: blue,
        diagnosis: { cause: '', next: 'Mend it.', evidence: [] },
      },
      'web:2 went back: harmful. It had 10 % of production at most. web:1 is live (2 of 2 tasks). Mend it.',
    ],
    [
      {
        verdict: 'held',
        because: 'blind',
        percent: 10,
        live: blue,
        diagnosis: { cause: 'blind', next: 'Answer the pause.', evidence: [] },
      },
      'web:2 is held at 10 %: blind. web:1 is live (2 of 2 tasks). Answer the pause.',
    ],
    [
      { verdict: 'cancelled', because: 'nothing was changed', live: blue },
      'Cancelled: nothing was changed. web:1 is live (2 of 2 tasks).',
    ],
    [{ verdict: 'failed', because: 'lost', live: undefined }, 'web:2 failed: lost. What is live was not seen.'],
    [
      { verdict: 'failed', because: 'lost', live: { ...blue, before: true } },
      'web:2 failed: lost. web:1 was live (2 of 2 tasks) when it was last seen.',
    ],
    [
      { live: { ...blue, running: 1, verified: false } },
      'web:2 has all traffic (was web:1), after 1m 30s. web:1 is live with only 1 of 2 tasks.',
    ],
  ])('%#', (change, line) => {
    expect(explainShiftEnd({ ...outcome, ...change })).toBe(line)
  })
})

test.each([
  [
    'Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.',
    'nobody answered the pause at post test traffic shift in time, so ECS took it back',
    false,
  ],
  ['Service deployment rolled back by user.', 'somebody else sent it back, and ECS took it back', false],
  [
    'Service deployment rolled back because of one or more active alarms.',
    'ECS took it back because of an alarm',
    true,
  ],
  [
    'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    'the circuit breaker of ECS took it back',
    true,
  ],
  [
    'Service deployment rolled back because of something.',
    'ECS took it back (Service deployment rolled back because of something)',
    true,
  ],
])('%s', (reason, because, tasksTell) => {
  expect(whyBack(reason)).toMatchObject({ because, tasksTell })
})

test('weights are told in tenths at most, and not at all where nothing tells', () => {
  expect([5, 0.1, 100 / 3, undefined].map(showWeights)).toEqual([
    'blue=95 green=5',
    'blue=99.9 green=0.1',
    'blue=66.7 green=33.3',
    '',
  ])
})

test('a good end has no cause, a bad one has its breach', () => {
  expect(tellShiftEnd(outcome)).toMatchObject({ cause: '', nextStep: '', weights: 'blue=0 green=100', step: '100' })
  const breach = { metric: 'error rate', value: '5 %', threshold: '0.5 %' }
  expect(tellShiftEnd({ ...outcome, verdict: 'reverted', because: 'harmful', breach })).toMatchObject({
    ...{ cause: 'harmful', breachedMetric: 'error rate', value: '5 %', threshold: '0.5 %' },
  })
})

test('the summary has one row and what shows the cause', () => {
  const diagnosis = { cause: 'x', next: '', evidence: ['task 1 stopped'] }
  const text = summarizeShift(
    { ...outcome, verdict: 'reverted', because: 'a|b', diagnosis, live: blue },
    'https://console',
  )
  expect(text).toContain(
    '| [web](https://console) | web:1 | web:2 | ❌ reverted | none | web:1 (2 of 2 tasks) | blue=0 green=100 | 1m 30s |',
  )
  expect(text).toContain('went back: a\\|b.')
  expect(text).toContain('- `task 1 stopped`')
})

test.each([
  ['reverted', 'reverted', { metric: 'error rate', value: '5 %', threshold: '0.5 %' }, 'critical'],
  ['reverted', 'reverted', undefined, 'warning'],
  ['held', 'none', undefined, 'warning'],
  ['failed', 'needs-human', undefined, 'critical'],
  ['finished', 'none', undefined, undefined],
  ['cancelled', 'none', undefined, undefined],
] as const)('an alert of %s with the remedy %s', (verdict, remedy, breach, severity) => {
  const { alert } = tellShiftEnd({ ...outcome, verdict, remedy, because: 'harmful', breach })
  expect(JSON.parse(alert || '{}').severity).toBe(severity)
  if (breach) expect(JSON.parse(alert)).toMatchObject({ title: 'web: web:2 does harm', cause: 'harmful', ...breach })
})
