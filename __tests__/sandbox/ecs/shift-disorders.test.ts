// What can go wrong on order in a deployment that shifts traffic?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { type Colours, deployed, over, stage, update, version } from './colours.ts'

const canary = (at: string) => ({
  strategy: 'CANARY',
  canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 0 },
  lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: [at] }],
})

async function waitingAt(lifecycleStage: string) {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'), { deploymentConfiguration: canary(lifecycleStage) })
  await stage(on, at, lifecycleStage)
  return { on, at }
}

const weightOf = async ({ record }: Colours) =>
  ((await record()).targetServiceRevision as Record<string, number>).requestedProductionTrafficWeight

test('a rollback fails before any traffic is back', async () => {
  const { on, at } = await waitingAt('POST_PRODUCTION_TRAFFIC_SHIFT')
  on.ecs.shifting({ rollbacksFail: true })
  const { serviceDeploymentArn } = await at.record()
  await on.call('StopServiceDeployment', { serviceDeploymentArn, stopType: 'ROLLBACK' })
  await on.until(async () => (await at.record()).status === 'ROLLBACK_FAILED')
  expect([await at.weights(), await at.answers()]).toEqual([{ production: [0, 100], test: [0, 100] }, { v2: 40 }])
})

test('a stage has a name that nobody knows, and it can be continued all the same', async () => {
  const on = await bench()
  const at = await deployed(on)
  on.ecs.shifting({ stages: { PRE_PRODUCTION_TRAFFIC_SHIFT: 'BEFORE_ANY_SHIFT' } })
  await update(on, version('v2'), { deploymentConfiguration: canary('PRE_PRODUCTION_TRAFFIC_SHIFT') })
  for (let steps = 1; steps <= 2; steps++) {
    await on.until(async () => (await at.record()).lifecycleHookDetails.length === steps)
    const { serviceDeploymentArn, lifecycleHookDetails, lifecycleStage } = await at.record()
    expect(lifecycleStage).toBe('BEFORE_ANY_SHIFT')
    await on.call('ContinueServiceDeployment', { serviceDeploymentArn, hookId: lifecycleHookDetails.at(-1)?.hookId })
  }
  expect(await over(on, at)).toBe('SUCCESSFUL')
})

test('a deployment shows the weights that were before, while its rule has the new ones', async () => {
  const { on, at } = await waitingAt('PRE_PRODUCTION_TRAFFIC_SHIFT')
  on.ecs.shifting({ weightsLate: 120_000 })
  const { serviceDeploymentArn, lifecycleHookDetails } = await at.record()
  await on.call('ContinueServiceDeployment', { serviceDeploymentArn, hookId: lifecycleHookDetails.at(-1)?.hookId })
  await on.until(async () => (await at.record()).lifecycleHookDetails.length === 2)
  expect([await weightOf(at), (await at.weights()).production]).toEqual([0, [900, 100]])
  await on.pass(120)
  expect(await weightOf(at)).toBe(10)
})
