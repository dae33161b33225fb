// What holds for the traffic, whatever is deployed, stopped or superseded?
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { type Bench, bench } from './bench.ts'
import { type Colours, deployed, update, version } from './colours.ts'
import { breaker } from './scenes.ts'

type Act = { kind: 'good' | 'crash' | 'stop' | 'alarm' | 'desired'; seconds: number; count: number }

const configurations: Fields[] = [
  { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 2 },
  { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 2 }, bakeTimeInMinutes: 1 },
  { strategy: 'LINEAR', linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 }, bakeTimeInMinutes: 0 },
]
const alarms = { alarmNames: ['web-5xx'], enable: true, rollback: true }

const histories = fc.array(
  fc.record({
    kind: fc.constantFrom<Act['kind']>('good', 'crash', 'stop', 'alarm', 'desired'),
    seconds: fc.integer({ min: 0, max: 400 }),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
)

async function act(on: Bench, at: Colours, { kind, count }: Act): Promise<void> {
  const { serviceDeploymentArn, status } = await at.record()
  if (kind === 'good') await update(on, version('good'))
  else if (kind === 'crash') await update(on, version('bad', { exit: { atSecond: 1, code: 1 } }))
  else if (kind === 'desired') await on.call('UpdateService', { service: 'web', desiredCount: count })
  else if (kind === 'alarm') {
    on.ecs.alarm('web-5xx', 'ALARM')
    await on.pass(10)
    on.ecs.alarm('web-5xx', 'OK')
  } else if (/IN_PROGRESS|PENDING|REQUESTED/.test(status))
    await on.call('StopServiceDeployment', { serviceDeploymentArn })
}

/** Healthy targets of both groups. */
async function healthy(on: Bench, { a, b }: Colours): Promise<number[]> {
  const counts = [a, b].map(async TargetGroupArn => {
    const { TargetHealthDescriptions } = await on.balance('DescribeTargetHealth', { TargetGroupArn })
    return (TargetHealthDescriptions as { TargetHealth: Fields }[]).filter(one => one.TargetHealth.State === 'healthy')
      .length
  })
  return Promise.all(counts)
}

async function check(on: Bench, at: Colours): Promise<void> {
  const { production } = await at.weights()
  const targets = await healthy(on, at)
  production.forEach((weight, index) => {
    if (weight > 0) expect(targets[index]).toBeGreaterThan(0)
  })
  expect([100, 1000]).toContain(production.reduce((sum, weight) => sum + weight))
  const { deployments, runningCount } = await on.service()
  expect(deployments.reduce((sum, one) => sum + one.runningCount, 0)).toBe(runningCount)
  const { targetServiceRevision: target, sourceServiceRevisions: sources } = await at.record()
  const shares = [target, ...(sources as Fields[])].map(one => Number((one as Fields).requestedProductionTrafficWeight))
  expect(shares.reduce((sum, share) => sum + share)).toBe(100)
}

test('no weight is ever on a group without a healthy target, and left alone it all ends well', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...configurations), histories, async (configuration, history) => {
      const on = await bench()
      on.ecs.propagation({ ms: 0 })
      const at = await deployed(on, { ...breaker, alarms, ...configuration })
      for (const one of history) {
        await act(on, at, one)
        for (let second = 0; second <= one.seconds; second += 5) {
          await check(on, at)
          await on.pass(5)
        }
      }
      await update(on, version('last'))
      for (let second = 0; second < 1500; second += 5) {
        await check(on, at)
        await on.pass(5)
      }
      expect([(await at.record()).status, await at.answers()]).toEqual(['SUCCESSFUL', { last: 40 }])
      expect((await on.service()).deployments).toHaveLength(1)
    }),
    { numRuns: 10 },
  )
}, 60_000)
