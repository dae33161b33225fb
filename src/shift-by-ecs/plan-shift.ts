// How would a service deploy to shift its traffic, and can that be done?
import { explainNativePlan, planTime } from '../decisions/native-plan.ts'
import { type Configuration, chooseStrategy, strategyMembers } from '../decisions/native-strategy.ts'
import { inTheWay, longestPause, ourHook, shortestPause, withoutOurs } from '../decisions/pause-hooks.ts'
import { explainNativeCost, planProblems } from '../decisions/shift-plan.ts'
import type { Service } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { sessionOf } from '../outlast.ts'
import type { Look } from '../release/look.ts'
import type { World } from '../world.ts'
import { checkEvidence } from './judge-share.ts'
import type { NativeOrder } from './order.ts'

/**
 * Says what would be done and what it costs. Answers what is to be changed of how the service deploys, and how it deploys
 * then. Throws a Failure where that cannot be done, or would not come to its end; nothing is changed.
 */
export async function planShift(
  order: NativeOrder,
  before: Service,
  now: Configuration,
  world: World,
  look: Look,
): Promise<{ change: { configuration?: Configuration }; planned: Configuration }> {
  const change = changeOf(order, before, now)
  const planned = { ...now, ...change.configuration }
  look.log('plan', explainNativePlan(order, before, planned))
  look.log('plan', explainNativeCost(planTime(order, planned)))
  await checkTime(order, planned, world)
  await checkEvidence(order, world, look)
  return { change, planned }
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

/** Throws a Failure where the credentials or the job would end before it, with the minutes that are missing. */
async function checkTime(order: NativeOrder, configuration: Configuration, world: World): Promise<void> {
  const { limit, session, jobLimit } = order
  const ladder = [{ weight: 100, bake: planTime(order, configuration) }]
  const schedule = { ladder, keepBlueFor: 0, limit, turns: 1 }
  const problems = planProblems(schedule, await sessionOf(session, world), jobLimit)
  if (problems.length > 0) throw new Failure(problems.join('\n'))
}
