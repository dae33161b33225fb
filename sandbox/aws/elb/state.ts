// What does Elastic Load Balancing remember, and what is it built from?
import type { Chance } from '../../chance.ts'
import type { Cancel, Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Network } from '../../network.ts'
import type { Listening } from '../../wire/listen.ts'
import { arn, type Place } from '../arn.ts'
import type { MetricSink } from '../seams.ts'
import type { Caller, Fields } from '../service.ts'
import type { Action } from './actions.ts'
import type { Condition } from './conditions.ts'
import type { Durations } from './durations.ts'
import type { Health } from './health.ts'
import type { Node } from './nodes.ts'
import type { Stickiness } from './routing.ts'
import type { CheckSettings } from './settings.ts'
import type { NodeMinute } from './tally.ts'
import type { Transform } from './transforms.ts'

export type Tags = Map<string, string>
export type Attributes = Map<string, string>

export type Target = {
  /** Private address; the sandbox knows only targets of type `ip`. */
  ip: string
  port: number
  health: Health
  /** AWS time since which it is in its state. */
  since: number
  /** AWS time at which the deregistration delay ends, once it drains. */
  drainsUntil: number | undefined
  /** Told once when it has drained. */
  drained: (() => void)[]
  planned: Cancel | undefined
}

export type TargetGroup = {
  arn: string
  name: string
  place: Place
  /** Members as the API keeps them: Protocol, Port, VpcId, TargetType … */
  settings: Fields
  check: CheckSettings
  attributes: Attributes
  /** By `ip:port`. */
  targets: Map<string, Target>
  /** Whose turn it is in the round. */
  turn: number
  tags: Tags
}

export type Rule = {
  arn: string
  priority: number
  conditions: Condition[]
  actions: Action[]
  transforms: Transform[]
  tags: Tags
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
export type Quotas = {
  /** Rules of a load balancer, without the default ones. */
  rules: number
  /** Target groups that one load balancer forwards to. */
  uniqueGroups: number
}
export const usualQuotas: Quotas = { rules: 100, uniqueGroups: 100 }

export type Listener = {
  arn: string
  defaultRuleArn: string
  port: number
  protocol: string
  /** Members as the API keeps them: Certificates, SslPolicy … */
  settings: Fields
  defaultActions: Action[]
  /** By ascending priority. */
  rules: Rule[]
  /** What serves requests, and how often the rules have changed. */
  nodes: Node[]
  changes: number
  /** Where on the loopback it really listens. */
  listening: Listening
  tags: Tags
}

export type LoadBalancer = {
  arn: string
  name: string
  place: Place
  createdAt: number
  settings: Fields
  attributes: Attributes
  listeners: Listener[]
  /** What its nodes saw and did not report yet, by the minute's beginning and the node. */
  minutes: Map<number, Map<number, NodeMinute>>
  reporting: Cancel | undefined
  tags: Tags
}

/** One account in one region. */
export type Realm = { place: Place; loadBalancers: LoadBalancer[]; targetGroups: TargetGroup[] }

/** One request that a listener answered; `target` is missing when it came to no target. `ms` is AWS time. */
export type Observation = {
  at: number
  loadBalancerArn: string
  listenerArn: string
  targetGroupArn: string | undefined
  target: string | undefined
  method: string
  path: string
  /** What the client got, and what the target said, where it said something. */
  status: number
  targetStatus: number | undefined
  ms: number
}

export type World = {
  clock: Clock
  ids: Ids
  network: Network
  durations: Durations
  /** How many nodes a load balancer has. */
  nodes: number
  stickiness: Stickiness
  quotas: Quotas
  chance: Chance
  metrics: MetricSink
  /** AWS time at which all nodes will have followed all changes so far. */
  settledAt: number
  realms: Map<string, Realm>
  observe(seen: Observation): void
}

/** The caller's part of the world; made when it is first asked for. */
export function realmOf({ realms }: World, { account, region }: Caller): Realm {
  const key = `${account}/${region}`
  const realm = realms.get(key) ?? { place: { account, region }, loadBalancers: [], targetGroups: [] }
  realms.set(key, realm)
  return realm
}

/** A target group anywhere in the sandbox; ARNs are unique. */
export function groupAnywhere({ realms }: World, wanted: string): TargetGroup | undefined {
  for (const { targetGroups } of realms.values()) {
    const found = targetGroups.find(group => group.arn === wanted)
    if (found) return found
  }
  return undefined
}

/** Load balancers with a listener or a rule that forwards to the group; AWS allows one. */
export function usersOf({ realms }: World, groupArn: string): LoadBalancer[] {
  const forwards = (actions: Action[]) =>
    actions.some(action => action.type === 'forward' && action.groups.some(({ arn: to }) => to === groupArn))
  return [...realms.values()].flatMap(({ loadBalancers }) =>
    loadBalancers.filter(({ listeners }) =>
      listeners.some(
        ({ defaultActions, rules }) => forwards(defaultActions) || rules.some(({ actions }) => forwards(actions)),
      ),
    ),
  )
}

export const elbArn = (place: Place, resource: string) => arn('elasticloadbalancing', place, resource)
