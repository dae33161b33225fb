import { describe, expect, test } from '@jest/globals'
import {
  codeQueries,
  commonStart,
  groupDimension,
  hasCodes,
  loadBalancerDimension,
  metricQueries,
  periodsToRead,
  readMinutes,
  type Series,
  slowShare,
  trafficQueries,
} from '../../src/decisions/metric-plan.ts'
import { MINUTE } from '../../src/decisions/minutes.ts'
import { readMetrics } from '../../src/decisions/watched-metric.ts'
import { START } from './watched.ts'

const GROUP = 'arn:aws:elasticloadbalancing:ap-south-1:127214192604:targetgroup/web/73e2d6bc24d8a067'
const BALANCER = 'arn:aws:elasticloadbalancing:ap-south-1:127214192604:loadbalancer/app/web/50dc6c495c0c9188'

describe('what CloudWatch is asked', () => {
  test('the traffic of one target group, never of all of the load balancer', () => {
    const source = { group: GROUP, loadBalancer: loadBalancerDimension(BALANCER) }
    const asked = trafficQueries('green', source, { slowerThan: 800, slowBy: 'count', p95: false })
    expect(asked.map(one => 'name' in one && [one.id, one.name, one.statistic])).toEqual([
      ['green_requests', 'RequestCount', 'Sum'],
      ['green_errors', 'HTTPCode_Target_5XX_Count', 'Sum'],
      ['green_unreached', 'TargetConnectionErrorCount', 'Sum'],
      ['green_timed', 'TargetResponseTime', 'SampleCount'],
      ['green_slow', 'TargetResponseTime', 'TC(0.8:)'],
    ])
    for (const one of asked)
      expect(one).toMatchObject({
        namespace: 'AWS/ApplicationELB',
        period: 60,
        dimensions: { TargetGroup: 'targetgroup/web/73e2d6bc24d8a067', LoadBalancer: 'app/web/50dc6c495c0c9188' },
      })
    expect(groupDimension(GROUP)).toBe('targetgroup/web/73e2d6bc24d8a067')
  })

  test('percentiles where slow requests are not counted, p95 for literal rules, nothing where latency is not watched', () => {
    const of = (more: object) =>
      trafficQueries(
        'g',
        { group: GROUP, loadBalancer: 'x' },
        { slowerThan: 1000, slowBy: 'count', p95: false, ...more },
      )
        .filter(one => 'name' in one && one.name === 'TargetResponseTime')
        .map(one => 'statistic' in one && one.statistic)
    expect(of({ slowBy: 'percentiles' })).toEqual(['SampleCount', 'p90', 'p95', 'p99'])
    expect(of({ p95: true })).toEqual(['SampleCount', 'TC(1:)', 'p95'])
    expect(of({ slowerThan: undefined })).toEqual([])
  })

  test('own metrics and metric math, parts of it without their values', () => {
    const { metrics } = readMetrics([
      { id: 'failed', namespace: 'MPAC', 'metric-name': 'Failed', statistic: 'Sum' },
      { expression: 'failed / 100', above: 0.5, period: 300 },
    ])
    expect(metricQueries(metrics)).toEqual([
      { id: 'failed', period: 60, hidden: true, namespace: 'MPAC', name: 'Failed', dimensions: {}, statistic: 'Sum' },
      { id: 'm2', period: 300, expression: 'failed / 100' },
    ])
  })

  test('whole minutes, the last five again, and all that could not be read in its time', () => {
    const minutes = (now: number, until: number, period?: number) => {
      const { from, to } = periodsToRead(START + now * MINUTE, START + until * MINUTE, period)
      return [(from - START) / MINUTE, (to - START) / MINUTE]
    }
    expect(minutes(20.4, 20)).toEqual([15, 20])
    expect(minutes(20.4, 8)).toEqual([3, 20])
    expect(minutes(20.4, 20, 5 * MINUTE)).toEqual([5, 20])
    expect(minutes(1000, 8)).toEqual([640, 1000])
  })

  test('from where a period of each begins', () => {
    expect(commonStart(START + 7 * MINUTE, [])).toBe(START + 7 * MINUTE)
    expect(commonStart(START + 7 * MINUTE, [5 * MINUTE])).toBe(START + 5 * MINUTE)
    expect(commonStart(START + 7 * MINUTE, [2 * MINUTE, 3 * MINUTE])).toBe(START + 6 * MINUTE)
  })
})

