// How does a service go back to what served before, after a release that ended badly?

import type { Outcome } from '../decisions/outcome.ts'
import { SWEPT, sweepHooks } from '../decisions/pause-hooks.ts'
import { planRemedy } from '../decisions/remedy.ts'
import { settingsBack } from '../decisions/settings.ts'
import { type Deployment, type Following, primaryOf, type Service } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import { watch } from '../watch.ts'
import type { Begun } from './begin.ts'
import { startFollowing } from './follow.ts'
import type { Look, Rollout } from './look.ts'
import type { Order } from './order.ts'

/** Goes back to what served before where that is ours to do, or follows ECS on its own way back; says what is not done. */
export async function wayBack(
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
    const primary = primaryOf(last)
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
    const now = byEcs ?? (await updateBack(one, plan.to, settings, order, ecs, look))
    return follow(primaryOf(now) as Deployment, now)
  } catch (error) {
    Object.assign(outcome, {
      remedy: 'needs-human',
      remedyNote: `Going back to ${plan.to} failed: ${(error as Error).message}`,
    })
    return undefined
  }
}

/** A new deployment of what served before, which waits at no pause of ours. */
async function updateBack(
  { target, rollout }: Begun,
  to: string,
  settings: ReturnType<typeof settingsBack>,
  order: Order,
  ecs: Ecs,
  look: Look,
): Promise<Service> {
  const swept = sweepHooks(rollout.seen.at(-1)?.service ?? target.before)
  const configuration = { ...settings.configuration, ...swept }
  const back = { taskDefinition: to, ...settings, ...(Object.keys(configuration).length > 0 ? { configuration } : {}) }
  const now = await ecs.updateService(order.cluster, target.service, back)
  if (swept.lifecycleHooks) look.log(target.name, SWEPT)
  return now
}

/** What is primary and neither ours nor the way back to `to`: somebody deployed since the last look, which may be minutes ago. */
async function foreignDeployment(
  { rollout, target }: Begun,
  to: string,
  order: Order,
  ecs: Ecs,
): Promise<Deployment | undefined> {
  const [now] = (await ecs.describeServices(order.cluster, [target.service])).services
  const primary = primaryOf(now)
  if (now && (!now.active || !primary)) throw new Failure('the service is gone')
  const { deployment, createdAt } = rollout.following
  const known = primary?.id === deployment || primary?.revision === to || (primary?.createdAt ?? 0) < createdAt
  return known ? undefined : primary
}

/** ECS's own way back from our deployment, while it is under way. */
async function stopOurs({ rollout, target }: Begun, order: Order, ecs: Ecs, look: Look): Promise<Service | undefined> {
  const { deployment } = rollout.following
  const last = rollout.seen.at(-1)?.service?.deployments.find(one => one.id === deployment)
  if (!last?.primary || last.state !== 'in-progress') return undefined
  return stopWithRollback(order.cluster, target.service, rollout.following, ecs, look)
}

/** How long (ms) ECS may take to show that it rolls back. */
const PATIENCE = 60_000

/**
 * ECS's own way back from a deployment that is under way, where it works: it keeps the tasks that still serve. Answers the
 * service as it then is; undefined where a new update must do.
 */
export async function stopWithRollback(
  cluster: string,
  service: string,
  following: Following,
  ecs: Pick<Ecs, 'describeServices' | 'serviceDeployment' | 'stopWithRollback'>,
  look: Pick<Look, 'clock' | 'cancel'>,
): Promise<Service | undefined> {
  const { deployment, revision } = following
  try {
    const record = await ecs.serviceDeployment(cluster, service, following)
    if (!record || !['PENDING', 'IN_PROGRESS'].includes(record.status)) return undefined
    await ecs.stopWithRollback(cluster, service, record.arn)
  } catch {
    return undefined
  }
  const { judgement } = await watch<Service | undefined, Service>({
    clock: look.clock,
    cancel: look.cancel,
    until: look.clock.now() + PATIENCE,
    look: async () => (await ecs.describeServices(cluster, [service])).services[0],
    judge: service => {
      const primary = primaryOf(service)
      const back = primary && primary.id !== deployment && primary.revision !== revision
      return back && service ? { judgement: service } : { judgement: service as Service, lookAgainIn: 2000 }
    },
    mayPass: () => true,
  })
  const primary = primaryOf(judgement)
  return primary && primary.id !== deployment ? judgement : undefined
}
