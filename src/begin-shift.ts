// Is a service on its way to a revision already, and how is it set out to shift its traffic there?
import { begin } from './begin.ts'
import { type Configuration, chooseStrategy, strategyMembers } from './decisions/native-strategy.ts'
import { goesBack } from './decisions/pause.ts'
import { inTheWay, longestPause, ourHook, shortestPause, withoutOurs } from './decisions/pause-hooks.ts'
import type { Service } from './decisions/snapshot.ts'
import { Failure, mayPass } from './failure.ts'
import { startFollowing } from './follow.ts'
import type { EcsShift, Shift } from './io/ecs-shift.ts'
import { checkEvidence } from './judge-share.ts'
import type { Look, Rollout } from './look.ts'
import type { Order } from './release.ts'
import type { NativeOrder } from './shift-natively.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'

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
): Promise<Setout | { there: Service } | { refusal: Error; before: Service }> {
  const shift = await world.ecsShift()
  const { cluster, target } = order
  const { service: name, revision } = target
  const open = await settled(order, shift, look)
  const before = await now(order, look)
  const configuration = await shift.configurationOf(cluster, name)
  const primary = before.deployments.find(one => one.primary)
  if (open) {
    const deployment = before.deployments.find(one => one.id === `ecs-svc/${open.number}`)
    if (!deployment || deployment.revision !== revision)
      throw new Failure(
        `Service "${name}" is on its way to ${deployment?.revision ?? 'another revision'} (deployment ecs-svc/${open.number}): wait until that has ended, or end it, before you release ${revision}. Nothing was changed.`,
      )
    look.log(target.name, `deployment ${deployment.id} of ${revision} is under way already: it is taken up`)
    return { before, configuration, rollout: rolloutOf(order, before, deployment, look) }
  }
  if (primary && primary.revision === revision && primary.state === 'completed') return { there: before }
  const change = changeOf(order, before, configuration)
  await checkEvidence(order, world, look)
  const asked = { ...orderOf(order), change: change as Order['change'] }
  if (look.cancel.aborted) throw new Failure('The job was cancelled before anything was changed.')
  const begun = await begin({ ...target, before }, asked, look.clock.now(), await world.ecs(), look)
  if ('refusal' in begun) return { refusal: begun.refusal, before }
  return {
    before,
    configuration: { ...configuration, ...change.configuration },
    rollout: { ...begun.rollout, rules: RULES },
  }
}

/** How the service would deploy, and nothing is changed. Throws a Failure where it cannot. */
export async function planShift(
  order: NativeOrder,
  world: World,
  look: Look,
): Promise<Pick<Setout, 'before' | 'configuration'>> {
  const before = await now(order, look)
  const configuration = await (await world.ecsShift()).configurationOf(order.cluster, order.target.service)
  await checkEvidence(order, world, look)
  return { before, configuration: { ...configuration, ...changeOf(order, before, configuration).configuration } }
}

/** How the service is to deploy. Throws a Failure where it cannot shift traffic, or its pauses do not fit. */
function changeOf(order: NativeOrder, before: Service, now: Configuration): { configuration?: Configuration } {
  const { name } = order.target
  const chosen = order.steps.length === 0 ? undefined : chooseStrategy(order.steps)
  if (chosen && 'problem' in chosen) throw new Failure(`Input ${chosen.problem}.`)
  const strategy = chosen?.strategy ?? now.strategy
  if (strategy === undefined || strategy === 'ROLLING')
    throw new Failure(
      `Service "${name}" deploys by ROLLING, which shifts no traffic: give steps (5, 100 for example), or set a strategy on the service, or take engine: alb.`,
    )
  if (before.targetGroups.length === 0)
    throw new Failure(
      `Service "${name}" is behind no load balancer, so there is no traffic to shift: use ecs-deploy-wait.`,
    )
  if (before.desired === 0)
    throw new Failure(
      `Service "${name}" wants no task (desired count 0), so nothing would be shifted: scale it up first.`,
    )
  const minutes = order.keepBlueFor === undefined ? undefined : Math.ceil(order.keepBlueFor / 60_000)
  if (order.hooks === 'keep') checkPauses(order, now)
  const configuration = {
    ...(chosen ? strategyMembers(chosen) : {}),
    ...(minutes === undefined ? {} : { bakeTimeInMinutes: minutes }),
    ...(order.hooks === 'set' ? { lifecycleHooks: hooksFor(order, now, strategy) } : {}),
  }
  return Object.keys(configuration).length > 0 ? { configuration } : {}
}

function hooksFor(order: NativeOrder, now: Configuration, strategy: string) {
  const { name } = order.target
  const [stage] = inTheWay(now, strategy)
  if (stage)
    throw new Failure(
      `Service "${name}" has a pause hook of its own at ${stage}, where this release is to be judged: give hooks: keep, and it is judged there, or take that hook off.`,
    )
  if (longest(order) > longestPause) throw new Failure('ECS pauses for 14 days at most: give a shorter bake.')
  return [...withoutOurs(now), ourHook(strategy, longest(order))]
}

function checkPauses(order: NativeOrder, now: Configuration): void {
  const { name } = order.target
  const pause = shortestPause(now)
  if (!pause && order.smoke)
    throw new Failure(
      `Service "${name}" has no pause hook, so green cannot be tried before it gets traffic: give hooks: set.`,
    )
  if (pause && pause.waits < longest(order))
    throw new Failure(
      `Service "${name}" pauses for ${pause.waits / 60_000} minutes only, and the judge may need ${Math.ceil(longest(order) / 60_000)}: give its pause hooks a longer timeout, or a shorter bake, or hooks: set.`,
    )
}

/** What the judge may need at one pause (ms): the test of green, with the time until traffic gets there, or the longest bake. */
const longest = ({ smoke, bakes, evidence }: NativeOrder): number =>
  Math.max(smoke ? smoke.timeout + 60_000 : 0, ...bakes, evidence?.longest ?? 0)

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

async function now({ cluster, target }: NativeOrder, { ecs }: Look): Promise<Service> {
  const [service] = (await ecs.describeServices(cluster, [target.service])).services
  if (!service?.active) throw new Failure(`Service "${target.name}" is gone: create it again before releasing to it.`)
  return service
}

const rolloutOf = (
  order: NativeOrder,
  now: Service,
  deployment: Service['deployments'][number],
  look: Look,
): Rollout => ({
  ...startFollowing(deployment, now, RULES, look.clock),
  name: order.target.name,
})

/** A release of one service, as ecs-deploy-wait does it. */
const orderOf = (order: NativeOrder) => ({
  ...RULES,
  ...{ cluster: order.cluster, limit: order.limit, groups: [], force: false, wait: true },
  ...({ onFailure: 'rollback', onRollback: 'wait', mode: 'independent', rollbackScope: 'failed' } as const),
})
