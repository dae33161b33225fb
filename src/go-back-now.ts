// The job is cancelled, and what was before is wanted: is it asked for in the seconds that are left?
import { Failure } from './failure.ts'
import { type Watched, type Way, whyNotBack } from './find-watched.ts'
import type { Log } from './log.ts'
import { revertTraffic } from './revert.ts'
import { rollBack, type TakenBack, type TakingBack } from './take-back.ts'
import type { World } from './world.ts'

/** One call, and no waiting for what comes of it. Never throws a Failure. */
export async function goBackNow(watched: Watched, how: TakingBack, world: World, log: Log): Promise<TakenBack> {
  // What is cancelled is the watch, not the way back.
  const going: World = { ...world, cancel: new AbortController().signal }
  try {
    return watched.way.by === 'weights'
      ? await byWeights(watched, watched.way, going)
      : await byEcs(watched, how, going, log)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { remedy: 'needs-human', remedyNote: `Going back failed: ${error.message}`, live: undefined }
  }
}

async function byWeights(
  { subject, service }: Watched,
  way: Extract<Way, { by: 'weights' }>,
  world: World,
): Promise<TakenBack> {
  const live = { revision: subject.revision, service: service.name, verified: false }
  const unable = await whyNotBack(way, world)
  if (unable) return { remedy: 'needs-human', remedyNote: `Nothing was touched, as ${unable}.`, live }
  const reference = { rule: way.rule, blue: way.blue.group, green: way.green }
  const { verified } = await revertTraffic(reference, world, await world.listenerRules(undefined, 'urgent'))
  return {
    remedy: verified ? 'reverted' : 'needs-human',
    remedyNote: `All traffic went back to ${way.blue.service}; ${service.name} keeps its tasks.`,
    live: { revision: way.blue.revision, service: way.blue.service, verified },
  }
}

async function byEcs(watched: Watched, how: TakingBack, world: World, log: Log): Promise<TakenBack> {
  const { subject, service } = watched
  const { courses } = await rollBack(watched, how, { reason: 'the job was cancelled', plan: true }, world, log)
  const target = courses[0]?.target
  const live = { revision: subject.revision, service: service.name, verified: false }
  if (!target?.taskDefinition)
    return { remedy: 'needs-human', remedyNote: 'There is nothing to go back to at once.', live }
  await (await world.ecs()).updateService(subject.cluster, service.name, { taskDefinition: target.taskDefinition })
  log(service.name, `goes back to ${target.revision}, which is not followed, as the job was cancelled`)
  return {
    remedy: 'rolled-back',
    remedyNote: `ECS was told to go back to ${target.revision}, which was not followed.`,
    live,
  }
}
