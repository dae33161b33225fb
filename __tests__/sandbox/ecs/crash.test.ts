// What happens when the new tasks crash?
import { expect, test } from '@jest/globals'
import { type Bench, bench } from './bench.ts'
import { breaker, completed, running } from './scenes.ts'

/** A good service, and an update to a revision that crashes two seconds after its start. */
async function crashing(configuration: object = breaker, options = {}): Promise<Bench & { good: string }> {
  const on = await bench(options)
  await on.revision({})
  await running(on, { deploymentConfiguration: configuration })
  const good = (await on.service()).deployments[0].id
  const bad = await on.revision({ exit: { atSecond: 2, code: 1 } })
  await on.call('UpdateService', { service: 'web', taskDefinition: bad })
  await on.pass(2)
  return { ...on, good }
}

const record = async (on: Bench) => {
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  const [newest] = serviceDeployments as { serviceDeploymentArn: string }[]
  const described = await on.call('DescribeServiceDeployments', {
    serviceDeploymentArns: [newest?.serviceDeploymentArn],
  })
  return (described.serviceDeployments as Record<string, unknown>[])[0]
}

test('the circuit breaker fails a deployment whose tasks crash, and the one before becomes primary again', async () => {
  const on = await crashing()
  await on.until(async () => (await on.service()).deployments[0].id === on.good)
  const [primary, failed] = (await on.service()).deployments
  expect(primary).toMatchObject({
    status: 'PRIMARY',
    taskDefinition: expect.stringMatching(/web:1$/),
    runningCount: 2,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${on.good}.`,
  })
  expect(failed).toMatchObject({
    status: 'ACTIVE',
    taskDefinition: expect.stringMatching(/web:2$/),
    rolloutState: 'FAILED',
    rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    failedTasks: 4,
  })
})

test('a rollback ends with the old deployment COMPLETED and nothing left of the failed one', async () => {
  const on = await crashing()
  await on.until(async () => (await on.service()).deployments[0].id === on.good)
  await completed(on)
  const { deployments, taskDefinition } = await on.service()
  expect(taskDefinition).toMatch(/web:1$/)
  expect(deployments).toMatchObject([{ id: on.good, rolloutStateReason: `ECS deployment ${on.good} completed.` }])
  expect((await on.story()).slice(-4)).toEqual([
    '(deployment ecs-svc/N) deployment failed: tasks failed to start.',
    'rolling back to deployment ecs-svc/N.',
    '(deployment ecs-svc/N) deployment completed.',
    'has reached a steady state.',
  ])
})

test('the service deployment is requested to roll back, rolls back, and has rolled back', async () => {
  const on = await crashing()
  const seen: unknown[] = []
  await on.until(async () => {
    const { status } = (await record(on)) ?? {}
    if (seen.at(-1) !== status) seen.push(status)
    await on.pass(1)
    return status === 'ROLLBACK_SUCCESSFUL'
  })
  expect(seen).toEqual(['IN_PROGRESS', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_SUCCESSFUL'])
  expect(await record(on)).toMatchObject({
    statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    rollback: { serviceRevisionArn: expect.stringMatching(on.good.slice('ecs-svc/'.length)) },
    deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 4, threshold: 3 },
  })
})

test('when it is so ordered, a rollback gets a deployment id of its own and tasks of its own', async () => {
  const on = await crashing(breaker, { rollback: 'copy' })
  await on.until(async () => (await on.service()).deployments[0].taskDefinition.endsWith('web:1'))
  const [primary] = (await on.service()).deployments
  expect(primary.id).not.toBe(on.good)
  expect(primary.runningCount).toBe(0)
  await completed(on)
  expect((await on.service()).deployments).toMatchObject([{ id: primary.id, runningCount: 2 }])
})

test('without rollback the failed deployment stays primary and starts nothing any more', async () => {
  const on = await crashing({ deploymentCircuitBreaker: { enable: true, rollback: false } })
  await on.until(async () => (await on.service()).deployments[0].rolloutState === 'FAILED')
  const before = await on.story()
  await on.pass(1800)
  expect(await on.story()).toEqual(before)
  expect((await on.service()).deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'FAILED', runningCount: 0 },
    { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 2 },
  ])
  expect(await record(on)).toMatchObject({ status: 'STOPPED' })
})

test('without a circuit breaker the deployment goes on for ever, and the old tasks serve on', async () => {
  const on = await crashing({})
  await on.pass(1800)
  expect((await on.service()).deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
    { status: 'ACTIVE', runningCount: 2 },
  ])
  expect((await on.service()).deployments[0].failedTasks).toBeGreaterThan(20)
})

test('a first deployment has nothing to roll back to and stalls', async () => {
  const on = await bench()
  await on.revision({ exit: { atSecond: 2, code: 1 } })
  await on.call('CreateService', {
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    deploymentConfiguration: breaker,
  })
  await on.until(async () => (await on.service()).deployments[0].rolloutState === 'FAILED')
  expect(await record(on)).toMatchObject({
    status: 'ROLLBACK_FAILED',
    statusReason: 'No rollback candidate was found to run the rollback.',
  })
  await on.pass(600)
  expect(await on.service()).toMatchObject({ runningCount: 0, pendingCount: 0 })
})

test('a crashed task shows its exit code, and its service revision the digest it ran', async () => {
  const on = await crashing()
  await on.pass(60)
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED', serviceName: 'web' })
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect((tasks as object[])[0]).toMatchObject({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ exitCode: 1, imageDigest: expect.stringMatching(/^sha256:/) }],
  })
})
