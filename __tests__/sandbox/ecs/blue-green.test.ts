// What does a blue/green deployment do, stage by stage?
import { expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { bench } from './bench.ts'
import { deployed, over, stage, update, version } from './colours.ts'
import { completed } from './scenes.ts'

test('it goes through all stages in order, and ends with green alone', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  const stages = await at.stages(async () => (await at.record()).status === 'SUCCESSFUL')
  expect(stages).toEqual([
    'PRE_SCALE_UP',
    'SCALE_UP',
    'POST_SCALE_UP',
    'TEST_TRAFFIC_SHIFT',
    'POST_TEST_TRAFFIC_SHIFT',
    'PRE_PRODUCTION_TRAFFIC_SHIFT',
    'PRODUCTION_TRAFFIC_SHIFT',
    'POST_PRODUCTION_TRAFFIC_SHIFT',
    'BAKE_TIME',
    'CLEAN_UP',
  ])
  expect(await at.answers()).toEqual({ v2: 40 })
  expect((await on.service()).deployments).toMatchObject([
    { status: 'PRIMARY', runningCount: 2, rolloutState: 'COMPLETED' },
  ])
})

test('green stands at full count beside blue, and gets nothing before it is shifted to', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'POST_SCALE_UP')
  expect((await on.service()).deployments).toMatchObject([
    {
      status: 'PRIMARY',
      taskDefinition: expect.stringMatching(/web:2$/),
      desiredCount: 2,
      runningCount: 2,
      rolloutState: 'IN_PROGRESS',
    },
    {
      status: 'ACTIVE',
      taskDefinition: expect.stringMatching(/web:1$/),
      desiredCount: 2,
      runningCount: 2,
      rolloutState: 'COMPLETED',
    },
  ])
  expect([await at.answers(), await at.answers({ 'x-test': 'yes' })]).toEqual([{ v1: 40 }, { v1: 40 }])
})

test('test traffic comes to green while production stays with blue', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'POST_TEST_TRAFFIC_SHIFT')
  expect([await at.answers(), await at.answers({ 'x-test': 'yes' })]).toEqual([{ v1: 40 }, { v2: 40 }])
  expect(await at.record()).toMatchObject({
    targetServiceRevision: { requestedTestTrafficWeight: 100, requestedProductionTrafficWeight: 0 },
    sourceServiceRevisions: [{ requestedTestTrafficWeight: 0, requestedProductionTrafficWeight: 100 }],
  })
})

test('while it bakes, blue is still there, without traffic', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  const begun = on.clock.now()
  expect(await at.weights()).toEqual({ production: [0, 100], test: [0, 100] })
  expect((await on.service()).deployments).toMatchObject([{ runningCount: 2 }, { runningCount: 2 }])
  expect(await at.record()).toMatchObject({ status: 'IN_PROGRESS' })
  await stage(on, at, 'CLEAN_UP')
  expect(on.clock.now() - begun).toBe(300_000)
})

test('blue that falls ill meanwhile is replaced, too', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  const blue = on.ecs.tasks().find(({ startedBy, status }) => status === 'RUNNING' && startedBy !== undefined)
  on.ecs.kill(blue?.arn ?? '')
  await on.pass(60)
  expect((await on.service()).deployments).toMatchObject([{ runningCount: 2 }, { runningCount: 2 }])
})

test('colours change places with every deployment', async () => {
  const on = await bench()
  const at = await deployed(on)
  const seen = [(await at.weights()).production]
  for (const name of ['v2', 'v3']) {
    await update(on, version(name))
    await over(on, at)
    seen.push((await at.weights()).production)
    expect(await at.answers()).toEqual({ [name]: 40 })
  }
  expect(seen).toEqual([
    [100, 0],
    [0, 100],
    [100, 0],
  ])
})

test('a service revision tells in which of the two groups its tasks are', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await over(on, at)
  const { targetServiceRevision, sourceServiceRevisions } = await at.record()
  const arns = [targetServiceRevision, ...(sourceServiceRevisions as Fields[])].map(one => (one as Fields).arn)
  const { serviceRevisions } = await on.call('DescribeServiceRevisions', { serviceRevisionArns: arns })
  const group = (targetGroupArn: string) => ({
    resolvedConfiguration: { loadBalancers: [{ targetGroupArn, productionListenerRule: at.productionRule }] },
  })
  expect(serviceRevisions).toMatchObject([group(at.b), group(at.a)])
})

test('a desired count that changes midway holds for both colours', async () => {
  const on = await bench()
  const at = await deployed(on)
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  await on.call('UpdateService', { service: 'web', desiredCount: 3 })
  await on.pass(60)
  expect((await on.service()).deployments).toMatchObject([{ runningCount: 3 }, { runningCount: 3 }])
})

test('without a load balancer two colours run side by side, and there is no traffic to shift', async () => {
  const on = await bench()
  await on.revision(version('v1'))
  await on.call('CreateService', {
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 },
  })
  await completed(on)
  await update(on, version('v2'))
  await completed(on)
  expect((await on.service()).deployments).toMatchObject([
    { taskDefinition: expect.stringMatching(/web:2$/), runningCount: 1 },
  ])
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  expect(serviceDeployments).toMatchObject([{ status: 'SUCCESSFUL' }, { status: 'SUCCESSFUL' }])
})

test('a service that rolled so far goes over to two colours, and back', async () => {
  const on = await bench()
  const at = await deployed(on, { strategy: 'ROLLING' })
  const strategy = (one: string) => ({ deploymentConfiguration: { strategy: one, bakeTimeInMinutes: 1 } })
  await update(on, version('v2'), strategy('BLUE_GREEN'))
  await over(on, at)
  expect(await at.answers()).toEqual({ v2: 40 })
  await update(on, version('v3'), strategy('ROLLING'))
  await over(on, at)
  expect(await at.answers()).toEqual({ v3: 40 })
})
