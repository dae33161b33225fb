// Does CloudWatch keep and answer metrics as AWS's own SDK and older clients expect?
import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch'
import { describe, expect, test } from '@jest/globals'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { sendForm } from './form.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const minute = 60_000

/** A sandbox at the beginning of a minute, and a client. */
async function staging() {
  const sandbox = await sandboxForTest()
  await sandbox.advance(minute - (sandbox.clock.now() % minute))
  const begin = sandbox.clock.now()
  const client = new CloudWatchClient(clientOf(sandbox))
  const at = (minutes: number) => new Date(begin + minutes * minute)
  return {
    sandbox,
    begin,
    at,
    client,
    put: (...MetricData: MetricDatum[]) => client.send(new PutMetricDataCommand({ Namespace: 'Web', MetricData })),
    get: (queries: MetricDataQuery[], more: Partial<GetMetricDataCommandInput> = {}) =>
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: queries,
          StartTime: at(0),
          EndTime: at(10),
          ScanBy: 'TimestampAscending',
          ...more,
        }),
      ),
  }
}

/** What each minute has of a metric, seen at once. */
const known = (sandbox: Sandbox, begin: number, name: string, values: Record<number, number[]>, unit = 'Count') => {
  for (const [at, list] of Object.entries(values))
    sandbox.metrics.put('staging', {
      namespace: 'Web',
      name,
      dimensions: {},
      at: begin + Number(at) * minute,
      values: list,
      unit,
    })
}

const stat = (Id: string, MetricName: string, Stat = 'Sum', Period = 60): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Web', MetricName }, Period, Stat },
})
const sum = (Id: string, Expression: string): MetricDataQuery => ({ Id, Expression })

test('what is put can be read a few seconds later: by value, by values and counts, and as a set of statistics', async () => {
  const { sandbox, put, get, at } = await staging()
  await put(
    { MetricName: 'Orders', Timestamp: at(0), Value: 5 },
    { MetricName: 'Orders', Timestamp: new Date(at(1).getTime() + 59_999), Values: [1, 2], Counts: [10, 5] },
    {
      MetricName: 'Orders',
      Timestamp: at(2),
      StatisticValues: { SampleCount: 4, Sum: 100, Minimum: 1, Maximum: 90 },
      Unit: 'Count',
    },
  )
  expect((await get([stat('m', 'Orders')])).MetricDataResults).toMatchObject([{ Id: 'm', Values: [] }])
  await sandbox.advance(5_000)
  const read = async (Stat: string) => (await get([stat('m', 'Orders', Stat)])).MetricDataResults?.[0]
  expect(await read('Sum')).toEqual({
    Id: 'm',
    Label: 'Orders',
    StatusCode: 'Complete',
    Timestamps: [at(0), at(1), at(2)],
    Values: [5, 20, 100],
  })
  expect((await read('SampleCount'))?.Values).toEqual([1, 15, 4])
  expect((await read('Average'))?.Values).toEqual([5, 20 / 15, 25])
  expect((await read('Minimum'))?.Values).toEqual([5, 1, 1])
  expect((await read('Maximum'))?.Values).toEqual([5, 2, 90])
  // A set of statistics tells nothing of its values.
  expect((await read('p50'))?.Values).toEqual([5, 1])
})

test('dimensions tell metrics apart, whatever their order', async () => {
  const { sandbox, put, client, at } = await staging()
  const [a, b] = [
    { Name: 'Host', Value: 'a' },
    { Name: 'Zone', Value: '1' },
  ]
  await put({ MetricName: 'Up', Dimensions: [a, b], Value: 1 }, { MetricName: 'Up', Dimensions: [a], Value: 2 })
  await sandbox.advance(5_000)
  const read = async (Dimensions: (typeof a)[]) => {
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Web',
        MetricName: 'Up',
        Dimensions,
        StartTime: at(0),
        EndTime: at(1),
        Period: 60,
        Statistics: ['Sum'],
      }),
    )
    return Datapoints?.map(({ Sum }) => Sum)
  }
  expect([await read([b, a]), await read([a]), await read([])]).toEqual([[1], [2], []])
  const { Metrics } = await client.send(new ListMetricsCommand({ Dimensions: [{ Name: 'Zone' }] }))
  expect(Metrics).toEqual([{ Namespace: 'Web', MetricName: 'Up', Dimensions: [a, b] }])
})

