// How does a new revision do, look by look?
import type { DecisionLine, Header } from '../decisions/decision-lines.ts'
import { judgeSightings } from '../decisions/decision-lines.ts'
import type { EvidenceJudgement } from '../decisions/evidence.ts'
import type { EvidenceRules } from '../decisions/harm.ts'
import { closePeriods, type Minute, type Read } from '../decisions/minutes.ts'
import type { Channel, Sighting } from '../decisions/sightings.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import type { World } from '../world.ts'
import { type EvidenceOptions, rulesOf } from './evidence-inputs.ts'
import { createChannels } from './measure-channels.ts'

/** What is measured. Times in milliseconds since the epoch. */
export type Subject = {
  cluster: string
  /** Green's ECS service. */
  service: string
  revision: string
  /** As metrics name it, `app/name/id` (`loadBalancerDimension` of its ARN). */
  loadBalancer: string | undefined
  /** ARN of green's target group. */
  group: string | undefined
  /** ARN of blue's target group, while it has traffic. */
  control: string | undefined
  /** Evidence counts from this moment on, and a while to settle. */
  since: number
  /**
   * What to compare with where blue has no traffic, and when the release was: the hour until then of this target group,
   * which is the same one in a rolling release and blue's in another. Alarms that went off later may be the release's fault.
   */
  before?: { group: string; until: number }
}

export type Measure = {
  /** Asks for everything once, so that what this role may not ask is known before anything shifts; throws a Failure. */
  check(): Promise<void>
  /** One look; adds to what is known. What cannot be seen just now is no error; it makes the watch blind after a while. */
  look(): Promise<void>
  /** Judges all that is known; each judgement is written down. */
  judge(now: number, bakeEndsAt: number): EvidenceJudgement
  /** For pictures: closed minutes since the beginning, whatever step. */
  minutes(): { green: Minute[]; control: Minute[] }
  /** What was served in the hour before the release; undefined when there was nothing, or nobody asked. */
  before(): Minute | undefined
  /** A step began: only what comes from `since` on counts for it; `control` is blue's group while it still has traffic. */
  restart(since: number, control: string | undefined): void
  /** All that was seen and said, as JSON lines that `replay` judges again. */
  lines(): string[]
  rules: EvidenceRules
}

/** Begins to measure; nothing is asked until `check` or `look`. */
export function createMeasure(subject: Subject, options: EvidenceOptions, world: World, log: Log): Measure {
  const begun = subject.since
  const rules = rulesOf(options, {
    name: subject.revision,
    control: 'blue',
    released: subject.before?.until ?? begun,
    traffic: subject.group !== undefined && subject.loadBalancer !== undefined,
  })
  const header: Header = { kind: 'watch', version: 1, begun, rules }
  const lines = [JSON.stringify(header)]
  const seen: Sighting[] = []
  let told = 0
  const troubles = new Set<Channel>()
  const channels = createChannels(subject, options, rules, world)

  /** Says what cannot be seen, once, and once when it can be again. */
  const tellTroubles = (sightings: readonly Sighting[]) => {
    const now = sightings.filter(one => one.kind === 'trouble')
    for (const { channel, because } of now)
      if (!troubles.has(channel)) log(subject.service, `its ${channel} cannot be seen: ${because}`)
    for (const { channel } of now) troubles.add(channel)
    for (const channel of troubles)
      if (isSeen(channel, sightings)) {
        troubles.delete(channel)
        log(subject.service, `its ${channel} can be seen again`)
      }
  }

  return {
    rules,
    async check() {
      const nothing = nothingToWatch(rules)
      if (nothing) throw nothing
      seen.push(...(await channels.check()))
    },
    async look() {
      const sightings = await channels.look()
      tellTroubles(sightings)
      seen.push(...sightings)
    },
    judge(now, bakeEndsAt) {
      const said = judgeSightings(seen, header, now, bakeEndsAt)
      const line: DecisionLine = { kind: 'decision', at: now, bakeEndsAt, saw: seen.slice(told), said }
      told = seen.length
      lines.push(JSON.stringify(line))
      return said
    },
    minutes() {
      const since = Math.floor(begun / 60_000) * 60_000
      return {
        green: closePeriods(readsOf(seen, 'green'), since).closed,
        control: closePeriods(readsOf(seen, 'control'), since).closed,
      }
    },
    before: () => seen.find(one => one.kind === 'before')?.sum,
    restart(since, control) {
      seen.push({ kind: 'step', at: world.clock.now(), since, control: control !== undefined })
      channels.compareWith(control)
    },
    lines: () => [...lines],
  }
}

const readsOf = (seen: readonly Sighting[], colour: 'green' | 'control'): Read<Minute>[] =>
  seen.flatMap(one =>
    one.kind === 'metrics' && one[colour] ? [{ at: one.at, from: one.from, to: one.to, values: one[colour] }] : [],
  )

const KINDS: Record<Channel, Sighting['kind']> = {
  metrics: 'metrics',
  targets: 'targets',
  tasks: 'tasks',
  alarms: 'alarm',
}

/** Whether the channel was seen in this look, and nothing was wrong with it. */
const isSeen = (channel: Channel, sightings: readonly Sighting[]): boolean =>
  sightings.some(one => one.kind === KINDS[channel]) &&
  !sightings.some(one => one.kind === 'trouble' && one.channel === channel)

/** Why there is nothing to watch; undefined when there is. */
function nothingToWatch(rules: EvidenceRules): Failure | undefined {
  const { maxErrorRate, maxLatency, minThroughput, minHealthy, alarms, metrics, probes, maxRestarts } = rules
  const watched = [maxErrorRate, maxLatency, minThroughput, minHealthy, maxRestarts].some(one => one !== undefined)
  if (watched || alarms.length + metrics.length + probes.length > 0) return undefined
  return new Failure(
    'There is nothing to watch: the service is behind no load balancer, and neither max-restarts nor watch-alarms, metrics or probe-urls is given.',
  )
}
