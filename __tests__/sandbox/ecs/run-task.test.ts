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
