// Is green never said of what does not serve?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, colours } from '../colours.ts'
import { quick, shiftWhile, writesOf } from '../shift-while.ts'

let web: Colours
afterEach(() => web.close())
const shift = (revision: string, more: Record<string, string> = {}) =>
  web.stage.run('blue-green-shift', { inputs: { ...web.inputs, ...quick, 'task-definition': revision, ...more } })

describe('a deployment is under way on the service that is live', () => {
  const crashesInPlace = async () => {
    web = await colours()
    const bad = await web.revise({ listenAfterSeconds: 60, exit: { atSecond: 1, code: 1 } })
    await web.ecs('UpdateService', { service: 'web-blue', taskDefinition: bad })
    await web.clock.advance(20_000)
    return bad
  }

  test('what it is asked to run is not live because it was asked for', async () => {
    const { code, log } = await shift(await crashesInPlace())
    expect(code).toBe(1)
    expect(log).toContain(
      'web: web-blue has all of the traffic, and a deployment is under way on it: 0 of 2 tasks of web:2 run, and 2 of web:1: wait until it is over, or go back from it, then run again',
    )
    expect(log).not.toContain('✓')
  })

  test('and nothing is shifted from it', async () => {
    await crashesInPlace()
    const { code, log } = await shift(await web.revise())
    expect(code).toBe(1)
    expect(log).toContain('a deployment is under way on it: 0 of 2 tasks of web:2 run, and 2 of web:1')
    expect(writesOf(web)).toHaveLength(0)
  })

  test('once it is over, it is live', async () => {
    web = await colours()
    const good = await web.revise()
    await web.ecs('UpdateService', { service: 'web-blue', taskDefinition: good })
    await web.clock.advance(120_000)
    const { code, log } = await shift(good)
    expect(log).toContain('✓ Nothing to do: this revision took over before. web:2 is live (web-blue).')
    expect(code).toBe(0)
  })
})

describe('a step that was passed before', () => {
  const halfWay = async (gone: ('blue' | 'green')[]) => {
    web = await colours()
    const revision = await web.revise()
    web.sandbox.traffic.order({ to: web.loadBalancer, rps: 20 })
    await shift(revision, { steps: '50,100', step: '50' })
    for (const colour of gone) await web.ecs('UpdateService', { service: `web-${colour}`, desiredCount: 0 })
    await web.clock.advance(60_000)
    return shift(revision, { steps: '5,50,100', step: '5' })
  }

  test('is nothing to do while both sides have targets', async () => {
    const { code, log } = await halfWay([])
    expect(code).toBe(0)
    expect(log).toMatch(/✓ Nothing to do: step 5 was passed before\. .* Go on with step 100\.\n$/)
  })

  test.each<[('blue' | 'green')[], string, string]>([
    [['green'], 'web-green has 50 % of the traffic and no healthy target', 'Run again with resume: rollback.'],
    [['blue'], 'web-blue has 50 % of the traffic and no healthy target', 'Bring web-blue up.'],
    [
      ['blue', 'green'],
      'web-blue has 50 % of the traffic and no healthy target, and web-green has 50 % of the traffic and no healthy target',
      'Bring web-blue up, then run again with resume: rollback.',
    ],
  ])('is red when %j has traffic and no target', async (gone, cause, next) => {
    const { code, outputs } = await halfWay(gone)
    expect(code).toBe(1)
    expect(outputs).toMatchObject({ verdict: 'held', 'live-verified': 'false', weights: 'blue=50 green=50' })
    expect(outputs).toMatchObject({ cause: `step 5 was passed before, and ${cause}`, 'next-step': next })
    expect(outputs.alert).toContain(cause)
  })
})

