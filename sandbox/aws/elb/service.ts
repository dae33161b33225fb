// What is Elastic Load Balancing in the sandbox?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Network } from '../../network.ts'
import type { Targets } from '../seams.ts'
import type { Service } from '../service.ts'
import { attributeOperations } from './attributes.ts'
import { type Durations, usualDurations } from './durations.ts'
import { listenersOf } from './find.ts'
import { listenerOperations } from './listeners.ts'
import { loadBalancerOperations } from './load-balancers.ts'
import { ruleOperations } from './rules.ts'
import type { Observation, World } from './state.ts'
import { tagOperations } from './tags.ts'
import { targetGroupOperations } from './target-groups.ts'
import { targetOperations, targetsOf } from './targets.ts'

export type { Observation } from './state.ts'

export type Elb = {
  service: Service
  /** For ECS. */
  targets: Targets
  /** Where on this machine a listener really listens; it is named by its own ARN, or its load balancer by ARN, name or DNS name and `port`. */
  urlOf(listenerOrBalancer: string, port?: number): string | undefined
  /** Shows every request that comes through a load balancer; returns how to stop. */
  watch(observer: (seen: Observation) => void): () => void
  /** Frees all ports. */
  close(): Promise<void>
}

/** Application Load Balancers that really listen, route and health-check, on the sandbox's clock and network. */
export function elbService({
  clock,
  ids,
  network,
  durations = {},
}: {
  clock: Clock
  ids: Ids
  network: Network
  durations?: Partial<Durations>
}): Elb {
  const observers = new Set<(seen: Observation) => void>()
  const world: World = {
    clock,
    ids,
    network,
    durations: { ...usualDurations, ...durations },
    realms: new Map(),
    observe(seen) {
      for (const observer of observers) observer(seen)
    },
  }
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
    async close() {
      for (const { targetGroups } of world.realms.values())
        for (const { targets } of targetGroups) for (const { planned } of targets.values()) planned?.()
      await Promise.all(all().map(({ listener }) => listener.listening.close()))
    },
  }
}
