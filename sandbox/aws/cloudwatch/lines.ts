// Which line does a metric draw over a span of time?
import { type Reader, reader } from '../check.ts'
import { AwsError, type Fields } from '../service.ts'
import { type Distribution, statistic } from './distribution.ts'
import type { Line } from './math.ts'
import { invalid } from './refuse.ts'
import { everSeen, type MetricName, minuteOf, type Series, seen } from './store.ts'

/** From `from` (included) to `to` (excluded), in milliseconds, a point a `period`. */
export type Span = { from: number; to: number; period: number }

/** Where a stretch begins and ends, each rounded down to its minute. Throws when it ends before it begins. */
export function stretchOf(input: Fields): { from: number; to: number } {
  const { StartTime: start, EndTime: end } = input
  if (!(start instanceof Date)) throw invalid('StartTime', undefined, 'Member must not be null')
  if (!(end instanceof Date)) throw invalid('EndTime', undefined, 'Member must not be null')
  if (start >= end)
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.')
  return { from: minuteOf(start.getTime()), to: minuteOf(end.getTime()) }
}

/** A period in milliseconds: a multiple of 60 s; AWS plays shorter ones for high-resolution metrics, the sandbox does not. */
export function periodOf(read: Reader): number | undefined {
  const seconds = read.maybeNumber('Period', { min: 1 })
  if (seconds === undefined) return undefined
  if (seconds % 60 !== 0)
    throw new AwsError('ValidationError', `The value ${seconds} for parameter Period is not a multiple of 60`)
  return seconds * 1000
}

/** Which metric `MetricName`, `Namespace` and `Dimensions` of `fields` name. */
export function metricNameOf(fields: Fields): MetricName {
  const read = reader(fields, invalid)
  return { namespace: read.text('Namespace'), name: read.text('MetricName'), dimensions: dimensionsOf(fields) }
}

/** The `Dimensions` of `fields`, by name. */
export function dimensionsOf(fields: Fields): Record<string, string> {
  const entries = reader(fields, invalid).structures('Dimensions', { max: 30 })
  return Object.fromEntries(entries.map(({ Name, Value }) => [String(Name), String(Value)]))
}

/** A statistic by its name. Throws `ValidationError` when there is none. */
export function statisticOf(name: string): (of: Distribution) => number | undefined {
  const found = statistic(name)
  if (found) return found
  throw new AwsError('ValidationError', `The value ${name} for parameter Stat is not supported.`)
}

/** The beginnings of the periods of a span. */
export function timesOf({ from, to, period }: Span): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / period)) }, (_, index) => from + index * period)
}

/** A statistic of a series, as far as it can be seen at `now`. */
export function lineOf(series: Series | undefined, stat: string, span: Span, now: number): Line {
  const points = new Map<number, number>()
  const of = statisticOf(stat)
  if (!series) return { points, known: false }
  for (const time of timesOf(span)) {
    const found = seen(series, time, Math.min(time + span.period, span.to), now)
    const value = found && of(found)
    if (value !== undefined) points.set(time, value)
  }
  return { points, known: everSeen(series, now) }
}
