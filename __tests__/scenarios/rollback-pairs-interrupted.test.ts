// Does the way back of a pair come to the same end wherever it is cut off?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, colours } from '../colours.ts'
import { callsOf, cutOff, cuts, someOf } from '../cut-off.ts'

const REPOSITORY = 'acme/address-api'
let web: Colours
let token: string
afterEach(() => web.close())

/** Green has all of the traffic, and blue has given its tasks back. */
async function open(blue: number) {
  web = await colours({ scaled: [1, 4] })
  token = web.sandbox.github.openJob({
    repository: REPOSITORY,
    ref: 'refs/tags/v0.1.0',
    sha: 'a1b2c3d4'.repeat(5),
    permissions: { deployments: 'write' },
  }).token
  const revision = await web.revise()
  await web.ecs('UpdateService', { service: 'web-green', taskDefinition: revision, desiredCount: 2 })
  await web.clock.advance(180_000)
  const TargetGroups = [
    { TargetGroupArn: web.groups.blue, Weight: 0 },
    { TargetGroupArn: web.groups.green, Weight: 100 },
  ]
  await web.elb('ModifyRule', { RuleArn: web.rule, Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }] })
  if (blue === 0) {
    await atLeast('web-blue', 0)
    await web.elb('AddTags', {
      ResourceArns: [web.groups.blue],
      Tags: [{ Key: 'ecs-release:least', Value: '1' }],
    })
  }
  await web.ecs('UpdateService', { service: 'web-blue', desiredCount: blue })
  await web.clock.advance(180_000)
}
const atLeast = (service: string, MinCapacity: number) =>
  web.call('application-autoscaling', 'RegisterScalableTarget', {
    ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
    ...{ ResourceId: `service/staging/${service}`, MinCapacity, MaxCapacity: 4 },
  })
const step = () => ({ inputs: { ...web.inputs, environment: 'production', 'github-token': token } })

/** What is true when all is over. */
async function end() {
  await web.clock.advance(60_000)
  const sizes = [(await web.describe('blue'))?.desiredCount, (await web.describe('green'))?.desiredCount]
  const { ScalableTargets = [] } = await web.call('application-autoscaling', 'DescribeScalableTargets', {
    ServiceNamespace: 'ecs',
  })
  const scaled = ScalableTargets as {
    ResourceId: string
    MinCapacity: number
    SuspendedState?: Record<string, boolean>
  }[]
  const suspended = scaled.filter(one => Object.values(one.SuspendedState ?? {}).some(Boolean))
  const least = Object.fromEntries(scaled.map(one => [one.ResourceId.split('/').at(-1), one.MinCapacity]))
  const headers = { authorization: `Bearer ${token}` }
  const address = `${web.sandbox.githubUrl}/repos/${REPOSITORY}/deployments`
  const told: unknown[] = []
  for (const { id, payload } of (await (await fetch(address, { headers })).json()) as {
    id: number
    payload: { from: string; to: string }
  }[]) {
    const [newest] = (await (await fetch(`${address}/${id}/statuses`, { headers })).json()) as { state: string }[]
    told.push([payload.from, payload.to, newest?.state])
  }
  return { weights: await web.weights(), sizes, suspended, least, records: told }
}
const GOOD = {
  ...{ weights: { 'web-blue': 100 }, sizes: [2, 0], suspended: [], least: { 'web-blue': 1, 'web-green': 0 } },
  records: [['web:2', 'web:1', 'success']],
}

const CHANGING = /^(ModifyRule|UpdateService|RegisterScalableTarget|AddTags|RemoveTags|POST )/
async function pointsWith(blue: number) {
  await open(blue)
  const calls = await callsOf(web.stage, 'rollback', step())
  await web.close()
  const all = cuts(calls)
  const changing = all.filter(i => CHANGING.test(calls[i] as string))
  return { all, changing, tried: all.filter(n => changing.includes(n) || someOf(all).includes(n)) }
}
const points = { 2: await pointsWith(2), 0: await pointsWith(0) }

async function again() {
  await web.clock.advance(2_000)
  const ended = await web.stage.run('rollback', step())
  expect([ended.code, ended.outputs['live-revision']]).toEqual([0, 'web:1'])
  expect(await end()).toEqual(GOOD)
}

describe.each([2, 0] as const)('with %d tasks left in blue', blue => {
  test('there are many places to cut it off', () => {
    expect(points[blue].all.length).toBeGreaterThan(15)
    expect(points[blue].changing.length).toBeGreaterThanOrEqual(4)
  })

  // What only looks is the same, however many tasks there are.
  test.each(blue === 0 ? points[blue].tried : points[blue].changing)('killed before call %d', async n => {
    await open(blue)
    expect((await cutOff(web.stage, ['rollback', step()], n, 'SIGKILL', 'drop')).code).toBeNull()
    await again()
  })

  test.each(points[blue].changing)('killed when call %d was carried out and not answered', async n => {
    await open(blue)
    expect((await cutOff(web.stage, ['rollback', step()], n, 'SIGKILL', 'lost-answer')).code).toBeNull()
    await again()
  })

  test.each(points[blue].changing)('cancelled at call %d', async n => {
    await open(blue)
    const ended = await cutOff(web.stage, ['rollback', step()], n, 'SIGINT')
    if (ended.code !== 0) expect(ended.log.trimEnd().split('\n').at(-1)).toMatch(/cancelled/i)
    expect(ended.outputs.alert ?? '').toBe('')
    await again()
  })
})
