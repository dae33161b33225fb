// How do services go back by a deployment of an earlier revision?

import { isGood, type Outcome } from '../decisions/outcome.ts'
import { NOTHING_MORE } from '../decisions/remedy.ts'
import type { Wanted } from '../decisions/services.ts'
import { primaryOf } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { patiently } from '../patiently.ts'
import { findServices, refused } from '../release/begin.ts'
import { createLook, type Look } from '../release/look.ts'
import type { Order, Target } from '../release/order.ts'
import { releaseServices } from '../release/release.ts'
import { checkArn } from '../release/targets.ts'
import { stopWithRollback } from '../release/way-back.ts'
import { inTurns } from '../turns.ts'
import type { World } from '../world.ts'
import { type ServiceCourse, setCourse, type Wanting } from './set-course.ts'
import type { Engine } from './undo.ts'

export type ServicesOrder = Omit<Wanting, 'since'> & {
  /** As they were released: the last goes back first. */
  groups: Wanted[][]
  /** Milliseconds that it may take. */
  limit: number
  waitFor: 'serving' | 'drained'
}

/** Services that are looked into at a time. */
const AT_ONCE = 5

/** Each service by an update in which only its task definition is another one. */
export const takeServicesBack = (order: ServicesOrder, world: World): Engine<ServiceCourse> => ({
  async look(records, since) {
    const ecs = await world.ecs()
    const all = order.groups.flat()
    const names = all.map(one => one.service)
    const services = await patiently(world, () => findServices(order.cluster, names, ecs))
    const courses: ServiceCourse[] = []
    await inTurns(all, AT_ONCE, async wanted => {
      const found = services.find(one => one.name === wanted.service)
      if (!found) return
      checkArn(wanted, found, order.cluster)
      courses.push(await setCourse(wanted, found, { ...order, since }, records, world))
    })
    return courses.toSorted((a, b) => all.indexOf(a.wanted) - all.indexOf(b.wanted))
  },

  async act(going, log) {
    const look = await createLook(order.cluster, log, world)
    const targets = await Promise.all(going.map(one => targetOf(one, order, world, look)))
    const groups = order.groups
      .map(group => group.flatMap(wanted => targets.find(one => one.name === wanted.name) ?? []))
      .filter(group => group.length > 0)
      .toReversed()
    const way: Order = {
      ...{ cluster: order.cluster, groups, limit: order.limit, waitFor: order.waitFor, allowZero: order.allowZero },
      ...{ settle: undefined, requireLogs: false, hopelessAfter: undefined, force: false, wait: true, change: {} },
      ...{ onFailure: 'stop', onRollback: 'report', mode: 'independent', rollbackScope: 'failed', unchanged: true },
    }
    try {
      return (await releaseServices(way, world, look)).map(judgeEnd)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return targets.map(one => judgeEnd(refused(one, way, error, look.clock.now(), look)))
    }
  },
})

/** What took over is what was wanted; what did not is for a person, unless ECS goes on by itself. */
function judgeEnd(outcome: Outcome): Outcome {
  const { verdict, remedyNote } = outcome
  if (isGood(verdict)) return { ...outcome, remedy: verdict === 'succeeded' ? 'rolled-back' : 'none' }
  if (verdict === 'cancelled' || verdict === 'skipped') return outcome
  // What is to be done next is the way back, not a release.
  const { diagnosis } = outcome
  if (diagnosis?.class === 'refused')
    return {
      ...outcome,
      diagnosis: { ...diagnosis, next: 'Mend what is refused, then roll back again.' },
      remedy: 'needs-human',
    }
  return { ...outcome, remedy: 'needs-human', remedyNote: remedyNote || NOTHING_MORE }
}

/** A deployment that is under way is stopped first: ECS's own way back keeps the tasks that still serve. */
async function targetOf(
  { wanted, service, choice, target }: ServiceCourse,
  { cluster }: ServicesOrder,
  world: World,
  look: Look,
): Promise<Target> {
  const { taskDefinition = '', revision = '' } = target ?? {}
  const primary = primaryOf(service)
  const going: Target = { ...wanted, taskDefinition, revision, before: service }
  if (choice.go !== 'back' || primary?.state !== 'in-progress') return going
  const following = { deployment: primary.id, revision: primary.revision, createdAt: primary.createdAt }
  const now = await stopWithRollback(cluster, service.name, following, await world.ecs(), look)
  if (!now) return going
  look.log(wanted.name, `deployment ${primary.id} of ${primary.revision} is stopped, and ECS rolls it back`)
  const theirs = primaryOf(now)?.revision
  return { ...going, before: now, ...(theirs === choice.revision ? { revision: theirs } : {}) }
}
