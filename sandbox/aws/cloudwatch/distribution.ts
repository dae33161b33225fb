// What do the values of a metric in a period say, as a statistic?
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html

/** Values and how often each was seen; of a set of statistics that was reported as such only its figures are known. */
export type Distribution = {
  sum: number
  count: number
  least: number
  most: number
  values: Map<number, number> | undefined
}

export const nothing = (): Distribution => ({
  sum: 0,
  count: 0,
  least: Number.POSITIVE_INFINITY,
  most: Number.NEGATIVE_INFINITY,
  values: new Map(),
})

/** Adds `count` times `value` to a distribution, and answers it. */
export function withValue(to: Distribution, value: number, count = 1): Distribution {
  to.sum += value * count
  to.count += count
  to.least = Math.min(to.least, value)
  to.most = Math.max(to.most, value)
  to.values?.set(value, (to.values.get(value) ?? 0) + count)
  return to
}

type Statistic = (of: Distribution) => number | undefined

const plain: Record<string, Statistic> = {
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => (count === 0 ? undefined : sum / count),
  Minimum: ({ least, count }) => (count === 0 ? undefined : least),
  Maximum: ({ most, count }) => (count === 0 ? undefined : most),
  SampleCount: ({ count }) => count,
}

export const basicStatistics = Object.keys(plain)

/**
 * The statistic of that name: one of the basic five, `p95`, or over a range of values `PR(:1)` (percent of the values),
 * `TC(1:)` (how many), `TS(:2)` (their sum), `TM(0.1:2)` (their mean); a range excludes its lower bound and includes its
 * upper one. Undefined when there is none of that name (ranges in percent are not played).
 */
export function statistic(name: string): Statistic | undefined {
  if (Object.hasOwn(plain, name)) return plain[name]
  const percent = Number(/^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1])
  if (!Number.isNaN(percent)) return of => percentile(of, percent)
  const [, kind, lower, upper] = /^(PR|TC|TS|TM)\((-?[\d.]*):(-?[\d.]*)\)$/.exec(name) ?? []
  if (kind === undefined || (lower === '' && upper === '')) return undefined
  const from = lower === '' ? Number.NEGATIVE_INFINITY : Number(lower)
  const to = upper === '' ? Number.POSITIVE_INFINITY : Number(upper)
  return of => ranged(of, kind, from, to)
}

/** The smallest value that so many percent of the values do not exceed. */
function percentile(of: Distribution, percent: number): number | undefined {
  const wanted = (percent / 100) * of.count
  let reached = 0
  for (const [value, count] of sorted(of) ?? []) {
    reached += count
    if (reached >= wanted - 1e-9) return value
  }
  return undefined
}

function ranged(of: Distribution, kind: string, from: number, to: number): number | undefined {
  const known = sorted(of)
  if (!known || of.count === 0) return undefined
  let count = 0
  let sum = 0
  for (const [value, times] of known) {
    if (!(value > from && value <= to)) continue
    count += times
    sum += value * times
  }
  if (kind === 'PR') return (100 * count) / of.count
  if (kind === 'TC') return count
  if (kind === 'TS') return sum
  return count === 0 ? undefined : sum / count
}

/** Of a reported set of statistics only a single value, or one that they all are, is known. */
function sorted({ values, least, most, count }: Distribution): [number, number][] | undefined {
  if (!values) return least === most ? [[least, count]] : undefined
  return [...values].sort(([a], [b]) => a - b)
}
