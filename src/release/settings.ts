// How does a user ask for rolling settings?
import type { Settings } from '../decisions/settings.ts'
import { count, duration, list, oneOf, type Values } from '../input.ts'

/** Inputs for how ECS deploys; each is sent only when it is set. */
export const settingsInputs = {
  minimumHealthyPercent: count(
    0,
    100,
  )({ description: 'How many tasks must stay healthy, in percent. Unset: left as it is.' }),
  maximumPercent: count(100)({ description: 'How many tasks there may be, in percent. Unset: left as it is.' }),
  circuitBreaker: oneOf(
    'rollback',
    'on',
    'off',
  )({ description: 'ECS’s deployment circuit breaker, with or without rollback. Unset: left as it is.' }),
  healthCheckGracePeriodSeconds: duration('seconds')({
    description: 'How long failing health checks do not count at first. Unset: left as it is.',
  }),
  alarms: list({ description: 'CloudWatch alarms that make ECS roll a deployment back. Unset: left as they are.' }),
  deploymentSettings: oneOf(
    'set',
    'check',
  )({
    description: '`set`: the five settings above are made so. `check`: a service that has others is a warning.',
    default: 'set',
  }),
}

/** The inputs in the words of a decision. */
export const settingsOf = (inputs: Values<typeof settingsInputs>): Settings => ({
  ...inputs,
  gracePeriod: inputs.healthCheckGracePeriodSeconds,
})
