// What exactly is ECS asked to run, and whose exit code counts?
import { type Awslogs, awslogsOf, type Definition, type Registered } from '../decisions/task-definition.ts'
import { chooseLaunch, type Launch, readStrategy, type TaskRequest } from '../decisions/task-launch.ts'
import { chooseMain, type Main } from '../decisions/task-run.ts'
import { readCommand } from '../decisions/words.ts'
import { Failure } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import type { Tasks } from '../io/tasks.ts'

/** What a user says of a task, and where it is to run. */
export type Order = {
  cluster: string
  taskDefinition: string
  containerName: string | undefined
  command: string | undefined
  environmentVariables: Record<string, string>
  cpu: string | undefined
  memory: string | undefined
  taskRoleArn: string | undefined
  count: number
  tags: Record<string, string>
  service: string | undefined
  subnets: string[]
  securityGroups: string[]
  assignPublicIp: 'ENABLED' | 'DISABLED' | undefined
  launchType: string | undefined
  capacityProviderStrategy: unknown
}

export type Prepared = { request: TaskRequest; main: Main; revision: string; awslogs: Awslogs | undefined }

/** Looks up task definition and service, and puts the request together. Throws a `Failure` that names what does not fit. */
export async function prepareTask(order: Order, ecs: Ecs, tasks: Tasks): Promise<Prepared> {
  const { arn, revision, definition } = await findDefinition(order.taskDefinition, ecs)
  const chosen = chooseMain(definition, order.containerName)
  if ('problem' in chosen) throw new Failure(`Input ${chosen.problem}.`)
  const { main } = chosen
  const words = readCommand(order.command ?? '')
  return {
    main,
    revision,
    awslogs: awslogsOf(definition, main.name),
    request: {
      cluster: order.cluster,
      taskDefinition: arn,
      count: order.count,
      container: main.name,
      command: 'words' in words ? words.words : [],
      environment: order.environmentVariables,
      cpu: order.cpu,
      memory: order.memory,
      taskRole: order.taskRoleArn,
      tags: order.tags,
      ...(await findLaunch(order, definition, tasks)),
    },
  }
}

async function findDefinition(reference: string, ecs: Ecs): Promise<Registered> {
  const registered = await ecs.describeTaskDefinition(reference)
  if (registered) return registered
  throw new Failure(
    `Task definition "${reference}" was not found: check the input task-definition, the region and the account.`,
  )
}

async function findLaunch(order: Order, definition: Definition, tasks: Tasks): Promise<Launch> {
  const { cluster, service, subnets, securityGroups, assignPublicIp, launchType } = order
  const ofService = service === undefined ? undefined : await tasks.launchOf(cluster, service)
  if (service !== undefined && !ofService)
    throw new Failure(
      `Service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`,
    )
  const network = { subnets, securityGroups, assignPublicIp }
  const asked = { network, launchType, strategy: readStrategy(order.capacityProviderStrategy) ?? [] }
  const chosen = chooseLaunch(asked, ofService, definition)
  if ('problem' in chosen) throw new Failure(`Input ${chosen.problem}.`)
  return chosen.launch
}
