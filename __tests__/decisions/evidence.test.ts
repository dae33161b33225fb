import { describe, expect, test } from '@jest/globals'
import { type EvidenceState, judgeEvidence } from '../../src/decisions/evidence.ts'
import type { EvidenceRules } from '../../src/decisions/harm.ts'
import { MINUTE, type Minute } from '../../src/decisions/minutes.ts'
import type { Evidence, Sighting } from '../../src/decisions/sightings.ts'
import { evidence, gather, minute, reads, rules, START, served } from './watched.ts'

const HOUR = START + 60 * MINUTE
const judge = (given: Evidence, more: Partial<EvidenceRules> = {}, now = START + 30 * MINUTE, end = HOUR) =>
  judgeEvidence(given, { ...rules, ...more }, now, end)
const atEnd = (given: Evidence, more: Partial<EvidenceRules> = {}) => judge(given, more, HOUR)
const minutes = (count: number, requests: number, errors = 0, slow = 0, from = 0): Minute[] =>
  Array.from({ length: count }, (_, i) => minute(from + i, requests, errors, slow))

/** 0.63 % errors. */
const slight = (count: number) => Array.from({ length: count }, (_, i) => minute(i, 600, i % 5 === 4 ? 3 : 4))

describe('requests of which no answer is reported, nor a 5XX', () => {
  const uncoded = (each: number): Minute[] => minutes(30, 600).map(one => ({ ...one, uncoded: each }))
  const hour = (requests: number, of: number) => ({ ...minute(-60, requests), ...(of === 0 ? {} : { uncoded: of }) })
  test.each<[string, Minute[], Minute | undefined, Partial<EvidenceRules>, EvidenceState]>([
    ['more than 1 %', uncoded(7), undefined, {}, 'insufficient'],
    ['1 %', uncoded(6), undefined, {}, 'healthy'],
    [
      'as many too few as too many',
      uncoded(50).map((one, i) => (i % 2 ? one : { ...one, uncoded: -50 })),
      undefined,
      {},
      'healthy',
    ],
    ['as usual before the release', uncoded(60), hour(1000, 100), {}, 'healthy'],
    ['more than was usual', uncoded(70), hour(1000, 100), {}, 'insufficient'],
    ['where none was usual', uncoded(7), hour(1000, 0), {}, 'insufficient'],
    ['a handful', [{ ...minute(0, 100), uncoded: 5 }], undefined, { minRequests: 1 }, 'healthy'],
    ['one more', [{ ...minute(0, 100), uncoded: 6 }], undefined, { minRequests: 1 }, 'insufficient'],
    ['errors are not watched', uncoded(300), undefined, { maxErrorRate: undefined }, 'healthy'],
  ])('%s', (_, green, earlier, more, state) => {
    expect(atEnd({ ...served(green), before: earlier }, more).state).toBe(state)
  })

  test('are never called well, and said', () => {
    expect(atEnd(served(uncoded(200))).sentence).toBe(
      'web:2 served 18,000 requests in 30 min, 0 failed (0 %, at most 0.5 %), 0 % took longer than 1000 ms (at most 5 %); of 6,000 no answer is reported; no 5XX is reported, so that these may have failed',
    )
  })
})

