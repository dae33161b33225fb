// On what does a task or a service run?
import { reader } from '../check.ts'
import type { Fields } from '../service.ts'
import { invalid, refuse } from './refuse.ts'
import type { Cluster } from './world.ts'

/** Either a launch type or a strategy of capacity providers, as the API shows it. */
export type Launch = { launchType: string } | { capacityProviderStrategy: Fields[] }

/**
 * What the input says, else the cluster's default strategy, else EC2, as AWS does. Throws `InvalidParameterException`
 * when both are given.
 */
export function launchOf({ settings }: Cluster, input: Fields): Launch {
  const read = reader(input, invalid)
  const launchType = read.maybeText('launchType', { oneOf: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] })
  const strategy = read.structures('capacityProviderStrategy')
  if (launchType !== undefined && strategy.length > 0)
    throw refuse.parameter(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  if (strategy.length > 0) return { capacityProviderStrategy: strategy }
  if (launchType !== undefined) return { launchType }
  const usual = reader(settings, invalid).structures('defaultCapacityProviderStrategy')
  return usual.length > 0 ? { capacityProviderStrategy: usual } : { launchType: 'EC2' }
}

/** Whether Fargate runs it, at the usual price or at Spot's; the sandbox has no other machines. */
export function onFargate(launch: Launch): boolean {
  return 'launchType' in launch
    ? launch.launchType === 'FARGATE'
    : launch.capacityProviderStrategy.every(({ capacityProvider }) => String(capacityProvider).startsWith('FARGATE'))
}

/**
 * A task's members, by those of the call or service that started it: its launch type, and its capacity provider when
 * there is a strategy, always the first one.
 */
export function shownLaunch(settings: Fields): Fields {
  const [provider] = reader(settings, invalid).structures('capacityProviderStrategy')
  if (!provider) return { launchType: settings.launchType }
  return { launchType: 'FARGATE', capacityProviderName: provider.capacityProvider }
}