describe('scaling that somebody sets between two releases', () => {
  const scaling = async () => {
    const { ScalableTargets } = await web.call('application-autoscaling', 'DescribeScalableTargets', {
      ServiceNamespace: 'ecs',
    })
    type One = { ResourceId: string; MinCapacity: number; SuspendedState: Record<string, boolean> }
    return Object.fromEntries(
      (ScalableTargets as One[]).map(one => [
        one.ResourceId.split('/').at(-1),
        [one.MinCapacity, Object.values(one.SuspendedState).some(Boolean)],
      ]),
    )
  }
  const set = (service: string, more: object) =>
    web.call('application-autoscaling', 'RegisterScalableTarget', {
      ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
      ...{ ResourceId: `service/staging/${service}`, ...more },
    })
  const twice = async (between: () => Promise<unknown>) => {
    web = await colours({ scaled: [2, 8] })
    web.sandbox.traffic.order({ to: web.loadBalancer, rps: 40 })
    await shift(await web.revise())
    expect(await scaling()).toEqual({ 'web-blue': [0, false], 'web-green': [2, false] })
    await between()
    return shift(await web.revise({ answers: [{ body: 'v3' }] }))
  }

  test('stays as they set it, and that is said', async () => {
    const { code, log } = await twice(() => set('web-blue', { MinCapacity: 4, MaxCapacity: 12 }))
    expect(code).toBe(0)
    expect(log).toContain('web-blue: is scaled to 4 tasks at least, as somebody set it since it rested (before: 2)')
    expect(await scaling()).toEqual({ 'web-blue': [4, false], 'web-green': [0, false] })
  })

  test('is as it was before where nobody did', async () => {
    const { log } = await twice(async () => undefined)
    expect(log).toContain('web-blue: is scaled to 2 tasks at least again')
    expect(await scaling()).toEqual({ 'web-blue': [2, false], 'web-green': [0, false] })
  })
})

describe('green is scaled from four tasks to one while blue is kept', () => {
  const scale = (desiredCount: number) => web.ecs('UpdateService', { service: 'web-green', desiredCount })
  /** Seconds from the first weight; all traffic is green's after four minutes, and blue is kept for ten more. */
  const kept = async (during: [second: number, tasks: number][], more: Record<string, string> = {}) => {
    const shifted = await shiftWhile({
      options: { desired: 4 },
      inputs: { ...quick, 'keep-blue-for': '10m', ...more },
      during: during.map(([second, tasks]) => [
        second,
        async meanwhile => {
          web = meanwhile.web
          await scale(tasks)
        },
      ]),
    })
    web = shifted.web
    await web.clock.advance(30_000)
    return shifted
  }
  const lacking = 'green has 1 healthy targets, and 100 % of what 4 tasks carry needs 4'

  test.each(['true', 'false'])('blue keeps its tasks, and that is held (evidence: %s)', async evidence => {
    const { ended } = await kept([[400, 1]], { evidence })
    expect(ended.log).toContain(`web-blue: keeps its tasks for now: ${lacking}`)
    expect(ended.code).toBe(1)
    expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', 'live-revision': 'web:2' })
    expect(ended.outputs).toMatchObject({
      cause: `web-blue keeps its tasks, as for 15m ${lacking}`,
      'next-step': 'Bring web-green to 4 tasks, then run again (with resume: rollback all traffic goes back).',
    })
    expect(await web.describe('blue')).toMatchObject({ desiredCount: 4, runningCount: 4 })
  })

  test('and gives them back once green has enough again', async () => {
    const { ended } = await kept([
      [400, 1],
      [1000, 4],
    ])
    expect(ended.log).toContain(`web-blue: keeps its tasks for now: ${lacking}`)
    expect(ended.outputs).toMatchObject({ verdict: 'finished', weights: 'blue=0 green=100' })
    expect(await web.describe('blue')).toMatchObject({ desiredCount: 0 })
  })

  test('allow-undersized allows that too', async () => {
    const { ended } = await kept([[400, 1]], { 'allow-undersized': 'true' })
    expect(ended.outputs).toMatchObject({ verdict: 'finished' })
    expect(await web.describe('blue')).toMatchObject({ desiredCount: 0 })
  })
})

test('tasks that crash are asked for as soon as their targets come and go', async () => {
  web = await colours()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps: 40 })
  const { log } = await shift(await web.revise({ exit: { atSecond: 20, code: 1 } }), { bake: '5m' })
  const { taskArns } = await web.ecs('ListTasks', { serviceName: 'web-green', desiredStatus: 'STOPPED' })
  const { tasks } = await web.ecs('DescribeTasks', { tasks: taskArns })
  const ends = (tasks as { stoppedAt: number }[]).map(one => one.stoppedAt).sort((a, b) => a - b)
  const back = web.sandbox.journal.calls({ operation: 'ModifyRule' }).at(-1)?.time ?? Number.POSITIVE_INFINITY
  expect(log).toMatch(/all traffic goes back to web-blue: \d tasks of web:2 ended badly/)
  // Two are allowed; targets are looked at every half minute.
  expect(back - (ends[2] ?? 0)).toBeLessThan(35_000)
})
