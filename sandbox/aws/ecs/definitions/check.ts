// Would ECS register this task definition?
import type { Fields } from '../../service.ts'
import { refuse } from '../refuse.ts'
import type { ContainerDefinition } from './definition.ts'
import { checkOrder } from './dependencies.ts'
import { checkKinds } from './kinds.ts'
import { cpuUnits, fargateHas, mebibytes } from './sizes.ts'

type Given = Fields & {
  family?: string
  cpu?: string
  memory?: string
  networkMode?: string
  executionRoleArn?: string
  requiresCompatibilities?: string[]
  containerDefinitions?: Partial<ContainerDefinition>[]
}

/**
 * Throws what RegisterTaskDefinition answers: `ClientException` with AWS's sentences, `SerializationException` for a
 * number where a text belongs.
 */
export function checkDefinition(input: Fields): void {
  checkKinds(input)
  const given = input as Given
  const { family, containerDefinitions: containers = [], requiresCompatibilities = [] } = given
  if (!family) throw refuse.client('Family cannot be null or empty.')
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(family))
    throw refuse.client(
      'Invalid family: family must be 1 to 255 letters (uppercase and lowercase), numbers, hyphens, and underscores.',
    )
  if (containers.length === 0) throw refuse.client('Container list cannot be empty.')
  const fargate = requiresCompatibilities.includes('FARGATE')
  if (fargate) checkFargate(given)
  const names = new Set<string>()
  for (const container of containers) {
    checkContainer(container, given, fargate)
    if (names.has(container.name ?? '')) throw refuse.client(`Container.name ${container.name} is used more than once.`)
    names.add(container.name ?? '')
  }
  if (!containers.some(({ essential }) => essential ?? true))
    throw refuse.client('A task definition must have at least one essential container.')
  checkOrder(containers)
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
function checkFargate({ cpu, memory, networkMode, executionRoleArn, containerDefinitions = [] }: Given): void {
  if (networkMode !== 'awsvpc') throw refuse.client('Fargate only supports network mode ‘awsvpc’.')
  if (!cpu) throw refuse.client("Fargate requires that 'cpu' be defined at the task level.")
  if (!memory) throw refuse.client("Fargate requires that 'memory' be defined at the task level.")
  const units = cpuUnits(cpu)
  const size = mebibytes(memory)
  if (units === undefined) throw refuse.client(`Invalid 'cpu' setting for task.`)
  if (size === undefined) throw refuse.client(`Invalid 'memory' setting for task.`)
  if (!fargateHas(units, size))
    throw refuse.client(
      `No Fargate configuration exists for given values: ${units} CPU, ${size} memory. See the Amazon ECS documentation for the valid values.`,
    )
  if (executionRoleArn) return
  const role = 'Fargate requires task definition to have execution role ARN to support'
  if (containerDefinitions.some(({ logConfiguration }) => logConfiguration?.logDriver === 'awslogs'))
    throw refuse.client(`${role} log driver awslogs.`)
  if (containerDefinitions.some(({ image }) => image?.includes('.dkr.ecr.'))) throw refuse.client(`${role} ECR images.`)
}

function checkContainer(container: Partial<ContainerDefinition>, given: Given, fargate: boolean): void {
  const { name, image, memory, memoryReservation, portMappings = [], environment = [], secrets = [] } = container
  if (!name) throw refuse.client('Container.name should not be null or empty.')
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw refuse.client(`Invalid container name: ${name}`)
  if (!image) throw refuse.client('Container.image should not be null or empty.')
  if (!fargate && !given.memory && memory === undefined && memoryReservation === undefined)
    throw refuse.client(
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    )
  for (const { containerPort, hostPort } of portMappings) {
    if (given.networkMode === 'awsvpc' && hostPort && hostPort !== containerPort)
      throw refuse.client('When networkMode=awsvpc, the host ports and container ports in port mappings must match.')
  }
  if (fargate && secrets.length > 0 && !given.executionRoleArn)
    throw refuse.client(
      "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    )
  const seen = new Set(environment.map(variable => variable.name))
  for (const secret of secrets) {
    if (seen.has(secret.name))
      throw refuse.client(
        `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${secret.name}'.`,
      )
    seen.add(secret.name)
  }
  if (container.healthCheck && !container.healthCheck.command?.length)
    throw refuse.client(`Container health check command should not be null or empty for container '${name}'.`)
}
