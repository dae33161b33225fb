// What happens when Fargate has no room?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { breaker, completed, running, vpc } from './scenes.ts'

const sentence =
  'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'

test('a service without capacity says so once, keeps its old tasks, and recovers by itself', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  on.ecs.capacity(false)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(300)
  expect((await on.story()).filter(line => line === sentence)).toHaveLength(1)
  expect(await on.service()).toMatchObject({ runningCount: 2, pendingCount: 0 })
  on.ecs.capacity(true)
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:2$/)
})

test('what there is room for starts, and the rest is complained about', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  on.ecs.capacity(1)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(60)
  expect((await on.service()).deployments).toMatchObject([{ runningCount: 1 }, { runningCount: 2 }])
  expect((await on.story()).slice(-3)).toContain(sentence)
})

test('a new service without capacity says so once, too', async () => {
  const on = await bench()
  await on.revision({})
  on.ecs.capacity(false)
  await on.call('CreateService', {
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: vpc,
  })
  await on.pass(600)
  expect(await on.story()).toEqual([sentence, 'is unable to consistently start tasks successfully.'])
})

test('tasks that cannot be placed count as failed', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  on.ecs.capacity(false)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(2)
  await on.until(async () => (await on.service()).deployments.some(({ rolloutState }) => rolloutState === 'FAILED'))
  expect(await on.story()).toContain('(deployment ecs-svc/N) deployment failed: tasks failed to start.')
})

test('RunTask answers a failure with HTTP 200', async () => {
  const on = await bench()
  await on.revision({})
  on.ecs.capacity(false)
  const answer = await on.call('RunTask', {
    taskDefinition: 'web',
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  })
  expect(answer).toEqual({
    tasks: [],
    failures: [
      {
        reason: 'Capacity is unavailable at this time. Please try again later or in a different availability zone',
      },
    ],
  })
})
