// What of the outside world may an action use?
import { machineClock } from './io/clock.ts'
import { runner } from './io/runner.ts'

/** The ports, each loaded and built on first use, so that an action pays only for what it touches. */
export function createWorld(cancel: AbortSignal) {
  return {
    runner,
    clock: machineClock,
    /** Aborted when the job is cancelled. */
    cancel,
    ecs: async (region?: string) => (await import('./io/ecs.ts')).ecs(region),
    loadBalancer: async (region?: string) => (await import('./io/load-balancer.ts')).loadBalancer(region),
    registry: async (region: string) => (await import('./io/registry.ts')).registry(region),
    tasks: async (region?: string) => (await import('./io/tasks.ts')).tasks(region),
    logs: async (region?: string) => (await import('./io/logs.ts')).logs(region),
    secrets: async (region?: string) => (await import('./io/secrets.ts')).secrets(region),
    roles: async () => (await import('./io/roles.ts')).roles(),
    alarms: async (region?: string) => (await import('./io/alarms.ts')).alarms(region),
    account: async (region?: string) => (await import('./io/account.ts')).account(region),
    /** For work that may outlast the job's credentials. */
    keepRole: async () => (await import('./io/account.ts')).keepRole(),
    docker: async () => (await import('./io/docker.ts')).docker(),
    github: async (token: string) => (await import('./io/github.ts')).github(token),
    http: () => import('./io/http.ts'),
    event: async () => (await import('./io/event.ts')).readEvent(),
    files: async () => (await import('./io/files.ts')).files,
  }
}

export type World = ReturnType<typeof createWorld>
