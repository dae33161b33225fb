// How do two services stand now: which is live, what shall the other one run, and who else is at it?

import { type ListenerRule, listenerOfRule, stickinessOf } from '../decisions/listener-rule.ts'
import { chooseRule, judgeLive, type LiveColour, type ServiceGroups, type Side } from '../decisions/live-colour.ts'
import type { WantedPair } from '../decisions/pairs.ts'
import { sidesToUndo, type Undo } from '../decisions/sides-to-undo.ts'
import type { Service } from '../decisions/snapshot.ts'
import { type TestRoute, testRoute } from '../decisions/test-rule.ts'
import { underWay } from '../decisions/under-way.ts'
import { Failure } from '../failure.ts'
import { resolveTargets } from '../release/targets.ts'
import type { World } from '../world.ts'
import { type Standing, standingAt, testRulesAmong } from './hold-rule.ts'

/** A pair as it is found. Blue serves; green is to. */
export type Found = {
  wanted: WantedPair
  cluster: string
  rule: ListenerRule
  route: TestRoute
  /** What stands where the test rule goes. */
  standing: Standing
  blue: { service: Service; group: string }
  /** No service: it does not exist yet. No group: it has none yet. */
  green: { name: string; service: Service | undefined; group: string | undefined }
  /** Percent of the traffic that green has. */
  share: number
  /** What green shall run; undefined in a plan of something that is not registered yet. */
  revision: string
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

type Sides = Pick<Found, 'blue' | 'green' | 'share' | 'revision'>

/**
 * Who is blue and who is green: whoever is live is blue, unless it runs what is wanted; of two that have traffic, green
 * is the one that runs what is wanted. On a way back green is what the note of the interrupted shift says.
 */
async function chooseSides(
  colour: Exclude<LiveColour, { refusal: string }>,
  there: (Service | undefined)[],
  wanted: WantedPair,
  { cluster, resume, standing }: { cluster: string; resume: 'continue' | 'rollback'; standing: Standing },
  world: World,
): Promise<Sides | { refusal: string }> {
  const serviceOf = (name: string) => there.find(one => one?.name === name) as Service
  const wantedOn = async (name: string) => (await resolveFor(wanted, name, cluster, world, true)).revision
  const side = ({ service, group }: Side) => ({ service: serviceOf(service), group })
  const undo = resume === 'rollback' ? sidesToUndo(colour, standing?.note?.green) : undefined
  if (undo) return 'refusal' in undo ? undo : undoing(undo, there, standing?.note?.revision)
  if ('live' in colour) {
    const { live, idle } = colour
    const revision = await wantedOn(live.service)
    if (serviceOf(live.service).revision === revision) {
      const before = serviceOf(idle.service)
      // It has all traffic already: what is left to do, if anything, is to watch it and to retire what was before.
      const blue = before ?? serviceOf(live.service)
      return {
        blue: { service: blue, group: idle.group ?? '' },
        green: { name: live.service, service: serviceOf(live.service), group: live.group },
        share: 100,
        revision,
      }
    }
    const green = { name: idle.service, service: serviceOf(idle.service) as Service | undefined, group: idle.group }
    return { blue: side(live), green, share: 0, revision }
  }
  const [first, second] = colour.both
  const running = []
  for (const one of colour.both)
    if ((await wantedOn(one.service)) === serviceOf(one.service).revision) running.push(one)
  const noted = running.find(one => one.service === standing?.note?.green)
  const green = running.length === 1 ? running[0] : noted
  if (!green)
    return {
      refusal: `traffic is shared by ${first.service} on ${serviceOf(first.service).revision} (${Math.round(first.share)} %) and ${second.service} on ${serviceOf(second.service).revision} (${Math.round(second.share)} %), and an earlier shift was left there: run it again with that revision, or with resume: rollback`,
    }
  const blue = green === first ? second : first
  const found = serviceOf(green.service)
  return {
    blue: side(blue),
    green: { name: green.service, service: found, group: green.group },
    share: green.share,
    revision: found.revision,
  }
}

/** The sides of a way back as they are; `noted`: the revision that was on its way. */
function undoing(
  { blue, green, share }: Undo,
  there: (Service | undefined)[],
  noted: string | undefined,
): Sides | { refusal: string } {
  const serviceOf = (name: string) => there.find(one => one?.name === name)
  const service = serviceOf(green.service)
  const before = serviceOf(blue.service)
  if (!before || blue.group === undefined)
    return { refusal: `${blue.service}, which had the traffic before, was not found, so nothing can go back to it` }
  return {
    blue: { service: before, group: blue.group },
    green: { name: green.service, service, group: green.group },
    share,
    // What has traffic is what it runs; what has none may not have come so far.
    revision: (share > 0 ? undefined : noted) || service?.revision || '',
  }
}

/** What is wanted, worked out from what a service runs; registered unless it is a `plan`. */
export async function resolveFor(
  { name, taskDefinition, image, imageTag, container }: WantedPair,
  service: string,
  cluster: string,
  world: World,
  plan: boolean,
): Promise<{ revision: string; taskDefinition: string }> {
  const one = { name, service, taskDefinition, image, imageTag, container }
  const [target] = (await resolveTargets([[one]], cluster, world, plan)).flat()
  if (!target) throw new Error(`${service} was not resolved`)
  return { revision: target.revision, taskDefinition: target.taskDefinition }
}
