// Which load balancer, group, listener or rule does a call mean?
import { refuse } from './refuse.ts'
import type { Listener, LoadBalancer, Realm, Rule, TargetGroup } from './state.ts'

/** The one with this ARN; throws `LoadBalancerNotFound`. */
export function loadBalancer({ loadBalancers }: Realm, arn: string): LoadBalancer {
  return one(loadBalancers, arn, refuse.noLoadBalancer)
}

/** The one with this ARN; throws `TargetGroupNotFound`. */
export function targetGroup({ targetGroups }: Realm, arn: string): TargetGroup {
  return one(targetGroups, arn, refuse.noTargetGroup)
}

export type ListenerOf = { balancer: LoadBalancer; listener: Listener }

/** All listeners of an account in a region, each with its load balancer. */
export function listenersOf({ loadBalancers }: Realm): ListenerOf[] {
  return loadBalancers.flatMap(balancer => balancer.listeners.map(listener => ({ balancer, listener })))
}

/** The one with this ARN and its load balancer; throws `ListenerNotFound`. */
export function listenerOf(realm: Realm, arn: string): ListenerOf {
  const found = listenersOf(realm).find(({ listener }) => listener.arn === arn)
  if (!found) throw refuse.noListener()
  return found
}

export type RuleOf = ListenerOf & { rule: Rule }

/** The one with this ARN, its listener and load balancer; throws `RuleNotFound`. */
export function ruleOf(realm: Realm, arn: string): RuleOf {
  for (const { balancer, listener } of listenersOf(realm)) {
    const rule = listener.rules.find(one => one.arn === arn)
    if (rule) return { balancer, listener, rule }
  }
  throw refuse.noRule()
}

function one<T extends { arn: string }>(all: T[], arn: string, missing: (arns: string[]) => Error): T {
  const found = all.find(entry => entry.arn === arn)
  if (!found) throw missing([arn])
  return found
}
