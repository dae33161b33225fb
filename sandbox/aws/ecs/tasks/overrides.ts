// What does RunTask change of a container?
import type { ContainerDefinition } from '../definitions/definition.ts'
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
}

/** Throws `InvalidParameterException` when a container override names no container of the task definition. */
export function checkOverrides({ containerOverrides }: TaskOverride, containers: ContainerDefinition[]): void {
  for (const { name } of containerOverrides) {
    if (!containers.some(container => container.name === name))
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
