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
  /**
   * The process ended; `code` as a shell shows it (137 after SIGKILL), `reason` where the kernel had one of its own.
   * Called once, also after `stop`.
   */
  onExit(code: number, reason?: ExitReason): void
}

export type ExitReason = 'oom'

/** How a health check's command ended, and how many milliseconds of AWS time it took (0 when absent). */
export type Checked = { exitCode: number; afterMs?: number }

export type Container = {
  /** Answers HTTP for the container; rejects while it does not listen. */
  endpoint: Endpoint
  /** Process id, where there is a process. */
  pid: number | undefined
  /** Runs a health check inside the container: `['CMD', …]` or `['CMD-SHELL', line]`. Gives up when `signal` says so. */
  check(command: string[], signal: AbortSignal): Promise<Checked>
  /** SIGTERM now, SIGKILL after `graceMs` of AWS time. */
  stop(graceMs: number): void
  /** SIGKILL now. */
  kill(): void
}

/** Starts a container. Rejects with an `Error` in the words of `runc` when that cannot be done. */
export type Runtime = (spec: ContainerSpec) => Promise<Container>
