import { describe, expect, test } from '@jest/globals'
import { judgeRollout } from '../../src/decisions/rollout.ts'
import type { ServiceDeployment, Snapshot } from '../../src/decisions/snapshot.ts'
import { deployment, following, newer, old, rules, seen } from './facts.ts'

const judge = (...snapshots: Snapshot[]) => judgeRollout(following, snapshots, rules)
const record = (status: string, reason = ''): ServiceDeployment => ({
  arn: 'arn:aws:ecs:eu-west-1:111111111111:service-deployment/staging/web/1',
  status,
  reason,
  stage: undefined,
  weight: undefined,
  alarms: [],
})
const back = old({ primary: true, state: 'in-progress' })
const event = (text: string) => [{ id: '1', at: 2000, text: `(service web) ${text}` }]

// Reasons: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
describe("what ECS's record of the deployment says", () => {
  test.each<[string, ServiceDeployment, object]>([
    [
      'the circuit breaker undoes it',
      record(
        'ROLLBACK_IN_PROGRESS',
        'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      ),
      { verdict: 'rolled-back', because: 'by the circuit breaker', instead: back },
    ],
    [
      'an alarm has undone it',
      record('ROLLBACK_SUCCESSFUL', 'Service deployment rolled back because of one or more active alarms.'),
      { verdict: 'rolled-back', because: 'by ECS because of an alarm', instead: back },
    ],
    [
      'a hook undoes it',
      record('ROLLBACK_REQUESTED', 'Service deployment rolled back because of a lifecycle hook.'),
      { verdict: 'rolled-back', because: 'by ECS', instead: back },
    ],
    [
      'somebody stops it, and it goes back',
      record('ROLLBACK_IN_PROGRESS', 'Service deployment rolled back by user.'),
      { verdict: 'stopped', because: 'somebody stopped the deployment, and ECS rolls it back', instead: back },
    ],
    [
      'somebody asks to stop it',
      record('STOP_REQUESTED', 'Service deployment stopped by a user.'),
      { verdict: 'stopped', because: 'somebody stopped the deployment (StopServiceDeployment)', instead: back },
    ],
    [
      'it cannot be undone',
      record('ROLLBACK_FAILED', 'No rollback candidate was found to run the rollback.'),
      {
        verdict: 'failed',
        because: 'ECS could not roll it back (No rollback candidate was found to run the rollback.)',
        instead: back,
      },
    ],
    [
      'the circuit breaker stopped it, and nothing goes back',
      record('STOPPED', 'Service deployment stopped because the circuit breaker threshold was exceeded.'),
      { verdict: 'failed', because: 'by the circuit breaker' },
    ],
    [
      'an alarm stopped it, and nothing goes back',
      record('STOPPED', 'Service deployment stopped because of one or more active alarms.'),
      { verdict: 'failed', because: 'by ECS because of an alarm' },
    ],
  ])('%s', (_, serviceDeployment, judgement) => {
    const ours = deployment({ primary: false, state: 'failed' })
    expect(judge(seen([ours, back], 60_000, { serviceDeployment }))).toEqual(judgement)
  })

  test('where no deployment is shown beside it, none is named', () => {
    for (const status of ['ROLLBACK_FAILED', 'ROLLBACK_IN_PROGRESS', 'STOPPED'])
      expect(
        judge(seen([], 60_000, { serviceDeployment: record(status, 'Service deployment ended by user.') })),
      ).not.toHaveProperty('instead')
  })

  test('what gave way to a newer deployment is called stopped by ECS, and superseded by us', () => {
    const serviceDeployment = record('STOPPED', 'Service deployment stopped because of a new service deployment.')
    expect(judge(seen([newer()], 60_000, { serviceDeployment })).verdict).toBe('superseded')
  })

  test.each(['PENDING', 'IN_PROGRESS', 'SUCCESSFUL'])('%s leaves it to the counts', status => {
    // A name of ours or of somebody else in a reason decides nothing while all goes well.
    const serviceDeployment = record(status, 'Service deployment started by user, with circuit breaker and alarms.')
    expect(judge(seen([deployment()], 60_000, { serviceDeployment })).verdict).toBe('succeeded')
    expect(judge(seen([deployment({ running: 1 })], 60_000, { serviceDeployment })).verdict).toBe('progressing')
  })
})

describe('what is left to be seen when ours is gone', () => {
  const failed = event('(deployment ecs-svc/2) deployment failed: alarm detected.')

  test('only an event may tell, even before ours was ever shown, and the primary one stands in its place', () => {
    expect(judge(seen([old({ primary: true })], 60_000, {}, { events: failed }))).toEqual({
      verdict: 'rolled-back',
      because: 'by ECS because of an alarm',
      instead: old({ primary: true }),
    })
    expect(judge(seen([], 60_000, {}, { events: failed }))).toEqual({
      verdict: 'failed',
      because: 'by ECS because of an alarm',
    })
  })

  test("another deployment's failure is not ours", () => {
    const events = event('(deployment ecs-svc/1) deployment failed: tasks failed to start.')
    expect(judge(seen([old({ primary: true })], 60_000, {}, { events })).verdict).toBe('progressing')
  })

  test.each(['rolling back to deploymentId ecs-svc/1.', 'Service deployment rolled back.', 'ROLLBACK of ecs-svc/2'])(
    'an earlier deployment that came back under its own id is a rollback when ECS has touched it since ours began: %s',
    reason => {
      const answer = seen([deployment({ state: 'in-progress', running: 0 }), old({ running: 2 })], 10_000)
      const back = seen([old({ primary: true, reason, updatedAt: 1001 })], 20_000)
      const before = seen([old({ primary: true, reason, updatedAt: 1000 })], 20_000)
      expect(judge(answer, back)).toMatchObject({ verdict: 'rolled-back', instead: { id: 'ecs-svc/1' } })
      expect(judge(answer, before).verdict).toBe('progressing')
      const beside = seen([old({ primary: true, reason }), deployment({ primary: false })], 20_000)
      expect(judge(beside).verdict).toBe('rolled-back')
    },
  )

  test('an older answer after ours was shown is waited out', () => {
    const shown = seen([deployment({ state: 'in-progress', running: 0 }), old({ running: 2 })], 10_000)
    expect(judge(shown, seen([old({ primary: true })], 20_000))).toMatchObject({ verdict: 'progressing' })
  })

  test('a failed deployment whose place nobody took has failed, and says by what', () => {
    expect(judge(seen([deployment({ primary: false, state: 'failed', reason: 'ECS deployment failed' })]))).toEqual({
      verdict: 'failed',
      because: 'by ECS',
    })
    const reason = 'tasks failed to start'
    expect(judge(seen([deployment({ state: 'failed', reason })])).because).toBe('by the circuit breaker')
  })

  test('of a later deployment in place of ours that failed, an event tells whether ECS made it', () => {
    const ours = deployment({ primary: false, state: 'failed' })
    const judged = (at: number, text: string) =>
      judge(seen([ours, newer()], 60_000, {}, { events: [{ id: '1', at, text: `(service web) ${text}` }] }))
    const goingBack = 'rolling back to deployment ecs-svc/1.'
    expect(judged(1000, goingBack)).toMatchObject({ verdict: 'rolled-back', instead: newer() })
    // That was of what came before us.
    expect(judged(999, goingBack)).toMatchObject({ verdict: 'failed', instead: newer() })
    expect(judged(1000, 'has started 1 tasks.')).toMatchObject({ verdict: 'failed', instead: newer() })
  })

  test('nothing stands in its place when nothing is primary, or it itself is', () => {
    expect(judge(seen([deployment({ primary: false, state: 'failed' })]))).not.toHaveProperty('instead')
    expect(judge(seen([deployment({ state: 'failed' }), old()]))).not.toHaveProperty('instead')
  })
})
