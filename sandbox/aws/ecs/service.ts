// What is ECS in the sandbox?
import type { Cancel, Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Pull } from '../../image.ts'
import type { Network } from '../../network.ts'
import { foreignRuntime } from '../../runtime/foreign.ts'
import type { Runtime } from '../../runtime.ts'
import type { AlarmReader, LogSink, RoleReader, SecretReader, Targets } from '../seams.ts'
import type { Service } from '../service.ts'
import { clusterOperations } from './clusters.ts'
import { type Controls, controls } from './controls.ts'
import { definitionOperations } from './definitions/operations.ts'
import { type Durations, usualDurations } from './durations.ts'
import { historyOperations } from './history/operations.ts'
import { resourceOf, taggingOf } from './resources.ts'
import { serviceOperations } from './services/operations.ts'
import { tagOperations } from './tags.ts'
import { taskOperations } from './tasks/operations.ts'
import type { World } from './world.ts'

export type Ecs = Controls & {
  service: Service
  /** Ends all containers and plans nothing more. */
  close(): void
}

/** ECS on Fargate: its API, its scheduler and its tasks, on the sandbox's clock, network and runtime. */
export function ecsService(given: {
  clock: Clock
  ids: Ids
  pull: Pull
  runtime: Runtime
  network: Network
  logs: LogSink
  targets: Targets
  readSecret: SecretReader
  /** States of alarms that were ordered, by name; before `alarmState` is asked. */
  alarms?: Map<string, 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'>
  alarmState?: AlarmReader
  /** Without, all roles can be assumed. */
  trusts?: RoleReader
  durations?: Partial<Durations>
  /** `copy`: a rollback gets a deployment id of its own. AWS gives the completed deployment's id again. */
  rollback?: World['rollback']
}): Ecs {
  const { clock, close } = closable(given.clock)
  const alarms = given.alarms ?? new Map()
  const world: World = {
    ...given,
    clock,
    foreign: foreignRuntime({ clock }),
    alarmState: (name, place) => alarms.get(name) ?? given.alarmState?.(name, place),
    durations: { ...usualDurations, ...given.durations },
    propagation: { ms: 1000, views: [] },
    trusts: (role, service) => given.trusts?.(role, service),
    capacity: { left: Number.POSITIVE_INFINITY },
    disorders: {
      roles: new Map(),
      pulls: [],
      shifts: { rollbacksFail: false, stages: {}, weightsLate: 0 },
    },
    reconciles: true,
    rollback: given.rollback ?? 'same',
    realms: new Map(),
    chronicle: { decisions: [], moments: [] },
    interfaces: 0,
  }
  const control = controls(world, alarms)
  return {
    ...control,
    service: {
      name: 'ecs',
      protocol: { kind: 'json', target: 'AmazonEC2ContainerServiceV20141113', version: '1.1' },
      operations: {
        ...clusterOperations(world),
        ...definitionOperations(world),
        ...serviceOperations(world),
        ...taskOperations(world),
        ...historyOperations(world),
        ...tagOperations(world),
      },
      members: { before: 'time', after: 'time' },
      resource: resourceOf,
      also: taggingOf,
    },
    close() {
      close()
      control.killAll()
    },
  }
}

/** A clock on which everything planned here can be dropped at once. */
function closable(clock: Clock): { clock: Clock; close(): void } {
  const planned = new Set<Cancel>()
  let closed = false
  const after: Clock['after'] = (ms, act) => {
    if (closed) return () => {}
    const cancel = clock.after(ms, () => {
      planned.delete(drop)
      return act()
    })
    const drop = () => {
      planned.delete(drop)
      cancel()
    }
    planned.add(drop)
    return drop
  }
  return {
    clock: { ...clock, after },
    close() {
      closed = true
      for (const drop of [...planned]) drop()
    },
  }
}
