// Is everything there that a task's containers need before they start?
import type { Image } from '../../../image.ts'
import { pullTimeout } from '../disorders.ts'
import type { World } from '../world.ts'
import { type Stop, stops } from './reasons.ts'
import type { Task, TaskContainer } from './task.ts'

/** What one container starts with. */
export type Prepared = { image: Image; environment: Record<string, string> }
/** Why not, how long ECS tries (AWS ms), and for which container. */
export type Unprepared = { stop: Stop; afterMs: number; container: TaskContainer }

/** Secrets first, then images, as Fargate does; the first thing that is missing ends it. */
export async function prepare(
  world: World,
  { containers, cluster, digests }: Task,
): Promise<Map<TaskContainer, Prepared> | Unprepared> {
  const { durations, readSecret, pull } = world
  const { place } = cluster
  const environments = new Map<TaskContainer, Record<string, string>>()
  for (const container of containers) {
    const { environment, secrets = [] } = container.definition
    const variables = Object.fromEntries(environment.map(({ name, value }) => [name, value]))
    for (const { name, valueFrom } of secrets) {
      try {
        variables[name] = await readSecret(valueFrom, place)
      } catch (cause) {
        return { stop: stops.secret(valueFrom, messageOf(cause)), afterMs: durations.initializing, container }
      }
    }
    environments.set(container, variables)
  }
  const prepared = new Map<TaskContainer, Prepared>()
  for (const container of containers) {
    const reference = pinned(container.definition.image, digests.get(container.definition.name))
    try {
      const late = pullTimeout(world, reference)
      if (late !== undefined) throw new Error(late)
      const image = await pull(reference, place.account)
      prepared.set(container, { image, environment: environments.get(container) ?? {} })
    } catch (cause) {
      return { stop: stops.pull(reference, messageOf(cause)), afterMs: durations.pullRetries, container }
    }
  }
  return prepared
}

/** `repository:tag` or `repository` at a digest. */
function pinned(reference: string, digest: string | undefined): string {
  return digest === undefined ? reference : `${reference.replace(/(:[^/:@]+)?(@.*)?$/, '')}@${digest}`
}

/** Where a container's lines go; nowhere without `awslogs`. Throws CloudWatch's words when its group is missing. */
export function openLog({ logs }: World, { id, cluster }: Task, { definition }: TaskContainer): (line: string) => void {
  const { logDriver, options = {} } = definition.logConfiguration ?? {}
  const group = options['awslogs-group']
  if (logDriver !== 'awslogs' || !group) return () => {}
  const prefix = options['awslogs-stream-prefix']
  return logs.open({
    account: cluster.place.account,
    region: options['awslogs-region'] ?? cluster.place.region,
    group,
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
    stream: prefix ? `${prefix}/${definition.name}/${id}` : id,
    createGroup: options['awslogs-create-group'] === 'true',
  })
}

export const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
