// What does a container run, and with which environment?
import type { ContainerSpec } from '../runtime.ts'

/**
 * The command line as Docker merges it: an entry point of the task definition drops the image's command, too.
 * https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
 */
export function commandLine({ image, entrypoint, command }: Pick<ContainerSpec, 'image' | 'entrypoint' | 'command'>) {
  if (entrypoint.length > 0) return [...entrypoint, ...command]
  return [...image.entrypoint, ...(command.length > 0 ? command : image.command)]
}

/** The image's environment, overridden by the task's. */
export function environmentOf({ image, environment }: Pick<ContainerSpec, 'image' | 'environment'>) {
  return { ...image.environment, ...environment }
}
