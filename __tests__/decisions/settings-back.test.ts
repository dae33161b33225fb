import { expect, test } from '@jest/globals'
import { settingsBack } from '../../src/decisions/settings.ts'
import { service } from './facts.ts'

const before = service([], { desired: 3, minimumHealthyPercent: 50, alarms: ['a'], gracePeriod: 60 })

test.each<[string, Parameters<typeof settingsBack>[0], object]>([
  ['nothing was changed', {}, {}],
  ['the number of tasks', { desiredCount: 0 }, { desiredCount: 3 }],
  ['the grace period', { healthCheckGracePeriodSeconds: 5 }, { healthCheckGracePeriodSeconds: 60 }],
  [
    'members of the configuration, and no others',
    { configuration: { minimumHealthyPercent: 0, alarms: {} } },
    { configuration: { minimumHealthyPercent: 50, alarms: { alarmNames: ['a'], enable: true, rollback: true } } },
  ],
  [
    'the circuit breaker',
    { configuration: { deploymentCircuitBreaker: {} } },
    { configuration: { deploymentCircuitBreaker: { enable: true, rollback: true } } },
  ],
])('what a service gets back when this was changed: %s', (_, changed, expected) => {
  expect(settingsBack(changed, before)).toEqual(expected)
})

test('what ECS showed no value of gets its default, and no alarms are none', () => {
  const bare = service([], { minimumHealthyPercent: undefined, maximumPercent: undefined, gracePeriod: undefined })
  const changed = {
    healthCheckGracePeriodSeconds: 1,
    configuration: { minimumHealthyPercent: 1, maximumPercent: 1, alarms: {} },
  }
  expect(settingsBack(changed, bare)).toEqual({
    healthCheckGracePeriodSeconds: 0,
    configuration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      alarms: { alarmNames: [], enable: false, rollback: false },
    },
  })
})
