// Is a service on its way to a revision already, and how is it set out to shift its traffic there?

import type { Configuration } from '../decisions/native-strategy.ts'
import { goesBack } from '../decisions/pause.ts'
import { type Deployment, primaryOf, type Service } from '../decisions/snapshot.ts'
import { Failure, mayPass } from '../failure.ts'
import type { EcsShift, Shift } from '../io/ecs-shift.ts'
import { begin } from '../release/begin.ts'
import { startFollowing } from '../release/follow.ts'
import type { Look, Rollout } from '../release/look.ts'
import type { Order } from '../release/order.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import type { NativeOrder } from './order.ts'
import { planShift } from './plan-shift.ts'

/** A service on its way; `before` is the service as it was, `configuration` how it deploys now. */
export type Setout = { before: Service; configuration: Configuration; rollout: Rollout }

/** ECS's verdict is taken from its record; what its tasks look like only says that nothing is left to hope for. */
const RULES = {
  until: Number.POSITIVE_INFINITY,
  settle: 0,
  allowZero: true,
  waitFor: 'drained' as const,
  requireLogs: false,
  hopelessAfter: undefined,
}

/**
 * Sets the service out, or takes up the deployment of this revision that is under way: a run that was cut off here is so
 * taken up again. `there`: it runs the revision already. Throws a Failure, with nothing changed, where that cannot be.
 */
export async function beginShift(
  order: NativeOrder,
  world: World,
  look: Look,
): Promise<Setout | { there: { service: Service; primary: Deployment } } | { refusal: Error; before: Service }> {
  const shift = await world.ecsShift()
  const { cluster, target } = order
  const { service: name, revision } = target
  const open = await settled(order, shift, look)
  const before = await serviceNow(order, look)
  const configuration = await shift.configurationOf(cluster, name)
  const primary = primaryOf(before)
  if (open) {
    await world.keepFresh()
    const deployment = before.deployments.find(one => one.id === `ecs-svc/${open.number}`)
    if (!deployment || deployment.revision !== revision)
      throw new Failure(
        `Service "${name}" is on its way to ${deployment?.revision ?? 'another revision'} (deployment ecs-svc/${open.number}): wait until that has ended, or end it, before you release ${revision}. Nothing was changed.`,
      )
    look.log(target.name, `deployment ${deployment.id} of ${revision} is under way already: it is taken up`)
    return { before, configuration, rollout: rolloutOf(order, before, deployment, look) }
  }
  if (primary && primary.revision === revision && primary.state === 'completed')
    return { there: { service: before, primary } }
  const { change, planned } = await planShift(order, before, configuration, world, look)
  const asked = { ...orderOf(order), change: change as Order['change'] }
  if (look.cancel.aborted) throw new Failure('The job was cancelled before anything was changed.')
  const begun = await begin({ ...target, before }, asked, look.clock.now(), await world.ecs(), look)
  if ('refusal' in begun) return { refusal: begun.refusal, before }
  return {
    before,
    configuration: planned,
    rollout: { ...begun.rollout, rules: RULES },
  }
}

/** The deployment that is under way, if any; one that ECS takes back is waited for, since nothing can begin before. */
async function settled(order: NativeOrder, shift: EcsShift, look: Look): Promise<Shift | undefined> {
  const { cluster, target } = order
  let told = false
  const { judgement, ended, blind } = await watch<Shift | undefined, Shift | undefined>({
    clock: look.clock,
    cancel: look.cancel,
    until: look.clock.now() + order.limit,
    look: () => shift.underWay(cluster, target.service),
    judge(open) {
      const busy = open && (goesBack(open) || open.status === 'STOP_REQUESTED')
      if (busy && !told) look.log(target.name, `deployment ecs-svc/${open.number} still goes back: that is waited for`)
      told ||= busy === true
      return { judgement: open, ...(busy ? { lookAgainIn: 5_000 } : {}) }
    },
    mayPass,
  })
  if (ended === 'judged') return judgement
  if (ended === 'cancelled') throw new Failure('The job was cancelled before anything was changed.')
  throw blind ?? new Failure(`Service "${target.name}" still goes back from another deployment: wait until it has.`)
}

/** The service as it is now. */
export async function serviceNow({ cluster, target }: NativeOrder, { ecs }: Look): Promise<Service> {
  const [service] = (await ecs.describeServices(cluster, [target.service])).services
  if (!service?.active) throw new Failure(`Service "${target.name}" is gone: create it again before releasing to it.`)
  return service
}

const rolloutOf = (order: NativeOrder, now: Service, deployment: Deployment, look: Look): Rollout => ({
  ...startFollowing(deployment, now, RULES, look.clock),
  name: order.target.name,
})

/** A release of one service, as ecs-deploy-wait does it. */
const orderOf = (order: NativeOrder) => ({
  ...RULES,
  ...{ cluster: order.cluster, limit: order.limit, groups: [], force: false, wait: true },
  keepHooks: order.hooks === 'keep',
  ...({ onFailure: 'rollback', onRollback: 'wait', mode: 'independent', rollbackScope: 'failed' } as const),
})
