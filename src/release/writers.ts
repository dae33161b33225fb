// Which tasks have written a line to CloudWatch Logs?
import type { TaskFacts } from '../decisions/snapshot.ts'
import { awslogsOf, logStream, type Registered } from '../decisions/task-definition.ts'
import type { World } from '../world.ts'

/** Ids of the tasks of which some container has written; tasks whose containers log elsewhere count as having written. */
export function writers(world: Pick<World, 'ecs' | 'logs'>): (tasks: TaskFacts[]) => Promise<string[]> {
  const written = new Set<string>()
  const definitions = new Map<string, Promise<Registered | undefined>>()
  const definitionOf = (revision: string) => {
    const asked = definitions.get(revision) ?? world.ecs().then(ecs => ecs.describeTaskDefinition(revision))
    definitions.set(revision, asked)
    return asked
  }
  return async tasks => {
    for (const task of tasks.filter(one => !written.has(one.id)))
      if (await hasWritten(task, await definitionOf(task.revision), world)) written.add(task.id)
    return [...written]
  }
}

async function hasWritten(
  task: TaskFacts,
  registered: Registered | undefined,
  { logs }: Pick<World, 'logs'>,
): Promise<boolean> {
  const streams = task.containers.flatMap(({ name }) => {
    const awslogs = registered && awslogsOf(registered.definition, name)
    return awslogs ? [{ ...awslogs, stream: logStream(awslogs, name, task.id) }] : []
  })
  for (const { group, stream, region } of streams)
    if ((await (await logs(region)).lastLines(group, stream, 1)).length > 0) return true
  return streams.length === 0
}
