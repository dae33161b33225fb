// What happens when a deployment fails while it shifts traffic?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { type Bench, bench } from './bench.ts'
import { type Colours, colours, deployed, over, stage, update, version } from './colours.ts'
import { breaker, vpc } from './scenes.ts'

const home = { production: [100, 0], test: [100, 0] }

/** Blue has all the traffic, and nothing is left of green. */
async function backHome(on: Bench, at: Colours): Promise<void> {
  expect([await at.weights(), await at.answers()]).toEqual([home, { v1: 40 }])
  expect((await on.service()).deployments).toMatchObject([
    { status: 'PRIMARY', taskDefinition: expect.stringMatching(/web:1$/), runningCount: 2, rolloutState: 'COMPLETED' },
  ])
}

test('green that does not come up trips the circuit breaker, and the traffic never moves', async () => {
  const on = await bench()
  const at = await deployed(on, breaker)
  await update(on, version('v2', { exit: { atSecond: 1, code: 1 } }))
  const stages = await at.stages(async () => (await at.record()).status === 'ROLLBACK_SUCCESSFUL')
  expect(stages).toEqual(['PRE_SCALE_UP', 'SCALE_UP', 'CLEAN_UP'])
  expect(await at.record()).toMatchObject({
    statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    deploymentCircuitBreaker: { status: 'TRIGGERED' },
  })
  await backHome(on, at)
})

test('an alarm gives the traffic back first, and then stops green', async () => {
  const on = await bench()
  const at = await deployed(on, {
    strategy: 'CANARY',
    alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true },
  })
  await update(on, version('v2'))
  await on.until(async () => (await at.weights()).production[1] === 50)
  on.ecs.alarm('web-5xx', 'ALARM')
  const stages = await at.stages(async () => (await at.record()).status === 'ROLLBACK_SUCCESSFUL')
  expect(stages).toEqual(['PRODUCTION_TRAFFIC_SHIFT', 'TEST_TRAFFIC_SHIFT', 'CLEAN_UP'])
  expect(await at.record()).toMatchObject({
    statusReason: 'Service deployment rolled back because of one or more active alarms.',
    alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['web-5xx'] },
    targetServiceRevision: { requestedProductionTrafficWeight: 0 },
    sourceServiceRevisions: [{ requestedProductionTrafficWeight: 100 }],
  })
  await backHome(on, at)
})

test('a user who stops it while it bakes gets blue back', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  const { serviceDeploymentArn } = await at.record()
  await on.call('StopServiceDeployment', { serviceDeploymentArn })
  const { deployments } = await on.service()
  expect(deployments).toMatchObject([
    { status: 'PRIMARY', taskDefinition: expect.stringMatching(/web:1$/), rolloutState: 'IN_PROGRESS' },
    { status: 'ACTIVE', taskDefinition: expect.stringMatching(/web:2$/), rolloutState: 'FAILED' },
  ])
  await on.pass(5)
  expect((await at.weights()).production).toEqual([100, 0])
  // Whoever stops it again stops nothing.
  await on.call('StopServiceDeployment', { serviceDeploymentArn })
  expect(await over(on, at)).toBe('ROLLBACK_SUCCESSFUL')
  expect(await at.record()).toMatchObject({ statusReason: 'Service deployment rolled back by user.' })
  await backHome(on, at)
})

test('blue that is being cleaned up is whole again before it gets its traffic back', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'CLEAN_UP')
  await on.pass(5)
  await on.call('StopServiceDeployment', { serviceDeploymentArn: (await at.record()).serviceDeploymentArn })
  await stage(on, at, 'SCALE_UP')
  expect((await at.weights()).production).toEqual([0, 100])
  expect(await over(on, at)).toBe('ROLLBACK_SUCCESSFUL')
  await backHome(on, at)
})

test('green that falls ill while it bakes trips the circuit breaker', async () => {
  const on = await bench()
  const thresholdConfiguration = { type: 'COUNT', value: 2 }
  const at = await deployed(on, {
    deploymentCircuitBreaker: { enable: true, rollback: true, resetOnHealthyTask: false, thresholdConfiguration },
  })
  await update(
    on,
    version('v2', {
      answers: [
        { path: '/health', status: 500, fromSecond: 240 },
        { path: '*', body: 'v2' },
      ],
    }),
  )
  await stage(on, at, 'BAKE_TIME')
  await on.until(async () => (await at.record()).status === 'ROLLBACK_SUCCESSFUL')
  await backHome(on, at)
})

