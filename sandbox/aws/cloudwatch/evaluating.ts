// What do the metrics of an alarm say of it, at some time?
import type { Place } from '../arn.ts'
import { reader } from '../check.ts'
import type { Fields } from '../service.ts'
import { draw, readQuery } from './data.ts'
import { type AlarmState, judge, olderPeriods, type Rule } from './judging.ts'
import { dimensionsOf } from './lines.ts'
import type { Line } from './math.ts'
import { invalid } from './refuse.ts'
import { minute, type Store } from './store.ts'

export type Evaluated = { state: AlarmState | undefined; reason: string }

const comparisons: Record<string, [words: string, holds: (value: number, threshold: number) => boolean]> = {
  GreaterThanThreshold: ['greater than', (value, threshold) => value > threshold],
  GreaterThanOrEqualToThreshold: ['greater than or equal to', (value, threshold) => value >= threshold],
  LessThanThreshold: ['less than', (value, threshold) => value < threshold],
  LessThanOrEqualToThreshold: ['less than or equal to', (value, threshold) => value <= threshold],
}

/**
 * How an alarm is by what could be seen of its metrics at `at`. Undefined when they say nothing: they were never reported (and
 * nothing is said of missing data), or the alarm compares in a way that the sandbox does not play.
 */
export function evaluateAlarm(store: Store, place: Place, settings: Fields, at: number): Evaluated | undefined {
  const [words, holds] = comparisons[String(settings.ComparisonOperator)] ?? []
  const threshold = Number(settings.Threshold)
  if (!words || !holds || Number.isNaN(threshold)) return undefined
  const missing = (settings.TreatMissingData ?? 'missing') as Rule['missing']
  const evaluated = Number(settings.EvaluationPeriods)
  const toAlarm = Number(settings.DatapointsToAlarm ?? evaluated)
  const queries = queriesOf(settings)
  const period = periodIn(queries)
  const to = Math.floor(at / period) * period
  const from = to - (evaluated + olderPeriods) * period
  const line = lineOf(store, place, queries, { from, to, at })
  if (!line.known && (missing === 'missing' || missing === 'ignore')) return undefined
  const times = Array.from({ length: evaluated + olderPeriods }, (_, index) => from + index * period)
  const values = times.map(time => line.points.get(time))
  const state = judge(values, { breaches: value => holds(value, threshold), evaluated, toAlarm, missing })
  const shown = values.filter(value => value !== undefined).slice(-evaluated)
  const breaching = shown.filter(value => holds(value, threshold)).length
  const reason =
    shown.length === 0
      ? `Threshold Crossed: no datapoints were received for ${evaluated} periods and ${evaluated} missing datapoints were treated as [${missing}].`
      : `Threshold Crossed: ${breaching} out of the last ${shown.length} datapoints [${shown.join(', ')}] were ${words} the threshold (${threshold}).`
  return { state, reason }
}

/** An alarm's own metric, as a query; or its queries. */
function queriesOf(settings: Fields): Fields[] {
  const several = (settings.Metrics ?? []) as Fields[]
  if (several.length > 0) return several
  const { Namespace, MetricName, Period = 60, Statistic, ExtendedStatistic } = settings
  const Dimensions = Object.entries(dimensionsOf(settings)).map(([Name, Value]) => ({ Name, Value }))
  const Metric = { Namespace, MetricName, Dimensions }
  return [{ Id: 'alarm', MetricStat: { Metric, Period, Stat: Statistic ?? ExtendedStatistic } }]
}

function periodIn(queries: Fields[]): number {
  const periods = queries.flatMap(({ MetricStat }) => Number((MetricStat as Fields | undefined)?.Period ?? []) || [])
  return Math.max(60, ...periods) * 1000
}

/** The one line that the queries return. */
function lineOf(store: Store, place: Place, fields: Fields[], span: { from: number; to: number; at: number }): Line {
  try {
    const queries = fields.map(readQuery)
    const shown = queries.find(({ shown: returned }) => returned)
    const drawn = draw(queries, span, { store, now: span.at, meet: () => undefined }, place)
    return drawn.get(shown?.id ?? '')?.line ?? { points: new Map(), known: false }
  } catch {
    return { points: new Map(), known: false }
  }
}

/** Throws what PutMetricAlarm answers to metrics that cannot be read. */
export function checkMetrics(settings: Fields): void {
  for (const query of reader(settings, invalid).structures('Metrics')) readQuery(query)
}

/** Alarms are looked at once a minute. */
export const everyMinute = minute
