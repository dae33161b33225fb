// What is ECS asked to run, where, and under which name can it be found again?
import type { Definition } from './task-definition.ts'

export type Network = {
  subnets: string[]
  securityGroups: string[]
  assignPublicIp: 'ENABLED' | 'DISABLED' | undefined
}

export type CapacityProvider = { capacityProvider: string; weight?: number | undefined; base?: number | undefined }

/** On what tasks run: a launch type or a strategy, and the network of `awsvpc` tasks. */
export type Launch = {
  network: Network | undefined
  launchType: string | undefined
  strategy: CapacityProvider[]
  platformVersion: string | undefined
}

/** Everything that is asked of ECS for one run. */
export type TaskRequest = Launch & {
  cluster: string
  /** ARN with its revision. */
  taskDefinition: string
  count: number
  /** The container whose command and environment are overridden. */
  container: string
  command: string[]
  environment: Record<string, string>
  cpu: string | undefined
  memory: string | undefined
  taskRole: string | undefined
  tags: Record<string, string>
}

/**
 * What was asked for, else what the service has, else Fargate. A platform version goes with the service's own launch
 * type only. A task definition of another network mode than `awsvpc` takes no network.
 */
export function chooseLaunch(
  asked: Omit<Launch, 'platformVersion'>,
  service: Launch | undefined,
  { networkMode }: Definition,
): { launch: Launch } | { problem: string } {
  const ownLaunch = asked.launchType === undefined && asked.strategy.length === 0
  const from = ownLaunch ? service : undefined
  const strategy = from?.strategy ?? asked.strategy
  const launchType = strategy.length > 0 ? undefined : (from?.launchType ?? asked.launchType ?? 'FARGATE')
  const network = joinNetworks(asked.network, service?.network)
  if (networkMode === 'awsvpc' && !network?.subnets.length)
    return {
      problem:
        'subnets is empty and the task definition has network mode awsvpc: give subnets, or service to take its network',
    }
  if (networkMode !== 'awsvpc' && asked.network?.subnets.length)
    return {
      problem: `subnets is given, and network mode ${networkMode ?? 'bridge'} of the task definition takes none`,
    }
  return {
    launch: {
      network: networkMode === 'awsvpc' ? network : undefined,
      launchType,
      strategy,
      platformVersion: from?.platformVersion,
    },
  }
}

const joinNetworks = (asked: Network | undefined, service: Network | undefined): Network | undefined =>
  asked || service
    ? {
        subnets: asked?.subnets.length ? asked.subnets : (service?.subnets ?? []),
        securityGroups: asked?.securityGroups.length ? asked.securityGroups : (service?.securityGroups ?? []),
        assignPublicIp: asked?.assignPublicIp ?? service?.assignPublicIp,
      }
    : undefined

/** Reads a capacity provider strategy as ECS takes it; undefined when it is none. */
export function readStrategy(value: unknown): CapacityProvider[] | undefined {
  const isProvider = (one: unknown): one is CapacityProvider => {
    const { capacityProvider, weight = 0, base = 0, ...rest } = (one ?? {}) as Record<string, unknown>
    return (
      typeof capacityProvider === 'string' &&
      Number.isInteger(weight) &&
      Number.isInteger(base) &&
      Object.keys(rest).length === 0
    )
  }
  return Array.isArray(value) && value.length > 0 && value.every(isProvider) ? value : undefined
}

/** Where a job's step stands: the same in each of its attempts. */
export type Place = { repository: string; run: string; job: string; step: string }

/**
 * What makes two runs the same work, as text: the place in the workflow, and what is to run. Network and capacity are
 * left out: work that was done is done, wherever it ran.
 */
export const workOf = (place: Place, request: TaskRequest): string =>
  JSON.stringify([
    place.repository,
    place.run,
    place.job,
    place.step,
    request.cluster,
    request.taskDefinition,
    request.count,
    request.container,
    request.command,
    Object.entries(request.environment).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    request.cpu ?? '',
    request.memory ?? '',
    request.taskRole ?? '',
  ])

/**
 * Names of the n-th try of some work, from a digest of it in hexadecimal: `startedBy` takes up to 128 letters, digits,
 * `-`, `/` and `_`, a client token 64 characters. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export const nameTry = (run: string, digest: string, turn: number): { startedBy: string; token: string } => ({
  startedBy: `ecs-release/${run.replaceAll(/[^\w-]/g, '')}/${digest.slice(0, 16)}/${turn}`,
  token: `${digest.slice(0, 48)}-${turn}`,
})