test('the beginning is included, the end is not, both rounded down to the minute', async () => {
  const { sandbox, begin, get, at } = await staging()
  known(sandbox, begin, 'Orders', { 0: [1], 1: [2], 2: [3] })
  const between = async (from: Date, to: Date) =>
    (await get([stat('m', 'Orders')], { StartTime: from, EndTime: to })).MetricDataResults?.[0]?.Values
  expect(await between(at(1), at(2))).toEqual([2])
  expect(await between(at(1.9), at(2.9))).toEqual([2])
  expect(await between(at(0.5), at(3))).toEqual([1, 2, 3])
})

test('newest first unless asked otherwise; longer periods add up', async () => {
  const { sandbox, begin, get, at } = await staging()
  known(sandbox, begin, 'Orders', { 0: [1], 1: [2], 2: [3], 5: [4] })
  const { MetricDataResults } = await get([stat('m', 'Orders'), stat('five', 'Orders', 'Sum', 300)], {
    ScanBy: undefined,
  })
  expect(MetricDataResults).toMatchObject([
    { Id: 'm', Values: [4, 3, 2, 1] },
    { Id: 'five', Values: [4, 6], Timestamps: [at(5), at(0)] },
  ])
})

describe('statistics of a distribution', () => {
  const values = [0.1, 0.1, 0.2, 0.2, 0.2, 0.3, 0.5, 1, 1.5, 4]
  test.each([
    ['p50', 0.2],
    ['p90', 1.5],
    ['p95', 4],
    ['p99.9', 4],
    ['p100', 4],
    ['TC(1:)', 2],
    ['TC(0.2:1)', 3],
    ['TC(:0.2)', 5],
    ['PR(:1)', 80],
    ['PR(0.1:1)', 60],
    ['TS(1:)', 5.5],
    ['TM(1:)', 2.75],
  ])('%s is %d', async (name, expected) => {
    const { sandbox, begin, get } = await staging()
    known(sandbox, begin, 'Time', { 0: values })
    const { MetricDataResults } = await get([stat('m', 'Time', name)])
    expect(MetricDataResults?.[0]?.Values?.map(value => Math.round(value * 1e9) / 1e9)).toEqual([expected])
  })
})

describe('metric math', () => {
  test.each([
    ['errors / requests * 100', [10, undefined, undefined, 50]],
    ['errors+requests', [11, undefined, undefined, 3]],
    ['requests - errors * 2', [8, undefined, undefined, 0]],
    ['(requests - errors) * 2', [18, undefined, undefined, 2]],
    ['-requests + 1', [-9, -9, undefined, -1]],
    ['SUM([errors, requests])', [11, 10, undefined, 3]],
    ['MAX([errors, requests])', [10, 10, undefined, 2]],
    ['AVG(METRICS())', [5.5, 10, undefined, 1.5]],
    ['SUM(requests)', [22, 22, 22, 22]],
    ['FILL(errors, 0)', [1, 0, 0, 1]],
    ['FILL(errors, 0) / requests', [0.1, 0, undefined, 0.5]],
    ['FILL(errors, REPEAT)', [1, 1, 1, 1]],
    ['FILL(never, 0)', []],
    ['errors / (requests - requests)', []],
    ['ABS(errors - requests)', [9, undefined, undefined, 1]],
    ['twice + 1', [21, 21, undefined, 5]],
  ])('%s', async (expression, expected) => {
    const { sandbox, begin, get, at } = await staging()
    known(sandbox, begin, 'Requests', { 0: [10], 1: [10], 3: [2] })
    known(sandbox, begin, 'Errors', { 0: [1], 3: [1] })
    const hidden = { ReturnData: false }
    const { MetricDataResults = [] } = await get(
      [
        sum('out', expression),
        { ...stat('requests', 'Requests'), ...hidden },
        { ...stat('errors', 'Errors'), ...hidden },
        ...(expression.includes('never') ? [{ ...stat('never', 'Never'), ...hidden }] : []),
        ...(expression.includes('twice') ? [{ ...sum('twice', 'requests * 2'), ...hidden }] : []),
      ],
      { EndTime: at(4) },
    )
    expect(MetricDataResults.map(({ Id }) => Id)).toEqual(['out'])
    const [{ Timestamps = [], Values = [] } = {}] = MetricDataResults
    const found = new Map(Timestamps.map((time, index) => [time.getTime(), Values[index]]))
    const each = [0, 1, 2, 3].map(minutes => found.get(at(minutes).getTime()))
    expect(each.map(value => value && Math.round(value * 1e9) / 1e9)).toEqual(
      expected.length > 0 ? expected : [undefined, undefined, undefined, undefined],
    )
  })

  test.each([
    ['errors +', 'Unexpected end'],
    ['errors ? 2', "Unexpected '?'"],
    ['nobody * 2', 'nobody is not the id of a metric of this request'],
    ['out * 2', 'it refers to itself'],
    ['[errors, errors]', 'must return one time series'],
    ['RATE(errors)', 'The sandbox plays no function RATE'],
  ])('%s is refused: %s', async (expression, message) => {
    const { get } = await staging()
    const refused = await errorOf(get([sum('out', expression), stat('errors', 'Errors')]))
    expect(refused).toMatchObject({
      name: expect.stringMatching(/^Validation/),
      message: expect.stringContaining(message),
    })
  })
})