describe('rule proof', () => {
  test.each<[string, Minute[], Minute[], EvidenceState]>([
    ['5 % errors in two minutes', minutes(2, 60, 3), [], 'harmful'],
    ['5 % errors in one minute', minutes(1, 60, 3), [], 'watching'],
    ['1 error of 3 requests', minutes(1, 3, 1), [], 'watching'],
    ['2 errors of 2 requests, a minute each', minutes(2, 1, 1), [], 'watching'],
    ['3 errors of 3 requests, a minute each', minutes(3, 1, 1), [], 'harmful'],
    ['3 errors of 3 requests in one minute', minutes(1, 3, 3), [], 'watching'],
    ['exactly the limit', minutes(30, 200, 1), [], 'watching'],
    ['twice the limit, in 600 requests', minutes(5, 120, 1), [], 'watching'],
    ['twice the limit, in 6,000 requests', minutes(5, 1200, 12), [], 'harmful'],
    ['1 % from minute 30 on', [...minutes(30, 6000, 6), ...minutes(5, 6000, 60, 0, 30)], [], 'harmful'],
    ['a slight fault that only an hour shows', slight(60), [], 'harmful'],
    ['the same in half of it', slight(30), [], 'watching'],
    ['0.83 % in five minutes', minutes(5, 600, 5), [], 'watching'],
    ['a bad minute beside one exactly at the limit', [minute(0, 60, 7), minute(1, 200, 1)], [], 'watching'],
    ['a bad minute beside one just above it', [minute(0, 60, 7), minute(1, 199, 1)], [], 'harmful'],
    ['one minute nine times beyond the limit', minutes(1, 220, 10), [], 'watching'],
    ['a fault that is more than an hour ago', [minute(0, 60, 9), minute(1, 60, 9), minute(62, 60)], [], 'watching'],
    ['one minute with half of it failed', minutes(1, 30, 15), [], 'harmful'],
    ['one minute ten times beyond the limit with nine errors', minutes(1, 90, 9), [], 'watching'],
    ['one minute ten times beyond the limit with ten errors', minutes(1, 200, 10), [], 'harmful'],
    ['300,000 requests at twice the limit', minutes(50, 6000, 60), [], 'harmful'],
    ['8 % slow in 600 requests', minutes(5, 120, 0, 10), [], 'harmful'],
    ['3 % slow', minutes(30, 120, 0, 3), [], 'watching'],
    ['half of one minute slow', minutes(1, 30, 0, 15), [], 'harmful'],
    ['5 % errors, blue without', minutes(2, 60, 3), minutes(2, 600), 'harmful'],
    ['5 % errors, blue with 0.1 %', minutes(2, 60, 3), minutes(2, 1000, 1), 'harmful'],
    ['5 % errors, blue with 5 %', minutes(2, 60, 3), minutes(2, 1000, 50), 'watching'],
    ['5 % errors, blue with too few requests to say', minutes(2, 60, 3), minutes(2, 24, 24), 'harmful'],
    ['half of a minute failed, and half of blue', minutes(1, 60, 30), minutes(1, 600, 300), 'watching'],
    ['5 % errors now, blue with 5 % an hour before', minutes(2, 60, 3, 0, 70), minutes(10, 1000, 50), 'harmful'],
  ])('%s: %#', (_, green, control, state) => {
    expect(judge(served(green, control), {}, START + 90 * MINUTE, START + 120 * MINUTE).state).toBe(state)
  })

  test('what is as bad for blue is held, said, and never called healthy', () => {
    const both = served(minutes(10, 600, 12), minutes(10, 6000, 120))
    expect(judge(both)).toMatchObject({
      state: 'watching',
      shared: true,
      breach: { metric: 'error rate', value: '2 %', threshold: '0.5 %' },
      sentence:
        'web:2 served 3,000 requests in 5 min, 60 failed (2 %); if the true rate were your limit 0.5 %, this many would occur about once in 10^18; blue had 2 % in the same minutes, which is not significantly better',
    })
    expect(atEnd(both)).toMatchObject({ state: 'insufficient', shared: true })
    expect(judge(both, { sharedFault: 'rollback' })).toMatchObject({ state: 'harmful' })
    expect(judge(both, { sharedFault: 'rollback' })).not.toHaveProperty('shared')
  })

  test('green’s own fault is harm although another one is shared', () => {
    const green = minutes(10, 600, 12, 200)
    expect(judge(served(green, minutes(10, 6000, 120, 60)))).toMatchObject({
      state: 'harmful',
      breach: { metric: 'requests slower than 1000 ms', value: '33.3 %', threshold: '5 %' },
    })
  })

  test('the hour before the release is the control where blue has no traffic', () => {
    const before = { at: 0, requests: 36_000, errors: 720, slow: 0 }
    expect(judge({ ...served(minutes(10, 600, 12)), before })).toMatchObject({
      state: 'watching',
      shared: true,
      sentence: expect.stringMatching(/; before the release it was 2 %, which is not significantly better$/),
    })
    expect(judge({ ...served(minutes(10, 600, 12)), before: { ...before, errors: 36 } }).state).toBe('harmful')
    expect(judge({ ...served(minutes(10, 600, 12)), before: { ...before, requests: 20, errors: 20 } }).state).toBe(
      'harmful',
    )
  })

  test('says what was seen, how likely it is at the limit, and how blue did', () => {
    const green = [minute(0, 362, 6), minute(1, 362, 6), minute(2, 362, 6), minute(3, 363, 6), minute(4, 363, 7)]
    const control = Array.from({ length: 5 }, (_, i) => minute(i, 6667, 6))
    expect(judge(served(green, control)).sentence).toBe(
      'web:2 served 1,812 requests in 5 min, 31 failed (1.71 %); if the true rate were your limit 0.5 %, this many would occur about once in 10^8; blue had 0.09 % in the same minutes',
    )
  })
})

