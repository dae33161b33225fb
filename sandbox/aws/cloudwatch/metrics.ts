// How are metrics reported to CloudWatch, and asked for one at a time?
import { reader } from '../check.ts'
import { page } from '../page.ts'
import { AwsError, type Fields, type Operation } from '../service.ts'
import { getMetricData, type Metrics } from './data.ts'
import { basicStatistics, type Distribution, nothing, withValue } from './distribution.ts'
import { metricNameOf, periodOf, statisticOf, stretchOf, timesOf } from './lines.ts'
import { invalid } from './refuse.ts'
import { everSeen, seen, unitOf } from './store.ts'

/** AWS milliseconds until what was put can be read; a guess. */
const landing = 5_000
const mostPut = 1000
const mostValues = 150
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
const mostDatapoints = 1440

export function metricOperations(metrics: Metrics): Record<string, Operation> {
  const { clock, store, orders } = metrics
  return {
    GetMetricData: getMetricData(metrics),

    PutMetricData(input, caller) {
      const read = reader(input, invalid)
      const namespace = read.text('Namespace', { min: 1, max: 255 })
      if (namespace.startsWith('AWS/'))
        throw new AwsError('InvalidParameterValue', `The value AWS/ for parameter Namespace is invalid.`)
      const put = read.structures('MetricData', { max: mostPut }).map(fields => {
        const metric = metricNameOf({ ...fields, Namespace: namespace })
        const at = fields.Timestamp instanceof Date ? fields.Timestamp.getTime() : clock.now()
        return { metric, at, known: reported(fields), unit: reader(fields, invalid).maybeText('Unit') ?? 'None' }
      })
      for (const { metric, ...report } of put)
        store.report(caller, metric, { ...report, visibleAt: clock.now() + landing })
      return {}
    },

    GetMetricStatistics(input, caller) {
      const read = reader(input, invalid)
      const name = metricNameOf(input)
      const period = periodOf(read)
      if (period === undefined) throw invalid('Period', undefined, 'Member must not be null')
      const span = { ...stretchOf(input), period }
      const basic = read.texts('Statistics')
      const extended = read.texts('ExtendedStatistics', { max: 10 })
      if (basic.length + extended.length === 0)
        throw new AwsError(
          'InvalidParameterCombination',
          'At least one of Statistics or ExtendedStatistics must be specified',
        )
      const unknown = basic.find(one => !basicStatistics.includes(one))
      if (unknown)
        throw invalid('Statistics', unknown, `Member must satisfy enum value set: [${basicStatistics.join(', ')}]`)
      for (const one of extended) statisticOf(one)
      const times = timesOf(span)
      if (times.length > mostDatapoints)
        throw new AwsError(
          'InvalidParameterCombination',
          `You have requested up to ${times.length} datapoints, which exceeds the limit of ${mostDatapoints}.`,
        )
      const status = orders.meet(name.name)
      if (status === 'Forbidden' || status === 'InternalError')
        throw new AwsError(
          status === 'Forbidden' ? 'AccessDenied' : 'InternalServiceFault',
          `GetMetricStatistics: ${status}`,
          status === 'Forbidden' ? 403 : 500,
        )
      const series = status === 'absent' ? undefined : store.find(caller, name)
      const now = clock.now()
      const datapoints = times.flatMap(time => {
        const found = series && seen(series, time, Math.min(time + period, span.to), now)
        if (!series || !found) return []
        const values = (names: string[]) =>
          names.flatMap(one => {
            const value = statisticOf(one)(found)
            return value === undefined ? [] : [[one, value] as const]
          })
        return [
          {
            Timestamp: new Date(time),
            ...Object.fromEntries(values(basic)),
            ...(extended.length > 0 && { ExtendedStatistics: new Map(values(extended)) }),
            Unit: unitOf(series),
          },
        ]
      })
      // AWS promises no order.
      return { Label: name.name, Datapoints: datapoints.reverse() }
    },

    ListMetrics(input, caller) {
      const read = reader(input, invalid)
      const namespace = read.maybeText('Namespace')
      const name = read.maybeText('MetricName')
      const dimensions = read.structures('Dimensions').map(({ Name, Value }) => [String(Name), Value] as const)
      const found = store
        .all(caller)
        .filter(
          series =>
            everSeen(series, clock.now()) &&
            (namespace === undefined || series.namespace === namespace) &&
            (name === undefined || series.name === name) &&
            dimensions.every(([key, value]) =>
              value === undefined ? Object.hasOwn(series.dimensions, key) : series.dimensions[key] === value,
            ),
        )
      const refused = () => new AwsError('InvalidParameterValue', 'The next token specified is invalid')
      const { entries, next } = page(found, 500, read.maybeText('NextToken'), refused)
      return {
        Metrics: entries.map(one => ({
          Namespace: one.namespace,
          MetricName: one.name,
          Dimensions: Object.entries(one.dimensions).map(([Name, Value]) => ({ Name, Value })),
        })),
        NextToken: next,
      }
    },
  }
}

/** One value, many of them, or the figures of many. */
function reported(fields: Fields): Distribution {
  const set = fields.StatisticValues as Record<string, number> | undefined
  const many = fields.Values as number[] | undefined
  // Not among the numbers of the query protocol, since dimensions have a `Value`, too.
  const one = fields.Value === undefined ? undefined : Number(fields.Value)
  if ([set, many, one].filter(given => given !== undefined).length !== 1)
    throw new AwsError(
      'InvalidParameterCombination',
      'Exactly one of the parameters MetricData.member.Value, Values and StatisticValues must be specified.',
    )
  if (one !== undefined) return withValue(nothing(), one)
  if (set)
    return {
      sum: set.Sum ?? 0,
      count: set.SampleCount ?? 0,
      least: set.Minimum ?? 0,
      most: set.Maximum ?? 0,
      values: undefined,
    }
  const counts = fields.Counts as number[] | undefined
  if (!many || many.length > mostValues || (counts && counts.length !== many.length))
    throw new AwsError(
      'InvalidParameterValue',
      'The parameters Values and Counts must be lists of the same length, of at most 150.',
    )
  return many.reduce((all, value, index) => withValue(all, Number(value), Number(counts?.[index] ?? 1)), nothing())
}