describe('what a minute was', () => {
  const series = (all: Record<string, Record<number, number>>, incomplete?: string): Map<string, Series> =>
    new Map(
      Object.entries(all).map(([id, values]) => [
        `green_${id}`,
        {
          points: Object.entries(values).map(([i, value]) => ({ at: START + Number(i) * MINUTE, value })),
          complete: id !== incomplete,
        },
      ]),
    )
  const read = (all: Record<string, Record<number, number>>, incomplete?: string) =>
    readMinutes('green', series(all, incomplete), 1000)

  test('5XX that are missing are none, but only where requests are known', () => {
    const seen = {
      requests: { 0: 100, 1: 50 },
      errors: { 1: 4, 2: 9 },
      unreached: { 1: 1 },
      timed: { 0: 100, 1: 45 },
      slow: { 1: 3 },
    }
    expect(read(seen)).toEqual([
      { at: START, requests: 100, errors: 0, slow: 0 },
      { at: START + MINUTE, requests: 50, errors: 5, slow: 3, timed: 45 },
    ])
  })

  test.each<[string, Record<string, Record<number, number>>, boolean, number | undefined]>([
    ['every answer is reported', { requests: { 0: 100 }, codes2XX: { 0: 90 }, codes4XX: { 0: 10 } }, true, undefined],
    ['some are not', { requests: { 0: 100 }, codes2XX: { 0: 60 }, codes3XX: { 0: 10 } }, true, 30],
    ['some are of the minute before', { requests: { 0: 100 }, codes2XX: { 0: 102 } }, true, -2],
    [
      'a target that could not be reached answers nothing',
      { requests: { 0: 9 }, codes2XX: { 0: 8 }, unreached: { 0: 1 } },
      true,
      undefined,
    ],
    [
      'a 5XX that is reported shows that they are',
      { requests: { 0: 100 }, codes2XX: { 0: 60 }, errors: { 0: 1 } },
      true,
      undefined,
    ],
    ['no code is ever reported', { requests: { 0: 100 } }, false, undefined],
    ['codes are reported, and none of this minute', { requests: { 0: 100 } }, true, 100],
  ])('requests without an answer: %s', (_, all, coded, uncoded) => {
    expect(readMinutes('green', series(all), 1000, coded)?.[0]?.uncoded).toBe(uncoded)
    expect(readMinutes('green', series(all), undefined, coded)?.[0]?.uncoded).toBe(uncoded)
    expect(readMinutes('green', series(all), 1000)?.[0]).not.toHaveProperty('uncoded')
  })

  test('codes are asked for of the same group, and known where one of them is', () => {
    const asked = codeQueries('green', { group: GROUP, loadBalancer: 'x' })
    expect(asked.map(one => 'name' in one && [one.id, one.name, one.statistic])).toEqual([
      ['green_codes2XX', 'HTTPCode_Target_2XX_Count', 'Sum'],
      ['green_codes3XX', 'HTTPCode_Target_3XX_Count', 'Sum'],
      ['green_codes4XX', 'HTTPCode_Target_4XX_Count', 'Sum'],
    ])
    expect(hasCodes('green', series({ codes4XX: { 0: 1 } }))).toBe(true)
    expect(hasCodes('green', series({ codes2XX: {}, requests: { 0: 9 } }))).toBe(false)
  })

  test('minutes that come in any order are in order', () => {
    const [first, second] = read({ requests: { 1: 5, 0: 7 } }) ?? []
    expect([first?.requests, second?.requests]).toEqual([7, 5])
  })

  test('a count of nothing is no minute', () => {
    expect(read({ requests: { 0: 0, 1: 3 } })).toMatchObject([{ requests: 3 }])
  })

  test('there are never more errors than requests', () => {
    expect(read({ requests: { 0: 3 }, errors: { 0: 3 }, unreached: { 0: 2 } })).toMatchObject([{ errors: 3 }])
  })

  test('an answer that is not complete says nothing', () => {
    expect(read({ requests: { 0: 100 }, errors: {} }, 'errors')).toBeUndefined()
    expect(readMinutes('green', new Map(), 1000)).toBeUndefined()
  })

  test('p95 is kept in milliseconds, and seconds do not become fractions of them', () => {
    expect(read({ requests: { 0: 1 }, timed: { 0: 1 }, p95: { 0: 1.0001 } })).toMatchObject([{ p95: 1000.1 }])
  })

  test.each([
    [{ p90: 0.2, p95: 0.3, p99: 0.4 }, 0],
    [{ p90: 0.2, p95: 0.3, p99: 1 }, 0],
    [{ p90: 0.2, p95: 1, p99: 2 }, 0.05],
    [{ p90: 0.2, p95: 0.6, p99: 1.4 }, 0.03],
    [{ p90: 0.8, p95: 1.2, p99: 2 }, 0.075],
    [{ p90: 1.5, p95: 2, p99: 3 }, 0.1],
    [{ p90: 1.5, p95: 1.5, p99: 1.5 }, 0.1],
  ])('with %j a share of %d is slower than a second', (places, share) => {
    expect(slowShare(places, 1)).toBeCloseTo(share, 10)
  })

  test('slow ones are estimated where they are not counted', () => {
    const seen = { requests: { 0: 200 }, timed: { 0: 200 }, p90: { 0: 0.8 }, p95: { 0: 1.2 }, p99: { 0: 2 } }
    expect(read(seen)).toMatchObject([{ slow: 15, p95: 1200 }])
  })
})

