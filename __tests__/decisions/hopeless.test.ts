import { describe, expect, test } from '@jest/globals'
import { whyHopeless } from '../../src/decisions/hopeless.ts'
import { judgeRollout } from '../../src/decisions/rollout.ts'
import type { Deployment, Service, Snapshot, TaskFacts } from '../../src/decisions/snapshot.ts'
import { container, deployment, ended, exited, following, old, rules, seen, target, task } from './facts.ts'

const times = (count: number, one: (id: string) => TaskFacts) =>
  Array.from({ length: count }, (_, i) => one(`${i + 1}`))
const crash = (id: string) => exited(id, 1)
const neverStarted = (reason: string) => (id: string) =>
  ended(id, 'TaskFailedToStart', reason, { containers: [container()] })

/** Ours has no task left, and ECS's circuit breaker is off. */
const look = (
  stopped: TaskFacts[],
  more: Partial<Snapshot> = {},
  change: Partial<Service> = {},
  ours: Partial<Deployment> = {},
) =>
  seen(
    [old({ running: 2 }), deployment({ state: 'in-progress', running: 0, ...ours })],
    60_000,
    { stopped, ...more },
    {
      breaker: { enabled: false, rollback: false },
      ...change,
    },
  )
const why = (snapshot: Snapshot, after?: number) => whyHopeless(following, snapshot, after)
const HOPELESS = '3 tasks ended the same way and none is well'

describe('a rollout is hopeless', () => {
  test('once as many tasks ended the same way as the circuit breaker would count', () => {
    expect(why(look(times(2, crash)))).toBeUndefined()
    expect(why(look(times(3, crash)))).toBe(HOPELESS)
    expect(why(look([]))).toBeUndefined()
    expect(why(look([], { stopped: [] }))).toBeUndefined()
  })

  test.each([
    [1, 3],
    [6, 3],
    [7, 4],
    [100, 50],
    [399, 200],
    [4000, 200],
  ])('of %i wanted tasks %i must have ended', (desired, limit) => {
    expect(why(look(times(limit, crash), {}, { desired }))).toMatch(`${limit} tasks ended`)
    expect(why(look(times(limit - 1, crash), {}, { desired }))).toBeUndefined()
  })

  test('or as often as was asked for', () => {
    expect(why(look(times(1, crash)), 1)).toBe('1 tasks ended the same way and none is well')
    expect(why(look(times(4, crash)), 5)).toBeUndefined()
  })

  test('when what it needs is proven absent, whatever the circuit breaker counts or how few tasks ended', () => {
    const proof = 'the registry does not have registry/app:v2'
    expect(why(look([], { proof }, { breaker: { enabled: true, rollback: true } }))).toBe(proof)
  })

  test('and the verdict on it is failed, with why', () => {
    expect(judgeRollout(following, [look(times(3, crash))], rules)).toEqual({ verdict: 'failed', because: HOPELESS })
    const well = seen([deployment()], 60_000, { proof: 'it is absent' })
    expect(judgeRollout(following, [well], rules).verdict).toBe('succeeded')
  })
})

describe('what counts is the same cause', () => {
  test('of several the most frequent', () => {
    expect(why(look([...times(2, crash), exited('8', 2), exited('9', 2)]))).toBeUndefined()
    expect(why(look([...times(3, crash), exited('9', 2)]))).toBe(HOPELESS)
  })

  test.each([
    ['an image that does not exist', 'CannotPullContainerError: manifest unknown'],
    ['a secret that does not exist', "Secrets Manager can't find the specified secret"],
    ['a log group that does not exist', 'The specified log group does not exist'],
    ['too little memory', 'OutOfMemoryError: Container killed due to memory usage'],
    ['another architecture', 'image Manifest does not contain descriptor matching platform linux/amd64'],
    ['a command that is not there', 'CannotStartContainerError: executable file not found in $PATH'],
    ['an exit', 'Essential container in task exited'],
    ["a container's health", 'Task failed container health checks'],
    ["the load balancer's health check", 'Task failed ELB health checks in (target-group tg)'],
  ])('%s does not mend by itself', (_, reason) => {
    expect(why(look(times(3, neverStarted(reason))))).toBe(HOPELESS)
  })

  test.each([
    ['capacity', 'Capacity is unavailable at this time.'],
    ['a network', 'dial tcp 10.0.0.1:443: i/o timeout'],
    ['a permission to pull', 'CannotPullContainerError: pull access denied'],
    ['a permission to read a secret', 'User is not authorized to perform: secretsmanager:GetSecretValue'],
    ['a registry', 'CannotPullContainerError: toomanyrequests'],
    ['a role', "ECS was unable to assume the role 'arn:aws:iam::111111111111:role/app'"],
    ['somebody who stops tasks', 'Task stopped by user'],
  ])('%s may: it is waited for', (_, reason) => {
    expect(why(look(times(9, neverStarted(reason))))).toBeUndefined()
  })
})

