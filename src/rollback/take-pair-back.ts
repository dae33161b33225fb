// How does the service that was live before get all traffic again, and its tasks first where it has too few?

import { lastResort } from '../decisions/last-resort.ts'
import { tuplesOf, withWeights } from '../decisions/listener-rule.ts'
import { isGood, type Outcome } from '../decisions/outcome.ts'
import { NOTHING_MORE } from '../decisions/remedy.ts'
import { type Deployment, primaryOf, type Service, type Snapshot } from '../decisions/snapshot.ts'
import { lacksTargets } from '../decisions/traffic-shift.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import { patiently } from '../patiently.ts'
import { diagnose } from '../release/diagnose.ts'
import { followRollout, startFollowing } from '../release/follow.ts'
import { createLook } from '../release/look.ts'
import { countHealthy } from '../shift/find-pair.ts'
import { suspendScaling } from '../shift/keep-size.ts'
import { revertTraffic } from '../shift/revert.ts'
import type { World } from '../world.ts'
import { type Carried, seeItCarry } from './carry.ts'
import type { PairCourse, PairService } from './read-pair.ts'

export type PairTaking = {
  cluster: string
  /** Milliseconds that its tasks may take to be well. */
  limit: number
  /** Traffic goes at once, however few healthy targets there are. */
  allowUndersized: boolean
}

/** Traffic first, where there are the tasks for it; else these first. Never throws a Failure. */
export async function takePairBack(course: PairCourse, order: PairTaking, log: Log, world: World): Promise<Outcome> {
  const startedAt = world.clock.now()
  const comes = course.choice.go === 'on' ? course.leaves : (course.comes as PairService)
  const outcome = (verdict: Outcome['verdict'], more: Partial<Outcome> = {}) =>
    outcomeOf(course, comes, verdict, startedAt, order.cluster, world, more)
  if (course.choice.go === 'on') return outcome('nothing-to-do')
  try {
    const size = Math.max(course.leaves.service.desired, comes.service.desired)
    const seen = (await patiently(world, () => countHealthy([comes.group], world))).get(comes.group) ?? 0
    // Targets of tasks that were just told to end are healthy for a while.
    const healthy = Math.min(seen, comes.service.desired)
    const lacks = lacksTargets(100, { size, healthy: { green: healthy, blue: 0 } })
    if (lacks && !order.allowUndersized) {
      log(
        course.name,
        `${comes.service.name} has ${healthy} healthy targets and needs ${size}: its tasks come first, then the traffic`,
      )
      const ill = await bringUp(course, comes, size, order, log, world)
      if (ill) return outcome(ill.verdict, ill)
    }
    const pair = { rule: course.rule.arn, blue: comes.group, green: course.leaves.group }
    const { verified, written } = await patiently(world, () => revertTraffic(pair, world))
    log(course.name, `all traffic ${written ? 'goes' : 'is'} back to ${comes.service.name}`)
    if (!verified)
      return outcome('failed', {
        because: 'the rule does not show the weights that were written',
        remedyNote: NOTHING_MORE,
      })
    const needed = order.allowUndersized ? 1 : size
    const about: Carried = { rule: course.rule.arn, comes, leaves: course.leaves, needed }
    const first = await seeItCarry({ ...about, atOnce: true }, world, log)
    const ill =
      first !== 'cancelled' && first.state === 'too-few' && (await bringBackUp(course, comes, size, order, log, world))
    if (ill) return { ...(await outcome('succeeded')), ...ill, remedy: 'needs-human', remedyNote: NOTHING_MORE }
    const again = first !== 'cancelled' && first.state === 'too-few'
    const carried = again ? await seeItCarry(about, world, log) : first
    if (carried === 'cancelled' || carried.state === 'carries') return outcome('succeeded')
    const moved = await outcome('succeeded')
    const verdict = carried.state === 'overtaken' ? ('superseded' as const) : ('failed' as const)
    return { ...moved, verdict, because: carried.because, remedy: 'needs-human', remedyNote: NOTHING_MORE }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const because = error.message.replace(/\.$/, '')
    return world.cancel.aborted
      ? outcome('cancelled', { because: 'the job was cancelled before the traffic was touched', deployment: '' })
      : outcome('failed', { because, deployment: '', remedyNote: 'No traffic was moved.' })
  }
}

/**
 * Tasks that were told to end just before we came are counted as long as ECS's copies show what was before; when their targets
 * are gone ECS shows how many are wanted. Then they are brought up again, under the traffic; answers what is ill.
 */
