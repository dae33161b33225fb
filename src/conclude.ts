// A rollout has its verdict: why, what do we do about it, and what is live then?
import type { Begun } from './begin.ts'
import { lastResort } from './decisions/last-resort.ts'
import { liveNow, type Outcome } from './decisions/outcome.ts'
import { planRemedy } from './decisions/remedy.ts'
import { settingsBack } from './decisions/settings.ts'
import { type Deployment, previousRevision, type Service } from './decisions/snapshot.ts'
import { diagnose } from './diagnose.ts'
import { Failure } from './failure.ts'
import { type Followed, startFollowing } from './follow.ts'
import type { Ecs } from './io/ecs.ts'
import type { Look, Rollout } from './look.ts'
import type { Order } from './release.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'

/**
 * Writes down what the verdict means, and answers the way back when there is one to follow. `undo` brings back a service
 * that ended well, because another one did not.
 */
export async function conclude(
  one: Begun,
  order: Order,
  world: World,
  look: Look,
  undo?: 'undo',
): Promise<Rollout | undefined> {
  if (one.phase === 'returning') return concludeReturn(one)
  if (!undo) await concludeRelease(one, order, world)
  const outcome = one.outcome as Outcome
  const back = await wayBack(one, outcome, order, await world.ecs(), look, undo)
  one.phase = back ? 'returning' : 'over'
  if (back) one.rollout = back
  return back
}

async function concludeRelease(one: Begun, order: Order, world: World): Promise<void> {
  const { target, rollout, already, startedAt } = one
  const { following, seen } = rollout
  const judgement = one.judgement as Followed['judgement']
  const verdict = already && judgement.verdict === 'succeeded' ? 'nothing-to-do' : judgement.verdict
  const endedAt = world.clock.now()
  const ill = ['failed', 'rolled-back', 'timed-out'].includes(verdict)
  one.outcome = {
    service: target.name,
    cluster: order.cluster,
    revision: following.revision,
    previous: previousRevision(target.before, following.revision),
    deployment: following.deployment,
    verdict,
    because: judgement.because,
    remedy: 'none',
    remedyNote: '',
    live: liveNow(following.revision, verdict, seen.at(-1), judgement.blind),
    diagnosis: ill ? lastResort(await diagnose(order.cluster, { ...rollout, judgement }, world), judgement) : undefined,
    startedAt,
    endedAt,
    seen,
  }
}

/** Goes back to what served before where that is ours to do, or follows ECS on its own way back; says what is not done. */
async function wayBack(
  one: Begun,
  outcome: Outcome,
  order: Order,
  ecs: Ecs,
  look: Look,
  undo?: 'undo',
): Promise<Rollout | undefined> {
  const { target, rollout } = one
  const last = rollout.seen.at(-1)?.service
  const { giveUp, ...own } = rollout.rules
  const rules = {
    ...own,
    hopelessAfter: Number.POSITIVE_INFINITY,
    settle: 0,
    allowZero: true,
    requireLogs: false,
    waitFor: 'drained' as const,
  }
  const follow = (ours: Deployment, now: Service): Rollout => ({
    ...startFollowing(ours, now, { ...rules, until: look.clock.now() + order.limit }, look.clock),
    name: target.name,
  })
  if (outcome.verdict === 'rolled-back' && order.onRollback === 'wait') {
    const primary = last?.deployments.find(each => each.primary)
    return primary && last ? follow(primary, last) : undefined
  }
  if (one.judgement?.blind) {
    Object.assign(outcome, {
      remedy: 'needs-human',
      remedyNote: 'Nothing was touched, since how far ECS has come is not known.',
    })
    return undefined
  }
  const plan = planRemedy(
    undo || giveUp ? 'failed' : outcome.verdict,
    order.onFailure,
    outcome.revision,
    target.before,
    last,
  )
  if (plan.roll === 'not') {
    Object.assign(outcome, { remedy: plan.remedy, remedyNote: plan.because })
    return undefined
  }
  try {
    const theirs = await foreignDeployment(one, plan.to, order, ecs)
    if (theirs) {
      const note = `${theirs.revision} was deployed over it meanwhile (${theirs.id}), so nothing was touched.`
      Object.assign(outcome, { remedy: 'needs-human', remedyNote: note })
      return undefined
    }
    look.log(target.name, `goes back to ${plan.to}`)
    const settings = settingsBack(one.change, target.before)
    // ECS's own way back brings the revision only.
    const byEcs = Object.keys(settings).length === 0 ? await stopOurs(one, order, ecs, look) : undefined
    const back = { taskDefinition: plan.to, ...settings }
    const now = byEcs ?? (await ecs.updateService(order.cluster, target.service, back))
    return follow(now.deployments.find(each => each.primary) as Deployment, now)
  } catch (error) {
    Object.assign(outcome, {
      remedy: 'needs-human',
      remedyNote: `Going back to ${plan.to} failed: ${(error as Error).message}`,
    })
    return undefined
  }
}

