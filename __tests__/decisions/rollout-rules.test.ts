import { describe, expect, test } from '@jest/globals'
import { judgeRollout, type Rules, wantsDetails } from '../../src/decisions/rollout.ts'
import type { Deployment, Snapshot, TaskFacts } from '../../src/decisions/snapshot.ts'
import { deployment, following, newer, old, rules, seen, target, task } from './facts.ts'

describe('what the rules ask for', () => {
  test('a service that wants no task succeeds only when that is allowed', () => {
    const snapshot = seen([deployment({ desired: 0, running: 0 })], 60_000, {}, { desired: 0 })
    expect(judgeRollout(following, [snapshot], { ...rules, allowZero: true })).toMatchObject({
      verdict: 'succeeded',
      because: expect.stringContaining('wants no task'),
    })
  })

  test('tasks must have been up as long as asked, counted from their own start', () => {
    const settling = { ...rules, settle: 30_000 }
    const at = (now: number) => seen([deployment()], now, { tasks: [task('1', { startedAt: 10_000 }), task('2')] })
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
    const two = (more: Partial<TaskFacts>) => [task('1', { startedAt: 10_000, ...more }), task('2', more)]
    const at = (now: number, more: Partial<TaskFacts> = {}) => seen([deployment()], now, { tasks: two(more) })
    expect(judgeRollout(following, [at(39_999)], unset).verdict).toBe('progressing')
    expect(judgeRollout(following, [at(40_000)], unset).verdict).toBe('succeeded')
    expect(judgeRollout(following, [at(10_000, { health: 'healthy' })], unset).verdict).toBe('succeeded')
  })

  test('one task with a health check does not vouch for one without', () => {
    const tasks = [task('1', { startedAt: 10_000 }), task('2', { health: 'healthy' })]
    const snapshot = seen([deployment()], 20_000, { tasks })
    expect(judgeRollout(following, [snapshot], { ...rules, settle: undefined }).verdict).toBe('progressing')
  })

  test('what a load balancer vouches for need not settle', () => {
    const snapshot = seen(
      [deployment()],
      2000,
      { tasks: [task('1'), task('2')], targets: [target('1'), target('2')] },
      { targetGroups: ['tg'] },
    )
    expect(judgeRollout(following, [snapshot], { ...rules, settle: undefined }).verdict).toBe('succeeded')
  })

  test('a task without a known start settles from the look that shows it', () => {
    const snapshot = seen([deployment()], 60_000, { tasks: [task('1'), task('2', { startedAt: undefined })] })
    expect(judgeRollout(following, [snapshot], { ...rules, settle: 1 }).verdict).toBe('progressing')
    expect(judgeRollout(following, [snapshot], { ...rules, settle: 0 }).verdict).toBe('succeeded')
  })

  test('when all that serves is enough, old tasks that drain and an open deployment do not hold it up', () => {
    const snapshot = seen([deployment({ state: 'in-progress' }), old({ running: 2 })])
    expect(judgeRollout(following, [snapshot], { ...rules, waitFor: 'serving' })).toEqual({
      verdict: 'succeeded',
      because: '2 of 2 tasks run on web:2',
    })
  })

  test('each new task must have written a line where that is asked, and only ours', () => {
    const tasks = [task('1'), task('2'), task('9', { deployment: 'ecs-svc/1' })]
    const wrote = (...logged: string[]) => [seen([deployment()], 60_000, { tasks, logged })]
    const asked = { ...rules, requireLogs: true }
    expect(judgeRollout(following, wrote('1'), asked).because).toBe('task 2 has written no line yet')
    expect(judgeRollout(following, wrote('1', '2'), asked).verdict).toBe('succeeded')
    expect(judgeRollout(following, wrote(), rules).verdict).toBe('succeeded')
    // Lines that may not be read are lines that were not seen.
    expect(judgeRollout(following, [seen([deployment()], 60_000, { tasks })], asked).verdict).toBe('progressing')
  })

  test('what another service of the release asks for ends it at its last look, unless it has come through', () => {
    const given = { ...rules, giveUp: 'because api failed' }
    const [short, well] = [seen([deployment({ running: 1 })]), seen([deployment()], 70_000)]
    expect(judgeRollout(following, [short, short], given)).toEqual({
      verdict: 'stopped',
      because: 'because api failed',
    })
    expect(judgeRollout(following, [short, { ...short, at: 65_000 }, well], given).verdict).toBe('succeeded')
  })

  test('before the first look nothing is known', () => {
    expect(judgeRollout(following, [], rules)).toEqual({ verdict: 'progressing', because: 'nothing was seen yet' })
  })

  test('details are asked for once its counts are right, and not before', () => {
    expect(wantsDetails(following, seen([deployment()]), rules)).toBe(true)
    expect(wantsDetails(following, seen([deployment({ running: 1 })]), rules)).toBe(false)
    expect(wantsDetails(following, seen([newer()]), rules)).toBe(false)
  })

  test('what is missing for a good verdict is said, so that it is asked for', () => {
    const lacks = (snapshot: Snapshot, more: Partial<Rules> = {}) =>
      judgeRollout(following, [snapshot], { ...rules, ...more }).lacks
    const two = [task('1'), task('2')]
    expect(lacks(seen([deployment({ running: 1 })]))).toBeUndefined()
    expect(lacks(seen([deployment()], 60_000, { tasks: [task('1', { health: 'unhealthy' })] }))).toEqual({
      what: 'tasks',
    })
    expect(lacks(seen([deployment()], 60_000, { tasks: [task('1')] }))).toEqual({ what: 'tasks' })
    expect(lacks(seen([deployment()], 60_000, { targets: [target('1', 'initial')] }))).toEqual({ what: 'targets' })
    expect(lacks(seen([deployment()], 60_000, { tasks: two }), { requireLogs: true })).toEqual({ what: 'logs' })
    const settling = judgeRollout(following, [seen([deployment()], 3000, { tasks: two })], { ...rules, settle: 5000 })
    expect(settling.lacks).toEqual({ what: 'time', at: 7000 })
    expect(settling.because).toBe('the new tasks have not been up long enough yet')
  })

  test('lines that may not be read of tasks that may not be seen hold nothing up', () => {
    expect(judgeRollout(following, [seen([deployment()])], { ...rules, requireLogs: true }).verdict).toBe('succeeded')
  })

  test('all target groups of the service must have all tasks', () => {
    const both = (group: string) => [target('1'), target('2')].map(one => ({ ...one, group }))
    const tasks = [task('1'), task('2')]
    const look = (targets: Snapshot['targets'] = []) =>
      judgeRollout(
        following,
        [seen([deployment()], 60_000, { tasks, targets }, { targetGroups: ['tg', 'internal'] })],
        rules,
      )
    expect(look(both('tg')).because).toBe('the load balancer does not have all 2 tasks as targets yet')
    expect(look([...both('tg'), ...both('internal')]).verdict).toBe('succeeded')
  })

  test('what is named first does not depend on the order of a list', () => {
    const because = (deployments: Deployment[], more: Partial<Snapshot> = {}, targetGroups: string[] = []) =>
      judgeRollout(following, [seen(deployments, 60_000, more, { targetGroups })], rules).because
    const [zero, one] = [old({ id: 'ecs-svc/0', revision: 'web:0', running: 1, pending: 1 }), old({ running: 2 })]
    expect(because([one, deployment(), zero])).toBe("4 of web:0 and web:1's tasks are still draining")
    expect(because([zero, deployment(), one])).toBe("4 of web:0 and web:1's tasks are still draining")
    const ill = ['1', '2', '3'].map(id => task(id, { health: 'unhealthy' }))
    const bad = ['1', '2', '3'].map(id => target(id, 'unhealthy'))
    for (const turn of [ill, ill.toReversed()])
      expect(because([deployment()], { tasks: turn })).toBe('task 1 is unhealthy')
    for (const targets of [bad, bad.toReversed()])
      expect(because([deployment()], { targets }, ['tg'])).toBe('target 10.0.0.1:80 is unhealthy')
  })

  test('tasks that wait to be started are still to come, though enough run', () => {
    expect(judgeRollout(following, [seen([deployment({ running: 2, pending: 1 })])], rules).verdict).toBe('progressing')
  })

  test('tasks of another deployment that wait to be started are still there', () => {
    const snapshot = seen([deployment(), old({ running: 0, pending: 1 })])
    expect(judgeRollout(following, [snapshot], rules).because).toBe("1 of web:1's tasks are still draining")
  })

  test('the first final verdict stands, whatever is seen after it', () => {
    const [short, gone, well] = [
      seen([deployment({ running: 1 })]),
      seen([newer()], 70_000),
      seen([deployment()], 80_000),
    ]
    expect(judgeRollout(following, [short, gone, well], rules).verdict).toBe('superseded')
    expect(judgeRollout(following, [short, well, gone], { ...rules, giveUp: 'api failed' }).verdict).toBe('succeeded')
  })

  test('a good verdict counts the tasks of our deployment', () => {
    const tasks = [task('1'), task('2')]
    expect(judgeRollout(following, [seen([old({ running: 0 }), deployment()], 60_000, { tasks })], rules).because).toBe(
      '2 of 2 tasks run on web:2',
    )
  })
})
