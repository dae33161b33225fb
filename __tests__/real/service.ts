// What service stands there before a release?
import { setTimeout } from 'node:timers/promises'
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { pushImage, serving } from './image.ts'
import { clientOf, REGION, repositoryOf } from './ministack.ts'

export const LOG_GROUP = '/ecs/real'
const ecs = new ECSClient(clientOf())

/** A cluster, a repository with the image `web:v1`, and a log group. */
export async function prepare(): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: 'staging' }))
  await new ECRClient(clientOf()).send(new CreateRepositoryCommand({ repositoryName: 'web' }))
  await new CloudWatchLogsClient(clientOf()).send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP }))
  await pushImage(repositoryOf('web'), 'v1', serving('v1'))
}

/** Registers a definition of one container, `app`. */
export async function registerRevision(family: string, image: string): Promise<void> {
  const options = { 'awslogs-group': LOG_GROUP, 'awslogs-region': REGION, 'awslogs-stream-prefix': family }
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'app',
          image,
          essential: true,
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: { logDriver: 'awslogs', options },
        },
      ],
    }),
  )
}

/** A service of two tasks on `family:1` that runs `web:v1`, with ECS's circuit breaker as given; both run. */
export async function createService(name: string, breaker: { enable: boolean; rollback: boolean }): Promise<void> {
  await registerRevision(name, `${repositoryOf('web')}:v1`)
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'staging',
      serviceName: name,
      taskDefinition: `${name}:1`,
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      deploymentConfiguration: { deploymentCircuitBreaker: breaker },
    }),
  )
  // ministack calls a new service's deployment completed before anything runs (ECS: in progress), so tasks are counted.
  while ((await tasksOf(name)).filter(task => task.lastStatus === 'RUNNING').length < 2) await setTimeout(100)
}

/** What ECS says of the service now. */
export async function describeService(name: string) {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'staging', services: [name] }))
  const [service] = services ?? []
  if (!service) throw new Error(`there is no service ${name}`)
  return service
}

/** The tasks that ECS lists for the service now. */
export async function tasksOf(serviceName: string) {
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: 'staging', serviceName }))
  if (taskArns.length === 0) return []
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: 'staging', tasks: taskArns }))
  return tasks
}

/** What the containers of the service say over HTTP, each at its own address. */
export async function answersOf(name: string): Promise<string[]> {
  const details = (await tasksOf(name)).flatMap(task => task.attachments?.flatMap(one => one.details ?? []) ?? [])
  const addresses = details.filter(one => one.name === 'privateIPv4Address').map(one => one.value)
  return Promise.all(addresses.map(async one => (await (await fetch(`http://${one}:8080/`)).text()).trim()))
}

/** The ARNs of a family's revisions. */
export async function revisions(familyPrefix: string): Promise<string[]> {
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix }))
  return taskDefinitionArns
}