describe('there is hope', () => {
  test('while the circuit breaker has counted enough to decide by itself', () => {
    const breaker = { enabled: true, rollback: true }
    expect(why(look(times(3, crash), {}, { breaker }, { failed: 3 }))).toBeUndefined()
    // It does not count tasks that ran and then ended.
    expect(why(look(times(3, crash), {}, { breaker }, { failed: 2 }))).toBe(HOPELESS)
    expect(why(look(times(3, crash), {}, {}, { failed: 3 }))).toBe(HOPELESS)
  })

  test('while ECS does not show our deployment, or no service', () => {
    expect(why(seen([old({ primary: true })], 60_000, { stopped: times(3, crash) }))).toBeUndefined()
    expect(why({ at: 60_000, service: undefined, stopped: times(3, crash) })).toBeUndefined()
  })

  const beside = (tasks: TaskFacts[] | undefined, more: Partial<Snapshot> = {}, targetGroups: string[] = []) =>
    why(look(times(3, crash), { ...(tasks ? { tasks } : {}), ...more }, { targetGroups }, { running: 1 }))

  test('while a task runs that may not be seen', () => {
    expect(beside(undefined)).toBeUndefined()
  })

  test('while one task is well by its own health check', () => {
    expect(beside([task('8', { health: 'unhealthy' }), task('9', { health: 'healthy' })])).toBeUndefined()
    expect(beside([task('8', { health: 'unhealthy', startedAt: 1 })])).toBe(HOPELESS)
  })

  test('while one without a health check has run for longer than half a minute', () => {
    expect(beside([task('9', { startedAt: 29_999 })])).toBeUndefined()
    expect(beside([task('9', { startedAt: 30_000 })])).toBe(HOPELESS)
    expect(beside([task('9', { startedAt: undefined, status: 'PENDING' })])).toBe(HOPELESS)
  })

  test("but the old revision's tasks are no hope", () => {
    expect(beside([task('9', { deployment: 'ecs-svc/1', health: 'healthy' })])).toBe(HOPELESS)
  })

  test('behind a load balancer while that holds a target of ours healthy, however long tasks run', () => {
    const tasks = [task('8', { startedAt: 1 }), task('9', { startedAt: 1 })]
    const ill = [target('8', 'unhealthy'), target('9', 'initial')]
    expect(beside(tasks, { targets: ill }, ['tg'])).toBe(HOPELESS)
    expect(beside(tasks, { targets: [target('8', 'unhealthy'), target('9')] }, ['tg'])).toBeUndefined()
    expect(beside(tasks, { targets: [...ill, target('7')] }, ['tg'])).toBe(HOPELESS)
  })

  test('in doubt: targets that were not looked at, or that are instances and not tasks', () => {
    const bridged = [task('9', { address: undefined, startedAt: 1 })]
    expect(beside([task('9', { startedAt: 1 })], {}, ['tg'])).toBeUndefined()
    expect(beside([], {}, ['tg'])).toBe(HOPELESS)
    expect(beside(bridged, { targets: [{ ...target('1'), id: 'i-1' }] }, ['tg'])).toBeUndefined()
    expect(beside(bridged, { targets: [{ ...target('1', 'unhealthy'), id: 'i-1' }] }, ['tg'])).toBe(HOPELESS)
  })
})
