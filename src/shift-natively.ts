// How does ECS shift a service's traffic to a revision, while we judge green at each of its pauses?
import type { Ending } from './action.ts'
import { beginShift, type Setout } from './begin-shift.ts'
import { cancelShift, concludeShift, standing, tidyHooks } from './conclude-shift.ts'
import { explainShiftEnd, isFine, type NativeOutcome, tellShiftEnd } from './decisions/native-outcome.ts'
import { summarizeShift } from './decisions/native-summary.ts'
import type { Lead } from './decisions/pause.ts'
import { ourStages } from './decisions/pause-hooks.ts'
import type { Expectation } from './decisions/probe.ts'
import { serviceLink } from './decisions/region.ts'
import { followShift } from './follow-shift.ts'
import { startLog } from './log.ts'
import { createLook, type Look } from './look.ts'
import type { ShiftRun } from './look-at-shift.ts'
import type { Target } from './release.ts'
import type { World } from './world.ts'

/** What a measurement said, and where it was over its limit. */
export type Judged = { state: string; sentence: string; breach?: { metric: string; value: string; threshold: string } }

/** Whose evidence is gathered; times in ms since the epoch. */
export type Subject = {
  cluster: string
  service: string
  revision: string
  loadBalancer: string | undefined
  group: string | undefined
  control: string | undefined
  since: number
}

export type Measure = {
  look(): Promise<void>
  judge(now: number, bakeEndsAt: number): Judged
  restart(since: number, control: string | undefined): void
}

export type Evidence = {
  measure(subject: Subject): Promise<Measure>
  follows(judged: Judged, at: { now: number; bakeEndsAt: number; latestAt: number }): Lead
  /** The longest that a step may wait for evidence (ms). */
  longest: number
}

/** What is to be done. Times in milliseconds. */
export type NativeOrder = {
  cluster: string
  target: Target
  /** Percent of green after each step; none: as the service is set. */
  steps: number[]
  /** How long green is judged after each step; the last one stands for all later steps. */
  bakes: number[]
  /** How long ECS keeps blue after the last judgement; undefined: as the service is set. */
  keepBlueFor: number | undefined
  /** Whether pauses are set for this release and taken off after it, or those that the service has are answered. */
  hooks: 'set' | 'keep'
  smoke:
    | {
        urls: string[]
        headers: Record<string, string>
        expected: Expectation
        interval: number
        requestTimeout: number
        timeout: number
      }
    | undefined
  /** Undefined: green is judged by its test, its tasks and the clock alone. */
  evidence: Evidence | undefined
  /** How long ECS may get no further before the release is sent back. */
  limit: number
}

type Told = ReturnType<typeof tellShiftEnd>

/** Shifts one service, to its end and to the word about it. A cancel sends it back; a killed run is taken up by the next. */
export async function shiftNatively(
  order: NativeOrder,
  world: World,
  tell: (name: keyof Told, value: string) => void,
): Promise<Ending> {
  const look = await createLook(order.cluster, startLog(world.clock, world.runner.line), world)
  const startedAt = world.clock.now()
  await world.keepRole()
  const outcome = await shift(order, world, look, startedAt)
  const told = tellShiftEnd(outcome)
  for (const [name, value] of Object.entries(told)) tell(name as keyof Told, value)
  if (outcome.diagnosis) world.runner.group(`${outcome.service}: evidence`, outcome.diagnosis.evidence)
  const { region } = await world.ecs()
  await world.runner.summary(summarizeShift(outcome, serviceLink(region, order.cluster, order.target.service)))
  return { good: isFine(outcome), line: explainShiftEnd(outcome) }
}

async function shift(order: NativeOrder, world: World, look: Look, startedAt: number): Promise<NativeOutcome> {
  const begun = await beginShift(order, world, look)
  if ('there' in begun) {
    await tidyHooks(order, world, look)
    return { ...standing(order, begun.there, startedAt, look), verdict: 'nothing-to-do' }
  }
  if ('refusal' in begun) {
    if (!look.cancel.aborted) throw begun.refusal
    return cancelShift(order, undefined, begun.before, startedAt, world, look)
  }
  const run = await runOf(order, begun, world, look)
  const end = await followShift(run)
  const outcome =
    end.end === 'cancelled'
      ? await cancelShift(order, run, begun.before, startedAt, world, look)
      : await concludeShift(run, end, begun.before, startedAt)
  if (outcome.verdict !== 'held') await tidyHooks(order, world, look)
  return outcome
}

/** What is known of a deployment that is to be followed from now on: nothing but the deployment. */
async function runOf(
  order: NativeOrder,
  { rollout, configuration, before }: Setout,
  world: World,
  look: Look,
): Promise<ShiftRun> {
  const now = look.clock.now()
  return {
    ...{ order, world, look, rollout, configuration, shift: await world.ecsShift() },
    stages: order.hooks === 'set' ? ourStages(configuration.strategy) : undefined,
    ...{ service: rollout.seen[0]?.service ?? before, serviceAt: now, percentAt: 0 },
    ...{ share: 0, shareSince: now, reached: 0, measuredAt: 0, bakeEndsAt: 0, movedAt: now, moved: '', said: '' },
    ...{ smoke: order.smoke ? 'wanted' : 'unwanted', answered: [] },
  }
}