describe('the literal rules', () => {
  const p95 = (value: number) => [{ ...minute(0, 100), p95: value }]

  test.each<[string, Minute[], Partial<EvidenceRules>, EvidenceState]>([
    ['each: 0.5 %', minutes(1, 1000, 5), { rule: 'each' }, 'watching'],
    ['each: 0.51 %', minutes(1, 10_000, 51), { rule: 'each' }, 'harmful'],
    ['each: 0.5 % of 1,400', minutes(1, 1400, 7), { rule: 'each' }, 'watching'],
    ['each: 1000 ms', p95(1000), { rule: 'each' }, 'watching'],
    ['each: 1000.1 ms', p95(1000.1), { rule: 'each' }, 'harmful'],
    ['each: a bad minute before a good one', [...minutes(1, 100, 50), minute(1, 100)], { rule: 'each' }, 'watching'],
    ['n-of-m: two bad of five', [...minutes(3, 100), ...minutes(2, 100, 9, 0, 3)], { rule: 'n-of-m' }, 'watching'],
    ['n-of-m: three bad of five', [...minutes(2, 100), ...minutes(3, 100, 9, 0, 2)], { rule: 'n-of-m' }, 'harmful'],
    [
      'n-of-m: three bad ones, the first too long ago',
      [minute(0, 1, 1), minute(4, 1, 1), minute(5, 1, 1)],
      { rule: 'n-of-m' },
      'watching',
    ],
    ['n-of-m: a minute of p95 alone', p95(2000), { rule: 'n-of-m' }, 'watching'],
    ['n-of-m, 1 of 1', p95(2000), { rule: 'n-of-m', ratio: { n: 1, of: 1 } }, 'harmful'],
    ['n-of-m: blue is as bad', minutes(5, 100, 50), { rule: 'n-of-m' }, 'harmful'],
  ])('%s', (_, green, more, state) => {
    expect(judge(served(green, minutes(5, 100, 50)), more).state).toBe(state)
  })

  test('the breach names metric, value and limit', () => {
    expect(judge(served(minutes(1, 10_000, 51)), { rule: 'each' })).toMatchObject({
      breach: { metric: 'error rate', value: '0.51 %', threshold: '0.5 %' },
      sentence: 'error rate of web:2 is 0.51 %, beyond the limit 0.5 %',
    })
    expect(judge(served(p95(1000.1)), { rule: 'each' }).breach).toEqual({
      metric: 'p95 latency',
      value: '1000.1 ms',
      threshold: '1000 ms',
    })
  })
})

