// Can the containers of a task start in some order?
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html; the words are guesses.
import { refuse } from '../refuse.ts'
import type { ContainerDefinition } from './definition.ts'

const conditions = ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY']

/** Throws `ClientException` for what can never come: strangers, circles, health without a check, the end of an essential one. */
export function checkOrder(containers: Partial<ContainerDefinition>[]): void {
  for (const { name, dependsOn = [] } of containers) {
    for (const { containerName, condition } of dependsOn) {
      const other = containers.find(one => one.name === containerName)
      const depends = `Container '${name}' depends on container '${containerName}'`
      if (!other || other.name === name) throw refuse.client(`${depends}, which is no other container of the task.`)
      if (!conditions.includes(condition)) throw refuse.client(`${depends} with the unknown condition ${condition}.`)
      if (condition === 'HEALTHY' && !other.healthCheck)
        throw refuse.client(`${depends} with condition HEALTHY, and that has no health check.`)
      if ((condition === 'COMPLETE' || condition === 'SUCCESS') && (other.essential ?? true))
        throw refuse.client(`${depends} with condition ${condition}, and that is essential.`)
    }
  }
  const left = new Map(containers.map(({ name = '', dependsOn = [] }) => [name, dependsOn]))
  for (let before = -1; before !== left.size; ) {
    before = left.size
    for (const [name, others] of left)
      if (others.every(({ containerName }) => !left.has(containerName))) left.delete(name)
  }
  if (left.size > 0) throw refuse.client(`Containers depend on each other in a circle: ${[...left.keys()].join(', ')}.`)
}
