// What is Elastic Load Balancing in the sandbox?
import { type Chance, chanceOf } from '../../chance.ts'
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Network } from '../../network.ts'
import type { MetricSink, Targets } from '../seams.ts'
import type { Service } from '../service.ts'
import { attributeOperations } from './attributes.ts'
import { type Durations, usualDurations } from './durations.ts'
import { listenersOf } from './find.ts'
import { listenerOperations } from './listeners.ts'
import { loadBalancerOperations } from './load-balancers.ts'
import { type Stickiness, usualStickiness } from './routing.ts'
import { ruleOperations } from './rules.ts'
import { type Observation, type Quotas, usualQuotas, type World } from './state.ts'
import { tagOperations } from './tags.ts'
import { targetGroupOperations } from './target-groups.ts'
import { targetOperations, targetsOf } from './targets.ts'
import type { WhoRuns } from './traffic/behaviours.ts'
import { type Traffic, trafficOf } from './traffic/traffic.ts'

export type { Observation } from './state.ts'

export type Elb = {
  service: Service
  /** For ECS. */
  targets: Targets
  /** Where on this machine a listener really listens; it is named by its own ARN, or its load balancer by ARN, name or DNS name and `port`. */
  urlOf(listenerOrBalancer: string, port?: number): string | undefined
  /** Shows every request that comes through a load balancer; returns how to stop. */
  watch(observer: (seen: Observation) => void): () => void
  /** AWS time at which all nodes will have followed all changes of rules and weights so far. */
  settledAt(): number
  /** From now on each node follows a change within so many AWS milliseconds; answers how that ends. */
  propagation(ms: number): () => void
  traffic: Traffic
  /** Frees all ports. */
  close(): Promise<void>
}

/** What a load balancer is like, where that should differ from what is usual. */
export type ElbOptions = {
  durations?: Partial<Durations>
  nodes?: number
  stickiness?: Partial<Stickiness>
  quotas?: Partial<Quotas>
}

/** Application Load Balancers that really listen, route and health-check, on the sandbox's clock and network. */
export function elbService({
  clock,
  ids,
  network,
  chance = chanceOf(7),
  metrics = () => {},
  whoRuns = () => undefined,
  durations = {},
  nodes = 3,
  stickiness = {},
  quotas = {},
}: {
  clock: Clock
  ids: Ids
  network: Network
  chance?: Chance
  metrics?: MetricSink
  /** What runs at a target's address, for traffic that behaves as its program does. */
  whoRuns?: WhoRuns
} & ElbOptions): Elb {
  const observers = new Set<(seen: Observation) => void>()
  const world: World = {
    clock,
    ids,
    network,
    durations: { ...usualDurations, ...durations },
    nodes,
    stickiness: { ...usualStickiness, ...stickiness },
    quotas: { ...usualQuotas, ...quotas },
    chance: chance.apart('load balancers'),
    metrics,
    settledAt: Number.NEGATIVE_INFINITY,
    realms: new Map(),
    observe(seen) {
      for (const observer of observers) observer(seen)
    },
  }
  const traffic = trafficOf(world, whoRuns)
  const all = () => [...world.realms.values()].flatMap(listenersOf)

  return {
    service: {
      name: 'elasticloadbalancing',
      protocol: {
        kind: 'query',
        version: '2015-12-01',
        namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
      },
      operations: {
        ...loadBalancerOperations(world),
        ...targetGroupOperations(world),
        ...attributeOperations(world),
        ...targetOperations(world),
        ...listenerOperations(world),
        ...ruleOperations(world),
        ...tagOperations(world),
      },
      members: {
        Port: 'number',
        Weight: 'number',
        Priority: 'number',
        PageSize: 'number',
        Order: 'number',
        DurationSeconds: 'number',
        SessionTimeout: 'number',
        UseExistingClientSecret: 'flag',
        ResetTransforms: 'flag',
        Enabled: 'flag',
        HealthCheckEnabled: 'flag',
        HealthCheckIntervalSeconds: 'number',
        HealthCheckTimeoutSeconds: 'number',
        HealthyThresholdCount: 'number',
        UnhealthyThresholdCount: 'number',
      },
    },
    targets: targetsOf(world),
    urlOf: (wanted, port) =>
      all().find(
        ({ balancer, listener }) =>
          listener.arn === wanted ||
          ([balancer.arn, balancer.name, balancer.settings.DNSName].includes(wanted) &&
            (port === undefined || listener.port === port)),
      )?.listener.listening.url,
    watch(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    settledAt: () => world.settledAt,
    propagation(ms) {
      const before = world.durations.propagation
      world.durations.propagation = ms
      return () => {
        world.durations.propagation = before
      }
    },
    traffic,
    async close() {
      traffic.end()
      for (const { loadBalancers } of world.realms.values()) for (const { reporting } of loadBalancers) reporting?.()
      for (const { targetGroups } of world.realms.values())
        for (const { targets } of targetGroups) for (const { planned } of targets.values()) planned?.()
      await Promise.all(all().map(({ listener }) => listener.listening.close()))
    },
  }
}
