// How does ECS move a service's traffic from one revision to another?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
import type { World } from '../../world.ts'
import type { LoadBalancing, Revision, Traffic } from '../service.ts'
import { weightsOf } from './plan.ts'

export type Route = 'production' | 'test'

const member = { production: 'productionListenerRule', test: 'testListenerRule' } as const

/** The rule that routes production or test traffic to a target group, where there is one. */
export const ruleOf = ({ advancedConfiguration }: LoadBalancing, route: Route) => advancedConfiguration?.[member[route]]

/**
 * In which target groups the tasks of a new revision are: not in those of the one that serves. Without one, not in those
 * that have production's weight; observed: the first tasks of a service are in the alternate group
 * (https://github.com/go-to-k/cdk-real-drift/issues/1730).
 */
export function greenGroups({ targets }: World, all: LoadBalancing[], serving: Revision | undefined): LoadBalancing[] {
  return all.map(one => {
    const rule = ruleOf(one, 'production')
    const weighted = rule && targets.weightsOf(rule)?.find(({ weight }) => weight > 0)?.arn
    const taken = takenBy(one, serving) ?? weighted ?? one.targetGroupArn
    return taken === one.targetGroupArn ? turned(one) : one
  })
}

/** Where the tasks of a rolling update are: with those that they replace, or where the service says. */
export function sameGroups(all: LoadBalancing[], serving: Revision | undefined): LoadBalancing[] {
  return all.map(one => (takenBy(one, serving) === alternateOf(one) ? turned(one) : one))
}

const alternateOf = ({ advancedConfiguration }: LoadBalancing) => advancedConfiguration?.alternateTargetGroupArn

/** The one of the two groups in which the tasks of `serving` are. */
function takenBy(one: LoadBalancing, serving: Revision | undefined): string | undefined {
  const pair = [one.targetGroupArn, alternateOf(one)]
  return serving?.groups.map(({ targetGroupArn }) => targetGroupArn).find(arn => pair.includes(arn))
}

/** The same with its two groups in each other's place. */
function turned(one: LoadBalancing): LoadBalancing {
  const { targetGroupArn, advancedConfiguration } = one
  const alternate = alternateOf(one)
  if (alternate === undefined) return one
  return {
    ...one,
    targetGroupArn: alternate,
    advancedConfiguration: { ...advancedConfiguration, alternateTargetGroupArn: targetGroupArn },
  }
}

/**
 * Sends `percent` of the traffic to `to`, and what is left to `from`. Nobody looks whether the rules still say what ECS
 * wrote last: https://github.com/aws/containers-roadmap/issues/2853
 */
export function send(world: World, route: Route, to: Revision, from: Revision | undefined, percent: number): void {
  for (const one of to.groups) {
    const rule = ruleOf(one, route)
    if (!rule) continue
    const [green, blue] = weightsOf(percent)
    world.targets.weigh(rule, [
      { arn: one.targetGroupArn, weight: green },
      { arn: alternateOf(one) ?? '', weight: blue },
    ])
  }
  const routed = to.groups.some(one => ruleOf(one, route))
  if (!routed) return
  ask(world, to, route, percent)
  if (from) ask(world, from, route, 100 - percent)
}

function ask({ clock, disorders }: World, revision: Revision, route: Route, percent: number): void {
  revision.lastTraffic = { traffic: revision.traffic, until: clock.now() + disorders.shifts.weightsLate }
  revision.traffic = { production: 0, test: 0, ...revision.traffic, [route]: percent }
}

/** Shares as the API shows them: a snapshot, which may be late. */
export function shownTraffic({ clock }: World, { traffic, lastTraffic }: Revision): Traffic | undefined {
  return lastTraffic && clock.now() < lastTraffic.until ? lastTraffic.traffic : traffic
}
