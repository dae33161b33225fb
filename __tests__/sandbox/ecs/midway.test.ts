// What happens when a service changes in the middle of a deployment?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { breaker, completed, running } from './scenes.ts'

test('a second update supersedes the first: three revisions are there, the newest wins, the first is stopped', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(60)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(2)
  const { deployments } = await on.service()
  expect(deployments.map(({ status }) => status)).toEqual(['PRIMARY', 'ACTIVE', 'ACTIVE'])
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:3$/)
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  expect((serviceDeployments as { status: string }[]).map(({ status }) => status)).toEqual([
    'SUCCESSFUL',
    'STOPPED',
    'SUCCESSFUL',
  ])
})

test('a superseding deployment that fails goes back to the one that had completed, not to the one it superseded', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(30)
  await on.call('UpdateService', {
    service: 'web',
    taskDefinition: await on.revision({ exit: { atSecond: 1, code: 1 } }),
  })
  await on.pass(2)
  await on.until(async () => (await on.service()).deployments.some(({ rolloutState }) => rolloutState === 'FAILED'))
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:1$/)
})

test('a deployment that fails while a rollback is under way finds nothing to go back to', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  const bad = () => on.revision({ exit: { atSecond: 1, code: 1 } })
  await on.call('UpdateService', { service: 'web', taskDefinition: await bad() })
  await on.until(async () => (await on.service()).deployments[0].rolloutStateReason.includes('rolling back'))
  await on.call('UpdateService', { service: 'web', taskDefinition: await bad() })
  await on.pass(2)
  await on.until(async () => (await on.service()).deployments[0].rolloutState === 'FAILED')
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  expect((serviceDeployments as object[])[0]).toMatchObject({ status: 'ROLLBACK_FAILED' })
})

test('a desired count that changes midway holds for the deployment under way', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(30)
  await on.call('UpdateService', { service: 'web', desiredCount: 5 })
  await on.pass(2)
  await completed(on)
  const { deployments, runningCount, desiredCount } = await on.service()
  expect({ runningCount, desiredCount, all: deployments.length }).toEqual({ runningCount: 5, desiredCount: 5, all: 1 })
})

test('desired count 0 completes with nothing running', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', desiredCount: 0, forceNewDeployment: true })
  await on.pass(2)
  await completed(on)
  expect(await on.service()).toMatchObject({ runningCount: 0, desiredCount: 0, deployments: [{ desiredCount: 0 }] })
})

test('forcing a new deployment replaces all tasks with the same revision', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const before = (await on.service()).deployments[0].id
  await on.call('UpdateService', { service: 'web', forceNewDeployment: true })
  await on.pass(2)
  await completed(on)
  const { deployments } = await on.service()
  expect(deployments[0].id).not.toBe(before)
  expect(on.ecs.tasks().filter(({ status }) => status === 'RUNNING')).toHaveLength(2)
})

test('what is sent but changes nothing starts no deployment, an empty list included', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const before = (await on.service()).deployments[0].id
  const { service } = await on.call('UpdateService', {
    service: 'web',
    taskDefinition: 'web:1',
    volumeConfigurations: [],
    forceNewDeployment: false,
    enableExecuteCommand: true,
  })
  expect(service).toMatchObject({ enableExecuteCommand: true, deployments: [{ id: before }] })
})

test('what is not sent stays, and what is sent replaces', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: { ...breaker, maximumPercent: 150 } })
  const { service } = await on.call('UpdateService', {
    service: 'web',
    deploymentConfiguration: { minimumHealthyPercent: 50 },
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-3'] } },
  })
  expect(service).toMatchObject({
    deploymentConfiguration: {
      maximumPercent: 150,
      minimumHealthyPercent: 50,
      deploymentCircuitBreaker: { enable: true },
    },
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-3'] } },
    deployments: [{ rolloutState: 'IN_PROGRESS' }, { rolloutState: 'COMPLETED' }],
  })
})

test('a capacity provider strategy takes the place of the launch type, and back', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const spot = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
  await on.call('UpdateService', { service: 'web', capacityProviderStrategy: spot, forceNewDeployment: true })
  await on.pass(60)
  const onSpot = await on.service()
  expect([onSpot.launchType, onSpot.capacityProviderStrategy]).toEqual([undefined, spot])
  await on.call('UpdateService', { service: 'web', launchType: 'FARGATE' })
  await completed(on)
  const after = await on.service()
  expect([after.launchType, after.capacityProviderStrategy]).toEqual(['FARGATE', undefined])
})

test('bounds that allow no move are complained about', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { desiredCount: 3 })
  await on.call('UpdateService', {
    service: 'web',
    taskDefinition: await on.revision({}),
    deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 125 },
  })
  await on.pass(120)
  expect(await on.story()).toContain(
    'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
  )
})
