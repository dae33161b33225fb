// Is green watched as long as blue is kept, and is what others do to either side noticed?
import { afterEach, expect, test } from '@jest/globals'
import { type Colours, colours } from '../colours.ts'
import type { Ended } from '../play.ts'

let web: Colours
let flow: ReturnType<Colours['sandbox']['traffic']['order']>
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)

/** A shift with a long keep, 40 requests a second, and what happens at so many seconds after the first weight. */
async function shifted(bake: string, happens: [second: number, act: (revision: string) => unknown][]): Promise<Ended> {
  web = await colours()
  const revision = await web.revise()
  flow = web.sandbox.traffic.order({ to: web.loadBalancer, rps: 40 })
  let begun = false
  web.sandbox.faults.order({
    operation: 'ModifyRule',
    where() {
      if (!begun)
        for (const [second, act] of happens) web.clock.after(second * 1000, async () => void (await act(revision)))
      begun = true
      return false
    },
    effect: 'drop',
  })
  return web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, 'task-definition': revision, bake, 'keep-blue-for': '60m' },
  })
}
const scale = (colour: 'blue' | 'green', desiredCount: number) =>
  web.ecs('UpdateService', { service: `web-${colour}`, desiredCount })

test('a green that becomes harmful while blue is kept goes back, and blue keeps its tasks', async () => {
  const ended = await shifted('10m', [[2400, revision => flow.behave({ revision, errorRate: 0.5 })]])
  expect(ended.code).toBe(1)
  expect(ended.outputs).toMatchObject({ verdict: 'reverted', remedy: 'reverted', 'live-revision': 'web:1' })
  expect(await web.weights()).toEqual({ 'web-blue': 100 })
  expect(await web.describe('blue')).toMatchObject({ desiredCount: 2, runningCount: 2 })
})

test('a green that loses its tasks while blue is kept goes back', async () => {
  const ended = await shifted('10m', [[2400, () => scale('green', 0)]])
  expect(lastLine(ended)).toMatch(/^Error: ✗ web:2 was reverted: .*web:1 is live \(web-blue\)/)
  expect(await web.describe('blue')).toMatchObject({ desiredCount: 2, runningCount: 2 })
})

test('a blue that loses its tasks with half of the traffic is said, and brought up again', async () => {
  const ended = await shifted('15m', [[1200, () => scale('blue', 0)]])
  expect(ended.code).toBe(0)
  expect(ended.log).toMatch(
    /Warning: web: web-blue has no task that runs, and 50 % of the traffic: it is brought up again\./,
  )
  expect(web.sandbox.traffic.ledger.sum().lost).toBeLessThan(40 * 0.5 * 240)
})

test('another revision on green’s service is held, and told as what is live', async () => {
  const ended = await shifted('15m', [
    [
      2000,
      async () =>
        web.ecs('UpdateService', {
          service: 'web-green',
          taskDefinition: await web.revise({ answers: [{ body: 'v3' }] }),
        }),
    ],
  ])
  expect(ended.code).toBe(1)
  expect(lastLine(ended)).toMatch(
    /^Error: ✗ Held: somebody deployed to web-green: it is on web:3 now, and was on web:2\. web:3 is live/,
  )
  expect(ended.outputs).toMatchObject({ verdict: 'held', 'live-revision': 'web:3', 'live-service': 'web-green' })
})

test('weights that somebody else set are told as they are', async () => {
  const ended = await shifted('10m', [
    [
      2400,
      async () => {
        const forward = [web.groups.blue, web.groups.green].map((TargetGroupArn, i) => ({
          TargetGroupArn,
          Weight: i === 0 ? 100 : 0,
        }))
        await web.elb('ModifyRule', {
          RuleArn: web.rule,
          Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: forward } }],
        })
      },
    ],
  ])
  expect(ended.outputs).toMatchObject({
    verdict: 'held',
    'live-revision': 'web:1',
    'live-service': 'web-blue',
    weights: 'blue=100 green=0',
  })
})
