// What is CloudWatch asked for, and what do its answers say of a minute?
import { DELIVERY, MINUTE, type Minute, READ_AGAIN } from './minutes.ts'
import type { Point } from './sightings.ts'
import type { WatchedMetric } from './watched-metric.ts'

/** One series. `period` in seconds; `hidden` ones are only parts of expressions. */
export type Query = { id: string; period: number; hidden?: true } & (
  | { namespace: string; name: string; dimensions: Record<string, string>; statistic: string }
  | { expression: string }
)

/** What one series had; not `complete` when CloudWatch said so, and then what is missing in it is not known. */
export type Series = { points: Point[]; complete: boolean }

/** Whose traffic: a target group by its ARN, and the load balancer's name in metrics. */
export type TrafficSource = { group: string; loadBalancer: string }

/**
 * How slow requests are counted: by CloudWatch (`TC`), or where it does not count them, by where percentiles lie.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export type SlowBy = 'count' | 'percentiles'

/** `app/web/50dc6c495c0c9188` of a load balancer's ARN, `targetgroup/web/73e2d6bc24d8a067` of a group's. */
export const loadBalancerDimension = (arn: string): string => arn.split(':loadbalancer/').at(1) ?? arn
export const groupDimension = (arn: string): string => arn.split(':').at(-1) ?? arn

const PERCENTILES = ['p90', 'p95', 'p99'] as const

/**
 * Queries for a target group's traffic, ids beginning with `prefix`. A request is an error when a target answers 5XX or
 * cannot be reached; errors that the load balancer makes by itself belong to no target group.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function trafficQueries(
  prefix: string,
  { group, loadBalancer }: TrafficSource,
  { slowerThan, slowBy, p95 }: { slowerThan: number | undefined; slowBy: SlowBy; p95: boolean },
): Query[] {
  const query = (name: string, metric: string, statistic: string): Query => ({
    id: `${prefix}_${name}`,
    period: MINUTE / 1000,
    namespace: 'AWS/ApplicationELB',
    name: metric,
    dimensions: { TargetGroup: groupDimension(group), LoadBalancer: loadBalancer },
    statistic,
  })
  const time = (name: string, statistic: string) => query(name, 'TargetResponseTime', statistic)
  const percentiles = slowBy === 'percentiles' ? PERCENTILES : p95 ? (['p95'] as const) : []
  const slow =
    slowerThan === undefined
      ? []
      : [
          time('timed', 'SampleCount'),
          ...(slowBy === 'count' ? [time('slow', `TC(${slowerThan / 1000}:)`)] : []),
          ...percentiles.map(one => time(one, one)),
        ]
  return [
    query('requests', 'RequestCount', 'Sum'),
    query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    query('unreached', 'TargetConnectionErrorCount', 'Sum'),
    ...slow,
  ]
}

const CODES = ['2XX', '3XX', '4XX'] as const

/**
 * Queries for the answers of a target group that are no errors: where no 5XX is reported, they show whether there was any.
 * Answers 1XX, and those that the load balancer gives by itself, have no such metric.
 */
export const codeQueries = (prefix: string, { group, loadBalancer }: TrafficSource): Query[] =>
  CODES.map(code => ({
    ...{ id: `${prefix}_codes${code}`, period: MINUTE / 1000, statistic: 'Sum' },
    ...{ namespace: 'AWS/ApplicationELB', name: `HTTPCode_Target_${code}_Count` },
    dimensions: { TargetGroup: groupDimension(group), LoadBalancer: loadBalancer },
  }))

/** Whether any answer's code is reported at all: an emulator of CloudWatch may have none. */
export const hasCodes = (prefix: string, series: ReadonlyMap<string, Series>): boolean =>
  CODES.some(code => (series.get(`${prefix}_codes${code}`)?.points.length ?? 0) > 0)

/**
 * Minutes that had requests. What CloudWatch does not have of a minute that has a RequestCount is 0, as load balancers only
 * report what happened; without one nothing is known of it. Undefined when an answer was not complete. `coded`: the codes
 * of answers were asked for, and are reported.
 */