test('many points come page by page, and a metric that was cut off says so', async () => {
  const { sandbox, begin, get } = await staging()
  known(sandbox, begin, 'A', { 0: [1], 1: [2], 2: [3] })
  known(sandbox, begin, 'B', { 0: [4], 1: [5] })
  const queries = [stat('a', 'A'), stat('b', 'B')]
  const seen: unknown[] = []
  let NextToken: string | undefined
  do {
    const page = await get(queries, { MaxDatapoints: 2, ...(NextToken && { NextToken }) })
    seen.push(page.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]))
    NextToken = page.NextToken
  } while (NextToken)
  expect(seen).toEqual([
    [['a', [1, 2], 'PartialData']],
    [
      ['a', [3], 'Complete'],
      ['b', [4], 'PartialData'],
    ],
    [['b', [5], 'Complete']],
  ])
  expect(await errorOf(get(queries, { NextToken: 'never given' }))).toMatchObject({
    name: expect.stringMatching(/^InvalidNextToken/),
  })
})

test.each<[string, Partial<GetMetricDataCommandInput>, string]>([
  ['an end before the beginning', { EndTime: new Date(0) }, 'StartTime must be less than'],
  ['more than 500 queries', { MetricDataQueries: Array.from({ length: 501 }, (_, n) => stat(`m${n}`, 'A')) }, '500'],
  ['one id twice', { MetricDataQueries: [stat('m', 'A'), stat('m', 'B')] }, 'not unique: m'],
  ['an id with a capital', { MetricDataQueries: [stat('M', 'A')] }, 'regular expression'],
  ['a query of nothing', { MetricDataQueries: [{ Id: 'm' }] }, 'Exactly one of MetricStat or Expression'],
  ['a period of 90 s', { MetricDataQueries: [stat('m', 'A', 'Sum', 90)] }, 'not a multiple of 60'],
  ['a statistic that there is not', { MetricDataQueries: [stat('m', 'A', 'Most')] }, 'Most'],
])('%s is refused', async (_, more, message) => {
  const { get } = await staging()
  expect(await errorOf(get([stat('m', 'A')], more))).toMatchObject({
    name: expect.stringMatching(/^Validation/),
    message: expect.stringContaining(message),
  })
})

test('metrics of AWS cannot be put, nor more values than fit', async () => {
  const { client, put } = await staging()
  const own = new PutMetricDataCommand({ Namespace: 'AWS/ECS', MetricData: [{ MetricName: 'A', Value: 1 }] })
  expect(await errorOf(client.send(own))).toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) })
  const many = Array.from({ length: 151 }, (_, n) => n)
  expect(await errorOf(put({ MetricName: 'A', Values: many }))).toMatchObject({
    name: expect.stringMatching(/^InvalidParameterValue/),
  })
  expect(await errorOf(put({ MetricName: 'A', Value: 1, Values: [1] }))).toMatchObject({
    name: expect.stringMatching(/^InvalidParameterCombination/),
  })
})

test('a great many metrics come packed, and are all kept', async () => {
  const { sandbox, put, client } = await staging()
  const many = Array.from({ length: 400 }, (_, n) => ({ MetricName: `Metric${n}`, Value: n }))
  await put(...many)
  await sandbox.advance(5_000)
  expect((await client.send(new ListMetricsCommand({ Namespace: 'Web' }))).Metrics).toHaveLength(400)
})