describe('facts that need no statistics', () => {
  const stopped = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `t${i}`,
      at: START + i,
      cause: 'container "app" exited with code 1',
    }))
  const looks = (...all: [healthy: number, unhealthy: number][]) =>
    all.map(([healthy, unhealthy], i) => ({ at: START + i * 15_000, healthy, unhealthy }))
  const tries = (...faults: (string | undefined)[]) => ({
    'https://x.test/': faults.map((fault, i) => ({ at: START + i * 15_000, fault })),
  })
  const alarm = (state: string, since: number, wasWell = false) => [
    { name: 'web-5xx', state, since, reason: 'Threshold crossed.', wasWell },
  ]

  test.each<[string, Partial<Evidence>, Partial<EvidenceRules>, EvidenceState]>([
    ['two tasks ended badly', { stopped: stopped(2) }, {}, 'watching'],
    ['three tasks ended badly', { stopped: stopped(3) }, {}, 'harmful'],
    ['three tasks ended badly, not watched', { stopped: stopped(3) }, { maxRestarts: undefined }, 'watching'],
    ['one task ended badly, none may', { stopped: stopped(1) }, { maxRestarts: 0 }, 'harmful'],
    ['too few targets, twice in a row', { targets: looks([2, 0], [0, 2], [0, 2]) }, {}, 'watching'],
    ['too few targets, three times in a row', { targets: looks([2, 0], [0, 2], [0, 2], [0, 2]) }, {}, 'harmful'],
    ['one good look in between', { targets: looks([0, 2], [0, 2], [2, 0], [0, 2]) }, {}, 'watching'],
    ['half of the targets', { targets: looks([1, 1], [1, 1], [1, 1]) }, {}, 'watching'],
    ['less than half of them', { targets: looks([1, 2], [1, 2], [1, 2]) }, {}, 'harmful'],
    ['none there at all', { targets: looks([0, 0], [0, 0], [0, 0]) }, {}, 'harmful'],
    ['fewer than the number', { targets: looks([1, 0], [1, 0], [1, 0]) }, { minHealthy: { count: 2 } }, 'harmful'],
    ['a probe fails twice', { probes: tries(undefined, 'answered 500', 'answered 500') }, {}, 'watching'],
    ['a probe fails three times', { probes: tries('answered 500', 'answered 500', 'answered 500') }, {}, 'harmful'],
    ['a probe fails three times and is well', { probes: tries('a', 'a', 'a', undefined) }, {}, 'watching'],
    ['an alarm is well', { alarms: alarm('OK', START) }, {}, 'watching'],
    ['an alarm has no data', { alarms: alarm('INSUFFICIENT_DATA', START) }, {}, 'watching'],
    [
      'which makes blind, if wanted',
      { alarms: alarm('INSUFFICIENT_DATA', START) },
      { alarmWithoutData: 'blind' },
      'blind',
    ],
    ['an alarm went off since the release', { alarms: alarm('ALARM', START) }, {}, 'harmful'],
    ['an alarm went off before', { alarms: alarm('ALARM', START - 1) }, { alarmAtStart: 'ignore' }, 'watching'],
    ['that counts, if wanted', { alarms: alarm('ALARM', START - 1) }, { alarmAtStart: 'breach' }, 'harmful'],
    ['it was well again', { alarms: alarm('ALARM', START - 1, true) }, { alarmAtStart: 'ignore' }, 'harmful'],
  ])('%s', (_, seen, more, state) => {
    expect(judge({ ...evidence, ...seen }, more).state).toBe(state)
  })

  test('each names what it is about', () => {
    const say = (seen: Partial<Evidence>) => judge({ ...evidence, ...seen })
    expect(say({ stopped: stopped(3) })).toMatchObject({
      sentence: '3 tasks of web:2 ended badly (the last: container "app" exited with code 1)',
      breach: { metric: 'task restarts', value: '3', threshold: '2' },
    })
    expect(say({ targets: looks([0, 2], [0, 2], [0, 2]) })).toMatchObject({
      sentence: '0 of 2 targets of web:2 are healthy, 3 looks in a row',
      breach: { metric: 'healthy targets', value: '0', threshold: '1' },
    })
    expect(say({ alarms: alarm('ALARM', START) })).toMatchObject({
      sentence: 'alarm web-5xx went off (Threshold crossed)',
      breach: { metric: 'alarm web-5xx', value: 'ALARM', threshold: 'OK' },
    })
    expect(say({ probes: tries('answered 500', 'answered 500', 'refused the connection') })).toMatchObject({
      sentence: 'https://x.test/ did not answer well 3 times in a row (refused the connection)',
      breach: { metric: 'probe https://x.test/', value: 'refused the connection', threshold: 'a good answer' },
    })
  })
})

