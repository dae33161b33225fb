// How does a container run, once its image is there?
import type { Image } from './image.ts'
import type { Endpoint } from './network.ts'

export type ContainerSpec = {
  image: Image
  /** Overrides of the task definition; empty lists mean the image's own. */
  entrypoint: string[]
  command: string[]
  environment: Record<string, string>
  /** The port the container is said to listen on, when it has one. */
  port: number | undefined
  /** One line of stdout or stderr. */
  onLine(line: string): void
  /** The process ended; `code` as a shell shows it (137 after SIGKILL). Called once, also after `stop`. */
  onExit(code: number): void
}

export type Container = {
  /** Answers HTTP for the container; rejects while it does not listen. */
  endpoint: Endpoint
  /** Process id, where there is a process. */
  pid: number | undefined
  /** SIGTERM now, SIGKILL after `graceMs` of AWS time. */
  stop(graceMs: number): void
}

export type Runtime = (spec: ContainerSpec) => Promise<Container>
