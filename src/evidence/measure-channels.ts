// What does one look at a watched revision ask, and what comes of it?
import { badEnds } from '../decisions/bad-end.ts'
import type { EvidenceRules } from '../decisions/harm.ts'
import { faultOf } from '../decisions/probe.ts'
import type { Channel, Sighting } from '../decisions/sightings.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'
import type { EvidenceOptions } from './evidence-inputs.ts'
import type { Subject } from './measure.ts'
import { createMetricReader } from './measure-metrics.ts'

/**
 * Milliseconds between two looks at what changes slowly. With metrics at each look that makes about eight calls a minute.
 * Targets are looked at each time while some are not healthy, and tasks at once when targets came or went.
 */
const EVERY = { targets: 30_000, tasks: 120_000, alarms: 60_000 } as const
/** Looks are not exactly on time. */
const TOLERANCE = 1_000

export type Channels = {
  /** Everything once; throws what will not pass. */
  check(): Promise<Sighting[]>
  /** What is due. Never throws a Failure: what cannot be seen is a sighting of its own. */
  look(): Promise<Sighting[]>
  /** The live control from now on. */
  compareWith(control: string | undefined): void
}

/** The channels by which a revision is watched. */
export function createChannels(
  subject: Subject,
  options: EvidenceOptions,
  rules: EvidenceRules,
  world: World,
): Channels {
  const { clock } = world
  const { cluster, service, revision, group } = subject
  const metrics = createMetricReader(subject, rules, world)
  const asked = new Map<Channel, number>()
  let ill = false
  /** Targets at the look before; a task that ends takes its own with it, and the next one brings another. */
  let known: string | undefined
  let changed = false

  const ask = {
    async targets(): Promise<Sighting[]> {
      if (!rules.minHealthy || group === undefined) return []
      const at = clock.now()
      const targets = await (await world.loadBalancer()).describeTargets([group])
      const count = (...states: string[]) => targets.filter(one => states.includes(one.state)).length
      // New ones (initial) and leaving ones (draining) are neither.
      const [healthy, unhealthy] = [count('healthy'), count('unhealthy', 'unavailable')]
      ill = healthy === 0 || unhealthy > 0
      const present = targets
        .filter(one => one.state !== 'draining')
        .map(one => `${one.id}:${one.port}`)
        .sort()
        .join()
      changed = known !== undefined && present !== known
      known = present
      return [{ kind: 'targets', at, healthy, unhealthy }]
    },

    async tasks(): Promise<Sighting[]> {
      if (rules.maxRestarts === undefined) return []
      const at = clock.now()
      const stopped = await (await world.ecs()).stoppedTasks(cluster, service)
      return [{ kind: 'tasks', at, stopped: badEnds(stopped, revision, subject.since) }]
    },

    async alarms(): Promise<Sighting[]> {
      if (rules.alarms.length === 0) return []
      const at = clock.now()
      const found = await (await world.alarms()).describeAlarms(rules.alarms)
      const missing = rules.alarms.filter(name => !found.some(one => one.name === name))
      if (missing.length > 0)
        throw new Failure(
          `Alarm ${missing.join(', ')} was not found: check the input watch-alarms, the region and the account.`,
        )
      return found.map(({ name, state, reason, since }) => ({ kind: 'alarm', at, name, state, since, reason }))
    },
  }

  /** A connection that fails says nothing of the revision when AWS cannot be reached from here either. */
  async function probe(reached: boolean): Promise<Sighting[]> {
    if (rules.probes.length === 0) return []
    const { get } = await world.http()
    const expected = { statuses: options.probeExpectStatus, text: options.probeExpectText, consecutive: 1 }
    const { probeHeaders: headers, probeTimeoutSeconds: timeout } = options
    const tries = rules.probes.map(async (url): Promise<Sighting[]> => {
      const at = clock.now()
      const answer = await get(url, { headers, timeout, cancel: world.cancel })
      if (world.cancel.aborted || ('error' in answer && !reached)) return []
      const fault = faultOf({ at, ms: clock.now() - at, ...answer }, expected)
      return [{ kind: 'probe', at, url, ...(fault === undefined ? {} : { fault }) }]
    })
    return (await Promise.all(tries)).flat()
  }

  const due = (now: number) =>
    (Object.keys(EVERY) as (keyof typeof EVERY)[]).filter(
      channel =>
        now - (asked.get(channel) ?? Number.NEGATIVE_INFINITY) >= EVERY[channel] - TOLERANCE ||
        (channel === 'targets' && ill),
    )

  const see = (channel: Channel, asking: Promise<Sighting[]>): Promise<Sighting[]> =>
    asking.catch(error => {
      if (!(error instanceof Failure)) throw error
      return [{ kind: 'trouble', at: clock.now(), channel, because: error.message.replace(/\.$/, '') }]
    })

  return {
    async check() {
      const before = await metrics.readBefore()
      for (const channel of due(clock.now())) asked.set(channel, clock.now())
      const now = await Promise.all([metrics.read(), ask.targets(), ask.tasks(), ask.alarms()])
      const sightings = [...before, ...now.flat()]
      refuseOldAlarms(sightings, rules)
      return sightings
    },

    async look() {
      const now = clock.now()
      const channels = due(now)
      for (const channel of channels) asked.set(channel, now)
      const looks = [see('metrics', metrics.read()), ...channels.map(channel => see(channel, ask[channel]()))]
      const sightings = (await Promise.all(looks)).flat()
      if (changed && !channels.includes('tasks')) {
        asked.set('tasks', now)
        sightings.push(...(await see('tasks', ask.tasks())))
      }
      changed = false
      return [...sightings, ...(await probe(!sightings.some(one => one.kind === 'trouble')))]
    },

    compareWith: metrics.compareWith,
  }
}

/** An alarm that went off before the release can say nothing of it. */
function refuseOldAlarms(sightings: Sighting[], { alarmAtStart, released }: EvidenceRules): void {
  const old = sightings.filter(one => one.kind === 'alarm' && one.state === 'ALARM' && one.since < released)
  if (alarmAtStart !== 'refuse' || old.length === 0) return
  const names = old.map(one => (one.kind === 'alarm' ? one.name : '')).join(', ')
  throw new Failure(
    `Alarm ${names} went off before the release, so it can say nothing of it: mend what it measures, or set alarm-at-start to ignore or breach.`,
  )
}
