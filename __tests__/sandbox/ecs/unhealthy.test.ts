// What happens when the new tasks run but are not well?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { balanced, breaker, completed, running } from './scenes.ts'

const sick = { answers: [{ path: '/health', status: 500 }] }

test('tasks whose targets answer 500 are replaced until the circuit breaker trips', async () => {
  const on = await bench()
  await on.revision({})
  const { loadBalancers, group } = await balanced(on)
  await running(on, { loadBalancers, deploymentConfiguration: breaker })
  const good = (await on.service()).deployments[0].id
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision(sick) })
  await on.pass(2)
  await on.until(async () => (await on.service()).deployments[0].id === good)
  const story = await on.story()
  expect(story).toContain(
    '(task) (port 8080) is unhealthy in (target-group GROUP) due to (reason Health checks failed with these codes: [500]).',
  )
  expect(story).toContain('(deployment ecs-svc/N) deployment failed: tasks failed to start.')
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED' })
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect(tasks).toContainEqual(
    expect.objectContaining({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Task failed ELB health checks in (target-group ${group})`,
    }),
  )
  await completed(on)
})

test('while a new task drains its target, no replacement starts beyond the maximum', async () => {
  const on = await bench()
  await on.revision({})
  const { loadBalancers } = await balanced(on, {}, 300)
  await running(on, { desiredCount: 1, loadBalancers, deploymentConfiguration: breaker })
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision(sick) })
  await on.pass(900)
  const starts = (await on.service()).events
    .filter(({ message }) => message.includes('has started'))
    .map(({ createdAt }) => createdAt.getTime() / 1000)
  const [second = 0, first = 0] = starts
  expect(second - first).toBeGreaterThan(300)
})

test('within the grace period nobody is unhealthy', async () => {
  const on = await bench()
  await on.revision({})
  const { loadBalancers } = await balanced(on)
  await running(on, { loadBalancers })
  const slow = await on.revision({ answers: [{ path: '/health', status: 503, untilSecond: 90 }] })
  await on.call('UpdateService', { service: 'web', taskDefinition: slow, healthCheckGracePeriodSeconds: 120 })
  await on.pass(2)
  await completed(on)
  expect((await on.story()).filter(line => line.includes('unhealthy'))).toEqual([])
})

test('a container health check that fails stops the task, and is no business of the load balancer', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  const good = (await on.service()).deployments[0].id
  const healthCheck = { command: ['CMD-SHELL', 'exit 1'], interval: 5, retries: 2 }
  const bad = await on.revision({ health: [{ exitCode: 1 }] }, { healthCheck })
  await on.call('UpdateService', { service: 'web', taskDefinition: bad })
  await on.pass(2)
  await on.until(async () => (await on.service()).deployments[0].id === good)
  expect(await on.story()).toContain('(task) failed container health checks.')
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED' })
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect(tasks).toContainEqual(
    expect.objectContaining({ stoppedReason: 'Task failed container health checks', healthStatus: 'UNHEALTHY' }),
  )
})

test('a task is HEALTHY only when its check has passed, and counts only then', async () => {
  const on = await bench()
  const healthCheck = { command: ['CMD', 'check'], interval: 30, startPeriod: 60 }
  await on.revision({ health: [{ exitCode: 1, untilSecond: 50 }] }, { healthCheck })
  await running(on, { desiredCount: 1 })
  const { taskArns } = await on.call('ListTasks')
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  const [task] = tasks as { healthStatus: string; startedAt: Date }[]
  expect(task?.healthStatus).toBe('HEALTHY')
  expect(on.clock.now() - (task?.startedAt.getTime() ?? 0)).toBeGreaterThan(60_000)
})
