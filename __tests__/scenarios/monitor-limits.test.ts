// Limits as they are written, and what is seen without statistics.
import { describe, expect, test } from '@jest/globals'
import { type Given, putMinute, type Watching, watching } from '../watching.ts'

const MINUTE = 60_000
const quiet = { 'max-error-rate': 'none', 'max-latency-p95': 'none', 'min-requests': '1' }
const short = { duration: '15m', 'max-duration': '15m' }

/** A metric of ours each five minutes since a while before, from a moment on with another value. */
const own =
  (name: string, usual: number[], then?: number[]) =>
  ({ stage }: Given): void => {
    const start = Math.floor(stage.clock.now() / (5 * MINUTE)) * 5 * MINUTE
    for (let i = -2; i < 4; i++) {
      const at = start + i * 5 * MINUTE
      const values = i >= 1 && then ? then : usual
      const metric = { namespace: 'MPAC', name, dimensions: {}, at, values, visibleAt: at + 6 * MINUTE }
      stage.sandbox.metrics.put('staging', metric)
    }
  }

const watched = (more: object) =>
  JSON.stringify([{ namespace: 'MPAC', 'metric-name': 'ErrorRate', statistic: 'Average', period: 300, ...more }])

test.each<[string, NonNullable<Watching['world']>, object, string, string?, string?]>([
  ['an error rate of 0.4', own('ErrorRate', [0.4]), { above: 0.5 }, 'healthy'],
  ['an error rate of exactly 0.5', own('ErrorRate', [0.5]), { above: 0.5 }, 'healthy'],
  ['an error rate of 0.51', own('ErrorRate', [0.4], [0.51]), { above: 0.5 }, 'harmful', '0.51', '0.5'],
  [
    'a p95 of exactly 1000',
    own('Latency', [1000]),
    { 'metric-name': 'Latency', statistic: 'p95', above: 1000 },
    'healthy',
  ],
  [
    'a p95 of 1000.1',
    own('Latency', [100], [1000.1]),
    { 'metric-name': 'Latency', statistic: 'p95', above: 1000 },
    'harmful',
    '1000.1',
    '1000',
  ],
  ['too few', own('ErrorRate', [9], [3]), { below: 4, label: 'orders' }, 'harmful', '3', '4'],
])('rule each: %s', async (_, world, metric, verdict, value = '', threshold = '') => {
  const inputs = { ...quiet, ...short, rule: 'each', metrics: watched(metric), 'on-harm': 'hold' }
  await watching({ world, inputs }, ({ ended }) => {
    expect(ended.outputs).toMatchObject({ verdict, value, threshold })
    expect(ended.code).toBe(verdict === 'healthy' ? 0 : 1)
  })
})

test('metric math over own metrics', async () => {
  const metrics = JSON.stringify([
    { id: 'failed', namespace: 'MPAC', 'metric-name': 'Failed', statistic: 'Sum', period: 300 },
    { id: 'all', namespace: 'MPAC', 'metric-name': 'All', statistic: 'Sum', period: 300 },
    { expression: '100 * failed / all', label: 'error percentage', above: 0.5, period: 300 },
  ])
  const world = (given: Given) => {
    own('Failed', [1], [7])(given)
    own('All', [1000])(given)
  }
  await watching({ world, inputs: { ...quiet, ...short, rule: 'each', metrics, 'on-harm': 'hold' } }, ({ ended }) => {
    const breach = { 'breached-metric': 'error percentage', value: '0.7', threshold: '0.5' }
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', ...breach })
  })
})

/** Minutes of a target group from the next one on, each there in time. */
const minutes =
  (count: number, of: (i: number) => { requests: number; errors?: number; seconds?: number[] }) =>
  (given: Given): void => {
    const first = Math.ceil(given.stage.clock.now() / MINUTE) * MINUTE
    for (let i = 0; i < count; i++) {
      const at = first + i * MINUTE
      putMinute(given, { at, visibleAt: at + 130_000, ...of(i) })
    }
  }

