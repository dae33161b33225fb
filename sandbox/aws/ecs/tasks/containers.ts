// How do a task's containers start and end?
import type { World } from '../world.ts'
import { watchHealth } from './health.ts'
import { messageOf, openLog, type Prepared } from './prepare.ts'
import { outOfMemory, type Stop, stops } from './reasons.ts'
import type { Task, TaskContainer } from './task.ts'

/**
 * Starts one container: its log stream, its process or script, its addresses, its health checks. `ended` is told once,
 * `checked` whenever its health changes. Answers why it cannot be done, when it cannot.
 */
export async function startContainer(
  world: World,
  task: Task,
  container: TaskContainer,
  { image, environment }: Prepared,
  { ended, checked }: { ended: () => void; checked: () => void },
): Promise<Stop | undefined> {
  const { runtime, foreign, network, ids } = world
  const { definition } = container
  const port = definition.portMappings[0]?.containerPort
  let onLine: (line: string) => void
  try {
    onLine = openLog(world, task, container)
  } catch (cause) {
    return stops.logs(messageOf(cause))
  }
  const spec = {
    image,
    entrypoint: definition.entryPoint ?? [],
    command: definition.command ?? [],
    environment,
    port,
    onLine,
    onExit(code: number, reason?: 'oom') {
      container.exitCode = code
      if (reason === 'oom') container.reason = outOfMemory
      container.lastStatus = 'STOPPED'
      container.running = undefined
      for (const end of container.leases.splice(0)) end()
      ended()
    },
  }
  try {
    container.running = await (runsHere(task, image.architecture) ? runtime : foreign)(spec)
  } catch (cause) {
    container.reason = `CannotStartContainerError: ResourceInitializationError: ${messageOf(cause)}`
    return stops.start(messageOf(cause))
  }
  container.digest = image.digest
  container.runtimeId = `${task.id}-${Number.parseInt(ids(8), 16)}`
  if (container.exitCode !== undefined) return undefined
  container.lastStatus = 'RUNNING'
  const { endpoint } = container.running
  for (const mapping of definition.portMappings)
    container.leases.push(network.listen(`${task.interface?.ip}:${mapping.containerPort}`, endpoint))
  watchHealth(world, container, checked)
  return undefined
}

/** Whether the platform that the task definition asks for (X86_64 by default) runs images of `architecture`. */
function runsHere({ definition }: Task, architecture: string): boolean {
  const { cpuArchitecture = 'X86_64' } = (definition.fields.runtimePlatform ?? {}) as { cpuArchitecture?: string }
  return architecture === (cpuArchitecture === 'ARM64' ? 'arm64' : 'amd64')
}

/** SIGTERM to all that run, SIGKILL after their `stopTimeout`. */
export function stopContainers({ durations }: World, { containers }: Task): void {
  for (const { running, definition } of containers)
    running?.stop(definition.stopTimeout === undefined ? durations.stopTimeout : definition.stopTimeout * 1000)
}
