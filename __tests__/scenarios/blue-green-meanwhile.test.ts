// What if others change what a shift moves, just when it matters?
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Colours } from '../colours.ts'
import { again, type During, killAll, quick, shiftWhile, writesOf } from '../shift-while.ts'

let web: Colours
afterEach(() => web.close())
const shift = async (given: Parameters<typeof shiftWhile>[0]) => {
  const shifted = await shiftWhile(given)
  web = shifted.web
  return shifted
}
const deploy: During[0][1] = async ({ web }) => {
  await web.revise({ answers: [{ body: 'v3' }] })
  await web.ecs('UpdateService', { service: 'web-green', taskDefinition: 'web:3' })
}

describe('somebody deletes the production rule', () => {
  const gone = async ({ web }: { web: Colours }) => {
    await web.elb('DeleteRule', { RuleArn: web.rule })
  }

  test('it is named, nothing is written, and nothing is said of traffic that nobody knows', async () => {
    const { ended, last } = await shift({ during: [[150, gone]] })
    expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', 'live-verified': 'false' })
    expect(ended.outputs).toMatchObject({ 'live-revision': '', weights: '', step: '' })
    expect(last).toContain(
      `Held: the listener rule ${web.rule} is gone (somebody deleted it), so the listener's next rule`,
    )
    expect(last).toMatch(
      /What is live is not known; .* Make the rule again with all of its traffic to web-blue, then run/,
    )
    expect(last).not.toMatch(/healthy target|check the input/)
    expect(ended.code).toBe(1)
    expect(writesOf(web)).toHaveLength(2)
  })

  test('also when the job is cancelled then', async () => {
    const cancel: During = [
      [171, gone],
      [172, ({ begun }) => begun.child.kill('SIGINT')],
    ]
    const { ended, last } = await shift({ during: cancel })
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'needs-human', weights: '' })
    expect(last).toMatch(/^Error: ✗ Cancelled; the listener rule .* is gone/)
  })
})

describe('somebody deploys to green', () => {
  test('between two looks at the services: it gets no more traffic', async () => {
    const { ended, last } = await shift({ during: [[150, deploy]] })
    expect(ended.outputs).toMatchObject({ verdict: 'held', weights: 'blue=50 green=50' })
    expect(last).toMatch(/somebody deployed to web-green: it is on web:3 now, and was on web:2\./)
    expect(writesOf(web).at(-1)).toEqual({ 'web-blue': 50, 'web-green': 50 })
  })

  test('just before blue would give its tasks back: it keeps them', async () => {
    const { ended } = await shift({ during: [[380, deploy]] })
    expect(ended.outputs).toMatchObject({ verdict: 'held', 'live-revision': 'web:3' })
    expect((await web.describe('blue'))?.desiredCount).toBe(2)
  })
})

test('somebody gives blue traffic as it gives its tasks back: it gets them again', async () => {
  let done = false
  const { ended, lines } = await shift({
    world: web =>
      web.sandbox.faults.order({
        operation: 'UpdateService',
        where({ input }) {
          const { service, desiredCount } = input as { service: string; desiredCount?: number }
          if (done || service !== 'web-blue' || desiredCount !== 0) return false
          done = true
          const TargetGroups = [
            { TargetGroupArn: web.groups.blue, Weight: 100 },
            { TargetGroupArn: web.groups.green, Weight: 0 },
          ]
          void web.elb('ModifyRule', {
            RuleArn: web.rule,
            Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
          })
          return false
        },
        effect: 'drop',
      }),
  })
  expect(ended.outputs).toMatchObject({ verdict: 'held', weights: 'blue=100 green=0' })
  expect(lines.join('\n')).toMatch(/web-blue: gets its 2 tasks back, as it has traffic again/)
  // What ECS shows follows what it took by moments.
  await web.clock.advance(90_000)
  expect((await web.describe('blue'))?.runningCount).toBe(2)
})

describe('blue is scaled to none', () => {
  const none: During[0][1] = ({ web }) => web.ecs('UpdateService', { service: 'web-blue', desiredCount: 0 })

  test.each([
    [165, 200, 'blue=50 green=50'],
    [250, 330, 'blue=0 green=100'],
  ])(
    'and the job is cancelled: weights stay, blue is asked for, and that is said (%d s, %d s)',
    async (at, cancelled, weights) => {
      const during: During = [
        [at, none],
        [cancelled, ({ begun }) => begun.child.kill('SIGINT')],
      ]
      const { ended, last } = await shift({ during })
      expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'needs-human', weights })
      expect(last).toMatch(
        /✗ Cancelled; blue has no healthy target, so the weights stay as they are\. .*resume: rollback/,
      )
      expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({ severity: 'critical', verdict: 'cancelled' })
      await web.clock.advance(90_000)
      expect((await web.describe('blue'))?.runningCount).toBe(2)
      expect((await again(web, { ...quick, resume: 'rollback' })).ended.outputs).toMatchObject({
        ...{ verdict: 'reverted', weights: 'blue=100 green=0' },
      })
    },
  )

  test('after a run was killed: a way back brings it up, to the size of green', async () => {
    await shift({ during: [[260, ({ begun }) => begun.child.kill('SIGKILL')]] })
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 0 })
    await web.clock.advance(30_000)
    const { ended, lines } = await again(web, { ...quick, resume: 'rollback' })
    expect(lines[0]).toMatch(
      /web-green on web:2 \(2 tasks\) has all of the traffic already; all of it goes back to web-blue/,
    )
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-revision': 'web:1', weights: 'blue=100 green=0' })
    expect((await web.describe('blue'))?.runningCount).toBe(2)
  })
})

test('a job that is cancelled between two looks goes back at once', async () => {
  for (const second of [37, 270, 358]) {
    const { ended } = await shift({ during: [[second, ({ begun }) => begun.child.kill('SIGINT')]] })
    expect([second, ended.outputs.verdict, ended.outputs.remedy]).toEqual([second, 'cancelled', 'reverted'])
    if (second !== 358) await web.close()
  }
})

describe('what called for going back is told', () => {
  test('also when blue had to be brought up first', async () => {
    const both: During[0][1] = async ({ web }) => {
      await killAll(web, 'web-blue')
      await killAll(web, 'web-green')
    }
    const during = Array.from({ length: 9 }, (_, i): During[0] => [150 + 15 * i, both])
    const { ended, lines } = await shift({ during })
    expect(lines.join('\n')).toMatch(/blue has no healthy target: it is brought up first/)
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'breached-metric': 'healthy targets', value: '0' })
    expect(ended.outputs.threshold).toMatch(/^\d+$/)
    expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({
      title: 'web: web:2 does harm',
      metric: 'healthy targets',
    })
  })

  test('also while blue is kept', async () => {
    const ill: During = [[2400, ({ web }) => web.sandbox.traffic.behave({ revision: 'web:2', errorRate: 0.9 })]]
    const { ended } = await shift({ inputs: { bake: '10m', 'keep-blue-for': '60m' }, during: ill })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'breached-metric': 'error rate', threshold: '0.5 %' })
  })
})
