// What is watched, and by which way would it go back?

import { greenShare, tuplesOf } from '../decisions/listener-rule.ts'
import { loadBalancerDimension } from '../decisions/metric-plan.ts'
import { primaryOf, type Service } from '../decisions/snapshot.ts'
import { ROLLS_BACK, whoRolledBack } from '../decisions/undone.ts'
import type { Subject } from '../evidence/measure.ts'
import { Failure } from '../failure.ts'
import { findServices } from '../release/begin.ts'
import type { World } from '../world.ts'

/** What the user said of it. */
export type Asked = {
  cluster: string
  service: string
  blueService: string | undefined
  listenerRule: string | undefined
}

/** By weights: one write on a rule, from green's target group to blue's. By ECS: the service goes to an earlier revision. */
export type Way =
  | { by: 'weights'; rule: string; blue: { service: string; revision: string; group: string }; green: string }
  | { by: 'ecs' }

export type Watched = { name: string; service: Service; subject: Subject; way: Way }

/** Looks for it; throws a Failure that says what cannot be watched. Evidence counts from now on. */
export async function findWatched(asked: Asked, world: World): Promise<Watched> {
  return asked.listenerRule === undefined ? findService(asked, world) : findGreen(asked, world)
}

/** Without tasks there is nothing to judge, and nothing that could go back. */
function checkSize({ name, desired }: Service): void {
  if (desired === 0)
    throw new Failure(
      `Service "${name}" wants no task (desired count 0), so there is nothing to watch: scale it up first.`,
    )
}

/** What ECS goes back from is not live, and nobody wants to hear how well that is which it goes back to. */
function checkWayBack({ name, deployments }: Service): void {
  const primary = primaryOf({ deployments })
  if (primary?.state !== 'in-progress' || !ROLLS_BACK.test(primary.reason)) return
  const from = deployments.find(one => one.state === 'failed')?.revision
  throw new Failure(
    `ECS is rolling service "${name}" back${from ? ` from ${from}` : ''} to ${primary.revision} (${whoRolledBack(primary.reason)}), so there is nothing new to watch: look at its events for the cause.`,
  )
}

async function findService({ cluster, service: name }: Asked, world: World): Promise<Watched> {
  const ecs = await world.ecs()
  const [service] = (await findServices(cluster, [name], ecs)) as [Service]
  checkSize(service)
  checkWayBack(service)
  const primary = primaryOf(service)
  const group = await groupOf(service, world)
  return {
    name: service.name,
    service,
    subject: {
      ...{ cluster, service: service.name, revision: primary?.revision ?? service.revision, group },
      loadBalancer: group && (await dimensionOf(group, world)),
      control: undefined,
      since: world.clock.now(),
      // Rolling releases use one target group: what it served until then was the revision before.
      ...(group && primary ? { before: { group, until: primary.createdAt } } : {}),
    },
    way: { by: 'ecs' },
  }
}

/** The target group that has the tasks of what the service runs; where ECS shifts traffic it has two to choose from. */
async function groupOf(service: Service, world: World): Promise<string | undefined> {
  if (service.strategy === 'ROLLING') return service.targetGroups[0]
  const routes = await (await world.ecsShift()).routesNow(service.cluster, service.name)
  return routes.at(-1)?.group ?? service.targetGroups[0]
}

/** How metrics name the load balancer of a group; undefined where it has none that counts requests. */
async function dimensionOf(group: string, world: World): Promise<string | undefined> {
  const [found] = await (await world.targetGroups()).describe([group])
  const balancer = found?.loadBalancers.find(arn => arn.includes(':loadbalancer/app/'))
  return balancer && loadBalancerDimension(balancer)
}

/** One of two services behind one rule: the one that is named or, of a pair, the one that has the traffic. */
async function findGreen(asked: Asked, world: World): Promise<Watched> {
  const { cluster, service: name, listenerRule = '' } = asked
  const names = pairOf(asked)
  const [found, rule] = await Promise.all([
    world.ecs().then(ecs => findServices(cluster, names, ecs)),
    world.listenerRules().then(rules => rules.rule(listenerRule)),
  ])
  const inRule = tuplesOf(rule.actions).map(one => one.group)
  const sides = names.map(each => {
    const service = found.find(one => one.name === each) as Service
    return { service, group: service.targetGroups.find(one => inRule.includes(one)) ?? service.targetGroups[0] ?? '' }
  }) as [Side, Side]
  const share = (one: Side, other: Side) => greenShare(rule.actions, { green: one.group, blue: other.group }) ?? 0
  const [first, second] = sides
  const watched = names.includes(name)
    ? first
    : [first, second].find(one => share(one, one === first ? second : first) > 0)
  const blue = watched === first ? second : first
  if (!watched || share(watched, blue) === 0)
    throw new Failure(`${watched?.service.name ?? name} has no traffic by the rule, so there is nothing to watch.`)
  if (!names.includes(name) && share(blue, watched) > 0)
    throw new Failure(`${names.join(' and ')} share the traffic: give the one that is to be watched as service.`)
  const { service, group } = watched
  checkSize(service)
  checkWayBack(service)
  const loadBalancer = await dimensionOf(group, world)
  const released = primaryOf(service)?.createdAt ?? world.clock.now()
  return {
    name: service.name,
    service,
    subject: {
      ...{ cluster, service: service.name, revision: service.revision, group, loadBalancer },
      control: share(blue, watched) > 0 ? blue.group : undefined,
      since: world.clock.now(),
      ...(blue.group ? { before: { group: blue.group, until: released } } : {}),
    },
    way: {
      ...{ by: 'weights', rule: rule.arn, green: group },
      blue: { service: blue.service.name, revision: blue.service.revision, group: blue.group },
    },
  }
}

type Side = { service: Service; group: string }

/** The watched one first, where it is named; `web` stands for `web-blue` and `web-green`. */
function pairOf({ service, blueService }: Asked): [string, string] {
  if (blueService !== undefined) return [service, blueService]
  const [, base, colour] = service.match(/^(.*)-(blue|green)$/) ?? []
  return colour ? [service, `${base}-${colour === 'blue' ? 'green' : 'blue'}`] : [`${service}-blue`, `${service}-green`]
}