describe('throughput and own metrics', () => {
  const floor = { minThroughput: 100 }
  const own = (value: number[], more: object = {}) => ({
    others: {
      m1: {
        from: START,
        until: START + value.length * MINUTE,
        points: value.map((one, i) => ({ at: START + i * MINUTE, value: one })),
      },
    },
    ...more,
  })
  const metric = {
    ...{ id: 'm1', label: 'ErrorRate', period: 60, above: 0.5, below: undefined, missing: 'blind' as const },
    ...{ namespace: 'MPAC', name: 'ErrorRate', statistic: 'Average', dimensions: {} },
  }

  test.each<[string, Evidence, Partial<EvidenceRules>, EvidenceState]>([
    ['enough', served(minutes(5, 100)), floor, 'watching'],
    ['too few in two minutes', served([...minutes(3, 100), ...minutes(2, 99, 0, 0, 3)]), floor, 'watching'],
    ['too few in three', served([...minutes(2, 100), ...minutes(3, 99, 0, 0, 2)]), floor, 'harmful'],
    ['none while blue has some', served(minutes(1, 100), minutes(1, 100)), floor, 'watching'],
    [
      'none of three while blue has some',
      { ...served(minutes(1, 100), minutes(4, 100)), closedUntil: START + 4 * MINUTE },
      floor,
      'harmful',
    ],
    ['nothing known of three', { ...served(minutes(1, 100)), closedUntil: START + 4 * MINUTE }, floor, 'watching'],
    ['a metric at its limit', { ...evidence, ...own([0.4, 0.5]) }, { rule: 'each', metrics: [metric] }, 'watching'],
    ['a metric above its limit', { ...evidence, ...own([0.4, 0.51]) }, { rule: 'each', metrics: [metric] }, 'harmful'],
    [
      'a metric below its limit',
      { ...evidence, ...own([3]) },
      { rule: 'each', metrics: [{ ...metric, above: undefined, below: 4 }] },
      'harmful',
    ],
    ['a metric above it twice, proof', { ...evidence, ...own([0.4, 0.51, 0.6]) }, { metrics: [metric] }, 'watching'],
    [
      'a metric above it three times, proof',
      { ...evidence, ...own([0.7, 0.51, 0.6]) },
      { metrics: [metric] },
      'harmful',
    ],
    [
      'a part of an expression',
      { ...evidence, ...own([9, 9, 9]) },
      { metrics: [{ ...metric, above: undefined }] },
      'watching',
    ],
  ])('%s', (_, seen, more, state) => {
    expect(judge(seen, more).state).toBe(state)
  })

  test('a metric without a value makes blind, unless it may be missing', () => {
    const quiet = { ...evidence, others: { m1: { from: START, until: START + 6 * MINUTE, points: [] } } }
    expect(judge(quiet, { metrics: [metric] })).toMatchObject({
      state: 'blind',
      sentence: 'for 30m ErrorRate has no value',
    })
    expect(judge(quiet, { metrics: [{ ...metric, missing: 'ok' }] }).state).toBe('watching')
  })
})

describe('the end of the bake', () => {
  const blindless = { maxLatency: undefined }

  test('healthy needs six hundred good requests at 0.5 %', () => {
    expect(atEnd(served(minutes(10, 60)))).toMatchObject({
      state: 'healthy',
      sentence:
        'web:2 served 600 requests in 10 min, 0 failed (0 %, at most 0.5 %), 0 % took longer than 1000 ms (at most 5 %)',
    })
    expect(atEnd(served(minutes(10, 60, 0)), { minRequests: 601 }).state).toBe('insufficient')
    expect(atEnd(served([...minutes(9, 60), minute(9, 60, 1)])).state).toBe('insufficient')
    expect(atEnd(served(minutes(1, 1)), { minRequests: 1 }).state).toBe('healthy')
    expect(atEnd(served(minutes(1, 1)), { rule: 'each' }).state).toBe('healthy')
  })

  test('too little says what could have been seen', () => {
    expect(atEnd(served(minutes(15, 3)), blindless)).toMatchObject({
      state: 'insufficient',
      sentence:
        'web:2 served 45 requests in 15 min, 0 failed (0 %, at most 0.5 %); 600 good ones are needed: only an error rate of at least 14.3 % would have been seen',
    })
  })

  test('nothing at all is insufficient by every rule, and neither a success nor a fault', () => {
    for (const rule of ['proof', 'n-of-m', 'each'] as const)
      expect(atEnd({ ...evidence, closedUntil: HOUR }, { rule })).toMatchObject({
        state: 'insufficient',
        sentence: expect.stringMatching(/^no request to web:2 was measured in 60 min/),
      })
  })

  test('what was asked for and never seen is missing', () => {
    const enough = served(minutes(10, 600))
    expect(atEnd(enough, { alarms: ['a'] })).toMatchObject({
      state: 'insufficient',
      sentence: expect.stringMatching(/; alarm a was not seen$/),
    })
    expect(atEnd({ ...enough, targets: [] })).toMatchObject({
      state: 'insufficient',
      sentence: expect.stringMatching(/targets of web:2 were not seen$/),
    })
    expect(atEnd(enough, { probes: ['https://x.test'] })).toMatchObject({ state: 'insufficient' })
  })

  test('where no traffic is watched, facts alone are enough', () => {
    const facts = { maxErrorRate: undefined, maxLatency: undefined }
    expect(atEnd(evidence, facts)).toMatchObject({ state: 'healthy', sentence: 'nothing speaks against web:2' })
  })
})

