// How are one-off tasks started, found again, looked at and stopped?
import {
  type Task as AwsTask,
  ConflictException,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
  StopTaskCommand,
} from '@aws-sdk/client-ecs'
import type { Launch, TaskRequest } from '../decisions/task-launch.ts'
import type { OneOff } from '../decisions/task-run.ts'
import { Failure } from '../failure.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** What became of a RunTask: tasks, the reasons of those that were not placed, or the tasks that the token stands for. */
export type Placed = { tasks: OneOff[]; refusals: string[]; conflicting: string[] }

/** One-off tasks of one region. */
export async function tasks(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ECSClient(await clientSettings('ecs', region))

  const purpose = (permission: string, cluster: string, what: string) => ({
    permission: `ecs:${permission}`,
    resource: `${what} in cluster ${cluster}`,
    region,
    known: {
      ClusterNotFoundException: () =>
        `Cluster "${cluster}" was not found in ${region}: check the input cluster, the region, and the account of the role.`,
    },
  })

  async function describe(cluster: string, ids: string[]): Promise<OneOff[]> {
    if (ids.length === 0) return []
    const answer = await call(purpose('DescribeTasks', cluster, `task ${ids.join(', ')}`), () =>
      client.send(new DescribeTasksCommand({ cluster, tasks: ids })),
    )
    return (answer.tasks ?? []).map(readTask)
  }

  return {
    region,

    /** Tasks by id or ARN, ten at most; those that ECS does not show are left out. */
    describe,

    /** Tasks with this `startedBy`, also those that stopped within the last hour; ten or so. */
    async startedBy(cluster: string, startedBy: string): Promise<OneOff[]> {
      const list = (desiredStatus: 'RUNNING' | 'STOPPED') =>
        call(purpose('ListTasks', cluster, `tasks started by ${startedBy}`), () =>
          client.send(new ListTasksCommand({ cluster, startedBy, desiredStatus })),
        )
      const answers = await Promise.all([list('RUNNING'), list('STOPPED')])
      return describe(
        cluster,
        answers.flatMap(answer => answer.taskArns ?? []),
      )
    },

    /** Starts tasks. The same token with the same request starts nothing again, so it may be tried again at will. */
    async run(request: TaskRequest, { startedBy, token }: { startedBy: string; token: string }): Promise<Placed> {
      const { cluster, taskDefinition } = request
      const what = `task definition ${taskDefinition.split('/').at(-1)}`
      try {
        const { tasks = [], failures = [] } = await call(purpose('RunTask', cluster, what), () =>
          client.send(new RunTaskCommand({ ...inputOf(request), startedBy, clientToken: token })),
        )
        const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(': '))
        // Fewer tasks than asked for are a refusal, with or without a reason.
        const refusals = tasks.length < request.count && reasons.length === 0 ? [''] : reasons
        return { tasks: tasks.map(readTask), refusals, conflicting: [] }
      } catch (error) {
        const cause = error instanceof Failure ? error.cause : undefined
        if (cause instanceof ConflictException && cause.resourceIds?.length)
          return { tasks: [], refusals: [], conflicting: cause.resourceIds }
        throw error
      }
    },

    /** Tells a task to stop: SIGTERM now, SIGKILL after its stop timeout. The reason is shown with the task. */
    async stop(cluster: string, id: string, reason: string): Promise<void> {
      await call(purpose('StopTask', cluster, `task ${id}`), () =>
        client.send(new StopTaskCommand({ cluster, task: id, reason })),
      )
    },

    /** On what a service's tasks run; undefined when ECS does not know the service. */
    async launchOf(cluster: string, service: string): Promise<Launch | undefined> {
      const { services = [] } = await call(purpose('DescribeServices', cluster, `service ${service}`), () =>
        client.send(new DescribeServicesCommand({ cluster, services: [service] })),
      )
      const [found] = services
      if (!found || found.status === 'INACTIVE') return undefined
      const vpc = found.networkConfiguration?.awsvpcConfiguration
      return {
        network: vpc && {
          subnets: vpc.subnets ?? [],
          securityGroups: vpc.securityGroups ?? [],
          assignPublicIp: vpc.assignPublicIp,
        },
        launchType: found.launchType,
        strategy: (found.capacityProviderStrategy ?? []).map(({ capacityProvider = '', ...rest }) => ({
          capacityProvider,
          ...rest,
        })),
        platformVersion: found.platformVersion,
      }
    },
  }
}

export type Tasks = Awaited<ReturnType<typeof tasks>>

/** The call, without a member that nobody asked for. */
function inputOf(request: TaskRequest): RunTaskCommandInput {
  const { network, strategy, launchType, platformVersion, command, environment, cpu, memory, taskRole, tags } = request
  const containerOverride = {
    ...(command.length > 0 ? { command } : {}),
    ...(Object.keys(environment).length > 0 ? { environment: pairs(environment, 'name') } : {}),
  }
  const overrides = {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(taskRole === undefined ? {} : { taskRoleArn: taskRole }),
    ...(Object.keys(containerOverride).length > 0
      ? { containerOverrides: [{ name: request.container, ...containerOverride }] }
      : {}),
  }
  return {
    cluster: request.cluster,
    taskDefinition: request.taskDefinition,
    count: request.count,
    ...(strategy.length > 0 ? { capacityProviderStrategy: strategy } : { launchType: launchType as 'FARGATE' }),
    ...(platformVersion ? { platformVersion } : {}),
    ...(network
      ? {
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: network.subnets,
              ...(network.securityGroups.length > 0 ? { securityGroups: network.securityGroups } : {}),
              ...(network.assignPublicIp ? { assignPublicIp: network.assignPublicIp } : {}),
            },
          },
        }
      : {}),
    ...(Object.keys(overrides).length > 0 ? { overrides } : {}),
    ...(Object.keys(tags).length > 0 ? { tags: pairs(tags, 'key') } : {}),
  }
}

const pairs = (map: Record<string, string>, key: 'name' | 'key') =>
  Object.entries(map).map(([name, value]) => ({ [key]: name, value }))

const readTask = (one: AwsTask): OneOff => ({
  id: one.taskArn?.split('/').at(-1) ?? '',
  arn: one.taskArn ?? '',
  deployment: one.startedBy ?? '',
  revision: one.taskDefinitionArn?.split('/').at(-1) ?? '',
  status: one.lastStatus ?? '',
  stopping: one.desiredStatus === 'STOPPED',
  health: 'unknown',
  createdAt: one.createdAt?.getTime(),
  startedAt: one.startedAt?.getTime(),
  // The end of its containers; its network interface takes some seconds more.
  stoppedAt: (one.executionStoppedAt ?? one.stoppedAt)?.getTime(),
  stopCode: one.stopCode,
  stoppedReason: one.stoppedReason,
  address: undefined,
  containers: (one.containers ?? []).map(container => ({
    name: container.name ?? '',
    image: container.image ?? '',
    status: container.lastStatus ?? '',
    exitCode: container.exitCode,
    reason: container.reason,
  })),
})
