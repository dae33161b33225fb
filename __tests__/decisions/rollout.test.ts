import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { judgeRollout, type Rules } from '../../src/decisions/rollout.ts'
import type { Deployment, Following, Service, Snapshot, TargetFacts, TaskFacts } from '../../src/decisions/snapshot.ts'

const following: Following = { deployment: 'ecs-svc/2', revision: 'web:2', createdAt: 1000 }
const rules: Rules = {
  until: 600_000,
  settle: 0,
  allowZero: false,
  waitFor: 'drained',
  requireLogs: false,
  hopelessAfter: undefined,
}

const deployment = (more: Partial<Deployment> = {}): Deployment => ({
  id: 'ecs-svc/2',
  primary: true,
  revision: 'web:2',
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  state: 'completed',
  reason: '',
  createdAt: 1000,
  ...more,
})
const old = (more: Partial<Deployment> = {}) =>
  deployment({ id: 'ecs-svc/1', primary: false, revision: 'web:1', createdAt: 1, ...more })
const newer = (more: Partial<Deployment> = {}) =>
  deployment({ id: 'ecs-svc/3', revision: 'web:3', createdAt: 2000, state: 'in-progress', ...more })

const service = (deployments: Deployment[], more: Partial<Service> = {}): Service => ({
  arn: 'arn:aws:ecs:ap-south-1:127214192604:service/staging/web',
  name: 'web',
  cluster: 'staging',
  active: true,
  controller: 'ECS',
  desired: 2,
  running: 2,
  revision: 'web:2',
  deployments,
  events: [],
  targetGroups: [],
  strategy: 'ROLLING',
  breaker: { enabled: true, rollback: true },
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  gracePeriod: undefined,
  alarms: [],
  ...more,
})
const task = (id: string, more: Partial<TaskFacts> = {}): TaskFacts => ({
  id,
  deployment: 'ecs-svc/2',
  revision: 'web:2',
  status: 'RUNNING',
  health: 'unknown',
  createdAt: 1500,
  startedAt: 2000,
  stoppedAt: undefined,
  stopCode: undefined,
  stoppedReason: undefined,
  address: `10.0.0.${id}`,
  containers: [],
  ...more,
})
const both = (more: Partial<TaskFacts>) => [task('1', more), task('2', more)]
const target = (id: string, state = 'healthy', reason?: string): TargetFacts => ({
  group: 'tg',
  id: `10.0.0.${id}`,
  port: 80,
  state,
  reason,
})
const seen = (
  deployments: Deployment[],
  at = 60_000,
  more: Partial<Snapshot> = {},
  change: Partial<Service> = {},
): Snapshot => ({
  at,
  service: service(deployments, change),
  ...more,
})
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
    [
      'tasks of two old revisions still drain: not yet',
      seen([old({ id: 'ecs-svc/0', revision: 'web:0', running: 1 }), deployment(), old({ running: 2 })]),
      'progressing',
      "3 of web:0 and web:1's tasks",
    ],
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
        newer({ revision: 'web:1' }),
      ]),
      'rolled-back',
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
      'a task that runs is not listed: not yet',
      seen([deployment()], 60_000, { tasks: [task('1')] }),
      'progressing',
      'lists 1 of the 2 tasks',
    ],
    ['none is listed: not yet', seen([deployment()], 60_000, { tasks: [] }), 'progressing', 'lists 0 of the 2 tasks'],
    [
      'where no deployment is named, tasks of the revision since then are ours',
      seen([deployment()], 60_000, { tasks: both({ deployment: 'web' }) }),
      'succeeded',
      '',
    ],
    [
      'tasks of the revision from before the deployment are not ours',
      seen([deployment()], 60_000, { tasks: both({ deployment: 'web', createdAt: 999 }) }),
      'progressing',
      'lists 0 of the 2 tasks',
    ],
    [
      'tasks of another deployment of the same revision are not ours',
      seen([deployment()], 60_000, { tasks: both({ deployment: 'ecs-svc/1' }) }),
      'progressing',
      'lists 0 of the 2 tasks',
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

  test('a service that wants no task succeeds only when that is allowed', () => {
    const snapshot = seen([deployment({ desired: 0, running: 0 })], 60_000, {}, { desired: 0 })
    expect(judgeRollout(following, [snapshot], { ...rules, allowZero: true })).toMatchObject({
      verdict: 'succeeded',
      because: expect.stringContaining('wants no task'),
    })
  })

  test('tasks must have been up as long as asked, counted from their own start', () => {
    const settling = { ...rules, settle: 30_000 }
    const at = (now: number) => seen([deployment()], now, { tasks: both({ startedAt: 10_000 }) })
    expect(judgeRollout(following, [at(39_999)], settling).verdict).toBe('progressing')
    expect(judgeRollout(following, [at(40_000)], settling).verdict).toBe('succeeded')
  })

  test('tasks that may not be seen settle from when all was first well', () => {
    const settling = { ...rules, settle: 30_000 }
    const well = (now: number) => seen([deployment()], now)
    const ill = seen([deployment({ running: 1 })], 15_000)
    expect(judgeRollout(following, [well(10_000), ill, well(20_000), well(45_000)], settling).verdict).toBe(
      'progressing',
    )
    expect(judgeRollout(following, [well(10_000), well(40_000)], settling).verdict).toBe('succeeded')
  })

  test('what nothing else vouches for must run for half a minute', () => {
    const unset = { ...rules, settle: undefined }
    const running = seen([deployment()], 20_000, { tasks: both({ startedAt: 10_000 }) })
    const checked = seen([deployment()], 20_000, { tasks: both({ startedAt: 10_000, health: 'healthy' }) })
    expect(judgeRollout(following, [running], unset).verdict).toBe('progressing')
    expect(judgeRollout(following, [checked], unset).verdict).toBe('succeeded')
  })
})