test.each<[string, NonNullable<Watching['world']>, Record<string, string>, string, Record<string, string>?]>([
  [
    'each: exactly 0.5 % of a load balancer’s requests',
    minutes(12, () => ({ requests: 1000, errors: 5 })),
    { rule: 'each' },
    'healthy',
  ],
  [
    'each: 0.51 %',
    minutes(12, i => ({ requests: 10_000, errors: i === 3 ? 51 : 0 })),
    { rule: 'each' },
    'harmful',
    { 'breached-metric': 'error rate', value: '0.51 %', threshold: '0.5 %' },
  ],
  ['each: a p95 of exactly 1000 ms', minutes(12, () => ({ requests: 100, seconds: [1] })), { rule: 'each' }, 'healthy'],
  [
    'each: a p95 of 1000.1 ms',
    minutes(12, i => ({ requests: 100, seconds: [i === 3 ? 1.0001 : 0.1] })),
    { rule: 'each' },
    'harmful',
    { 'breached-metric': 'p95 latency', value: '1000.1 ms', threshold: '1000 ms' },
  ],
  [
    'each: one error of one request',
    minutes(12, i => ({ requests: 1, errors: i === 3 ? 1 : 0 })),
    { rule: 'each' },
    'harmful',
  ],
  ['proof: the same', minutes(12, i => ({ requests: 1, errors: i === 3 ? 1 : 0 })), {}, 'insufficient'],
  [
    'n-of-m: two bad minutes',
    minutes(12, i => ({ requests: 100, errors: i === 3 || i === 5 ? 9 : 0 })),
    { rule: 'n-of-m' },
    'healthy',
  ],
  [
    'n-of-m: three of five',
    minutes(12, i => ({ requests: 100, errors: i >= 3 && i <= 5 ? 9 : 0 })),
    { rule: 'n-of-m' },
    'harmful',
  ],
  ['a floor that is kept', minutes(12, () => ({ requests: 100 })), { 'min-throughput': '100' }, 'healthy'],
  [
    'a floor that is not',
    minutes(12, i => ({ requests: i < 4 ? 400 : 99 })),
    { 'min-throughput': '100' },
    'harmful',
    { 'breached-metric': 'throughput', value: '99 requests a minute', threshold: '100 requests a minute' },
  ],
])('%s', async (_, world, inputs, verdict, outputs = {}) => {
  await watching({ world, inputs: { ...short, 'on-harm': 'hold', ...inputs } }, ({ ended }) => {
    expect(ended.outputs).toMatchObject({ verdict, ...outputs })
  })
})

test('tasks that end badly again and again are harm, without any traffic', async () => {
  await watching({ script: { exit: { atSecond: 300, code: 1 } } }, ({ ended, last, changes }) => {
    const breach = { 'breached-metric': 'task restarts', value: '4', threshold: '2' }
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'rolled-back', ...breach })
    expect(last).toMatch(/4 tasks of web:2 ended badly \(the last: container "app" exited with code 1\)/)
    expect(changes.map(([operation]) => operation)).toEqual(['UpdateService'])
  })
})

test('one task that ends badly is none', async () => {
  const kill = ({ stage }: Given) => stage.sandbox.orderFault('kill-task service=web')
  await watching({ rps: 10, during: [[100, kill]], inputs: short }, ({ ended }) => {
    expect(ended.outputs.verdict).toBe('healthy')
  })
})

test('targets that are not healthy three looks in a row are harm', async () => {
  // Its tasks fall ill, and those that come for them take their time to begin.
  const ill = { path: '/healthz', fromSecond: 400, status: 500 }
  const script = { listenAfterSeconds: 40, answers: [ill, { body: 'v2' }] }
  await watching({ script, inputs: { 'max-restarts': 'none' } }, ({ ended, last }) => {
    const breach = { 'breached-metric': 'healthy targets', value: '0', threshold: '1' }
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'rolled-back', ...breach })
    expect(last).toMatch(/0 of \d targets of web:2 are healthy, 3 looks in a row/)
  })
})

