// A watched revision does harm: is what was before live again?
import { showDuration } from './decisions/duration.ts'
import { greenShare } from './decisions/listener-rule.ts'
import { isBack, remedyOf, sayRollback } from './decisions/rollback-outcome.ts'
import type { Wanted } from './decisions/services.ts'
import { LEAST_KEPT } from './decisions/shift-plan.ts'
import type { WatchOutcome } from './decisions/watch-outcome.ts'
import { Failure } from './failure.ts'
import { type Watched, type Way, whyNotBack } from './find-watched.ts'
import type { Log } from './log.ts'
import { revertTraffic } from './revert.ts'
import type { Smoke } from './smoke-inputs.ts'
import { type Result, type UndoOrder, undo } from './undo.ts'
import { type ServicesOrder, takeServicesBack } from './undo-services.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'

/** How to go back. */
export type TakingBack = Pick<
  UndoOrder & ServicesOrder,
  'to' | 'allowSkip' | 'limit' | 'environment' | 'githubToken'
> & {
  /** Whether green keeps its tasks when it has lost its traffic. */
  keepGreen: boolean
  smoke(log: Log): Promise<Smoke>
}

export type TakenBack = Pick<WatchOutcome, 'remedy' | 'remedyNote' | 'live' | 'smoke'>

/** Takes back what is watched, with one call before anything else. Never throws a Failure: what fails is for a person. */
export async function takeBack(
  watched: Watched,
  how: TakingBack,
  because: string,
  world: World,
  log: Log,
): Promise<TakenBack> {
  try {
    return watched.way.by === 'weights'
      ? await byWeights(watched, watched.way, how, world, log)
      : told(await undoService(watched, how, because, false, world, log), watched)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { remedy: 'needs-human', remedyNote: `Going back failed: ${error.message}`, live: undefined, smoke: '' }
  }
}

/** Why nothing could be taken back, so that it is known before it is needed; undefined when it could, as far as can be seen. */
export async function whyNoWayBack(
  watched: Watched,
  how: TakingBack,
  world: World,
  log: Log,
): Promise<string | undefined> {
  if (watched.way.by === 'weights') return whyNotBack(watched.way, world)
  const planned = await undoService(watched, how, '', true, world, log)
  return planned.refused[0]?.because ?? planned.idle[0]?.because
}

/** The way back of one service, by ECS; `plan`: only what it would be. */
export function undoService(
  { service, subject }: Watched,
  how: TakingBack,
  reason: string,
  plan: boolean,
  world: World,
  log: Log,
): Promise<Result> {
  const wanted: Wanted = {
    ...{ name: service.name, service: service.name, taskDefinition: undefined },
    ...{ image: undefined, imageTag: undefined, container: undefined },
  }
  const order = {
    ...how,
    ...{
      cluster: subject.cluster,
      groups: [[wanted]],
      from: [subject.revision],
      undo: 'latest' as const,
      plan,
      reason,
    },
    ...{ waitFor: 'drained' as const, allowZero: false, again: false },
  }
  return undo(order, takeServicesBack(order, world), world, log)
}

function told(result: Result, { service, subject }: Watched): TakenBack {
  const live = result.outcomes[0]?.live
  const remedy = remedyOf(result)
  return {
    remedy: isBack(result) && remedy !== 'none' ? 'rolled-back' : 'needs-human',
    remedyNote: sayRollback(result),
    live: live
      ? { revision: live.revision, service: service.name, verified: live.verified }
      : { revision: subject.revision, service: service.name, verified: false },
    smoke: '',
  }
}

async function byWeights(
  { service, subject }: Watched,
  way: Extract<Way, { by: 'weights' }>,
  how: TakingBack,
  world: World,
  log: Log,
): Promise<TakenBack> {
  const { blue } = way
  const live = { revision: subject.revision, service: service.name, verified: false }
  const unable = await whyNotBack(way, world)
  if (unable) return { remedy: 'needs-human', remedyNote: `Nothing was touched, as ${unable}.`, live, smoke: '' }
  const reference = { rule: way.rule, blue: blue.group, green: way.green }
  const { verified } = await revertTraffic(reference, world)
  log(service.name, `all traffic goes back to ${blue.service} on ${blue.revision}`)
  const smoke = await how.smoke(log)
  const ill = smoke.verdict === 'not-answering'
  if (verified && !ill && !how.keepGreen) await emptyGreen({ service, subject }, way, world, log)
  return {
    remedy: verified && !ill ? 'reverted' : 'needs-human',
    remedyNote: `All traffic went back to ${blue.service}${verified ? '' : ', which the rule does not show'}.`,
    live: { revision: blue.revision, service: blue.service, verified },
    smoke: smoke.line,
  }
}

/** Green gives its tasks back when no request can be on its way to it any more, if nobody gave it traffic again. */
async function emptyGreen(
  { service, subject }: Pick<Watched, 'service' | 'subject'>,
  way: Extract<Way, { by: 'weights' }>,
  world: World,
  log: Log,
): Promise<void> {
  const { clock, cancel } = world
  const times = await (await world.targetGroups()).times(way.green)
  const wait = Math.max(LEAST_KEPT, times.deregistrationDelay * 1000)
  log(service.name, `keeps its tasks for ${showDuration(wait)}, as requests may be on their way to it`)
  const due = clock.now() + wait
  const { ended } = await watch<void, void>({
    clock,
    cancel,
    until: due,
    look: async () => {},
    judge: () => ({ judgement: undefined, ...(clock.now() < due ? { lookAgainIn: due - clock.now() } : {}) }),
    mayPass: () => true,
  })
  if (ended === 'cancelled') return log(service.name, 'keeps its tasks, as the job was cancelled')
  const rule = await (await world.listenerRules()).rule(way.rule)
  const share = greenShare(rule.actions, { green: way.green, blue: way.blue.group }) ?? 0
  if (share > 0) return log(service.name, 'keeps its tasks, as somebody gave it traffic again')
  await (await world.ecs()).updateService(subject.cluster, service.name, { desiredCount: 0 })
  log(service.name, `gives its ${service.desired} tasks back`)
}
