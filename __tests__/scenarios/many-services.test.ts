// Do many services, and many runs at once, end right, with few calls and through throttling?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Fleet, fleet } from '../fleet.ts'
import { type Play, play } from '../play.ts'

let stage: Play
afterEach(() => stage.close())

const release = (names: string[], revision: string, more: Record<string, string> = {}) => ({
  inputs: {
    cluster: 'staging',
    service: names.join('\n'),
    'task-definition': revision,
    'wait-for-minutes': '30',
    ...more,
  },
})
/** As ECS does it: a bucket for each account. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html */
const throttle = () => stage.sandbox.faults.limit({ service: 'ecs', perSecond: 20, burst: 20 })
const describes = (from: number) =>
  stage.sandbox.journal.calls({ service: 'ecs', operation: 'DescribeServices' }).filter(one => one.time >= from)

const verdicts = (results: string | undefined) => {
  const counts: Record<string, number> = {}
  for (const { verdict } of JSON.parse(results ?? '[]') as { verdict: string }[])
    counts[verdict] = (counts[verdict] ?? 0) + 1
  return counts
}

test('twenty-five services cost at most three DescribeServices a look', async () => {
  stage = await play()
  const { web, names } = await fleet(stage, 25)
  const revision = await web.revise({ answers: [{ body: 'v2' }] })
  const from = stage.clock.now()
  const ended = await stage.run('ecs-deploy-wait', release(names, revision))
  expect(verdicts(ended.outputs.results)).toEqual({ succeeded: 25 })
  const looks = new Map<number, number>()
  for (const { time } of describes(from)) looks.set(time, (looks.get(time) ?? 0) + 1)
  // Two of them at the same time are the first look at the services and the one right after their updates.
  const [, ...later] = [...looks.values()]
  expect(later.length).toBeGreaterThan(10)
  expect(Math.max(...later)).toBeLessThanOrEqual(3)
})

describe('while AWS throttles at twenty calls a second', () => {
  test('five hundred services in one run take over', async () => {
    stage = await play()
    const all: Fleet = await fleet(stage, 500)
    const revision = await all.web.revise({ answers: [{ body: 'v2' }] })
    const limit = throttle()
    const ended = await stage.run('ecs-deploy-wait', release(all.names, revision))
    expect(verdicts(ended.outputs.results)).toEqual({ succeeded: 500 })
    expect(ended.code).toBe(0)
    expect(limit.fired).toBeGreaterThan(0)
    limit.cancel()
    expect(await all.on(revision)).toBe(500)
  })

  test('twenty runs at once each end right, good ones and bad ones', async () => {
    stage = await play()
    const { web, names, on } = await fleet(stage, 20)
    const [good, bad] = [
      await web.revise({ answers: [{ body: 'v2' }] }),
      await web.revise({ exit: { atSecond: 1, code: 1 } }),
    ]
    const limit = throttle()
    const runs = names.map((name, i) => stage.run('ecs-deploy-wait', release([name], i % 4 === 3 ? bad : good)))
    const ended = await Promise.all(runs)
    expect(ended.map(one => one.outputs.verdict)).toEqual(names.map((_, i) => (i % 4 === 3 ? 'failed' : 'succeeded')))
    expect(ended.filter((_, i) => i % 4 === 3).map(one => one.outputs.remedy)).toEqual(Array(5).fill('rolled-back'))
    expect(limit.fired).toBeGreaterThan(0)
    limit.cancel()
    expect([await on(good), await on(bad), await on('web:1')]).toEqual([15, 0, 5])
  })
})
