// What do the metrics say of a watched revision, and of what it is compared with?
import type { EvidenceRules } from '../decisions/harm.ts'
import {
  codeQueries,
  commonStart,
  hasCodes,
  metricQueries,
  periodsToRead,
  type Query,
  readMinutes,
  type Series,
  type SlowBy,
  trafficQueries,
} from '../decisions/metric-plan.ts'
import { MINUTE, type Minute, oldestAwaited } from '../decisions/minutes.ts'
import type { Sighting } from '../decisions/sightings.ts'
import type { World } from '../world.ts'
import type { Subject } from './measure.ts'

const HOUR = 60 * MINUTE

export type MetricReader = {
  /** The hour before the release, all in one; nothing where there was none. Throws a Failure, as `read` does. */
  readBefore(): Promise<Sighting[]>
  /** One read of all metrics, with one call (and one more a page). */
  read(): Promise<Sighting[]>
  /** The live control from now on. */
  compareWith(control: string | undefined): void
}

/** Reads what the rules ask for; nothing, without a call, when they ask for no metric. */
export function createMetricReader(subject: Subject, rules: EvidenceRules, world: World): MetricReader {
  const { clock } = world
  const { group, loadBalancer } = subject
  const own = metricQueries(rules.metrics)
  const periods = own.map(one => one.period * 1000)
  let { control } = subject
  let slowBy: SlowBy = 'count'
  /** Where the last complete reads ended, the newer one last. */
  let ends = [subject.since, subject.since] as [number, number]
  /** When each period of each series first had something. */
  const came = new Map<string, Map<number, number>>()
  const toRead = (id: string, at: number, period: number) => {
    const { from, to } = periodsToRead(at, ends[0], period)
    const awaited = oldestAwaited(came.get(id) ?? NONE, { since: subject.since, now: at, period })
    return { from: Math.min(from, awaited ?? from), to }
  }
  const note = (id: string, at: number, found: readonly { at: number }[] | undefined) => {
    const known = came.get(id) ?? new Map<number, number>()
    for (const one of found ?? []) if (!known.has(one.at)) known.set(one.at, at)
    came.set(id, known)
  }

  /** Whether the codes of answers are reported at all. */
  let coded = false
  const answers = (prefix: string, of: string | undefined): Query[] =>
    of === undefined || loadBalancer === undefined || rules.maxErrorRate === undefined
      ? []
      : codeQueries(prefix, { group: of, loadBalancer })

  const traffic = (prefix: string, of: string | undefined, by: SlowBy = slowBy): Query[] =>
    of === undefined || loadBalancer === undefined
      ? []
      : trafficQueries(
          prefix,
          { group: of, loadBalancer },
          { slowerThan: rules.maxLatency, slowBy: by, p95: rules.rule !== 'proof' },
        )

  return {
    async readBefore() {
      const { before } = subject
      if (!before || loadBalancer === undefined) return []
      const until = Math.floor(before.until / MINUTE) * MINUTE
      const queries = [
        ...traffic('count', before.group, 'count'),
        ...traffic('place', before.group, 'percentiles'),
        ...answers('count', before.group),
        ...answers('place', before.group),
      ]
      const series = await (await world.metrics()).read(queries, until - HOUR, until)
      coded = hasCodes('count', series)
      const counted = readMinutes('count', series, rules.maxLatency, coded) ?? []
      const placed = readMinutes('place', series, rules.maxLatency, coded) ?? []
      // CloudWatch has slow requests by their percentiles, and does not count them.
      if (slowIn(counted) === 0 && slowIn(placed) > 0) slowBy = 'percentiles'
      const minutes = slowBy === 'count' ? counted : placed
      return minutes.length === 0 ? [] : [{ kind: 'before', at: clock.now(), sum: addUp(minutes, until - HOUR) }]
    },

    async read() {
      const queries = [...traffic('green', group), ...answers('green', group), ...traffic('control', control), ...own]
      if (queries.length === 0) return []
      const at = clock.now()
      const colours = [...(group === undefined ? [] : ['green']), ...(control === undefined ? [] : ['control'])]
      const usual = periodsToRead(at, ends[0])
      const minutes = { from: Math.min(usual.from, ...colours.map(one => toRead(one, at, MINUTE).from)), to: usual.to }
      const ranges = own
        .filter(one => !one.hidden)
        .map(({ id, period }) => ({ id, period: period * 1000, ...toRead(`own ${id}`, at, period * 1000) }))
      const from = commonStart(Math.min(minutes.from, ...ranges.map(one => one.from)), periods)
      const series = await (await world.metrics()).read(queries, from, minutes.to)

      coded ||= hasCodes('green', series)
      const within = (found: Minute[] | undefined) =>
        found?.filter(one => one.at >= minutes.from && one.at < minutes.to)
      const green = within(readMinutes('green', series, rules.maxLatency, coded))
      const beside = within(readMinutes('control', series, rules.maxLatency))
      const others = readOthers(series, ranges)
      note('green', at, green)
      note('control', at, beside)
      for (const [id, { points }] of Object.entries(others)) note(`own ${id}`, at, points)
      const wanted = { green: traffic('green', group).length > 0, control: traffic('control', control).length > 0 }
      const partial =
        (wanted.green && !green) || (wanted.control && !beside) || Object.keys(others).length < ranges.length
      if (!partial) ends = [ends[1], minutes.to]
      const seen: Sighting = {
        kind: 'metrics',
        ...{ at, ...minutes },
        ...(green ? { green } : {}),
        ...(beside ? { control: beside } : {}),
        ...(ranges.length > 0 ? { others } : {}),
        ...(partial ? { partial: true as const } : {}),
      }
      return partial ? [seen, { kind: 'trouble', at, channel: 'metrics', because: INCOMPLETE }] : [seen]
    },

    compareWith(other) {
      if (other !== control) came.delete('control')
      control = other
    },
  }
}

const NONE: ReadonlyMap<number, number> = new Map()

const INCOMPLETE = 'CloudWatch’s answer is not complete'

type Range = { id: string; period: number; from: number; to: number }

/** Whole periods of users' own metrics; what was not complete is left out. */
function readOthers(series: ReadonlyMap<string, Series>, ranges: Range[]) {
  const found = ranges.flatMap(({ id, period, from, to }) => {
    const one = series.get(id)
    if (!one?.complete) return []
    const points = one.points.filter(({ at }) => at >= from && at < to && at % period === 0)
    return [[id, { from, to, points }] as const]
  })
  return Object.fromEntries(found)
}

const slowIn = (minutes: Minute[]): number => minutes.reduce((all, one) => all + one.slow, 0)

function addUp(minutes: Minute[], at: number): Minute {
  const sum = (of: (minute: Minute) => number) => minutes.reduce((all, one) => all + of(one), 0)
  const timed = sum(one => one.timed ?? one.requests)
  const uncoded = sum(one => one.uncoded ?? 0)
  return {
    ...{ at, requests: sum(one => one.requests), errors: sum(one => one.errors), slow: slowIn(minutes), timed },
    ...(uncoded === 0 ? {} : { uncoded }),
  }
}
