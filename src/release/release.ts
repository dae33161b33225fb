// How does a release get to its services, group after group, and what do we do when it does not?

import { isGood, liveNow, type Outcome } from '../decisions/outcome.ts'
import { previousRevision } from '../decisions/snapshot.ts'
import { inTurns } from '../turns.ts'
import type { World } from '../world.ts'
import { type Begun, begin } from './begin.ts'
import { conclude } from './conclude.ts'
import { followRollouts } from './follow.ts'
import type { Look, Rollout } from './look.ts'
import type { Order, Target } from './order.ts'

/** Updates at once: more of them would only be throttled. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html */
const AT_ONCE = 10

/**
 * Releases group after group; within a group all services at once, each to its own verdict. A group that fails keeps the
 * later ones from being touched. Never throws once a service was changed: then everything is an outcome.
 */
export async function releaseServices(order: Order, world: World, look: Look): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>()
  const released = new Map<string, Begun>()
  for (const group of order.groups) {
    const failed = [...outcomes.values()].find(one => !isGood(one.verdict))
    if (failed) for (const target of group) outcomes.set(target.name, untouched(target, failed, order, look))
    else await releaseGroup(group, order, released, outcomes, world, look)
  }
  return order.groups.flat().flatMap(one => outcomes.get(one.name) ?? [])
}

/** `released`, by ECS's name, are the services of the groups before; those of this group are added to it. */
async function releaseGroup(
  group: Target[],
  order: Order,
  released: Map<string, Begun>,
  outcomes: Map<string, Outcome>,
  world: World,
  look: Look,
) {
  const startedAt = look.clock.now()
  const ecs = await world.ecs()
  const begun: Begun[] = []
  const refusals: { name: string; error: Error }[] = []
  await inTurns(group, AT_ONCE, async target => {
    const one = await begin(target, order, startedAt, ecs, look)
    if ('refusal' in one) {
      refusals.push({ name: target.name, error: one.refusal })
      outcomes.set(target.name, one.outcome)
    } else begun.push(one)
  })
  // Nothing was changed by this run, so there is nothing to tell but why.
  if (
    begun.length === 0 &&
    refusals[0] &&
    !look.cancel.aborted &&
    [...outcomes.values()].every(one => one.deployment === '')
  )
    throw refusals[0].error

  if (!order.wait) {
    for (const one of begun) outcomes.set(one.target.name, onItsWay(one, order, look))
    return
  }
  for (const one of begun) released.set(one.rollout.service, one)
  const joint = order.mode === 'together' || order.rollbackScope === 'all'
  const all = (): Begun[] => [...released.values()]
  const bringAllBack = async (because: string): Promise<Rollout[]> => {
    // Those under way are given up at the next look; those that ended well go back now.
    for (const one of all())
      if (one.phase === 'releasing') one.rollout.rules = { ...one.rollout.rules, giveUp: because }
    const done = joint
      ? all().filter(one => one.phase === 'over' && !one.already && one.outcome && isGood(one.outcome.verdict))
      : []
    return (await Promise.all(done.map(one => conclude(one, order, world, look, 'undo')))).flatMap(one => one ?? [])
  }

  await world.keepRole()
  const undone = refusals[0] && joint ? await bringAllBack(`${refusals[0].name} was refused`) : []
  await followRollouts([...begun.map(one => one.rollout), ...undone], look, async followed => {
    const one = released.get(followed.service) as Begun
    const releasing = one.phase === 'releasing'
    one.judgement = followed.judgement
    const further = await conclude(one, order, world, look)
    const outcome = one.outcome as Outcome
    const first = releasing && !isGood(outcome.verdict) && outcome.verdict !== 'stopped' && !look.cancel.aborted
    const others = first && joint ? await bringAllBack(`${one.target.name} failed`) : []
    return [...(further ? [further] : []), ...others]
  })
  for (const one of released.values()) if (one.outcome) outcomes.set(one.target.name, one.outcome)
}

/** Where it stands right after the update, when nobody waits. */
const onItsWay = ({ target, already, rollout, startedAt }: Begun, order: Order, look: Look): Outcome => ({
  ...untouchedAt(target, order, look),
  deployment: rollout.following.deployment,
  verdict: already ? 'nothing-to-do' : 'progressing',
  live: liveNow(target.before.revision, 'progressing', { at: startedAt, service: target.before }),
  startedAt,
})

const untouched = (target: Target, failed: Outcome, order: Order, look: Look): Outcome => ({
  ...untouchedAt(target, order, look),
  verdict: 'skipped',
  because: `${failed.service} failed before it was its turn`,
})

const untouchedAt = ({ name, before, revision }: Target, order: Order, look: Look): Outcome => ({
  service: name,
  cluster: order.cluster,
  revision,
  previous: previousRevision(before, revision),
  deployment: '',
  verdict: 'skipped',
  because: '',
  remedy: 'none',
  remedyNote: '',
  live: liveNow(before.revision, 'progressing', { at: look.clock.now(), service: before }),
  diagnosis: undefined,
  startedAt: look.clock.now(),
  endedAt: look.clock.now(),
  seen: [{ at: look.clock.now(), service: before }],
})