export function readMinutes(
  prefix: string,
  series: ReadonlyMap<string, Series>,
  slowerThan: number | undefined,
  coded = false,
): Minute[] | undefined {
  const own = [...series].filter(([id]) => id.startsWith(`${prefix}_`))
  if (own.length === 0 || own.some(([, one]) => !one.complete)) return undefined
  const all = new Map(own.map(([id, { points }]) => [id, new Map(points.map(one => [one.at, one.value]))]))
  const value = (name: string, at: number) => all.get(`${prefix}_${name}`)?.get(at)
  return [...(all.get(`${prefix}_requests`) ?? [])]
    .filter(([, requests]) => requests > 0)
    .sort(([a], [b]) => a - b)
    .map(([at, requests]) => {
      const errors = Math.min(requests, (value('errors', at) ?? 0) + (value('unreached', at) ?? 0))
      const answered = CODES.reduce((sum, code) => sum + (value(`codes${code}`, at) ?? 0), value('unreached', at) ?? 0)
      const more = coded && value('errors', at) === undefined ? requests - answered : 0
      const uncoded = more === 0 ? {} : { uncoded: more }
      if (slowerThan === undefined) return { at, requests, errors, slow: 0, ...uncoded }
      const timed = value('timed', at) ?? 0
      const [p90, p95, p99] = PERCENTILES.map(one => value(one, at))
      const places = p90 === undefined || p95 === undefined || p99 === undefined ? undefined : { p90, p95, p99 }
      const estimated = places ? slowShare(places, slowerThan / 1000) * timed : 0
      return {
        at,
        requests,
        errors,
        slow: value('slow', at) ?? Math.round(estimated),
        ...(timed === requests ? {} : { timed }),
        ...(p95 === undefined ? {} : { p95: Number((p95 * 1000).toFixed(6)) }),
        ...uncoded,
      }
    })
}

/** Which share is slower than a limit, between percentiles by a straight line; beyond them no more than they prove. */
export function slowShare({ p90, p95, p99 }: { p90: number; p95: number; p99: number }, limit: number): number {
  const between = (low: number, high: number, from: number, to: number) =>
    high > low ? from + ((to - from) * (limit - low)) / (high - low) : to
  if (p99 <= limit) return 0
  if (p95 <= limit) return between(p95, p99, 0.05, 0.01)
  return p90 <= limit ? between(p90, p95, 0.1, 0.05) : 0.1
}

/** Queries for users' own metrics, by their own ids. */
export const metricQueries = (metrics: readonly WatchedMetric[]): Query[] =>
  metrics.map(one => ({
    id: one.id,
    period: one.period,
    ...(one.above === undefined && one.below === undefined ? { hidden: true as const } : {}),
    ...('expression' in one
      ? { expression: one.expression }
      : { namespace: one.namespace, name: one.name, dimensions: one.dimensions, statistic: one.statistic }),
  }))

/**
 * Whole periods to be read now, from `from` to before `to` (ms since the epoch). `readUntil` is where the last complete read
 * but one ended: each period is read twice at least, also those that could not be read in their time.
 */
export function periodsToRead(now: number, readUntil: number, period: number = MINUTE): { from: number; to: number } {
  const to = Math.floor(now / period) * period
  const again = Math.min(now, readUntil) - Math.max(READ_AGAIN, DELIVERY + 2 * period)
  return { from: Math.max(Math.floor(again / period) * period, to - FURTHEST_BACK), to }
}

/** CloudWatch keeps minutes for 15 days; nobody watches longer than this (ms). */
const FURTHEST_BACK = 6 * 60 * MINUTE

/** Where one read for several periods begins: where a period of each begins, as CloudWatch may count them from there. */
export function commonStart(from: number, periods: readonly number[]): number {
  const step = periods.reduce((a, b) => (a * b) / divisor(a, b), MINUTE)
  return Math.floor(from / step) * step
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
