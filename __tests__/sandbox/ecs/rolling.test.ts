// Does a rolling update go as AWS does it when all is well?
import { expect, test } from '@jest/globals'
import { type Bench, bench } from './bench.ts'
import { balanced, completed, running } from './scenes.ts'

/** A service of two tasks behind a load balancer, and an update to a second good revision. */
async function updating(): Promise<Bench & { url: string }> {
  const on = await bench()
  await on.revision({ answers: [{ path: '/', body: 'one' }] })
  const { loadBalancers, url } = await balanced(on)
  await running(on, { loadBalancers })
  const next = await on.revision({ answers: [{ path: '/', body: 'two' }] })
  await on.call('UpdateService', { service: 'web', taskDefinition: next })
  return { ...on, url }
}

test('a rolling update starts new tasks, waits until their targets are healthy, drains the old ones and completes', async () => {
  const on = await updating()
  await on.pass(2)
  await completed(on)
  expect((await on.story()).slice(4)).toEqual([
    'has started 2 tasks: (task) (task).',
    'registered 2 targets in (target-group GROUP)',
    'has stopped 2 running tasks: (task) (task).',
    'deregistered 2 targets in (target-group GROUP)',
    '(service web, taskSet ecs-svc/N) has begun draining connections on 2 tasks.',
    '(deployment ecs-svc/N) deployment completed.',
    'has reached a steady state.',
  ])
  expect((await on.service()).deployments).toHaveLength(1)
})

test('clients get answers all the way, from the old tasks first and from the new ones at last', async () => {
  const on = await updating()
  const bodies: string[] = []
  await on.until(async () => {
    const response = await fetch(on.url)
    expect(response.status).toBe(200)
    bodies.push(await response.text())
    const { deployments } = await on.service()
    return deployments.length === 1 && deployments[0].rolloutState === 'COMPLETED' && bodies.at(-1) === 'two'
  })
  expect(bodies[0]).toBe('one')
  expect(new Set(bodies)).toEqual(new Set(['one', 'two']))
})

test('the answer of UpdateService has the new primary deployment, which asks for nothing yet', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const next = await on.revision({})
  const { service } = await on.call('UpdateService', { service: 'web', taskDefinition: next })
  expect(service).toMatchObject({
    taskDefinition: expect.stringMatching(/web:2$/),
    deployments: [
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desiredCount: 0, runningCount: 0, failedTasks: 0 },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', desiredCount: 2, runningCount: 2 },
    ],
  })
})

test('a deployment carries the number of its service revision, and tasks the id of their deployment', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const { deployments, currentServiceRevisions } = await on.service()
  const [, number = ''] = deployments[0].id.split('/')
  expect(number).toMatch(/^\d{19}$/)
  expect(currentServiceRevisions).toMatchObject([{ arn: expect.stringMatching(`/demo/web/${number}$`) }])
  expect(on.ecs.tasks().map(({ startedBy, group }) => ({ startedBy, group }))).toEqual(
    Array(2).fill({ startedBy: deployments[0].id, group: 'service:web' }),
  )
})

test('tasks that were scaled down say by which deployment', async () => {
  const on = await updating()
  await on.pass(2)
  await completed(on)
  const [primary] = (await on.service()).deployments
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED' })
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect(tasks).toMatchObject(
    Array(2).fill({
      lastStatus: 'STOPPED',
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${primary.id})`,
      containers: [{ exitCode: 143, lastStatus: 'STOPPED' }],
    }),
  )
})

test('all tasks of a deployment run the digest that its first task found, though the tag moved on', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  const before = on.images.get('v1')
  on.images.set('moved', { ...before })
  on.images.set('v1', { ...before, digest: `sha256:${'f'.repeat(64)}` })
  await on.call('UpdateService', { service: 'web', desiredCount: 4 })
  await on.pass(120)
  const { taskArns } = await on.call('ListTasks', {})
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect(tasks).toMatchObject(Array(4).fill({ containers: [{ imageDigest: before?.digest }] }))
})