async function bringBackUp(
  course: PairCourse,
  comes: PairService,
  size: number,
  order: PairTaking,
  log: Log,
  world: World,
): ReturnType<typeof bringUp> {
  const { name } = comes.service
  const [now] = await patiently(
    world,
    async () => (await (await world.ecs()).describeServices(order.cluster, [name])).services,
  )
  if (!now || now.desired >= size) return undefined
  log(course.name, `${name} wants ${now.desired} tasks only, and needs ${size}: they are brought up again`)
  const ill = await bringUp(course, comes, size, order, log, world)
  return ill?.verdict === 'cancelled' ? { ...ill, because: 'the job was cancelled while its tasks came up again' } : ill
}

/** Brings the service up to its size, followed like a deployment; answers what is ill, with the traffic where it was. */
async function bringUp(
  { rule, leaves, name }: PairCourse,
  comes: PairService,
  size: number,
  { cluster, limit }: PairTaking,
  log: Log,
  world: World,
): Promise<(Partial<Outcome> & { verdict: Outcome['verdict'] }) | undefined> {
  const sides = [leaves, comes].map(one => ({ service: one.service.name, group: one.group }))
  await suspendScaling({ cluster, sides, world, log })
  // A target group that no rule knows is not checked for its health: without weight it is.
  if (!tuplesOf(rule.actions).some(one => one.group === comes.group)) {
    const rules = await world.listenerRules()
    const now = await rules.rule(rule.arn)
    const next = withWeights(now.actions, { blue: leaves.group, green: comes.group }, 0)
    if ('problem' in next) throw new Failure(`${name}: ${next.problem}.`)
    await rules.write(now, next.actions)
  }
  const ecs = await world.ecs()
  const [before] = (await ecs.describeServices(cluster, [comes.service.name])).services
  const up =
    (before?.desired ?? 0) >= size
      ? (before as Service)
      : await ecs.updateService(cluster, comes.service.name, { desiredCount: size })
  const primary = primaryOf(up) as Deployment
  const look = await createLook(cluster, (_, fact) => log(comes.service.name, fact), world)
  const until = world.clock.now() + limit
  const rules = {
    until,
    settle: undefined,
    allowZero: false,
    waitFor: 'serving',
    requireLogs: false,
    hopelessAfter: undefined,
  } as const
  const rollout = { ...startFollowing(primary, up, rules, world.clock), name: comes.service.name }
  rollout.following.answer = { at: world.clock.now(), desired: size }
  const { judgement, seen } = await followRollout(rollout, look)
  if (judgement.verdict === 'succeeded') return undefined
  const { verdict, because } = judgement
  if (verdict === 'cancelled') return { verdict, because: 'the job was cancelled before the traffic was touched', seen }
  const diagnosis = lastResort(await diagnose(cluster, { ...rollout, judgement, seen }, world), judgement)
  return { verdict, because, seen, diagnosis, remedyNote: `No traffic was moved. ${NOTHING_MORE}` }
}

async function outcomeOf(
  { leaves, name, choice }: PairCourse,
  comes: PairService,
  verdict: Outcome['verdict'],
  startedAt: number,
  cluster: string,
  world: World,
  more: Partial<Outcome>,
): Promise<Outcome> {
  const live = isGood(verdict) ? comes : leaves
  const seen = await lastLook(cluster, live, world)
  const service = seen.service ?? live.service
  return {
    ...{ service: name, cluster, revision: comes.service.revision, verdict, because: '', startedAt },
    previous: choice.go === 'on' ? undefined : leaves.service.revision,
    deployment: primaryOf(comes.service)?.id ?? '',
    ...{ remedy: isGood(verdict) ? (verdict === 'succeeded' ? 'rolled-back' : 'none') : 'needs-human', remedyNote: '' },
    live: {
      ...{ revision: service.revision, running: service.running, desired: service.desired },
      verified: seen.service !== undefined && service.running >= service.desired,
    },
    ...{ diagnosis: undefined, endedAt: world.clock.now() },
    ...more,
    seen: [...(more.seen ?? []), seen],
  }
}

/** The service that has the traffic, and what the load balancer says of it; as far as it can be seen. */
async function lastLook(cluster: string, { service, group }: PairService, world: World): Promise<Snapshot> {
  const orElse = <T>(ask: Promise<T>): Promise<T | undefined> => ask.catch(() => undefined)
  const [ecs, balancer] = await Promise.all([world.ecs(), world.loadBalancer()])
  const [found, targets] = await Promise.all([
    orElse(ecs.describeServices(cluster, [service.name])),
    orElse(balancer.describeTargets([group])),
  ])
  return { at: world.clock.now(), service: found?.services[0], ...(targets ? { targets } : {}) }
}
