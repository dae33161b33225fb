// What service stands there before a release?
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { pushImage, serving } from './image.ts'
import { clientOf, REGION, repositoryOf } from './ministack.ts'

const LOG_GROUP = '/ecs/real'
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

/** A service of two tasks on `family:1` that runs `web:v1`, with ECS's circuit breaker as given. */
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
}

/** What ECS says of the service now. */
export async function describe(name: string) {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'staging', services: [name] }))
  const [service] = services ?? []
  if (!service) throw new Error(`there is no service ${name}`)
  return service
}
