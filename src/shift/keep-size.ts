// How is it seen to that no task goes while traffic moves, and none comes back to a side at rest?
import {
  afterShift,
  readSuspension,
  type Suspension,
  sameSuspension,
  whileShifting,
  writeSuspension,
} from '../decisions/suspension.ts'
import type { Log } from '../log.ts'
import type { World } from '../world.ts'

/** A service and its target group, whose tags say how its scaling was before. */
export type ScaledSide = { service: string; group: string }

/** Tags of a target group: what was suspended before we did, and the least number of tasks of a side that rests with none. */
const SUSPENDED = 'ecs-release:scaling'
const LEAST = 'ecs-release:least'

/** What is needed of the world, and of which services it is. */
export type Scaling = {
  cluster: string
  sides: ScaledSide[]
  world: Pick<World, 'scaling' | 'listenerRules' | 'ecs'>
  log: Log
}

/** Suspends scaling of the services that are scaled; what was before is noted first, so that whoever comes can restore it. */
export async function suspendScaling({ cluster, sides, world, log }: Scaling): Promise<void> {
  const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()])
  const found = await scaling.describe(
    cluster,
    sides.map(one => one.service),
  )
  for (const { service, suspended } of found) {
    const { group = '' } = sides.find(one => one.service === service) ?? {}
    const noted = readSuspension((await tags.tagsOf(group))?.[SUSPENDED])
    const wanted = whileShifting(suspended)
    if (!noted) await tags.tag(group, { [SUSPENDED]: writeSuspension(suspended) })
    if (noted && sameSuspension(wanted, suspended)) continue
    await scaling.suspend(cluster, service, wanted)
    log(service, 'its scaling takes no task away from now on')
  }
}

/**
 * Makes scaling what it was before, but for what somebody else has set since; does nothing where nothing is noted. A side
 * without tasks goes on resting, as does one that has just given them back (`resting`), which ECS may not show yet.
 */
export async function restoreScaling({ cluster, sides, world, log }: Scaling, resting?: string): Promise<void> {
  const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()])
  for (const { service, group } of sides) {
    const noted = (await tags.tagsOf(group)) ?? {}
    const before = readSuspension(noted[SUSPENDED])
    const wakes =
      noted[LEAST] !== undefined && service !== resting && (await hasTasks(cluster, service, world))
        ? noted[LEAST]
        : undefined
    if (!before && wakes === undefined) continue
    const [now] = await scaling.describe(cluster, [service])
    if (before) {
      const then = now && afterShift(before, now.suspended)
      if (then) await scaling.suspend(cluster, service, then)
      await tags.untag(group, [SUSPENDED])
      log(service, then ? said(before, then) : 'it is not scaled any more')
    }
    if (wakes === undefined) continue
    // Neither the none of its rest nor what it was before: somebody else has set it since.
    const least = now && [0, Number(wakes)].includes(now.least) ? Number(wakes) : undefined
    if (least !== undefined) await scaling.atLeast(cluster, service, least)
    await tags.untag(group, [LEAST])
    if (least !== undefined) log(service, `is scaled to ${least} tasks at least again`)
    else if (now)
      log(service, `is scaled to ${now.least} tasks at least, as somebody set it since it rested (before: ${wakes})`)
  }
}

const said = (before: Suspension, then: Suspension): string =>
  sameSuspension(before, then)
    ? 'its scaling is as it was before'
    : `its scaling is as somebody set it meanwhile (suspended: ${writeSuspension(then)}; before: ${writeSuspension(before)})`

const hasTasks = async (cluster: string, service: string, world: Pick<World, 'ecs'>): Promise<boolean> => {
  const { services } = await (await world.ecs()).describeServices(cluster, [service])
  return (services[0]?.desired ?? 0) > 0
}

/**
 * A side gives its tasks back. A scaled service is brought back to its least number of tasks, whoever set it to none: while
 * it rests that is none too. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
export async function letRest(
  cluster: string,
  { service, group = '' }: ScaledSide,
  world: Scaling['world'],
): Promise<void> {
  const [scaling, tags, ecs] = await Promise.all([world.scaling(), world.listenerRules(), world.ecs()])
  for (const { least } of (await scaling.describe(cluster, [service])).filter(one => one.least > 0)) {
    await tags.tag(group, { [LEAST]: String(least) })
    await scaling.atLeast(cluster, service, 0)
  }
  await ecs.updateService(cluster, service, { desiredCount: 0 })
}
