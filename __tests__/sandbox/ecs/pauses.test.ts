// Where does a deployment wait for somebody, and what happens when nobody comes?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { type Bench, bench } from './bench.ts'
import { type Colours, deployed, over, stage, update, version } from './colours.ts'

const pauseAt = (lifecycleStage: string, timeoutConfiguration?: Fields) => ({
  lifecycleHooks: [
    { targetType: 'PAUSE', lifecycleStages: [lifecycleStage], ...(timeoutConfiguration && { timeoutConfiguration }) },
  ],
})

/** A deployment of `v2` that waits at a stage. */
async function paused(
  lifecycleStage: string,
  timeout?: Fields,
  more: Fields = {},
): Promise<{ on: Bench; at: Colours }> {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'), { deploymentConfiguration: { ...pauseAt(lifecycleStage, timeout), ...more } })
  await stage(on, at, lifecycleStage)
  return { on, at }
}

async function answer(on: Bench, { record }: Colours, action?: string): Promise<unknown> {
  const { serviceDeploymentArn, lifecycleHookDetails } = await record()
  const hookId = lifecycleHookDetails.at(-1)?.hookId
  return on.call('ContinueServiceDeployment', { serviceDeploymentArn, hookId, action })
}

test('it waits, shows for whom and how long, and goes on when it is told to', async () => {
  const { on, at } = await paused('POST_TEST_TRAFFIC_SHIFT')
  await on.pass(3600)
  expect(await at.record()).toMatchObject({
    status: 'IN_PROGRESS',
    lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
    lifecycleHookDetails: [
      {
        hookId: expect.stringMatching(/^ecs-pause-[\w-]{43}$/),
        targetType: 'PAUSE',
        status: 'AWAITING_ACTION',
        expiresAt: expect.any(Date),
        timeoutAction: 'ROLLBACK',
      },
    ],
  })
  const expiresAt = (await at.record()).lifecycleHookDetails[0]?.expiresAt as Date
  expect(Math.round((expiresAt.getTime() - on.clock.now()) / 3600_000)).toBe(23)
  await answer(on, at)
  expect((await at.record()).lifecycleHookDetails).toMatchObject([{ status: 'SUCCEEDED' }])
  expect(await over(on, at)).toBe('SUCCESSFUL')
})

test('told to, it rolls back', async () => {
  const { on, at } = await paused('POST_PRODUCTION_TRAFFIC_SHIFT')
  await answer(on, at, 'ROLLBACK')
  expect(await at.record()).toMatchObject({
    status: 'ROLLBACK_REQUESTED',
    lifecycleHookDetails: [{ status: 'FAILED' }],
  })
  expect(await over(on, at)).toBe('ROLLBACK_SUCCESSFUL')
  expect([await at.weights(), await at.answers()]).toEqual([{ production: [100, 0], test: [100, 0] }, { v1: 40 }])
})

test('when nobody comes in time it rolls back', async () => {
  const { on, at } = await paused('POST_TEST_TRAFFIC_SHIFT', { timeoutInMinutes: 10 })
  await on.pass(605)
  expect(await at.record()).toMatchObject({
    statusReason: 'Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.',
    lifecycleHookDetails: [{ status: 'TIMED_OUT' }],
  })
  expect(await over(on, at)).toBe('ROLLBACK_SUCCESSFUL')
})

test('or goes on, where that was asked for', async () => {
  const { on, at } = await paused('PRE_SCALE_UP', { timeoutInMinutes: 10, action: 'CONTINUE' })
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect((await at.record()).lifecycleHookDetails).toMatchObject([{ status: 'TIMED_OUT', timeoutAction: 'CONTINUE' }])
})

test('a linear deployment waits before every step, each time for another answer, and holds its weights', async () => {
  const { on, at } = await paused('PRE_PRODUCTION_TRAFFIC_SHIFT', undefined, {
    strategy: 'LINEAR',
    linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 0 },
  })
  const seen: number[][] = []
  const ids = new Set<unknown>()
  for (let steps = 1; steps <= 2; steps++) {
    await on.until(async () => (await at.record()).lifecycleHookDetails.length === steps)
    await on.pass(3600)
    seen.push((await at.weights()).production)
    ids.add((await at.record()).lifecycleHookDetails.at(-1)?.hookId)
    await answer(on, at, 'CONTINUE')
  }
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect([seen, ids.size]).toEqual([
    [
      [100, 0],
      [500, 500],
    ],
    2,
  ])
})

test('of two hooks at one stage both must be continued', async () => {
  const on = await bench()
  const at = await deployed(on)
  const [hook] = pauseAt('POST_SCALE_UP').lifecycleHooks
  await update(on, version('v2'), { deploymentConfiguration: { lifecycleHooks: [hook, hook] } })
  await stage(on, at, 'POST_SCALE_UP')
  await answer(on, at)
  await on.pass(60)
  const { lifecycleStage, lifecycleHookDetails } = await at.record()
  expect([lifecycleStage, lifecycleHookDetails.map(({ status }) => status)]).toEqual([
    'POST_SCALE_UP',
    ['AWAITING_ACTION', 'SUCCEEDED'],
  ])
})

test('a newer deployment ends the wait', async () => {
  const { on, at } = await paused('POST_SCALE_UP')
  const { serviceDeploymentArn, lifecycleHookDetails } = await at.record()
  await update(on, version('v3'), { deploymentConfiguration: { lifecycleHooks: [] } })
  await expect(
    on.call('ContinueServiceDeployment', { serviceDeploymentArn, hookId: lifecycleHookDetails[0]?.hookId }),
  ).rejects.toThrow('Continuing a service deployment is not allowed for service deployment in terminal states.')
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect(await at.answers()).toEqual({ v3: 40 })
})

describe('what cannot be continued', () => {
  test.each([
    [
      { hookId: 'pause-1' },
      'InvalidParameterException',
      'Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}',
    ],
    [
      { hookId: 'ecs-pause-unknown' },
      'InvalidParameterException',
      'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN',
    ],
    [
      {
        hookId: 'ecs-pause-unknown',
        serviceDeploymentArn: 'arn:aws:ecs:ap-south-1:127214192604:service-deployment/a/b/c',
      },
      'ServiceDeploymentNotFoundException',
      'The service deployment does not exist.',
    ],
  ])('%j', async (input, code, message) => {
    const { on, at } = await paused('POST_SCALE_UP')
    const { serviceDeploymentArn } = await at.record()
    await expect(on.call('ContinueServiceDeployment', { serviceDeploymentArn, ...input })).rejects.toMatchObject({
      code,
      message,
    })
  })
})
