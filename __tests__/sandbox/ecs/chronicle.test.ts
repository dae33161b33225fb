// Does the sandbox tell when ECS decided, to the millisecond, so that lateness can be measured?
import { expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { type Bench, bench } from './bench.ts'
import { colours, deployed, stage, update, version } from './colours.ts'
import { balanced, breaker, completed, running } from './scenes.ts'

const primary = async (on: Bench) => (await on.service()).deployments[0].id
const decided = (on: Bench) => on.ecs.decisions().map(({ outcome, cause }) => (cause ? `${outcome} ${cause}` : outcome))

test('a deployment is completed when its service deployment is finished', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  const [{ finishedAt }] = serviceDeployments as [{ finishedAt: Date }]
  expect(on.ecs.decisions()).toEqual([
    { deployment: await primary(on), at: finishedAt.getTime(), outcome: 'completed' },
  ])
})

test('a newer update supersedes one under way, at its own moment', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(30)
  const deployment = await primary(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  expect(on.ecs.decisions().at(-1)).toEqual({ deployment, at: on.clock.now(), outcome: 'superseded' })
  // What is complete cannot be superseded.
  await on.pass(2)
  await completed(on)
  await on.call('UpdateService', { service: 'web', forceNewDeployment: true })
  expect(decided(on)).toEqual(['completed', 'superseded', 'completed'])
})

test('the circuit breaker decides when it trips; the rollback completes the old deployment again', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  const old = await primary(on)
  await on.call('UpdateService', {
    service: 'web',
    taskDefinition: await on.revision({ exit: { atSecond: 1, code: 1 } }),
  })
  await on.pass(2)
  const failing = await primary(on)
  await completed(on)
  expect(on.ecs.decisions().map(({ deployment, outcome, cause }) => [deployment, outcome, cause])).toEqual([
    [old, 'completed', undefined],
    [failing, 'failed', 'breaker'],
    [old, 'completed', undefined],
  ])
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  const [newest] = serviceDeployments as Fields[]
  const described = await on.call('DescribeServiceDeployments', {
    serviceDeploymentArns: [newest?.serviceDeploymentArn],
  })
  const [{ rollback }] = described.serviceDeployments as [{ rollback: { startedAt: Date } }]
  expect(on.ecs.decisions()[1]?.at).toBe(rollback.startedAt.getTime())
})

test('alarms, users and rules that do not fit are told apart', async () => {
  const on = await bench()
  const at = await deployed(on, { alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true } })
  await update(on, version('v2'))
  await stage(on, at, 'BAKE_TIME')
  on.ecs.alarm('web-5xx', 'ALARM')
  await on.pass(5)
  await completed(on)
  await update(on, version('v3'))
  await on.call('StopServiceDeployment', { serviceDeploymentArn: (await at.record()).serviceDeploymentArn })
  await completed(on)
  await on.balance('DeleteRule', { RuleArn: at.productionRule })
  await update(on, version('v4'))
  await on.pass(60)
  expect(decided(on)).toEqual([
    'completed',
    'failed alarm',
    'completed',
    'failed stop',
    'completed',
    'failed network',
    'completed',
  ])
})

test('a task is healthy when its target is, and not when the scheduler looks', async () => {
  const on = await bench()
  await on.revision({ listenAfterSeconds: 33 })
  const { loadBalancers } = await balanced(on)
  await running(on, { desiredCount: 1, loadBalancers })
  const [healthy] = on.ecs.moments()
  expect(healthy).toEqual({
    deployment: await primary(on),
    task: on.ecs.tasks()[0]?.arn,
    at: expect.any(Number),
    what: 'healthy',
  })
  const { tasks } = await on.call('DescribeTasks', { tasks: [healthy?.task] })
  const startedAt = (tasks as { startedAt: Date }[])[0]?.startedAt.getTime() ?? 0
  // Checks every 10 s from the target's registration; one success makes a new target healthy.
  expect([40, 41, 42, 43, 44, 45]).toContain(((healthy?.at ?? 0) - startedAt) / 1000)
})

test('a task without any check is healthy 40 s after it runs', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { desiredCount: 1 })
  const { tasks } = await on.call('DescribeTasks', { tasks: [on.ecs.tasks()[0]?.arn] })
  expect(on.ecs.moments()[0]?.at).toBe(((tasks as { startedAt: Date }[])[0]?.startedAt.getTime() ?? 0) + 40_000)
})

test('a task that ends is seen stopping and stopped, with the times that DescribeTasks shows', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { desiredCount: 1 })
  on.ecs.kill(on.ecs.tasks()[0]?.arn ?? '')
  await on.pass(30)
  const [, stopping, stopped] = on.ecs.moments()
  const { tasks } = await on.call('DescribeTasks', { tasks: [stopping?.task] })
  const [{ stoppingAt, stoppedAt }] = tasks as [{ stoppingAt: Date; stoppedAt: Date }]
  expect([stopping, stopped]).toMatchObject([
    { what: 'stopping', at: stoppingAt.getTime() },
    { what: 'stopped', at: stoppedAt.getTime() },
  ])
})

test('a task that a check finds ill is unhealthy before it stops', async () => {
  const on = await bench()
  const { loadBalancers } = await colours(on)
  const [{ advancedConfiguration: _, ...plain } = {}] = loadBalancers
  await on.revision({ answers: [{ path: '/health', status: 500, fromSecond: 60 }] })
  await running(on, { desiredCount: 1, loadBalancers: [plain] })
  await on.pass(180)
  const [first] = on.ecs.tasks()
  const mine = on.ecs.moments().filter(({ task }) => task === first?.arn)
  expect(mine.map(({ what }) => what)).toEqual(['healthy', 'unhealthy', 'stopping', 'stopped'])
  const times = mine.map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})
