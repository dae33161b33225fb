// What happens to a task that dies or gets unhealthy once the deployment is over?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { balanced, breaker, completed, running } from './scenes.ts'

test('a task killed by hand is replaced at once, and nobody counts it as a failure', async () => {
  const on = await bench()
  await on.revision({})
  const { loadBalancers, url } = await balanced(on)
  await running(on, { loadBalancers, deploymentConfiguration: breaker })
  const [victim] = on.ecs.tasks()
  on.ecs.kill(victim?.arn ?? '')
  // Until the load balancer knows, it still sends requests there.
  const statuses = await Promise.all([fetch(url), fetch(url)].map(async response => (await response).status))
  expect(statuses.sort()).toEqual([200, 502])
  await on.pass(120)
  expect((await on.story()).slice(4)).toEqual([
    'deregistered 1 targets in (target-group GROUP)',
    '(service web, taskSet ecs-svc/N) has begun draining connections on 1 tasks.',
    'has started 1 tasks: (task).',
    'registered 1 targets in (target-group GROUP)',
    'has reached a steady state.',
  ])
  expect(await on.service()).toMatchObject({
    runningCount: 2,
    deployments: [{ rolloutState: 'COMPLETED', failedTasks: 0 }],
  })
})

test('a task that gets unhealthy long after its start is replaced first and stopped then', async () => {
  const on = await bench()
  await on.revision({ answers: [{ path: '/health', status: 500, fromSecond: 300, untilSecond: 10_000 }] })
  const { loadBalancers } = await balanced(on)
  await running(on, { desiredCount: 1, loadBalancers })
  await on.pass(420)
  const story = (await on.story()).filter(line => !line.startsWith('registered'))
  expect(story.slice(3, 6)).toEqual([
    'has started 1 tasks: (task). Amazon ECS replaced 1 tasks due to an unhealthy status.',
    '(task) (port 8080) is unhealthy in (target-group GROUP) due to (reason Health checks failed with these codes: [500]).',
    'has stopped 1 running tasks: (task).',
  ])
})

test('a deployment whose tasks die late completes first: a late death is no failed start', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  await on.call('UpdateService', {
    service: 'web',
    taskDefinition: await on.revision({ exit: { atSecond: 120, code: 1 } }),
  })
  await on.pass(2)
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:2$/)
  await on.pass(900)
  const { deployments, taskDefinition } = await on.service()
  expect(taskDefinition).toMatch(/web:2$/)
  expect(deployments).toMatchObject([{ rolloutState: 'COMPLETED', failedTasks: 0 }])
})

test('tasks that die just before they count as healthy never complete, and trip the circuit breaker', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  await on.call('UpdateService', {
    service: 'web',
    taskDefinition: await on.revision({ exit: { atSecond: 39, code: 1 } }),
  })
  await on.until(async () => (await on.service()).deployments.some(({ rolloutState }) => rolloutState === 'FAILED'))
})
