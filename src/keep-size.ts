// How is it seen to that no task goes while traffic moves, and that scaling is as it was afterwards?
import { readSuspension, sameSuspension, whileShifting, writeSuspension } from './decisions/suspension.ts'
import type { Log } from './log.ts'
import type { World } from './world.ts'

/** A service and its target group, whose tag says how its scaling was before. */
export type ScaledSide = { service: string; group: string }

/** Tag of a target group: it is there for as long as scaling is suspended by us. */
const TAG = 'ecs-release:scaling'

/** What is needed of the world, and of which services it is. */
type Where = { cluster: string; sides: ScaledSide[]; world: Pick<World, 'scaling' | 'listenerRules'>; log: Log }

/** Suspends scaling of the services that are scaled; what was before is noted first, so that whoever comes can restore it. */
export async function suspendScaling({ cluster, sides, world, log }: Where): Promise<void> {
  const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()])
  const found = await scaling.describe(
    cluster,
    sides.map(one => one.service),
  )
  for (const { service, suspended } of found) {
    const wanted = whileShifting(suspended)
    const { group = '' } = sides.find(one => one.service === service) ?? {}
    const noted = readSuspension((await tags.tagsOf(group))?.[TAG])
    if (noted && sameSuspension(wanted, suspended)) continue
    if (!noted) await tags.tag(group, { [TAG]: writeSuspension(suspended) })
    await scaling.suspend(cluster, service, noted ? whileShifting(noted) : wanted)
    log(service, 'its scaling takes no task away from now on')
  }
}

/** Makes scaling what it was before; does nothing where nothing is noted. */
export async function restoreScaling({ cluster, sides, world, log }: Where): Promise<void> {
  const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()])
  for (const { service, group } of sides) {
    const noted = readSuspension((await tags.tagsOf(group))?.[TAG])
    if (!noted) continue
    await scaling.suspend(cluster, service, noted)
    await tags.untag(group, [TAG])
    log(service, 'its scaling is as it was before')
  }
}
