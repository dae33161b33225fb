import { describe, expect, test } from '@jest/globals'
import { drawErrors } from '../../src/decisions/error-chart.ts'
import { explainWatch, isWell, nextStep, tellWatch, type WatchOutcome } from '../../src/decisions/watch-outcome.ts'
import { summarizeWatch } from '../../src/decisions/watch-summary.ts'
import { minute, START } from './watched.ts'

const outcome: WatchOutcome = {
  service: 'web',
  cluster: 'prod',
  revision: 'web:2',
  verdict: 'healthy',
  next: '',
  because: 'web:2 served 600 requests in 10 min',
  breach: undefined,
  shared: false,
  accepted: true,
  remedy: 'none',
  remedyNote: '',
  live: { revision: 'web:2', service: 'web', verified: true },
  startedAt: START,
  judgedFrom: START + 60_000,
  endedAt: START + 600_000,
  minutes: { green: [minute(0, 100, 50), minute(1, 300, 3), minute(2, 300)], control: [] },
  decisions: [],
}
const harmful: WatchOutcome = {
  ...outcome,
  ...{ verdict: 'harmful', accepted: false, because: '31 failed', remedy: 'rolled-back' },
  breach: { metric: 'error rate', value: '1.71 %', threshold: '0.5 %' },
  remedyNote: 'web:1 is live again: 2 of 2 tasks.',
  live: { revision: 'web:1', service: 'web', verified: true },
}