test('a first deployment that fails has nothing to go back to', async () => {
  const on = await bench()
  const at = await colours(on)
  await on.revision(version('v1', { exit: { atSecond: 1, code: 1 } }))
  await on.call('CreateService', {
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: vpc,
    loadBalancers: at.loadBalancers,
    deploymentConfiguration: { strategy: 'BLUE_GREEN', ...breaker },
  })
  await on.pass(2)
  await on.until(async () => (await at.record()).status === 'ROLLBACK_FAILED')
  expect(await at.record()).toMatchObject({ statusReason: 'No rollback candidate was found to run the rollback.' })
})

test('a newer deployment reconciles first: blue gets all traffic back, the unfinished green goes', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  await update(on, version('v3'))
  const stages = await at.stages(async () => (await at.record()).lifecycleStage === 'PRE_SCALE_UP')
  expect(stages).toEqual(['RECONCILE_SERVICE', 'PRE_SCALE_UP'])
  expect([await at.weights(), await at.answers()]).toEqual([home, { v1: 40 }])
  expect((await on.service()).deployments).toHaveLength(2)
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect(await at.answers()).toEqual({ v3: 40 })
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  expect((serviceDeployments as Fields[]).map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL'])
})

test('where that is ordered not to work, it fails over the split rule, as every later one does', async () => {
  const on = await bench()
  const at = await deployed(on, { strategy: 'CANARY' })
  on.ecs.reconciliation(false)
  await update(on, version('v2'))
  await on.until(async () => (await at.weights()).production[1] === 50)
  for (const name of ['v3', 'v4']) {
    await update(on, version(name))
    await on.until(async () => (await at.record()).status === 'ROLLBACK_SUCCESSFUL')
    expect((await at.record()).statusReason).toMatch(/should have exactly one target group serving traffic but found 2/)
    expect((await at.weights()).production).toEqual([950, 50])
  }
})

test('a newer deployment while it rolls back keeps what it rolls back to', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  await on.call('StopServiceDeployment', { serviceDeploymentArn: (await at.record()).serviceDeploymentArn })
  await on.pass(5)
  await update(on, version('v3'))
  await stage(on, at, 'PRE_SCALE_UP')
  expect(await at.answers()).toEqual({ v1: 40 })
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect(await at.answers()).toEqual({ v3: 40 })
})

describe('rules that do not fit fail it at once, and stay as they are', () => {
  const deny = 'Service deployment rolled back because of invalid networking configuration'
  test.each<[string, (at: Colours) => Fields[] | undefined, (at: Colours) => string]>([
    [
      'two groups with weight',
      ({ a, b }) => [
        { TargetGroupArn: a, Weight: 950 },
        { TargetGroupArn: b, Weight: 50 },
      ],
      ({ productionRule }) =>
        `${deny}. productionListenerRule ${productionRule} should have exactly one target group serving traffic but found 2 target groups which are serving traffic`,
    ],
    ['a rule that is gone', () => undefined, () => `${deny}. One or more rules not found`],
  ])('%s', async (_, groups, reason) => {
    const on = await bench()
    const at = await deployed(on)
    const TargetGroups = groups(at)
    if (TargetGroups)
      await on.balance('ModifyRule', {
        RuleArn: at.productionRule,
        Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
      })
    else await on.balance('DeleteRule', { RuleArn: at.productionRule })
    await update(on, version('v2'))
    await on.until(async () => (await at.record()).status === 'ROLLBACK_SUCCESSFUL')
    expect(await at.record()).toMatchObject({ statusReason: reason(at) })
    expect((await on.service()).events.map(({ message }) => message).join()).toContain(
      `deployment failed: ${reason(at)}`,
    )
    if (TargetGroups) expect((await at.weights()).production).toEqual([950, 50])
  })
})

test('ECS does not look whether somebody else changes the weights meanwhile', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  await on.balance('ModifyRule', { RuleArn: at.productionRule, Actions: [{ Type: 'forward', TargetGroupArn: at.a }] })
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect(await at.answers()).toEqual({ 503: 40 })
})
