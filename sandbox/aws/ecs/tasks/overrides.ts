// What does RunTask change of a container?
import type { ContainerDefinition, Definition } from '../definitions/definition.ts'
import { cpuUnits, fargateHas, mebibytes } from '../definitions/sizes.ts'
import { refuse } from '../refuse.ts'

export type ContainerOverride = {
  name?: string
  command?: string[]
  environment?: { name: string; value: string }[]
  cpu?: number
  memory?: number
  memoryReservation?: number
}

/** As the API takes and shows it. */
export type TaskOverride = {
  containerOverrides: ContainerOverride[]
  cpu?: string
  memory?: string
  taskRoleArn?: string
  executionRoleArn?: string
}

/**
 * Throws `InvalidParameterException` when a container override names no container of the task definition, and
 * `ClientException` for a size that Fargate does not have.
 */
export function checkOverrides({ containerOverrides, cpu, memory }: TaskOverride, fields: Definition['fields']): void {
  const units = cpuUnits(String(cpu ?? fields.cpu))
  const size = mebibytes(String(memory ?? fields.memory))
  if ((cpu ?? memory) !== undefined && !(units && size && fargateHas(units, size)))
    throw refuse.client(
      `No Fargate configuration exists for given values: ${units} CPU, ${size} memory. See the Amazon ECS documentation for the valid values.`,
    )
  for (const { name } of containerOverrides) {
    if (!fields.containerDefinitions.some(container => container.name === name))
      throw refuse.parameter(`Override for container named ${name} is not a container in the TaskDefinition.`)
  }
}

/** The container as the task runs it: another command replaces, environment variables are added or replaced by name. */
export function overridden(container: ContainerDefinition, { containerOverrides }: TaskOverride): ContainerDefinition {
  const override = containerOverrides.find(({ name }) => name === container.name)
  if (!override) return container
  const { command, environment = [], cpu, memory, memoryReservation } = override
  const renewed = new Set(environment.map(({ name }) => name))
  return {
    ...container,
    ...(command && { command }),
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
    ...(memoryReservation !== undefined && { memoryReservation }),
    environment: [...container.environment.filter(({ name }) => !renewed.has(name)), ...environment],
  }
}