/** What is primary and neither ours nor the way back to `to`: somebody deployed since the last look, which may be minutes ago. */
async function foreignDeployment(
  { rollout, target }: Begun,
  to: string,
  order: Order,
  ecs: Ecs,
): Promise<Deployment | undefined> {
  const [now] = (await ecs.describeServices(order.cluster, [target.service])).services
  const primary = now?.deployments.find(one => one.primary)
  if (now && (!now.active || !primary)) throw new Failure('the service is gone')
  const { deployment, createdAt } = rollout.following
  const known = primary?.id === deployment || primary?.revision === to || (primary?.createdAt ?? 0) < createdAt
  return known ? undefined : primary
}

/** How long (ms) ECS may take to show that it rolls back. */
const PATIENCE = 60_000

/** ECS's own way back, where it works: it keeps the tasks that still serve. Undefined where a new update must do. */
async function stopOurs({ rollout, target }: Begun, order: Order, ecs: Ecs, look: Look): Promise<Service | undefined> {
  const { deployment, revision } = rollout.following
  const last = rollout.seen.at(-1)?.service?.deployments.find(one => one.id === deployment)
  if (!last?.primary || last.state !== 'in-progress') return undefined
  try {
    const record = await ecs.serviceDeployment(order.cluster, target.service, rollout.following)
    if (!record || !['PENDING', 'IN_PROGRESS'].includes(record.status)) return undefined
    await ecs.stopWithRollback(order.cluster, target.service, record.arn)
  } catch {
    return undefined
  }
  const { judgement } = await watch<Service | undefined, Service>({
    clock: look.clock,
    cancel: look.cancel,
    until: look.clock.now() + PATIENCE,
    look: async () => (await ecs.describeServices(order.cluster, [target.service])).services[0],
    judge: service => {
      const primary = service?.deployments.find(one => one.primary)
      const back = primary && primary.id !== deployment && primary.revision !== revision
      return back && service ? { judgement: service } : { judgement: service as Service, lookAgainIn: 2000 }
    },
    mayPass: () => true,
  })
  const primary = judgement?.deployments.find(one => one.primary)
  return primary && primary.id !== deployment ? judgement : undefined
}

/** The way back is over: what served before serves again, or a person must look. */
function concludeReturn(one: Begun): undefined {
  const outcome = one.outcome as Outcome
  const judgement = one.judgement as Followed['judgement']
  const { following, seen } = one.rollout
  const good = judgement.verdict === 'succeeded'
  const byEcs = outcome.verdict === 'rolled-back'
  one.phase = 'over'
  outcome.live = liveNow(outcome.revision, 'failed', seen.at(-1), judgement.blind)
  outcome.seen = [...outcome.seen, ...seen]
  if (byEcs && good) outcome.remedyNote = `The rollback to ${following.revision} is complete.`
  else if (good)
    Object.assign(outcome, { remedy: 'rolled-back', remedyNote: `It was rolled back to ${following.revision}.` })
  else
    Object.assign(outcome, {
      remedy: 'needs-human',
      remedyNote:
        judgement.verdict === 'cancelled'
          ? `Going back to ${following.revision} was not followed to its end, as the job was cancelled: look at the service now.`
          : `Going back to ${following.revision} did not succeed (${judgement.because}): look at the service now.`,
    })
}
