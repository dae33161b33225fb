// What does the service-deployments API tell?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { completed, running } from './scenes.ts'

type Listed = { serviceDeploymentArn: string; status: string; targetServiceRevisionArn: string }

async function updating() {
  const on = await bench()
  on.ecs.propagation({ ms: 0 })
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  const list = async (input = {}) =>
    (await on.call('ListServiceDeployments', { service: 'web', ...input })).serviceDeployments as Listed[]
  const describe = async (arn: string) =>
    ((await on.call('DescribeServiceDeployments', { serviceDeploymentArns: [arn] })).serviceDeployments as object[])[0]
  return { ...on, list, describe }
}

test('a service deployment is PENDING, IN_PROGRESS and SUCCESSFUL, and names what it leaves and what it takes', async () => {
  const on = await updating()
  const [newest, first] = await on.list()
  expect(newest?.serviceDeploymentArn).toMatch(/:service-deployment\/demo\/web\/[\w-]{21}$/)
  expect(newest?.status).toBe('PENDING')
  expect(await on.service()).toMatchObject({ currentServiceDeployment: undefined })
  await on.pass(2)
  expect(await on.service()).toMatchObject({ currentServiceDeployment: newest?.serviceDeploymentArn })
  expect(await on.describe(newest?.serviceDeploymentArn ?? '')).toMatchObject({
    status: 'IN_PROGRESS',
    sourceServiceRevisions: [{ arn: first?.targetServiceRevisionArn, runningTaskCount: 2 }],
    targetServiceRevision: { arn: newest?.targetServiceRevisionArn, runningTaskCount: 0 },
    deploymentCircuitBreaker: { status: 'DISABLED', failureCount: 0, threshold: 3 },
    alarms: { status: 'DISABLED' },
  })
  await completed(on)
  expect(await on.describe(newest?.serviceDeploymentArn ?? '')).toMatchObject({
    status: 'SUCCESSFUL',
    finishedAt: expect.any(Date),
    targetServiceRevision: { requestedTaskCount: 2, runningTaskCount: 2, pendingTaskCount: 0 },
  })
})

test('service deployments are listed by status and time, newest first', async () => {
  const on = await updating()
  const after = new Date(on.clock.now() - 1)
  expect(await on.list({ createdAt: { after } })).toHaveLength(1)
  expect(await on.list({ createdAt: { before: after } })).toMatchObject([{ status: 'SUCCESSFUL' }])
  expect(await on.list({ status: ['PENDING', 'IN_PROGRESS'] })).toHaveLength(1)
  expect(await on.list({ status: ['ROLLBACK_FAILED'] })).toEqual([])
})

test('a service revision says what it runs, with the digest that was found', async () => {
  const on = await updating()
  const [, first] = await on.list()
  const { serviceRevisions } = await on.call('DescribeServiceRevisions', {
    serviceRevisionArns: [first?.targetServiceRevisionArn],
  })
  expect(serviceRevisions).toMatchObject([
    {
      taskDefinition: expect.stringMatching(/web:1$/),
      launchType: 'FARGATE',
      containerImages: [{ containerName: 'app', imageDigest: `sha256:${'1'.padStart(64, '0')}` }],
    },
  ])
})

test('a stopped deployment rolls back, whether or not the service is configured so', async () => {
  const on = await updating()
  await on.pass(40)
  const [newest] = await on.list()
  const serviceDeploymentArn = newest?.serviceDeploymentArn
  expect(await on.call('StopServiceDeployment', { serviceDeploymentArn })).toEqual({ serviceDeploymentArn })
  expect(await on.list()).toMatchObject([{ status: 'ROLLBACK_REQUESTED' }, {}])
  await completed(on)
  expect(await on.list()).toMatchObject([{ status: 'ROLLBACK_SUCCESSFUL' }, {}])
  expect((await on.service()).taskDefinition).toMatch(/web:1$/)
  await expect(on.call('StopServiceDeployment', { serviceDeploymentArn })).rejects.toMatchObject({
    code: 'ConflictException',
    members: { resourceIds: [serviceDeploymentArn] },
  })
})

test('an aborted deployment stays where it is', async () => {
  const on = await updating()
  await on.pass(20)
  const [newest] = await on.list()
  await on.call('StopServiceDeployment', { serviceDeploymentArn: newest?.serviceDeploymentArn, stopType: 'ABORT' })
  expect(await on.list()).toMatchObject([{ status: 'STOP_REQUESTED' }, {}])
  await on.pass(600)
  expect(await on.list()).toMatchObject([{ status: 'STOPPED' }, {}])
  expect(await on.service()).toMatchObject({
    runningCount: 4,
    deployments: [{ rolloutState: 'FAILED', runningCount: 2 }, { runningCount: 2 }],
  })
})