describe('for every history', () => {
  const anyDeployment: fc.Arbitrary<Deployment> = fc.record({
    id: fc.constantFrom('ecs-svc/1', 'ecs-svc/2', 'ecs-svc/3'),
    primary: fc.boolean(),
    revision: fc.constantFrom('web:1', 'web:2', 'web:3'),
    desired: fc.nat(3),
    running: fc.nat(3),
    pending: fc.nat(1),
    failed: fc.nat(3),
    state: fc.constantFrom('in-progress' as const, 'completed' as const, 'failed' as const, undefined),
    reason: fc.constantFrom(
      '',
      'ECS deployment circuit breaker: tasks failed to start.',
      'rolling back to deploymentId ecs-svc/1',
    ),
    createdAt: fc.constantFrom(1, 1000, 2000),
  })
  // One deployment of an id, at most one of them primary: what ECS promises.
  const anyDeployments = fc
    .uniqueArray(anyDeployment, { selector: one => one.id, maxLength: 3 })
    .map(all => all.map((one, i) => ({ ...one, primary: i === 0 })))
  const anyTask = fc
    .record({
      id: fc.constantFrom('1', '2', '3'),
      deployment: fc.constantFrom('ecs-svc/1', 'ecs-svc/2'),
      health: fc.constantFrom('healthy' as const, 'unhealthy' as const, 'unknown' as const),
    })
    .map(one => task(one.id, one))
  const anyTarget = fc
    .record({
      id: fc.constantFrom('1', '2', '3'),
      state: fc.constantFrom('healthy', 'unhealthy', 'initial', 'draining'),
    })
    .map(one => target(one.id, one.state))
  const anySnapshot: fc.Arbitrary<Snapshot> = fc
    .record({
      at: fc.integer({ min: 0, max: 700_000 }),
      deployments: anyDeployments,
      active: fc.boolean(),
      tasks: fc.option(fc.array(anyTask, { maxLength: 3 }), { nil: undefined }),
      targets: fc.option(fc.array(anyTarget, { maxLength: 3 }), { nil: undefined }),
      balanced: fc.boolean(),
    })
    .map(({ at, deployments, active, tasks, targets, balanced }) => ({
      at,
      service: service(deployments, { active, targetGroups: balanced ? ['tg'] : [] }),
      ...(tasks ? { tasks } : {}),
      ...(targets ? { targets } : {}),
    }))
  // Random facts hardly ever come to a good end, so that every other snapshot is one that may.
  const anyGoodSnapshot: fc.Arbitrary<Snapshot> = fc
    .record({ at: fc.integer({ min: 0, max: 599_999 }), ill: fc.boolean(), others: fc.nat(1), missing: fc.boolean() })
    .map(({ at, ill, others, missing }) =>
      seen(
        [deployment(), old({ running: others })],
        at,
        {
          tasks: [task('1'), task('2', { health: ill ? 'unhealthy' : 'healthy' })],
          targets: missing ? [] : [target('1'), target('2')],
        },
        { targetGroups: ['tg'] },
      ),
    )
  const anyHistory = fc
    .array(fc.oneof(anySnapshot, anyGoodSnapshot), { minLength: 1, maxLength: 8 })
    .map(all => all.toSorted((a, b) => a.at - b.at))

  test('a final verdict stays as history grows', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (before, after) => {
        const first = judgeRollout(following, before, rules)
        if (first.verdict === 'progressing') return
        expect(judgeRollout(following, [...before, ...after], rules)).toEqual(first)
      }),
    )
  })

  test('succeeded means that our deployment is primary and all of its tasks and targets that were seen are well', () => {
    let successes = 0
    fc.assert(
      fc.property(anyHistory, history => {
        const until = history.findIndex(
          (_, i) => judgeRollout(following, history.slice(0, i + 1), rules).verdict !== 'progressing',
        )
        if (judgeRollout(following, history, rules).verdict !== 'succeeded') return
        successes++
        const { service, tasks = [], targets = [] } = history[until] as Snapshot
        const ours = service?.deployments.find(one => one.id === 'ecs-svc/2')
        expect(ours).toMatchObject({ primary: true })
        expect(ours?.running).toBeGreaterThanOrEqual(service?.desired ?? Number.POSITIVE_INFINITY)
        expect(service?.desired).toBeGreaterThan(0)
        const own = tasks.filter(one => one.deployment === 'ecs-svc/2')
        expect(own.filter(one => one.health === 'unhealthy')).toEqual([])
        expect(targets.filter(one => own.some(each => each.address === one.id) && one.state !== 'healthy')).toEqual([])
      }),
      { numRuns: 2000 },
    )
    expect(successes).toBeGreaterThan(0)
  })

  test('the order within a snapshot does not matter', () => {
    const shuffled = (all: Deployment[]) => all.toReversed()
    fc.assert(
      fc.property(anyHistory, history => {
        const mixed = history.map(one => ({
          ...one,
          service: one.service && { ...one.service, deployments: shuffled(one.service.deployments) },
        }))
        expect(judgeRollout(following, mixed, rules)).toEqual(judgeRollout(following, history, rules))
      }),
    )
  })

  test('a repeated snapshot changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, history => {
        const repeated = history.flatMap(one => [one, one])
        expect(judgeRollout(following, repeated, rules)).toEqual(judgeRollout(following, history, rules))
      }),
    )
  })
})