test('statistics of one metric: the basic five, percentiles, the unit', async () => {
  const { sandbox, begin, client, at } = await staging()
  known(sandbox, begin, 'Time', { 0: [1, 2, 3, 4], 2: [9] }, 'Seconds')
  const ask = {
    Namespace: 'Web',
    MetricName: 'Time',
    StartTime: at(0),
    EndTime: at(3),
    Period: 60,
    Statistics: ['Average', 'SampleCount'] as ('Average' | 'SampleCount')[],
    ExtendedStatistics: ['p50'],
  }
  const { Label, Datapoints } = await client.send(new GetMetricStatisticsCommand(ask))
  expect(Label).toBe('Time')
  expect(Datapoints).toEqual([
    { Timestamp: at(2), Average: 9, SampleCount: 1, ExtendedStatistics: { p50: 9 }, Unit: 'Seconds' },
    { Timestamp: at(0), Average: 2.5, SampleCount: 4, ExtendedStatistics: { p50: 2 }, Unit: 'Seconds' },
  ])
  const none = new GetMetricStatisticsCommand({ ...ask, Statistics: [], ExtendedStatistics: [] })
  expect(await errorOf(client.send(none))).toMatchObject({
    name: expect.stringMatching(/^InvalidParameterCombination/),
  })
  const days = new GetMetricStatisticsCommand({ ...ask, EndTime: at(3000) })
  expect(await errorOf(client.send(days))).toMatchObject({ message: expect.stringContaining('limit of 1440') })
})

describe('what was ordered to go wrong', () => {
  const asked = async (order: Parameters<Sandbox['metrics']['order']>[0]) => {
    const { sandbox, begin, get } = await staging()
    known(sandbox, begin, 'A', { 0: [1], 1: [2] })
    known(sandbox, begin, 'B', { 0: [3] })
    const end = sandbox.metrics.order(order)
    const read = async () =>
      (await get([stat('a', 'A'), stat('b', 'B'), sum('e', 'a * 2')])).MetricDataResults?.map(
        ({ Values, StatusCode }) => [Values, StatusCode],
      )
    return { read, end }
  }
  test('a metric may not be read, nor what is made of it', async () => {
    const { read, end } = await asked({ metric: 'A', status: 'Forbidden' })
    const forbidden = [[], 'Forbidden']
    expect(await read()).toEqual([forbidden, [[3], 'Complete'], forbidden])
    end()
    expect((await read())?.[0]).toEqual([[1, 2], 'Complete'])
  })
  test('an answer lacks its newest point, once', async () => {
    const { read } = await asked({ metric: 'A', status: 'PartialData', times: 1 })
    expect((await read())?.[0]).toEqual([[1], 'PartialData'])
    expect((await read())?.[0]).toEqual([[1, 2], 'Complete'])
  })
  test('a metric is not there', async () => {
    const { read } = await asked({ status: 'absent' })
    expect(await read()).toEqual([
      [[], 'Complete'],
      [[], 'Complete'],
      [[], 'Complete'],
    ])
  })
  test('an error that there is not is refused', async () => {
    await expect(asked({ status: 'Tired' as never })).rejects.toThrow('No status is called Tired')
  })
})

test('older clients put and ask in the query protocol', async () => {
  const { sandbox, at } = await staging()
  const older = (fields: Record<string, string>) =>
    sendForm(sandbox, 'monitoring', { Version: '2010-08-01', ...fields })
  await older({
    Action: 'PutMetricData',
    Namespace: 'Web',
    'MetricData.member.1.MetricName': 'Orders',
    'MetricData.member.1.Value': '7.5',
    'MetricData.member.1.Dimensions.member.1.Name': 'Shop',
    'MetricData.member.1.Dimensions.member.1.Value': '12',
  })
  await sandbox.advance(5_000)
  const { xml } = await older({
    Action: 'GetMetricData',
    StartTime: at(0).toISOString(),
    EndTime: at(1).toISOString(),
    'MetricDataQueries.member.1.Id': 'm',
    'MetricDataQueries.member.1.MetricStat.Metric.Namespace': 'Web',
    'MetricDataQueries.member.1.MetricStat.Metric.MetricName': 'Orders',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'Shop',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value': '12',
    'MetricDataQueries.member.1.MetricStat.Period': '60',
    'MetricDataQueries.member.1.MetricStat.Stat': 'Sum',
  })
  expect(xml).toContain('<Values><member>7.5</member></Values>')
  expect(xml).toContain(`<Timestamps><member>${at(0).toISOString()}</member></Timestamps>`)
})