describe('a watch', () => {
  test.each<[string, WatchOutcome, string]>([
    ['healthy', outcome, 'web:2 is well after 10m: web:2 served 600 requests in 10 min.'],
    [
      'rolled back',
      harmful,
      'web:2 does harm: 31 failed. web:1 is live again: 2 of 2 tasks. Find the cause, then release again.',
    ],
    [
      'kept',
      {
        ...harmful,
        remedy: 'kept',
        remedyNote: 'web:2 was left as it is.',
        live: { ...harmful.live, revision: 'web:2', service: 'web', verified: false },
      },
      'web:2 does harm: 31 failed. web:2 was left as it is. web:2 is live, which was not verified. Go back with the action rollback, or mend what web:2 does.',
    ],
    [
      'for a person',
      { ...harmful, remedy: 'needs-human', remedyNote: 'Going back failed: denied.', live: undefined },
      'web:2 does harm: 31 failed. Going back failed: denied. Look at it now: a person must decide.',
    ],
    [
      'too little',
      { ...outcome, verdict: 'insufficient', accepted: false, remedy: 'kept', remedyNote: 'web:2 was left as it is.' },
      'Too little was seen of web:2 in 10m: web:2 served 600 requests in 10 min. web:2 was left as it is. web:2 is live. Look at it yourself, watch longer (max-duration), or lower min-requests.',
    ],
    [
      'everyone’s',
      { ...outcome, verdict: 'insufficient', accepted: false, shared: true, because: 'both fail' },
      'web:2 is not called well, as something else is not: both fail. web:2 is live. Look at what both depend on.',
    ],
    [
      'blind',
      { ...outcome, verdict: 'blind', accepted: false, because: 'for 11m no metric' },
      'web:2 cannot be judged: for 11m no metric. web:2 is live. Find out why nothing can be seen, then watch again.',
    ],
    [
      'overtaken',
      {
        ...{ ...outcome, verdict: 'superseded', accepted: false, because: 'somebody took all traffic from web' },
        live: { revision: 'web:3', service: 'web-blue', verified: true, tasks: '2 of 2' },
      },
      'web:2 is not watched any more: somebody took all traffic from web. web:3 is live in web-blue (2 of 2 tasks). Find out who changed it.',
    ],
    [
      'refused a way back, which says what is live',
      {
        ...{ ...harmful, remedy: 'needs-human', remedyNote: 'web:2 is live (2 of 2 tasks).' },
        live: { revision: 'web:2', service: 'web', verified: true, tasks: '2 of 2' },
      },
      'web:2 does harm: 31 failed. web:2 is live (2 of 2 tasks). Look at it now: a person must decide.',
    ],
  ])('that was %s says so, what is live and what to do', (_, one, line) => {
    expect(explainWatch(one)).toBe(line)
  })

  test('counts what was judged, and tells nobody of what is well', () => {
    expect(tellWatch(outcome)).toMatchObject({ requests: '600', errors: '3', alert: '', cause: '', nextStep: '' })
    expect(isWell(outcome)).toBe(true)
    expect(isWell(harmful)).toBe(false)
  })

  test('alerts once, with everything that somebody needs who was not there', () => {
    expect(JSON.parse(tellWatch(harmful).alert)).toEqual({
      ...{ severity: 'critical', title: 'web: web:2 does harm', message: explainWatch(harmful), service: 'web' },
      ...{
        cluster: 'prod',
        verdict: 'harmful',
        remedy: 'rolled-back',
        from: 'web:2',
        live: 'web:1',
        cause: '31 failed',
      },
      ...{ nextStep: 'Find the cause, then release again.', metric: 'error rate', value: '1.71 %', threshold: '0.5 %' },
    })
    const blind: WatchOutcome = { ...outcome, verdict: 'blind', accepted: false, remedy: 'kept' }
    expect(JSON.parse(tellWatch(blind).alert)).toMatchObject({ severity: 'warning', verdict: 'blind' })
    expect(nextStep({ ...blind, remedy: 'needs-human' })).toBe('Look at it now: a person must decide.')
    expect(tellWatch({ ...blind, verdict: 'cancelled' }).alert).toBe('')
  })

  test('is summarised in a table, a picture, its judgements and its minutes', () => {
    const decisions = ['{"at":"2026-01-28T10:37:18.000Z","state":"harmful","lead":"back","sentence":"31 | failed"}']
    const control = [minute(1, 6000, 6)]
    const text = summarizeWatch(
      { ...harmful, decisions, minutes: { ...outcome.minutes, control } },
      'https://x.test',
      0.005,
    )
    expect(text).toContain(
      '| [web](https://x.test) | web:2 | ❌ harmful | error rate: 1.71 % (limit 0.5 %) | rolled-back | web:1 (web) | 600, 0.5 % failed | 10m |',
    )
    expect(text).toContain('Lines, in order: green, its control, the limit.')
    expect(text).toContain('- `10:37:18 harmful → back` 31 \\| failed')
    expect(text).toContain('| 10:31 | 300 | 3 | 0 | 6,000 | 6 | 0 |')
    expect(text).toContain('| 10:32 | 300 | 0 | 0 | – | – | – |')
  })
})

describe('a picture of errors', () => {
  test('has a point a minute, none for minutes without requests, and the limit', () => {
    const green = [minute(0, 100, 1), minute(1, 200, 1), minute(3, 100, 4)]
    expect(drawErrors('a "b"', { green, control: [] }, 0.005)).toEqual([
      'Lines, in order: green, the limit.',
      '',
      '```mermaid',
      'xychart-beta',
      '  title "a \'b\': percent of requests that failed"',
      '  x-axis "minutes" 0 --> 3',
      '  y-axis "percent" 0 --> 4',
      '  line [1, 0.5, 0, 4]',
      '  line [0.5, 0.5, 0.5, 0.5]',
      '```',
      '',
    ])
  })

  test('is left out where there is nothing to draw, and has no more points than can be told apart', () => {
    expect(drawErrors('x', { green: [], control: [] }, 0.005)).toEqual([])
    expect(drawErrors('x', { green: [minute(0, 1)], control: [] }, undefined)).toEqual([])
    const long = Array.from({ length: 400 }, (_, i) => minute(i, 100))
    const line = drawErrors('x', { green: long, control: [] }, undefined).find(one => one.startsWith('  line')) ?? ''
    expect(line.split(',')).toHaveLength(120)
  })
})
