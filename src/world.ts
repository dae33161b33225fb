// What of the outside world may an action use?
import { judgeDocker } from './decisions/docker-trouble.ts'
import type { Repository } from './decisions/image.ts'
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
    ecsShift: async (region?: string) => (await import('./io/ecs-shift.ts')).ecsShift(region),
    loadBalancer: async (region?: string) => (await import('./io/load-balancer.ts')).loadBalancer(region),
    listenerRules: async (region?: string, speed?: 'urgent') =>
      (await import('./io/listener-rules.ts')).listenerRules(region, speed),
    targetGroups: async (region?: string) => (await import('./io/target-groups.ts')).targetGroups(region),
    scaling: async (region?: string) => (await import('./io/scaling.ts')).scaling(region),
    serviceCopies: async (region?: string) => (await import('./io/ecs-copies.ts')).serviceCopies(region),
    registry: async (region: string) => (await import('./io/registry.ts')).registry(region),
    tasks: async (region?: string) => (await import('./io/tasks.ts')).tasks(region),
    logs: async (region?: string) => (await import('./io/logs.ts')).logs(region),
    secrets: async (region?: string) => (await import('./io/secrets.ts')).secrets(region),
    roles: async () => (await import('./io/roles.ts')).roles(),
    alarms: async (region?: string) => (await import('./io/alarms.ts')).alarms(region),
    metrics: async (region?: string) => (await import('./io/metrics.ts')).metrics(region),
    account: async (region?: string) => (await import('./io/account.ts')).account(region),
    /** For work that may outlast the job's credentials. */
    keepRole: async () => (await import('./io/account.ts')).keepRole(),
    /** For work whose last call is the one that matters. */
    keepFresh: async () => (await import('./io/account.ts')).keepFresh(),
    docker: async () => (await import('./io/docker.ts')).docker(cancel, judgeDocker),
    images: async (repository: Repository, until = cancel) =>
      (await import('./io/images.ts')).images(repository, until),
    ecr: async (region: string) => (await import('./io/ecr.ts')).ecr(region),
    /** The region whose ECR a repository is in; undefined when it is in another registry. */
    ecrRegion: async (repository: Repository) => (await import('./io/images.ts')).ecrRegion(repository),
    region: async () => (await import('./io/aws.ts')).regionOrFail(undefined),
    oci: async (host: string) => (await import('./io/oci.ts')).oci(host, cancel),
    commitTime: async (sha: string) => (await import('./io/git.ts')).commitTime(sha),
    github: async (token: string) => (await import('./io/github.ts')).github(token),
    http: () => import('./io/http.ts'),
    event: async (asked?: { required: boolean }) => (await import('./io/event.ts')).readEvent(asked),
    temporaryPath: async () => (await import('./io/temporary.ts')).temporaryPath(),
    secretFiles: () => import('./io/temporary.ts'),
    files: async () => (await import('./io/files.ts')).files,
  }
}

export type World = ReturnType<typeof createWorld>
