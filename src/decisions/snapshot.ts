// What does one look at a service show?
import type { Hook } from './native-strategy.ts'

/** One registered task definition, `family:n`. */
export type Revision = string

/** ECS's record of moving a service to a revision. Times in milliseconds since the epoch. */
export type Deployment = {
  /** `ecs-svc/…` */
  id: string
  primary: boolean
  revision: Revision
  desired: number
  running: number
  pending: number
  /** Tasks that ECS counts as failed to start. */
  failed: number
  /** Undefined behind a Classic Load Balancer, where ECS gives none. */
  state: 'in-progress' | 'completed' | 'failed' | undefined
  reason: string
  createdAt: number
  updatedAt: number
}

export type ServiceEvent = { id: string; at: number; text: string }

/** A service as one DescribeServices shows it. */
export type Service = {
  arn: string
  name: string
  cluster: string
  active: boolean
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'
  desired: number
  running: number
  /** When the service was made; undefined where ECS does not say it. */
  createdAt?: number
  revision: Revision
  deployments: Deployment[]
  /** Oldest first. */
  events: ServiceEvent[]
  targetGroups: string[]
  /** The other target group of each, between which ECS shifts traffic: every second revision has its tasks there. */
  alternates?: Record<string, string>
  strategy: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'
  breaker: { enabled: boolean; rollback: boolean }
  /** Percent of the desired count; undefined where ECS shows none. */
  minimumHealthyPercent: number | undefined
  maximumPercent: number | undefined
  /** Seconds. */
  gracePeriod: number | undefined
  /** CloudWatch alarms that roll a deployment back. */
  alarms: string[]
  /** Its lifecycle hooks, all their members as ECS has them; undefined where it has none. */
  hooks?: Hook[]
}

/** ECS's newer record of the same deployment, where it answers. */
export type ServiceDeployment = {
  arn: string
  /** PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_REQUESTED … */
  status: string
  reason: string
  /** SCALE_UP, BAKE_TIME …; only of strategies that shift traffic. */
  stage: string | undefined
  /** Percent of production traffic that the new revision is asked to take. */
  weight: number | undefined
  /** The alarms that ended it. */
  alarms: string[]
  /** A pause that nobody has answered yet; when ECS then acts by itself (ms), and how. */
  pause?: { id: string; expiresAt: number | undefined; atTimeout: 'go-on' | 'go-back' }
}

export type TaskFacts = {
  id: string
  /** Id of the deployment that started it. */
  deployment: string
  revision: Revision
  /** RUNNING, PENDING, STOPPED … */
  status: string
  health: 'healthy' | 'unhealthy' | 'unknown'
  createdAt: number | undefined
  startedAt: number | undefined
  stoppedAt: number | undefined
  stopCode: string | undefined
  stoppedReason: string | undefined
  address: string | undefined
  containers: { name: string; image: string; exitCode: number | undefined; reason: string | undefined }[]
}

export type TargetFacts = {
  group: string
  id: string
  port: number
  /** initial, healthy, unhealthy, draining, unused, unavailable */
  state: string
  /** In Elastic Load Balancing's words. */
  reason: string | undefined
}

/** What one look showed. Tasks and targets are there when they were asked for and might be seen. */
export type Snapshot = {
  at: number
  /** Undefined when ECS does not know the service. */
  service: Service | undefined
  /** Running tasks of the service. */
  tasks?: TaskFacts[]
  /** Tasks of our deployment that stopped, as long as ECS shows them. */
  stopped?: TaskFacts[]
  targets?: TargetFacts[]
  serviceDeployment?: ServiceDeployment
  /** What is proven to be absent, so that no new task can ever start. */
  proof?: string
  /** Ids of those of our tasks that have written a line. */
  logged?: string[]
}

/** What we follow: the deployment that our own UpdateService made, or the one that was under way for our revision. */
export type Following = {
  deployment: string
  revision: Revision
  createdAt: number
  /** Where an update made no new deployment: how many tasks its answer wanted, and when it came (ms). */
  answer?: { at: number; desired: number }
}

/**
 * The tasks that our deployment started. ECS names it in `startedBy` (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html);
 * where no deployment is named, as emulators of ECS do, revision and time tell.
 */
export const ourTasks = ({ deployment, revision, createdAt }: Following, tasks: TaskFacts[]): TaskFacts[] =>
  tasks.filter(
    task =>
      task.deployment === deployment ||
      (!task.deployment.startsWith('ecs-svc/') && task.revision === revision && (task.createdAt ?? 0) >= createdAt),
  )

/** All groups in which tasks of the service may be. */
export const groupsOf = ({ targetGroups, alternates = {} }: Pick<Service, 'targetGroups' | 'alternates'>): string[] => [
  ...new Set([...targetGroups, ...Object.values(alternates)]),
]

/** Targets at the addresses of our tasks; when tasks have none that we know, all that are not draining. */
export function ourTargets(following: Following, snapshot: Snapshot): TargetFacts[] | undefined {
  const addresses = ourTasks(following, snapshot.tasks ?? []).flatMap(task => task.address ?? [])
  return addresses.length > 0
    ? snapshot.targets?.filter(target => addresses.includes(target.id))
    : snapshot.targets?.filter(target => target.state !== 'draining')
}

/**
 * Whether an answer is older than our deployment: ECS reads from copies, and nobody can have replaced us with something
 * older. A rollback is younger than what it undoes.
 */
export function isStale({ deployment, createdAt }: Following, service: Service): boolean {
  const primary = primaryOf(service)
  return (
    primary !== undefined && primary.createdAt < createdAt && !service.deployments.some(one => one.id === deployment)
  )
}

/** The deployment that ECS is at now; undefined for a service that is gone. */
export const primaryOf = (service: Pick<Service, 'deployments'> | undefined): Deployment | undefined =>
  service?.deployments.find(one => one.primary)

/** The revision that served before `revision` came: what the service names, or what is still there beside it. */
export function previousRevision(before: Service, revision: Revision): Revision | undefined {
  if (before.revision !== revision) return before.revision
  return before.deployments.filter(one => one.revision !== revision).sort((a, b) => b.createdAt - a.createdAt)[0]
    ?.revision
}
