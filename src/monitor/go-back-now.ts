// The job is cancelled, and what was before is wanted: is it asked for in the seconds that are left?

import { SWEPT, sweepHooks } from '../decisions/pause-hooks.ts'
import { primaryOf } from '../decisions/snapshot.ts'
import { type Serving, sayServing, servingIn } from '../decisions/watch-outcome.ts'
import { Failure } from '../failure.ts'
import { countHealthy } from '../shift/find-pair.ts'
import { revertTraffic } from '../shift/revert.ts'
import type { World } from '../world.ts'
import type { Watched, Way } from './find-watched.ts'
import { cannotGoBack, rollBack, type TakenBack, type TakingBack } from './take-back.ts'

/** One call, and no waiting for what comes of it; `live` is what serves until then. Never throws a Failure. */
export async function goBackNow(
  watched: Watched,
  how: TakingBack,
  live: Serving | undefined,
  world: World,
): Promise<TakenBack> {
  // What is cancelled is the watch, not the way back.
  const going: World = { ...world, cancel: new AbortController().signal }
  try {
    return watched.way.by === 'weights'
      ? await byWeights(watched, watched.way, live, going)
      : await byEcs(watched, how, live, going)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return cannotGoBack(`Going back failed: ${error.message}`, watched, live)
  }
}

async function byWeights(
  watched: Watched,
  way: Extract<Way, { by: 'weights' }>,
  live: Serving | undefined,
  world: World,
): Promise<TakenBack> {
  const { subject, service } = watched
  const { blue } = way
  const [ecs, healthy] = await Promise.all([world.ecs(), healthyIn(blue.group, world)])
  const now = (await ecs.describeServices(subject.cluster, [blue.service])).services[0]
  const theirs = primaryOf(now)?.revision
  if (healthy === 0)
    return cannotGoBack(`Nothing was touched, as ${blue.service} has no healthy target.`, watched, live)
  if (!now || theirs !== blue.revision)
    return cannotGoBack(
      `Nothing was touched, as ${blue.service} runs ${theirs ?? 'nothing'} by now, not ${blue.revision}.`,
      watched,
      live,
    )
  const reference = { rule: way.rule, blue: blue.group, green: way.green }
  const { verified } = await revertTraffic(reference, world, await world.listenerRules(undefined, 'urgent'))
  const back = servingIn(now) ?? { revision: blue.revision, service: blue.service, verified: false }
  if (!verified) {
    const unseen = { ...back, verified: false }
    const note = `All traffic was told to go back to ${blue.revision} in ${blue.service}, but the rule does not show it.`
    return { remedy: 'needs-human', remedyNote: note, live: unseen }
  }
  const serves = sayServing(back, { service: service.name })
  const remedyNote = `All traffic went back to ${blue.service}: ${serves} ${service.name} keeps its tasks.`
  return { remedy: 'reverted', remedyNote, live: back }
}

const healthyIn = async (group: string, world: World): Promise<number> =>
  group === '' ? 0 : ((await countHealthy([group], world)).get(group) ?? 0)

async function byEcs(watched: Watched, how: TakingBack, live: Serving | undefined, world: World): Promise<TakenBack> {
  const { subject, service } = watched
  const planned = await rollBack(watched, how, { reason: 'the job was cancelled', plan: true }, world, () => {})
  const target = planned.courses[0]?.target
  const why = planned.refused[0]?.because ?? planned.idle[0]?.because
  if (!target?.taskDefinition) return cannotGoBack(`Nothing was touched${why ? `, as ${why}` : ''}.`, watched, live)
  const ecs = await world.ecs()
  const swept = sweepHooks((await ecs.describeServices(subject.cluster, [service.name])).services[0] ?? service)
  const now = await ecs.updateService(subject.cluster, service.name, {
    taskDefinition: target.taskDefinition,
    ...(swept.lifecycleHooks ? { configuration: swept } : {}),
  })
  if (swept.lifecycleHooks) world.runner.line(`${service.name}: ${SWEPT}`)
  const serves = servingIn(now)
  const until = serves?.revision === target.revision ? '' : ` until ${target.revision} serves`
  return {
    remedy: 'rolled-back',
    remedyNote: `ECS was told to go back to ${target.revision}, which was not followed: ${serves?.revision ?? 'nothing'} is live${until}.`,
    live: serves && { ...serves, verified: false },
  }
}
