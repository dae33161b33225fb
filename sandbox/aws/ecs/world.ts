// What does ECS remember, and what is it built from?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Pull } from '../../image.ts'
import type { Network } from '../../network.ts'
import type { Runtime } from '../../runtime.ts'
import { arn, type Place } from '../arn.ts'
import type { AlarmReader, LogSink, RoleReader, SecretReader, Targets } from '../seams.ts'
import type { Caller, Fields } from '../service.ts'
import type { Chronicle } from './chronicle.ts'
import type { Definition } from './definitions/definition.ts'
import type { Disorders } from './disorders.ts'
import type { Durations } from './durations.ts'
import type { Service } from './services/service.ts'
import type { Tags } from './tags.ts'
import type { Task } from './tasks/task.ts'

export type Cluster = {
  arn: string
  name: string
  place: Place
  status: 'ACTIVE' | 'INACTIVE'
  settings: Fields
  /** By name; the inactive ones too. */
  services: Map<string, Service>
  tags: Tags
}

/** All revisions of a task definition; `next` never goes back. */
export type Family = { next: number; revisions: Definition[] }

/** A call that may be made again until then, and what it was answered. */
export type Retry = { input: Fields; output: Fields; until: number }

/** One account in one region. */
export type Realm = {
  place: Place
  clusters: Map<string, Cluster>
  families: Map<string, Family>
  /** By id; stopped ones for an hour. */
  tasks: Map<string, Task>
  /** RunTask calls by client token. */
  tokens: Map<string, Retry>
}

/** How long DescribeServices may show what was, and in which order it shows old and new when that is ordered. */
export type Propagation = { ms: number; views: ('old' | 'new')[] }

export type World = {
  clock: Clock
  ids: Ids
  pull: Pull
  runtime: Runtime
  /** Runs images that were built for another architecture. */
  foreign: Runtime
  network: Network
  logs: LogSink
  targets: Targets
  readSecret: SecretReader
  alarmState: AlarmReader
  trusts: RoleReader
  durations: Durations
  propagation: Propagation
  /** What was ordered to go wrong for a while. */
  disorders: Disorders
  /** For how many more tasks Fargate has room. */
  capacity: { left: number }
  /** Whether a deployment that takes over from a shift puts the rules in order before it looks at them. */
  reconciles: boolean
  /** Which deployment a rollback makes primary: the completed one again, as AWS does, or a copy of it under a new id. */
  rollback: 'same' | 'copy'
  realms: Map<string, Realm>
  chronicle: Chronicle
  /** How many network interfaces were ever made; addresses are unique in the whole sandbox. */
  interfaces: number
}

/** The caller's part of the world; made when it is first asked for. */
export function realmOf({ realms }: World, { account, region }: Caller | Place): Realm {
  const key = `${account}/${region}`
  const made: Realm = {
    place: { account, region },
    clusters: new Map(),
    families: new Map(),
    tasks: new Map(),
    tokens: new Map(),
  }
  const realm = realms.get(key) ?? made
  realms.set(key, realm)
  return realm
}

export const ecsArn = (place: Place, resource: string) => arn('ecs', place, resource)

/** An id as events, containers and attachments have it. */
export const uuid = (ids: Ids) => [8, 4, 4, 4, 12].map(ids).join('-')
