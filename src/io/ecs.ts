// What do ECS's services, deployments and tasks look like, and how do we change them?
import {
  type Deployment as AwsDeployment,
  type Service as AwsService,
  type Task as AwsTask,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import type { Deployment, Revision, Service, TaskFacts } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'
import { taskDefinitions } from './task-definitions.ts'

/** DescribeServices takes ten services, DescribeTasks a hundred tasks: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_A_CALL = 10
const TASKS_A_CALL = 100

/** ECS in one region. */
export async function ecs(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ECSClient(await clientSettings('ecs', region))
  const once = new ECSClient(await clientSettings('ecs', region, 1))

  const purpose = (permission: string, cluster: string, service: string) => ({
    permission: `ecs:${permission}`,
    resource: `service ${service} in cluster ${cluster}`,
    region,
    known: {
      ClusterNotFoundException: () =>
        `Cluster "${cluster}" was not found in ${region}: check the input cluster, the region, and the account of the role.`,
      ServiceNotFoundException: () =>
        `Service "${service}" was not found in cluster "${cluster}" in ${region}: check the input service.`,
      ServiceNotActiveException: () =>
        `Service "${service}" in cluster "${cluster}" is not active: it was deleted. Create it again before releasing to it.`,
    },
  })

  async function describeTasks(cluster: string, service: string, desiredStatus: 'RUNNING' | 'STOPPED') {
    const arns: string[] = []
    let nextToken: string | undefined
    do {
      const page = await call(purpose('ListTasks', cluster, service), () =>
        client.send(new ListTasksCommand({ cluster, serviceName: service, desiredStatus, nextToken })),
      )
      arns.push(...(page.taskArns ?? []))
      nextToken = page.nextToken
    } while (nextToken)
    const batches = inBatches(arns, TASKS_A_CALL).map(tasks =>
      call(purpose('DescribeTasks', cluster, service), () => client.send(new DescribeTasksCommand({ cluster, tasks }))),
    )
    return (await Promise.all(batches)).flatMap(batch => (batch.tasks ?? []).map(readTask))
  }

  return {
    region,
    ...taskDefinitions(client, once, region),

    /** Services by name; those ECS does not know are in `missing`. */
    async describeServices(cluster: string, names: string[]): Promise<{ services: Service[]; missing: string[] }> {
      const batches = inBatches(names, SERVICES_A_CALL).map(services =>
        call(purpose('DescribeServices', cluster, services.join(', ')), () =>
          client.send(new DescribeServicesCommand({ cluster, services })),
        ),
      )
      const services = (await Promise.all(batches)).flatMap(batch => (batch.services ?? []).map(readService))
      return { services, missing: names.filter(name => !services.some(one => one.name === nameOf(name))) }
    },

    /** Moves a service to a revision; sends nothing that was not asked for. Answers the service with its new deployment. */
    async updateService(
      cluster: string,
      service: string,
      change: { taskDefinition?: string; forceNewDeployment?: true },
    ): Promise<Service> {
      const answer = await call(purpose('UpdateService', cluster, service), () =>
        client.send(new UpdateServiceCommand({ cluster, service, ...change })),
      )
      if (!answer.service) throw new Failure(`ECS answered the update of service ${service} without a service.`)
      return readService(answer.service)
    },

    /** Tasks that run, or are on their way to. */
    runningTasks: (cluster: string, service: string) => describeTasks(cluster, service, 'RUNNING'),
    /** Tasks that stopped within the last hour, as long as ECS shows them. */
    stoppedTasks: (cluster: string, service: string) => describeTasks(cluster, service, 'STOPPED'),
  }
}

export type Ecs = Awaited<ReturnType<typeof ecs>>

const inBatches = <T>(items: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

/** The last part of an ARN, or the name itself. */
export const nameOf = (arnOrName: string): string => arnOrName.split('/').at(-1) as string

/** `family:n` of a task definition's ARN. */
export const revisionOf = (arn: string | undefined): Revision => nameOf(arn ?? '')

const STATES = { IN_PROGRESS: 'in-progress', COMPLETED: 'completed', FAILED: 'failed' } as const

const readDeployment = (one: AwsDeployment): Deployment => ({
  id: one.id ?? '',
  primary: one.status === 'PRIMARY',
  revision: revisionOf(one.taskDefinition),
  desired: one.desiredCount ?? 0,
  running: one.runningCount ?? 0,
  pending: one.pendingCount ?? 0,
  failed: one.failedTasks ?? 0,
  state: one.rolloutState && STATES[one.rolloutState],
  reason: one.rolloutStateReason ?? '',
  createdAt: one.createdAt?.getTime() ?? 0,
})

const readService = (one: AwsService): Service => ({
  name: one.serviceName ?? '',
  cluster: nameOf(one.clusterArn ?? ''),
  active: one.status === 'ACTIVE',
  controller: one.deploymentController?.type ?? 'ECS',
  desired: one.desiredCount ?? 0,
  running: one.runningCount ?? 0,
  revision: revisionOf(one.taskDefinition),
  deployments: (one.deployments ?? []).map(readDeployment),
  events: (one.events ?? [])
    .map(event => ({ id: event.id ?? '', at: event.createdAt?.getTime() ?? 0, text: event.message ?? '' }))
    .sort((a, b) => a.at - b.at),
  targetGroups: (one.loadBalancers ?? []).flatMap(each => each.targetGroupArn ?? []),
  breaker: {
    enabled: one.deploymentConfiguration?.deploymentCircuitBreaker?.enable ?? false,
    rollback: one.deploymentConfiguration?.deploymentCircuitBreaker?.rollback ?? false,
  },
})

const readTask = (one: AwsTask): TaskFacts => ({
  id: nameOf(one.taskArn ?? ''),
  deployment: one.startedBy ?? '',
  revision: revisionOf(one.taskDefinitionArn),
  status: one.lastStatus ?? '',
  health: one.healthStatus === 'HEALTHY' ? 'healthy' : one.healthStatus === 'UNHEALTHY' ? 'unhealthy' : 'unknown',
  startedAt: one.startedAt?.getTime(),
  stoppedAt: one.stoppedAt?.getTime(),
  stopCode: one.stopCode,
  stoppedReason: one.stoppedReason,
  address: one.attachments
    ?.flatMap(attachment => attachment.details ?? [])
    .find(detail => detail.name === 'privateIPv4Address')?.value,
  containers: (one.containers ?? []).map(container => ({
    name: container.name ?? '',
    image: container.image ?? '',
    exitCode: container.exitCode,
    reason: container.reason,
  })),
})
