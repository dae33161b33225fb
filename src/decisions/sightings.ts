// What has been seen of a revision while it is watched?
import { closePeriods, MINUTE, type Minute, nextPeriod, type Read } from './minutes.ts'

export type Point = { at: number; value: number }

/** What is asked for; each of them can fail to be seen by itself. */
export type Channel = 'metrics' | 'targets' | 'tasks' | 'alarms'

/**
 * One thing that one look showed; all that is known is a list of these, so a recorded list can be judged again. Times in
 * milliseconds since the epoch. The order of a list does not matter, nor does it when something stands in it twice.
 */
export type Sighting =
  /** A read of the metrics, of whole minutes `from` … `to`. A colour is left out when its read was not complete. */
  | {
      kind: 'metrics'
      at: number
      from: number
      to: number
      green?: readonly Minute[]
      control?: readonly Minute[]
      /** By the metric's id; left out when its read was not complete. */
      others?: Readonly<Record<string, { from: number; to: number; points: readonly Point[] }>>
      /** Something is left out. */
      partial?: true
    }
  /** What was served in the time before the release, all in one. */
  | { kind: 'before'; at: number; sum: Minute }
  | { kind: 'targets'; at: number; healthy: number; unhealthy: number }
  /** How many tasks were asked after; those of the revision that ended badly. */
  | { kind: 'tasks'; at: number; stopped: readonly { id: string; at: number; cause: string }[] }
  | { kind: 'alarm'; at: number; name: string; state: string; since: number; reason: string }
  | { kind: 'probe'; at: number; url: string; fault?: string }
  /** A look that failed. */
  | { kind: 'trouble'; at: number; channel: Channel; because: string }
  /** A step began: from now on other minutes count, and another control. */
  | { kind: 'step'; at: number; since: number; control: boolean }

/** All that is known of a revision, in the order of time. */
export type Evidence = {
  /** Start of the first minute that counts. */
  since: number
  green: Minute[]
  /** Seen, but still growing. */
  open: Minute[]
  control: Minute[]
  before: Minute | undefined
  /** End of the newest minute of green that is closed, with requests or without. */
  closedUntil: number
  /**
   * Requests of green and its control since the watch began, whatever step; undefined when none was ever measured. `late` is
   * how much later (ms) than usual the newest minute came: who waits for news waits so much longer.
   */
  flow: { requests: number; from: number; until: number; late: number } | undefined
  others: Record<string, { points: Point[]; from: number; until: number }>
  targets: { at: number; healthy: number; unhealthy: number }[]
  stopped: { id: string; at: number; cause: string }[]
  /** As they were last seen; `wasWell` when they have been seen in another state than ALARM. */
  alarms: { name: string; state: string; since: number; reason: string; wasWell: boolean }[]
  probes: Record<string, { at: number; fault: string | undefined }[]>
  /** Channels that could not be seen lately: since when, and why. */
  troubles: { channel: Channel; since: number; because: string }[]
}

/** What sightings come to, for metrics with these periods (ms). Minutes before `settle` ms of the current step do not count. */
export function gatherEvidence(
  given: readonly Sighting[],
  begun: number,
  settle: number,
  periods: Readonly<Record<string, number>>,
): Evidence {
  const sightings = inOrder(given)
  const step = sightings.findLast(one => one.kind === 'step')
  const since = nextPeriod((step?.since ?? begun) + settle)
  const reads = sightings.filter(one => one.kind === 'metrics')
  const read = (colour: 'green' | 'control'): Read<Minute>[] =>
    reads.flatMap(one => (one[colour] ? [{ at: one.at, from: one.from, to: one.to, values: one[colour] }] : []))
  const green = closePeriods(read('green'), since)
  const stopped = sightings.filter(one => one.kind === 'tasks').flatMap(one => one.stopped)
  return {
    since,
    green: green.closed,
    open: green.open,
    control: step?.control === false ? [] : closePeriods(read('control'), since).closed,
    before: sightings.findLast(one => one.kind === 'before')?.sum,
    closedUntil: green.until,
    flow: flowOf(reads, nextPeriod(begun)),
    others: Object.fromEntries(
      Object.entries(periods).map(([id, period]) => {
        const from = nextPeriod(begun, period)
        const parts = reads.flatMap(({ at, others }) => {
          const one = others?.[id]
          return one ? [{ at, from: one.from, to: one.to, values: one.points }] : []
        })
        const { closed, until } = closePeriods(parts, from, period)
        return [id, { points: closed, from, until }]
      }),
    ),
    targets: sightings.filter(one => one.kind === 'targets'),
    stopped: [...new Map(stopped.map(one => [one.id, one])).values()],
    alarms: alarmsOf(sightings),
    probes: probesOf(sightings),
    troubles: troublesOf(sightings),
  }
}

/** How long (ms) after its end a minute has come, where nothing is late. */
const USUALLY_THERE = 3 * MINUTE

/** What was measured of both together, from a moment on to the end of the newest minute that had requests. */
function flowOf(reads: readonly Extract<Sighting, { kind: 'metrics' }>[], from: number): Evidence['flow'] {
  const known = new Map<string, Minute>()
  const came = new Map<number, number>()
  for (const one of reads)
    for (const colour of ['green', 'control'] as const)
      for (const minute of one[colour] ?? [])
        if (minute.at >= from && minute.requests > 0) {
          known.set(`${colour} ${minute.at}`, minute)
          if (!came.has(minute.at)) came.set(minute.at, one.at)
        }
  if (known.size === 0) return undefined
  const minutes = [...known.values()]
  const until = Math.max(...minutes.map(one => one.at)) + MINUTE
  const late = Math.max(0, (came.get(until - MINUTE) ?? until) - until - USUALLY_THERE)
  return { requests: minutes.reduce((sum, one) => sum + one.requests, 0), from, until, late }
}

/** By time and, at one time, by what they say; each once. */
function inOrder(given: readonly Sighting[]): Sighting[] {
  const all = [...new Map(given.map(one => [JSON.stringify(one), one]))]
  return all.sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1)).map(([, one]) => one)
}

function alarmsOf(sightings: Sighting[]): Evidence['alarms'] {
  const all = new Map<string, Evidence['alarms'][number]>()
  for (const one of sightings)
    if (one.kind === 'alarm') {
      const wasWell = (all.get(one.name)?.wasWell ?? false) || one.state !== 'ALARM'
      all.set(one.name, { name: one.name, state: one.state, since: one.since, reason: one.reason, wasWell })
    }
  return [...all.values()]
}

function probesOf(sightings: Sighting[]): Evidence['probes'] {
  const all: Evidence['probes'] = {}
  for (const one of sightings)
    if (one.kind === 'probe') {
      all[one.url] ??= []
      all[one.url]?.push({ at: one.at, fault: one.fault })
    }
  return all
}

/** A channel is in trouble from its first failed look after the last good one. */
function troublesOf(sightings: Sighting[]): Evidence['troubles'] {
  const all = new Map<Channel, Evidence['troubles'][number]>()
  for (const one of sightings) {
    if (one.kind === 'trouble')
      all.set(one.channel, {
        channel: one.channel,
        since: all.get(one.channel)?.since ?? one.at,
        because: one.because,
      })
    else if (one.kind === 'alarm') all.delete('alarms')
    else if (one.kind === 'targets' || one.kind === 'tasks') all.delete(one.kind)
    else if (one.kind === 'metrics' && !one.partial) all.delete('metrics')
  }
  return [...all.values()]
}
