// What has been reported to CloudWatch, and what of it can be seen yet?
import type { Place } from '../arn.ts'
import { type Distribution, nothing, withValue } from './distribution.ts'

export type MetricName = { namespace: string; name: string; dimensions: Record<string, string> }

/** One part of what is known of a minute; a minute grows as its parts come into view. */
type Part = { visibleAt: number; unit: string; known: Distribution }

export type Series = MetricName & {
  /** Parts by the minute's beginning, in milliseconds. */
  minutes: Map<number, Part[]>
}

export type Report = {
  /** AWS time, anywhere in the minute. */
  at: number
  /** From when on it can be read. */
  visibleAt: number
  known: Distribution
  unit?: string
}

export type Store = {
  report(place: Place, metric: MetricName, report: Report): void
  find(place: Place, metric: MetricName): Series | undefined
  /** All series of an account in a region of which anything can be seen, in the order of their first report. */
  all(place: Place): Series[]
  /** From now on everything comes into view so many milliseconds later. */
  late(ms: number): void
}

export const minute = 60_000
export const minuteOf = (at: number) => Math.floor(at / minute) * minute

export function storeOf(): Store {
  const places = new Map<string, Map<string, Series>>()
  let lateness = 0
  const at = ({ account, region }: Place) => {
    const key = `${account}/${region}`
    const found = places.get(key) ?? new Map<string, Series>()
    places.set(key, found)
    return found
  }
  return {
    report(place, metric, { at: when, visibleAt, known, unit = 'None' }) {
      const all = at(place)
      const key = keyOf(metric)
      const series = all.get(key) ?? { ...metric, minutes: new Map<number, Part[]>() }
      all.set(key, series)
      const begin = minuteOf(when)
      const parts = series.minutes.get(begin) ?? []
      series.minutes.set(begin, parts)
      parts.push({ visibleAt: visibleAt + lateness, unit, known })
    },
    find: (place, metric) => at(place).get(keyOf(metric)),
    all: place => [...at(place).values()],
    late(ms) {
      lateness = ms
    },
  }
}

const keyOf = ({ namespace, name, dimensions }: MetricName) =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))])

/** What can be seen at `now` of the minutes from `from` (included) to `to` (excluded); undefined when nothing can. */
export function seen({ minutes }: Series, from: number, to: number, now: number): Distribution | undefined {
  let sum: Distribution | undefined
  for (let begin = from; begin < to; begin += minute)
    for (const { visibleAt, known } of minutes.get(begin) ?? [])
      if (visibleAt <= now) sum = withAll(sum ?? nothing(), known)
  return sum
}

/** Whether anything of a series can be seen at `now`. */
export function everSeen({ minutes }: Series, now: number): boolean {
  for (const parts of minutes.values()) if (parts.some(({ visibleAt }) => visibleAt <= now)) return true
  return false
}

/** The unit of its newest report. */
export const unitOf = ({ minutes }: Series): string => [...minutes.values()].at(-1)?.at(-1)?.unit ?? 'None'

function withAll(sum: Distribution, more: Distribution): Distribution {
  if (sum.values && more.values) {
    for (const [value, count] of more.values) withValue(sum, value, count)
    return sum
  }
  return {
    sum: sum.sum + more.sum,
    count: sum.count + more.count,
    least: Math.min(sum.least, more.least),
    most: Math.max(sum.most, more.most),
    values: undefined,
  }
}