test('own probes that fail three times in a row are harm, minutes before any metric', async () => {
  const script = { answers: [{ path: '/ready', fromSecond: 200, status: 500 }, { body: 'v2' }] }
  await watching({ script, inputs: { 'probe-urls': 'WEB/ready' } }, ({ ended, seconds }) => {
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', value: expect.stringMatching(/^answered 500/) })
    expect(seconds).toBeLessThan(300)
  })
})

describe('alarms', () => {
  const alarm =
    (name: string, state?: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA') =>
    async ({ stage }: Given) => {
      const call = (operation: string, input: object) =>
        stage.sandbox.call('staging', 'monitoring', operation, { AlarmName: name, ...input })
      const put = {
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        MetricName: 'x',
        Namespace: 'y',
        Period: 60,
        Statistic: 'Sum',
        Threshold: 1,
        TreatMissingData: 'ignore',
      }
      await call('PutMetricAlarm', put)
      if (state) await call('SetAlarmState', { StateValue: state, StateReason: 'by the test' })
    }
  const watched = { 'watch-alarms': 'web-5xx', ...short }

  test('one that goes off is harm', async () => {
    const off = ({ stage }: Given) =>
      stage.sandbox.call('staging', 'monitoring', 'SetAlarmState', {
        AlarmName: 'web-5xx',
        StateValue: 'ALARM',
        StateReason: 'by the test',
      })
    await watching(
      { world: alarm('web-5xx', 'OK'), during: [[200, off]], inputs: watched },
      ({ ended, last, seconds }) => {
        const breach = { 'breached-metric': 'alarm web-5xx', value: 'ALARM', threshold: 'OK' }
        expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'rolled-back', ...breach })
        expect(last).toMatch(/alarm web-5xx went off \(by the test\)/)
        expect(seconds).toBeLessThan(400)
      },
    )
  })

  test('one that stays well is none', async () => {
    await watching({ rps: 10, world: alarm('web-5xx', 'OK'), inputs: watched }, ({ ended }) => {
      expect(ended.outputs.verdict).toBe('healthy')
    })
  })

  test('one without data is as it is said', async () => {
    await watching({ rps: 10, world: alarm('web-5xx', 'INSUFFICIENT_DATA'), inputs: watched }, ({ ended }) => {
      expect(ended.outputs.verdict).toBe('healthy')
    })
    const blind = { ...watched, 'alarm-without-data': 'blind' }
    await watching({ rps: 10, world: alarm('web-5xx', 'INSUFFICIENT_DATA'), inputs: blind }, ({ ended, last }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'blind', remedy: 'kept' })
      expect(last).toMatch(/web:2 cannot be judged: for \d+m( \d+s)? alarm web-5xx has no data, and that is too long/)
    })
  })

  test('one that is not there is said before anything is watched', async () => {
    await watching({ rps: 10, inputs: watched }, ({ last, seconds }) => {
      expect(last).toMatch(/^Error: Alarm web-5xx was not found: check the input watch-alarms/)
      expect(seconds).toBe(0)
    })
  })

  test('one that went off before the release can say nothing of it, unless it is told to', async () => {
    const before = { scene: {}, before: 0 }
    const early = { ...before, release: alarm('web-5xx', 'ALARM') }
    await watching({ ...early, inputs: watched }, ({ last, seconds, changes }) => {
      expect(last).toMatch(
        /^Error: Alarm web-5xx went off before the release, so it can say nothing of it: mend what it measures/,
      )
      expect([seconds, changes]).toEqual([0, []])
    })
    await watching({ ...early, rps: 10, inputs: { ...watched, 'alarm-at-start': 'ignore' } }, ({ ended }) => {
      expect(ended.outputs.verdict).toBe('healthy')
    })
    await watching({ ...early, rps: 10, inputs: { ...watched, 'alarm-at-start': 'breach' } }, ({ ended }) => {
      expect(ended.outputs.verdict).toBe('harmful')
    })
  })
})
