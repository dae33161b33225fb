// How do two services stand now: which is live, what shall the other one run, and who else is at it?

import { type ListenerRule, listenerOfRule, stickinessOf } from '../decisions/listener-rule.ts'
import { chooseRule, judgeLive, type ServiceGroups } from '../decisions/live-colour.ts'
import type { WantedPair } from '../decisions/pairs.ts'
import type { Service } from '../decisions/snapshot.ts'
import { type TestRoute, testRoute } from '../decisions/test-rule.ts'
import { underWay } from '../decisions/under-way.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'
import { chooseSides, type Sides } from './choose-sides.ts'
import { type Standing, standingAt, testRulesAmong } from './hold-rule.ts'

/** A pair as it is found. Blue serves; green is to. */
export type Found = Sides & {
  wanted: WantedPair
  cluster: string
  rule: ListenerRule
  route: TestRoute
  /** What stands where the test rule goes. */
  standing: Standing
  /** Stickiness of the rule's groups, in seconds. */
  sticky: number | undefined
}

/** All services of the cluster, asked once for all pairs; undefined where this role may not list them. */
export type Everybody = () => Promise<ServiceGroups[] | undefined>

/** Looks at a pair. Throws a Failure that says in one line why it cannot be shifted. Registers nothing. */
export async function findPair(
  wanted: WantedPair,
  { cluster, resume, createService }: { cluster: string; resume: 'continue' | 'rollback'; createService: boolean },
  everybody: Everybody,
  world: World,
): Promise<Found> {
  const refuse = (line: string) => new Failure(`${wanted.name}: ${line}.`)
  const [ecs, rules] = await Promise.all([world.ecs(), world.listenerRules()])
  const { services } = await ecs.describeServices(cluster, wanted.services)
  const there = wanted.services.map(name => services.find(one => one.name === name && one.active))
  if (!there.some(Boolean))
    throw refuse(
      `neither ${wanted.services.join(' nor ')} was found in cluster "${cluster}": check blue-service and green-service`,
    )
  for (const one of there)
    if (one && one.controller !== 'ECS')
      throw refuse(`${one.name} has the deployment controller ${one.controller}, and ECS is wanted`)
  for (const one of there)
    if (one && one.strategy !== 'ROLLING')
      throw refuse(
        `ECS itself shifts the traffic of ${one.name} (strategy ${one.strategy}): use engine: ecs, or ROLLING`,
      )
  const pair = wanted.services.map((service, i) => ({
    service,
    groups: there[i]?.targetGroups ?? [],
    desired: there[i]?.desired ?? 0,
  })) as [ServiceGroups, ServiceGroups]
  const listener = wanted.listener ?? listenerOfRule(wanted.rule as string)
  const all = await rules.rulesOf(listener)
  const tests = wanted.rule === undefined ? await testRulesAmong(all, pair, rules) : []
  const chosen = chooseRule(all, pair, wanted.rule, tests)
  if ('refusal' in chosen) throw refuse(chosen.refusal)
  const { rule } = chosen
  const routed = testRoute(rule, wanted, wanted.name)
  if ('problem' in routed) throw refuse(routed.problem)
  const { route } = routed
  const near = route.listener === listener ? all : await rules.rulesOf(route.listener)
  const standing = await standingAt(route.priority, near, rules)
  const healthy = await healthyIn(rule, pair, world)
  // A side that traffic may go back from need not be well for that.
  for (const { service, groups } of pair)
    if (service === standing?.note?.green) for (const group of groups) healthy.set(group, Number.POSITIVE_INFINITY)
  const colour = judgeLive(rule, pair, (await everybody()) ?? [], healthy)
  if ('refusal' in colour) throw refuse(colour.refusal)
  const sides = await chooseSides(colour, there, wanted, { cluster, resume, standing }, world)
  if ('refusal' in sides) throw refuse(sides.refusal)
  const moving = 'live' in colour && resume === 'continue' && underWay(liveOf(sides))
  if (moving)
    throw refuse(
      `${liveOf(sides).name} has all of the traffic, and ${moving}: wait until it is over, or go back from it, then run again`,
    )
  if (!sides.green.service && !createService && resume === 'continue')
    throw refuse(
      `${sides.green.name} was not found in cluster "${cluster}", and create-service is false: check blue-service and green-service, or create it`,
    )
  return { wanted, cluster, rule, route, standing, sticky: stickinessOf(rule.actions), ...sides }
}

/** Which of them has all of the traffic, when one has. */
const liveOf = ({ blue, green, share }: Sides): Service => (share === 100 && green.service) || blue.service

/** Healthy targets of the pair's groups that are in the rule. */
async function healthyIn(
  rule: ListenerRule,
  pair: readonly ServiceGroups[],
  world: World,
): Promise<Map<string, number>> {
  const groups = [...new Set(pair.flatMap(one => one.groups))].filter(group =>
    JSON.stringify(rule.actions).includes(group),
  )
  return countHealthy(groups, world)
}

/** How many targets of each group are healthy now. */
export async function countHealthy(groups: string[], world: Pick<World, 'loadBalancer'>): Promise<Map<string, number>> {
  const targets = await (await world.loadBalancer()).describeTargets(groups)
  return new Map(
    groups.map(group => [group, targets.filter(one => one.group === group && one.state === 'healthy').length]),
  )
}