describe('the list of metrics', () => {
  test('takes one or many, and names what is wrong with each', () => {
    expect(readMetrics(undefined)).toEqual({ metrics: [], problems: [] })
    expect(readMetrics({ namespace: 'MPAC', 'metric-name': 'ErrorRate', above: 0.5 }).metrics).toEqual([
      {
        ...{ id: 'm1', label: 'ErrorRate', period: 60, above: 0.5, below: undefined, missing: 'blind' },
        ...{ namespace: 'MPAC', name: 'ErrorRate', statistic: 'Average', dimensions: {} },
      },
    ])
    expect(
      readMetrics([
        'ErrorRate',
        { namespace: 'MPAC', above: 'x', colour: 1 },
        { expression: 'a/b', id: 'M', period: 90, missing: 'no', dimensions: 'x', above: 1 },
        { expression: 'a/b', id: 'green_x', above: 1 },
      ]).problems,
    ).toEqual([
      'metrics[0] is not an object: write namespace, metric-name, statistic, above',
      'metrics[1].colour is not known; known are: id, label, namespace, metric-name, statistic, dimensions, expression, period, above, below, missing',
      'metrics[1].metric-name is missing',
      'metrics[1].above is "x": write a number',
      'metrics[2].id is "M": begin with a small letter, no blanks',
      'metrics[2].period is 90: write seconds, a multiple of 60',
      'metrics[2].missing is "no": write ok or blind',
      'metrics[2].dimensions is not a map: write Name: value',
      'metrics[3].id is "green_x", which is ours: choose another',
    ])
  })

  test('has each id once, and something to judge', () => {
    const one = { expression: '1', id: 'a', above: 1 }
    expect(readMetrics([one, one]).problems).toEqual(['metrics has the id "a" twice'])
    expect(readMetrics([{ expression: '1' }]).problems).toEqual([
      'metrics has no entry with above or below, so none of them would be judged',
    ])
  })
})
