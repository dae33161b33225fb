// What is a task?
import type { Cancel } from '../../../clock.ts'
import type { Container } from '../../../runtime.ts'
import type { Fields } from '../../service.ts'
import type { ContainerDefinition, Definition } from '../definitions/definition.ts'
import type { Tags } from '../tags.ts'
import { type Cluster, ecsArn, uuid, type World } from '../world.ts'
import type { Interface } from './interface.ts'
import { overridden, type TaskOverride } from './overrides.ts'
import type { Stop } from './reasons.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
export type LastStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED'

export type HealthStatus = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN'

export type TaskContainer = {
  arn: string
  /** With the task's overrides. */
  definition: ContainerDefinition
  lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED'
  health: HealthStatus
  /** AWS time since which that is so, once a check has said anything. */
  healthAt: number | undefined
  digest: string | undefined
  runtimeId: string | undefined
  exitCode: number | undefined
  reason: string | undefined
  /** Set while it runs. */
  running: Container | undefined
  /** Undone when it ends: addresses it listens at, checks it is under. */
  leases: Cancel[]
}

/** Times as the API names them, in milliseconds of AWS time. */
export type TaskTime =
  | 'createdAt'
  | 'connectivityAt'
  | 'pullStartedAt'
  | 'pullStoppedAt'
  | 'startedAt'
  | 'stoppingAt'
  | 'executionStoppedAt'
  | 'stoppedAt'

/** What its starter wants to know of a task. */
export type TaskObserver = {
  /** It is RUNNING. */
  running(task: Task): void
  /** It is on its way to STOPPED; `task.stop` says why. */
  leaving(task: Task): void
  /** It stopped being a target or never was one; its containers may end. Called by `leaving` tasks that were RUNNING. */
  drain(task: Task, drained: () => void): void
  /** It is STOPPED. */
  stopped(task: Task): void
}

export type Task = {
  id: string
  arn: string
  clusterArn: string
  cluster: Cluster
  definition: Definition
  group: string
  startedBy: string | undefined
  /** Members as the API keeps them: launchType, platformVersion, networkConfiguration … */
  settings: Fields
  overrides: TaskOverride
  tags: Tags
  lastStatus: LastStatus
  desiredStatus: 'RUNNING' | 'STOPPED'
  stop: Stop | undefined
  times: Partial<Record<TaskTime, number>>
  interface: Interface | undefined
  containers: TaskContainer[]
  version: number
  observer: TaskObserver
  /** Digests its containers are to run, whatever their tags say by now. */
  digests: Map<string, string>
  /** The planned next step of its life. */
  next: Cancel | undefined
}

export type TaskSpec = Pick<
  Task,
  'cluster' | 'definition' | 'group' | 'startedBy' | 'settings' | 'overrides' | 'tags' | 'observer' | 'digests'
>

/** A task that was placed just now; `life.ts` does the rest. */
export function newTask({ clock, ids }: World, spec: TaskSpec): Task {
  const { cluster, definition, overrides } = spec
  const id = ids(32)
  const { place, name } = cluster
  const containers = definition.fields.containerDefinitions.map(one => ({
    arn: ecsArn(place, `container/${name}/${id}/${uuid(ids)}`),
    definition: overridden(one, overrides),
    lastStatus: 'PENDING' as const,
    health: 'UNKNOWN' as const,
    healthAt: undefined,
    digest: undefined,
    runtimeId: undefined,
    exitCode: undefined,
    reason: undefined,
    running: undefined,
    leases: [],
  }))
  return {
    ...spec,
    id,
    arn: ecsArn(place, `task/${name}/${id}`),
    clusterArn: cluster.arn,
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    stop: undefined,
    times: { createdAt: clock.now() },
    interface: undefined,
    containers,
    version: 1,
    next: undefined,
  }
}

const coming: LastStatus[] = ['PROVISIONING', 'PENDING', 'ACTIVATING']
const going: LastStatus[] = ['DEACTIVATING', 'STOPPING']

/** On its way to RUNNING: what ECS counts as pending. */
export const isPending = ({ lastStatus, desiredStatus }: Task) =>
  coming.includes(lastStatus) && desiredStatus === 'RUNNING'

/** On its way out, and its containers may still run. */
export const isLeaving = ({ lastStatus }: Task) => going.includes(lastStatus)

/** Health of the whole task, worst first; a container without a check is UNKNOWN. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export function taskHealth({ containers }: Task): HealthStatus {
  const essential = containers.filter(({ definition }) => definition.essential).map(({ health }) => health)
  if (essential.includes('UNHEALTHY')) return 'UNHEALTHY'
  return essential.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY'
}
