// How does a service go from one revision to the next?
import { reader } from '../../check.ts'
import type { Fields } from '../../service.ts'
import { invalid, refuse } from '../refuse.ts'
import type { DeploymentConfiguration, LoadBalancing, Strategy } from './service.ts'
import type { HookSettings } from './shift/hooks.ts'

type Given = Pick<
  DeploymentConfiguration,
  'strategy' | 'lifecycleHooks' | 'linearConfiguration' | 'canaryConfiguration'
>

const strategies: Strategy[] = ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']

/**
 * The strategy and what belongs to it, with AWS's usual figures; members that belong to another strategy go. Throws
 * `InvalidParameterException`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html (…/API_CanaryConfiguration.html)
 */
export function readStrategy(given: Fields, before: Given): Given {
  const strategy = strategies.find(one => one === (given.strategy ?? before.strategy))
  if (!strategy) throw refuse.parameter(`Invalid deployment strategy ${given.strategy}.`)
  for (const [member, its] of [
    ['linearConfiguration', 'LINEAR'],
    ['canaryConfiguration', 'CANARY'],
  ] as const)
    if (given[member] && strategy !== its)
      throw refuse.parameter(`${member} is only valid when the deployment strategy is ${its}.`)
  const lifecycleHooks = given.lifecycleHooks ? readHooks(given) : before.lifecycleHooks
  if (strategy === 'ROLLING' && lifecycleHooks?.length) throw refuse.notPlayed('lifecycle hooks of rolling updates')
  return {
    strategy,
    lifecycleHooks,
    linearConfiguration: strategy === 'LINEAR' ? readLinear(given, before) : undefined,
    canaryConfiguration: strategy === 'CANARY' ? readCanary(given, before) : undefined,
  }
}

const minutes = { min: 0, max: 1440 }

function readLinear({ linearConfiguration = {} }: Fields, before: Given): Given['linearConfiguration'] {
  const read = reader(linearConfiguration as Fields, invalid)
  const usual = before.linearConfiguration ?? { stepPercent: 10, stepBakeTimeInMinutes: 6 }
  return {
    stepPercent: tenths('stepPercent', read.maybeNumber('stepPercent', { min: 3, max: 100 })) ?? usual.stepPercent,
    stepBakeTimeInMinutes: read.maybeNumber('stepBakeTimeInMinutes', minutes) ?? usual.stepBakeTimeInMinutes,
  }
}

function readCanary({ canaryConfiguration = {} }: Fields, before: Given): Given['canaryConfiguration'] {
  const read = reader(canaryConfiguration as Fields, invalid)
  const usual = before.canaryConfiguration ?? { canaryPercent: 5, canaryBakeTimeInMinutes: 10 }
  const percent = tenths('canaryPercent', read.maybeNumber('canaryPercent', { min: 0.1, max: 100 }))
  return {
    canaryPercent: percent ?? usual.canaryPercent,
    canaryBakeTimeInMinutes: read.maybeNumber('canaryBakeTimeInMinutes', minutes) ?? usual.canaryBakeTimeInMinutes,
  }
}

function tenths(member: string, value: number | undefined): number | undefined {
  if (value === undefined || Number.isInteger(Math.round(value * 1e6) / 1e5)) return value
  throw refuse.parameter(`Invalid ${member}: must be a multiple of 0.1`)
}

const pausable = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
]
const most = 10

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html#pause-hooks-configuration-fields */
function readHooks(given: Fields): HookSettings[] {
  const hooks = reader(given, invalid).structures('lifecycleHooks')
  if (hooks.length > most) throw refuse.parameter(`A maximum of ${most} pause hooks can be configured.`)
  return hooks.map(hook => {
    const { targetType = 'AWS_LAMBDA', timeoutConfiguration } = hook
    if (targetType === 'AWS_LAMBDA') throw refuse.notPlayed('lifecycle hooks of type AWS_LAMBDA')
    if (targetType !== 'PAUSE') throw refuse.parameter('Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE')
    const lifecycleStages = reader(hook, invalid).texts('lifecycleStages', { min: 1 })
    if (!lifecycleStages.every(stage => pausable.includes(stage)))
      throw refuse.parameter('Invalid lifecycle stage provided for Pause Hook')
    const read = reader((timeoutConfiguration ?? {}) as Fields, invalid)
    read.maybeNumber('timeoutInMinutes', { min: 1, max: 20_160 })
    read.maybeText('action', { oneOf: ['CONTINUE', 'ROLLBACK'] })
    return { ...hook, targetType, lifecycleStages } as HookSettings
  })
}

/** Refuses by name what of a strategy is not played: traffic that goes through no load balancer. */
export function checkPlayed({ strategy }: Given, settings: Fields & { loadBalancers: LoadBalancing[] }): void {
  if (strategy === 'ROLLING') return
  const { enabled } = (settings.serviceConnectConfiguration ?? {}) as { enabled?: boolean }
  if (enabled) throw refuse.notPlayed(`strategy ${strategy} with Service Connect`)
  if (settings.vpcLatticeConfigurations) throw refuse.notPlayed(`strategy ${strategy} with VPC Lattice`)
  if (strategy !== 'BLUE_GREEN' && settings.loadBalancers.length === 0)
    throw refuse.notPlayed(`strategy ${strategy} without a load balancer`)
}