describe('blindness', () => {
  const quiet = (until: number, more: Partial<Evidence> = {}): Evidence => ({
    ...served(minutes(10, 60)),
    closedUntil: START + until * MINUTE,
    ...more,
  })

  /** The step began in the tenth minute, and since then there is nothing of anything. */
  const gone = (until: number, requests = 600, late = 0): Evidence => ({
    ...evidence,
    ...{ since: START + 10 * MINUTE, closedUntil: START + until * MINUTE },
    flow: { requests, from: START, until: START + 10 * MINUTE, late },
  })

  test.each<[string, Evidence, EvidenceState]>([
    ['silent for four minutes after sixty a minute', quiet(14), 'watching'],
    ['silent for five', quiet(15), 'blind'],
    ['silent for five after one a minute', { ...served(minutes(10, 1)), closedUntil: START + 15 * MINUTE }, 'watching'],
    ['silent for eight after one a minute', { ...served(minutes(10, 1)), closedUntil: START + 18 * MINUTE }, 'blind'],
    ['all silent since another step for four minutes', gone(14), 'watching'],
    ['all silent since another step for five', gone(15), 'blind'],
    ['all silent for nine where metrics come five minutes late', gone(19, 600, 5 * MINUTE), 'watching'],
    ['all silent for ten where metrics come five minutes late', gone(20, 600, 5 * MINUTE), 'blind'],
    ['all silent for five after one a minute', gone(15, 10), 'watching'],
    ['never any traffic', { ...evidence, closedUntil: HOUR }, 'watching'],
    [
      'never any traffic, but for our probes',
      { ...evidence, closedUntil: START + 5 * MINUTE, probes: { u: [{ at: START + 1, fault: undefined }] } },
      'blind',
    ],
    [
      'probes that failed',
      { ...evidence, closedUntil: START + 5 * MINUTE, probes: { u: [{ at: START + 1, fault: 'x' }] } },
      'watching',
    ],
    [
      'metrics cannot be read since four minutes',
      { ...evidence, troubles: [{ channel: 'metrics', since: START + 26 * MINUTE, because: 'throttled' }] },
      'watching',
    ],
    [
      'metrics cannot be read since five',
      { ...evidence, troubles: [{ channel: 'metrics', since: START + 25 * MINUTE, because: 'throttled' }] },
      'blind',
    ],
  ])('%s', (_, seen, state) => {
    expect(judge(seen).state).toBe(state)
  })

  test('is said with its time and cause, and lasts to the end', () => {
    const troubles = [{ channel: 'metrics' as const, since: START + 25 * MINUTE, because: 'AWS throttled' }]
    expect(judge({ ...evidence, troubles })).toMatchObject({
      sentence: 'for 5m metrics cannot be read: AWS throttled',
      since: START + 25 * MINUTE,
    })
    expect(atEnd(quiet(15))).toMatchObject({
      state: 'blind',
      sentence: 'for 50m no metric tells of web:2 any more, which served about 60 requests a minute until then',
    })
  })

  test('is not that green has no traffic while its control has', () => {
    const read = (control: Minute[]): Sighting[] => [
      ...reads([], [minute(0, 60), minute(1, 60), ...control]),
      ...[70_000, 85_000].map(late => {
        const [from, to] = [START, START + 12 * MINUTE]
        return { kind: 'metrics' as const, at: to + late, from, to, green: [], control }
      }),
    ]
    const busy = Array.from({ length: 12 }, (_, i) => minute(i, 60))
    expect(judge(gather(read(busy))).state).toBe('watching')
    expect(judge(gather(read([])))).toMatchObject({
      state: 'blind',
      sentence: expect.stringMatching(
        /^for \d+m no metric tells of web:2 or blue any more, which served about 60 requests a minute until then$/,
      ),
    })
  })

  test('harm that was seen stays harm', () => {
    expect(judge(quiet(15, { green: minutes(10, 60, 3) })).state).toBe('harmful')
  })
})

test('a minute that would prove harm and may still grow is looked at again sooner', () => {
  const open = [minute(2, 60, 30)]
  expect(judge({ ...served(minutes(2, 60)), open })).toMatchObject({ state: 'watching', lookAgainIn: 5000 })
  expect(judge({ ...served(minutes(2, 60)), open: [minute(2, 60, 1)] })).toMatchObject({ lookAgainIn: 15_000 })
})
