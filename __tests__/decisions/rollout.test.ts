import { describe, expect, test } from '@jest/globals'
import { judgeRollout } from '../../src/decisions/rollout.ts'
import type { Snapshot } from '../../src/decisions/snapshot.ts'
import { deployment, following, newer, old, rules, seen, target, task } from './facts.ts'

const judge = (...snapshots: Snapshot[]) => judgeRollout(following, snapshots, rules)

describe('the verdict on a rollout', () => {
  test.each<[string, Snapshot, string, string]>([
    ['completed, nothing else running: succeeded', seen([deployment()]), 'succeeded', '2 of 2 tasks'],
    [
      'all counts right but not completed: not yet',
      seen([deployment({ state: 'in-progress' })]),
      'progressing',
      'does not call',
    ],
    [
      'a Classic Load Balancer gives no state: counts decide',
      seen([deployment({ state: undefined })]),
      'succeeded',
      '',
    ],
    ['one task short: not yet', seen([deployment({ running: 1, pending: 1 })]), 'progressing', '1 of 2 tasks'],
    ['an old task still drains: not yet', seen([deployment(), old({ running: 1 })]), 'progressing', 'draining'],
    ['the old deployment is empty: succeeded', seen([old({ running: 0 }), deployment()]), 'succeeded', ''],
    [
      'wants no task: failed',
      seen([deployment({ desired: 0, running: 0 })], 60_000, {}, { desired: 0 }),
      'failed',
      'desired count 0',
    ],
    [
      'failed, and another is primary: rolled back',
      seen([
        deployment({
          primary: false,
          state: 'failed',
          reason: 'ECS deployment circuit breaker: tasks failed to start.',
        }),
        newer({ revision: 'web:1', reason: 'ECS deployment circuit breaker: rolling back to ecs-svc/3.' }),
      ]),
      'rolled-back',
      'circuit breaker',
    ],
    [
      'failed, and somebody deployed over it: failed',
      seen([deployment({ primary: false, state: 'failed', reason: 'ECS deployment circuit breaker: x' }), newer()]),
      'failed',
      'circuit breaker',
    ],
    [
      'failed without a rollback: failed',
      seen([deployment({ state: 'failed', reason: 'ECS deployment circuit breaker: tasks failed to start.' }), old()]),
      'failed',
      'circuit breaker',
    ],
    [
      'gone, and the primary says it rolls back: rolled back',
      seen([
        newer({ revision: 'web:1', reason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.' }),
      ]),
      'rolled-back',
      'circuit breaker',
    ],
    [
      'an alarm rolled it back',
      seen([newer({ reason: 'Service deployment rolled back because alarm detected.' })]),
      'rolled-back',
      'alarm',
    ],
    [
      'the old id is primary again after ours failed: rolled back',
      seen([deployment({ primary: false, state: 'failed' }), old({ primary: true })]),
      'rolled-back',
      '',
    ],
    [
      'a newer deployment is primary: superseded',
      seen([deployment({ primary: false, state: 'in-progress' }), newer()]),
      'superseded',
      'web:3',
    ],
    ['gone, and a newer one is primary: superseded', seen([newer()]), 'superseded', 'web:3'],
    [
      'first shown is a predecessor that is a rollback: not yet, it undoes what came before us',
      seen([old({ primary: true, state: 'in-progress', reason: 'rolling back to deploymentId ecs-svc/1.' })]),
      'progressing',
      'does not show the deployment of web:2 yet',
    ],
    [
      'a task fewer is listed than counted: not yet',
      seen([deployment()], 60_000, { tasks: [task('1')] }),
      'progressing',
      'ECS lists 1 of 2 tasks so far',
    ],
    ['an answer older than our update: not yet', seen([old({ primary: true })]), 'progressing', 'does not show'],
    [
      'the old one is primary again and done, and only the events tell why: rolled back',
      seen(
        [old({ primary: true })],
        60_000,
        {},
        {
          events: [
            {
              id: '1',
              at: 2000,
              text: '(service web) (deployment ecs-svc/2) deployment failed: tasks failed to start.',
            },
          ],
        },
      ),
      'rolled-back',
      'circuit breaker',
    ],
    [
      'a deployment that wants no task yet, of a service that does: not yet',
      seen([deployment({ desired: 0, running: 0, state: undefined })]),
      'progressing',
      '0 of 2',
    ],
    ['an answer without any deployment: not yet', seen([]), 'progressing', 'does not show'],
    ['the service was deleted: failed', seen([], 60_000, {}, { active: false }), 'failed', 'deleted'],
    ['the service is unknown: failed', { at: 60_000, service: undefined }, 'failed', 'deleted'],
    [
      'nothing by the limit: timed out, with the reason',
      seen([deployment({ running: 1 })], 600_000),
      'timed-out',
      '1 of 2 tasks',
    ],
    ['well at the very limit: succeeded', seen([deployment()], 600_000), 'succeeded', ''],
    [
      'a task is unhealthy: not yet',
      seen([deployment()], 60_000, { tasks: [task('1'), task('2', { health: 'unhealthy' })] }),
      'progressing',
      'task 2 is unhealthy',
    ],
    [
      'a task is on its way down: not yet',
      seen([deployment()], 60_000, { tasks: [task('1', { status: 'DEACTIVATING' })] }),
      'progressing',
      'DEACTIVATING',
    ],
    [
      'an unhealthy task of the old revision is not ours',
      seen([deployment()], 60_000, {
        tasks: [task('1'), task('2'), task('3', { deployment: 'ecs-svc/1', health: 'unhealthy' })],
      }),
      'succeeded',
      '',
    ],
    [
      'a target is unhealthy: not yet, in its words',
      seen(
        [deployment()],
        60_000,
        { tasks: [task('1')], targets: [target('1', 'unhealthy', 'codes: [500]')] },
        { targetGroups: ['tg'] },
      ),
      'progressing',
      'codes: [500]',
    ],
    [
      'a target is still checked: not yet',
      seen([deployment()], 60_000, { tasks: [task('1')], targets: [target('1', 'initial')] }, { targetGroups: ['tg'] }),
      'progressing',
      'initial',
    ],
    [
      'a task is no target yet: not yet',
      seen([deployment()], 60_000, { tasks: [task('1'), task('2')], targets: [target('1')] }, { targetGroups: ['tg'] }),
      'progressing',
      'all 2 tasks',
    ],
    [
      'the group is empty: not yet',
      seen([deployment()], 60_000, { tasks: [task('1')], targets: [] }, { targetGroups: ['tg'] }),
      'progressing',
      'all 1 tasks',
    ],
    [
      'an old target that drains is not ours',
      seen(
        [deployment()],
        60_000,
        { tasks: [task('1'), task('2')], targets: [target('1'), target('2'), target('9', 'draining')] },
        { targetGroups: ['tg'] },
      ),
      'succeeded',
      '',
    ],
    [
      'tasks may not be seen, a target is ill: not yet',
      seen([deployment()], 60_000, { targets: [target('1', 'unhealthy')] }, { targetGroups: ['tg'] }),
      'progressing',
      'unhealthy',
    ],
  ])('%s', (_, snapshot, verdict, because) => {
    const judgement = judge(snapshot)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.because).toContain(because)
  })
})
