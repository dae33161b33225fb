// What is a service?
import type { Fields } from '../../service.ts'
import type { Definition } from '../definitions/definition.ts'
import type { Tags } from '../tags.ts'
import type { Task } from '../tasks/task.ts'
import type { Cluster } from '../world.ts'
import type { BreakerSettings } from './breaker.ts'
import type { HookRun, HookSettings } from './shift/hooks.ts'
import type { Stage } from './shift/plan.ts'
import type { Shift } from './shift/state.ts'

export type LoadBalancing = {
  targetGroupArn: string
  containerName: string
  containerPort: number
  /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html */
  advancedConfiguration?: {
    alternateTargetGroupArn?: string
    productionListenerRule?: string
    testListenerRule?: string
    roleArn?: string
  }
}

/** Percent of production and of test traffic that is sent to a revision. */
export type Traffic = { production: number; test: number }

/**
 * What one deployment runs; AWS calls it a service revision. Its number is its deployment's, too: `ecs-svc/<number>`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html
 */
export type Revision = {
  number: string
  arn: string
  createdAt: number
  definition: Definition
  /** Members whose change starts a new deployment, as the API keeps them. */
  settings: Fields & { loadBalancers: LoadBalancing[] }
  /** The load balancers again; of the two target groups of each the first is the one in which this revision's tasks are. */
  groups: LoadBalancing[]
  /** Undefined where no traffic is shifted. */
  traffic: Traffic | undefined
  /** What is shown in its place, and until which AWS time. */
  lastTraffic?: { traffic: Traffic | undefined; until: number }
  /**
   * Digests by container, as the first task found them; later tasks run the same.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability
   */
  digests: Map<string, string>
}

export type RolloutState = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'

/** An entry of `deployments`: a service revision that has, had or shall have tasks. */
export type Deployment = {
  id: string
  revision: Revision
  rolloutState: RolloutState
  rolloutStateReason: string
  failedTasks: number
  createdAt: number
  updatedAt: number
  /** AWS time at which its first tasks may start. */
  beginsAt: number
  /** AWS time since which nothing is missing and nothing is left of others; undefined before. */
  readySince: number | undefined
  /** Whether its alarms count; one in ALARM at the start makes ECS ignore them. */
  watchesAlarms: boolean
  /** Where it is on its way, when traffic is shifted to it; undefined for rolling updates and once it has arrived. */
  shift: Shift | undefined
}

export type RecordStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOP_REQUESTED'
  | 'STOPPED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'

/** A service deployment as the service-deployments API remembers it. */
export type DeploymentRecord = {
  arn: string
  status: RecordStatus
  statusReason: string | undefined
  createdAt: number
  startedAt: number | undefined
  finishedAt: number | undefined
  stoppedAt: number | undefined
  updatedAt: number
  target: Revision
  sources: Revision[]
  rollback: { reason: string; startedAt: number; revision: Revision } | undefined
  breaker: 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'DISABLED'
  failureCount: number
  threshold: number
  alarms: 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'DISABLED'
  triggeredAlarms: string[]
  stage: Stage | undefined
  hooks: HookRun[]
}

export type Strategy = 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'

export type DeploymentConfiguration = Fields & {
  strategy: Strategy
  maximumPercent: number
  minimumHealthyPercent: number
  bakeTimeInMinutes: number
  deploymentCircuitBreaker: BreakerSettings
  alarms?: { alarmNames: string[]; enable: boolean; rollback: boolean }
  lifecycleHooks?: HookSettings[] | undefined
  linearConfiguration?: { stepPercent: number; stepBakeTimeInMinutes: number } | undefined
  canaryConfiguration?: { canaryPercent: number; canaryBakeTimeInMinutes: number } | undefined
}

/** One of the service's tasks, until it is STOPPED. */
export type Member = {
  task: Task
  deployment: Deployment
  /** Whether it was healthy once: what ends later is no failed start. */
  proved: boolean
  /** Target groups it is registered with. */
  groups: LoadBalancing[]
}

export type ServiceEvent = { id: string; createdAt: number; message: string }

export type Service = {
  arn: string
  name: string
  cluster: Cluster
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'
  desiredCount: number
  configuration: DeploymentConfiguration
  gracePeriodSeconds: number
  /** Members whose change starts no deployment, as the API keeps them. */
  settings: Fields
  /** The PRIMARY one first, then the ACTIVE ones, newest first. Empty under other controllers. */
  deployments: Deployment[]
  members: Member[]
  /** Completed ones, newest first: what a rollback returns to. */
  completed: Deployment[]
  /** Newest first. */
  records: DeploymentRecord[]
  revisions: Revision[]
  /** What is counted now, to be told once. */
  notes: Map<string, number>
  /** Newest first, at most 100. */
  events: ServiceEvent[]
  createdAt: number
  createdBy: string
  tags: Tags
  /** Whether the last word was "has reached a steady state". */
  steady: boolean
  /** Starts that failed in a row, and until when the next one waits. */
  throttle: { failures: number; until: number }
  /** What a look at it showed before its last change, and how long some looks still show that. */
  stale: { view: Fields; until: number; asked: number } | undefined
}

export const primaryOf = ({ deployments }: Service) => deployments[0]

/** The record of what goes on now, or went on last. */
export const currentRecord = ({ records }: Service) => records[0]
