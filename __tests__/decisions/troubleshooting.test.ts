import { describe, expect, test } from '@jest/globals'
import { explainRollout } from '../../src/decisions/diagnosis.ts'
import { ended, exited, symptoms, target } from './facts.ts'

const unhealthy = (event: string) =>
  `(service web) (port 80) is unhealthy in (target-group tg) due to (reason ${event})`
const failsHealth = (id: string) =>
  ended(id, 'ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group tg)')

describe('the hints of the troubleshooting guide that a rollout answers to', () => {
  test('stuck waiting, as health checks fail: logs, endpoint, security groups, secrets', () => {
    const { next, evidence } = explainRollout(
      symptoms({ targets: [target('1', 'unhealthy', 'codes: [503]')], logLines: ['no database'] }),
    )
    for (const hint of [/logs/, /health check path/, /security group/, /secrets/]) expect(next).toMatch(hint)
    expect(evidence).toEqual(['target 10.0.0.1:80 is unhealthy: codes: [503]', 'log: no database'])
  })

  test('stuck waiting, with nothing to see: logs, health check, security groups, secrets, and the last events', () => {
    const { next, evidence } = explainRollout(symptoms({ events: ['(service web) has started 2 tasks.'] }))
    for (const hint of [/logs/, /health check/, /security groups/, /secrets/]) expect(next).toMatch(hint)
    expect(evidence).toEqual(['event: (service web) has started 2 tasks.'])
  })

  test('image not found: push step, repository, credentials', () => {
    const { next } = explainRollout(
      symptoms({ stopped: [ended('1', 'TaskFailedToStart', 'CannotPullContainerError: manifest unknown')] }),
    )
    for (const hint of [/push step/, /repository/, /credentials/]) expect(next).toMatch(hint)
  })

  test('the circuit breaker fired on a crash: logs, environment and secrets, the image run by itself, the database', () => {
    const { cause, next } = explainRollout(symptoms({ stopped: [exited('1', 1)] }))
    expect(cause).toContain('exited with code 1')
    for (const hint of [/log lines/, /environment and secrets/, /run web:2's image/, /database/])
      expect(next).toMatch(hint)
  })

  test('the circuit breaker fired on health: logs, what it depends on, and the path', () => {
    const { cause, next } = explainRollout(
      symptoms({ stopped: [failsHealth('1')], events: [unhealthy('codes: [500]')] }),
    )
    expect(cause).toContain('codes: [500]')
    for (const hint of [/logs/, /secrets, database/, /health check path/]) expect(next).toMatch(hint)
  })
})
