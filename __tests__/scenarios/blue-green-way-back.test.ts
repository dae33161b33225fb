// Does the way back of an interrupted shift go back, and does it write over nobody?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours } from '../colours.ts'
import { quick, writesOf } from '../shift-while.ts'

let web: Colours
afterEach(() => web.close())

/** A shift from web:1 to web:2 that is killed after so many writes of the weights; 0: when green was asked for. */
async function left(writes: number, options: ColoursOptions = {}, rps = 20): Promise<void> {
  web = await colours(options)
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps })
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision },
  })
  let seen = 0
  const fault = web.sandbox.faults.order({
    where({ operation }) {
      if (operation !== (writes === 0 ? 'UpdateService' : 'ModifyRule')) return false
      seen++
      if (seen === Math.max(1, writes)) begun.child.kill('SIGKILL')
      return seen === Math.max(1, writes)
    },
    effect: 'lost-answer',
  })
  await begun.ended
  fault.cancel()
  await web.clock.advance(60_000)
}

async function next(inputs: Record<string, string>) {
  const ended = await web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': 'web:2', ...inputs },
    env: { GITHUB_RUN_ATTEMPT: '2' },
  })
  const lines = ended.log.trimEnd().split('\n')
  return { ended, lines, last: lines.at(-1) ?? '' }
}

const counts = async () => [(await web.describe('blue'))?.desiredCount, (await web.describe('green'))?.desiredCount]

describe('what a shift left is gone back from to what was before, whatever the inputs name', () => {
  test.each([
    [2, 'web:1', 50],
    [2, 'web:2', 50],
    [3, 'web:1', 100],
    [3, 'web:2', 100],
  ])('after %i weights, with %s', async (writes, named, share) => {
    await left(writes)
    expect((await web.weights())['web-green']).toBe(share)
    const { ended, last } = await next({ resume: 'rollback', 'task-definition': named })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', revision: 'web:2', 'live-service': 'web-blue' })
    expect(last).toMatch(/✗ web:2 was reverted: resume: rollback was asked for\. web:1 is live \(web-blue\)\./)
    await web.clock.advance(30_000)
    expect(await counts()).toEqual([2, 0])
  })

  test('also where what is named cannot be found any more', async () => {
    await left(2)
    const { ended } = await next({ resume: 'rollback', 'task-definition': 'gone:7' })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })

  test('also where the side that has all of it has no healthy target', async () => {
    await left(3)
    await web.ecs('UpdateService', { service: 'web-green', desiredCount: 0 })
    await web.clock.advance(60_000)
    const { ended } = await next({ resume: 'rollback' })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })
})

test.each(['web:1', 'web:2'])(
  'where nothing tells which side is old, nothing goes back, and that is said (%s)',
  async named => {
    await left(2)
    const rule = (await web.rules()).find(one => one.Priority === '9')
    await web.elb('DeleteRule', { RuleArn: rule?.RuleArn })
    const { ended, last } = await next({ resume: 'rollback', 'task-definition': named })
    expect(ended.code).toBe(1)
    expect(last).toMatch(
      /^Error: web: web-blue has 50 % and web-green has 50 % of the traffic, and no test rule with the note of a shift tells which/,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
    expect(writesOf(web)).toHaveLength(2)
  },
)
