// Do tasks without a service run as they are told?
import { expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { bench } from './bench.ts'
import { vpc } from './scenes.ts'

const run = { taskDefinition: 'web', launchType: 'FARGATE', networkConfiguration: vpc }

test('a task starts in PROVISIONING and gets its address, image and health on the way', async () => {
  const on = await bench()
  await on.revision({})
  const { tasks, failures } = await on.call('RunTask', { ...run, startedBy: 'release', group: 'migrations' })
  expect(failures).toEqual([])
  const [task] = tasks as Fields[]
  expect(task).toMatchObject({
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    group: 'migrations',
    startedBy: 'release',
  })
  await on.pass(60)
  const { tasks: later } = await on.call('DescribeTasks', { tasks: [task?.taskArn] })
  expect(later).toMatchObject([
    {
      lastStatus: 'RUNNING',
      connectivity: 'CONNECTED',
      healthStatus: 'UNKNOWN',
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      attachments: [
        {
          type: 'ElasticNetworkInterface',
          status: 'ATTACHED',
          details: expect.arrayContaining([{ name: 'privateIPv4Address', value: expect.stringMatching(/^10\.0\./) }]),
        },
      ],
      containers: [{ name: 'app', lastStatus: 'RUNNING', imageDigest: expect.stringMatching(/^sha256:/) }],
      createdAt: expect.any(Date),
      pullStartedAt: expect.any(Date),
      pullStoppedAt: expect.any(Date),
      startedAt: expect.any(Date),
    },
  ])
})

test('overrides change the command and add to the environment, and are shown', async () => {
  const on = await bench()
  await on.revision({}, { environment: [{ name: 'A', value: '1' }] })
  const containerOverrides = [
    {
      name: 'app',
      command: ['migrate'],
      environment: [{ name: 'SANDBOX_SCRIPT', value: '{"exit":{"atSecond":1,"code":4}}' }],
    },
  ]
  const { tasks } = await on.call('RunTask', { ...run, overrides: { containerOverrides } })
  expect(tasks).toMatchObject([{ overrides: { containerOverrides } }])
  await on.pass(60)
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED', family: 'web' })
  expect((await on.call('DescribeTasks', { tasks: taskArns })).tasks).toMatchObject([{ containers: [{ exitCode: 4 }] }])
  const nobody = { containerOverrides: [{ name: 'nobody' }] }
  await expect(on.call('RunTask', { ...run, overrides: nobody })).rejects.toThrow(/container named nobody/)
})

test('the same client token starts nothing twice', async () => {
  const on = await bench()
  await on.revision({})
  const first = await on.call('RunTask', { ...run, clientToken: 'once' })
  expect(await on.call('RunTask', { ...run, clientToken: 'once' })).toEqual(first)
  expect(on.ecs.tasks()).toHaveLength(1)
  const [{ taskArn }] = first.tasks as [Fields]
  await expect(on.call('RunTask', { ...run, count: 2, clientToken: 'once' })).rejects.toMatchObject({
    code: 'ConflictException',
    members: { resourceIds: [taskArn] },
  })
  await on.pass(24 * 3600 + 1)
  expect(await on.call('RunTask', { ...run, clientToken: 'once' })).not.toEqual(first)
})

test('tasks are found by who started them', async () => {
  const on = await bench()
  await on.revision({})
  await on.call('RunTask', { ...run, startedBy: 'me', count: 2 })
  await on.call('RunTask', { ...run, startedBy: 'you' })
  expect((await on.call('ListTasks', { startedBy: 'me' })).taskArns).toHaveLength(2)
  expect((await on.call('ListTasks', { startedBy: 'me', desiredStatus: 'STOPPED' })).taskArns).toHaveLength(0)
})

test('an inactive revision is not run', async () => {
  const on = await bench()
  await on.revision({})
  await on.call('DeregisterTaskDefinition', { taskDefinition: 'web:1' })
  await expect(on.call('RunTask', { ...run, taskDefinition: 'web:1' })).rejects.toThrow('TaskDefinition is inactive')
  await expect(on.call('RunTask', run)).rejects.toThrow('TaskDefinition not found.')
})

test('what there is room for starts, and what there is none for comes as failures', async () => {
  const on = await bench()
  await on.revision({})
  on.ecs.capacity(2)
  const { tasks, failures } = await on.call('RunTask', { ...run, count: 3 })
  expect(tasks).toHaveLength(2)
  const reason = 'Capacity is unavailable at this time. Please try again later or in a different availability zone'
  expect(failures).toEqual([{ reason }])
  expect(await on.call('RunTask', run)).toEqual({ tasks: [], failures: [{ reason }] })
})

test('size, roles and environment are overridden, shown, and checked', async () => {
  const on = await bench()
  await on.revision({})
  const overrides = { cpu: '512', memory: '1024', taskRoleArn: 'arn:aws:iam::127214192604:role/other' }
  expect((await on.call('RunTask', { ...run, overrides })).tasks).toMatchObject([
    { cpu: '512', memory: '1024', overrides },
  ])
  await expect(on.call('RunTask', { ...run, overrides: { cpu: '512', memory: '512' } })).rejects.toMatchObject({
    code: 'ClientException',
    message: expect.stringMatching(/^No Fargate configuration exists for given values: 512 CPU, 512 memory\./),
  })
  on.ecs.unassumable('other')
  await expect(on.call('RunTask', { ...run, overrides })).rejects.toThrow(/unable to assume the role/)
})

test('tags come from the call, from ECS, and from the task definition', async () => {
  const on = await bench()
  await on.revision({}, {}, { tags: [{ key: 'team', value: 'web' }] })
  const given = { tags: [{ key: 'run', value: '7' }], enableECSManagedTags: true, propagateTags: 'TASK_DEFINITION' }
  expect((await on.call('RunTask', { ...run, ...given })).tasks).toMatchObject([
    {
      tags: [
        { key: 'aws:ecs:clusterName', value: 'demo' },
        { key: 'team', value: 'web' },
        { key: 'run', value: '7' },
      ],
    },
  ])
})

test('a platform version and a strategy of capacity providers are shown with the task', async () => {
  const on = await bench()
  await on.revision({})
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
  const { launchType: _, ...plain } = run
  const { tasks } = await on.call('RunTask', { ...plain, capacityProviderStrategy, platformVersion: '1.3.0' })
  expect(tasks).toMatchObject([{ capacityProviderName: 'FARGATE_SPOT', platformVersion: '1.3.0' }])
  expect((await on.call('RunTask', { ...run, platformVersion: 'LATEST' })).tasks).toMatchObject([
    { platformVersion: '1.4.0' },
  ])
})

test('who is stopped without a reason was stopped by a user', async () => {
  const on = await bench()
  await on.revision({})
  const { tasks } = await on.call('RunTask', run)
  const [{ taskArn }] = tasks as [Fields]
  expect(await on.call('StopTask', { task: taskArn })).toMatchObject({
    task: { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user', desiredStatus: 'STOPPED' },
  })
})
