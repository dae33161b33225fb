// Within which bounds does a service deploy?
import { reader } from '../../check.ts'
import type { Fields } from '../../service.ts'
import { invalid, refuse } from '../refuse.ts'
import type { BreakerSettings } from './breaker.ts'
import type { DeploymentConfiguration } from './service.ts'
import { readStrategy } from './strategy.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
const usualConfiguration: DeploymentConfiguration = {
  deploymentCircuitBreaker: {
    enable: false,
    rollback: false,
    resetOnHealthyTask: true,
    thresholdConfiguration: { type: 'BOUNDED_PERCENT', value: 50 },
  },
  maximumPercent: 200,
  minimumHealthyPercent: 100,
  strategy: 'ROLLING',
  bakeTimeInMinutes: 0,
}

/**
 * The configuration with what `given` says; members it leaves out stay as they were, those of the circuit breaker too.
 * Throws `InvalidParameterException` for bounds that block every deployment.
 */
export function readConfiguration(
  given: Fields | undefined,
  before: DeploymentConfiguration = usualConfiguration,
): DeploymentConfiguration {
  if (!given) return before
  const read = reader(given, invalid)
  const breaker = (given.deploymentCircuitBreaker ?? {}) as Partial<BreakerSettings>
  const merged: DeploymentConfiguration = {
    ...before,
    ...given,
    ...readStrategy(given, before),
    maximumPercent: read.maybeNumber('maximumPercent', { min: 0, max: 1000 }) ?? before.maximumPercent,
    minimumHealthyPercent:
      read.maybeNumber('minimumHealthyPercent', { min: 0, max: 1000 }) ?? before.minimumHealthyPercent,
    bakeTimeInMinutes: read.maybeNumber('bakeTimeInMinutes', { min: 0, max: 1440 }) ?? before.bakeTimeInMinutes,
    deploymentCircuitBreaker: { ...before.deploymentCircuitBreaker, ...breaker },
  }
  const { enable: early } = (given.earlySuccessCriteria ?? {}) as { enable?: boolean }
  if (early) throw refuse.notPlayed('early success criteria')
  const { maximumPercent, minimumHealthyPercent } = merged
  if (maximumPercent === 100 && minimumHealthyPercent === 100)
    throw refuse.parameter(
      'Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.',
    )
  if (maximumPercent < 100 || maximumPercent < minimumHealthyPercent)
    throw refuse.parameter('maximumPercent must be at least 100 and greater than minimumHealthyPercent.')
  return merged
}
