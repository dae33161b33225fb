// How does a task end, and what is left of it?
import { describe, expect, test } from '@jest/globals'
import type { Script } from '../../../sandbox/runtime/script.ts'
import { bench } from './bench.ts'
import { balanced, running, vpc } from './scenes.ts'

const run = { taskDefinition: 'web', launchType: 'FARGATE', networkConfiguration: vpc }

describe('a task of its own ends with its container’s exit code', () => {
  test.each<[string, Script, object]>([
    ['exit 0', { exit: { atSecond: 5, code: 0 } }, { exitCode: 0 }],
    ['exit 3', { exit: { atSecond: 5, code: 3 } }, { exitCode: 3 }],
    ['killed', { exit: { atSecond: 5, code: 137 } }, { exitCode: 137 }],
    [
      'out of memory',
      { exit: { atSecond: 5, code: 137, reason: 'oom' } },
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ],
  ])('%s', async (_, script, container) => {
    const on = await bench()
    await on.revision(script)
    const { tasks } = await on.call('RunTask', run)
    const [{ taskArn }] = tasks as [{ taskArn: string }]
    await on.pass(90)
    const described = await on.call('DescribeTasks', { tasks: [taskArn] })
    expect(described.tasks).toMatchObject([
      {
        lastStatus: 'STOPPED',
        desiredStatus: 'STOPPED',
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containers: [container],
      },
    ])
  })
})

test('an image for another architecture cannot be executed', async () => {
  const on = await bench()
  await on.revision({})
  on.images.set('v1', { ...on.images.get('v1'), architecture: 'arm64' })
  await on.call('RunTask', run)
  await on.pass(90)
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED' })
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect(tasks).toMatchObject([{ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 1 }] }])
})

test('a side container may end; the task runs on and keeps its exit code', async () => {
  const on = await bench()
  await on.revision({})
  on.images.set('side', {
    digest: 'sha256:side',
    labels: { 'sandbox.script': JSON.stringify({ exit: { atSecond: 3, code: 0 } }) },
  })
  const image = '127214192604.dkr.ecr.ap-south-1.amazonaws.com/web'
  await on.call('RegisterTaskDefinition', {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::127214192604:role/execution',
    containerDefinitions: [
      { name: 'app', image: `${image}:v1` },
      { name: 'side', image: `${image}:side`, essential: false },
    ],
  })
  await on.call('RunTask', run)
  await on.pass(90)
  const { taskArns } = await on.call('ListTasks')
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  expect(tasks).toMatchObject([
    {
      lastStatus: 'RUNNING',
      containers: [
        { name: 'app', lastStatus: 'RUNNING' },
        { name: 'side', lastStatus: 'STOPPED', exitCode: 0 },
      ],
    },
  ])
})

test('a task goes through all states of its life, and is forgotten an hour after its end', async () => {
  const on = await bench()
  await on.revision({ stop: { afterSeconds: 3, code: 0 } })
  const { loadBalancers } = await balanced(on)
  await running(on, { desiredCount: 1, loadBalancers })
  const [task] = on.ecs.tasks()
  await on.call('UpdateService', { service: 'web', desiredCount: 0 })
  const seen: string[] = []
  for (let second = 0; second < 90; second++) {
    const status = on.ecs.tasks()[0]?.status ?? 'gone'
    if (seen.at(-1) !== status) seen.push(status)
    await on.pass(1)
  }
  expect(seen).toEqual(['RUNNING', 'DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED'])
  await on.pass(3600)
  expect(await on.call('DescribeTasks', { tasks: [task?.arn] })).toEqual({
    tasks: [],
    failures: [{ arn: task?.arn, reason: 'MISSING' }],
  })
})

test('a program that ignores SIGTERM is killed after its stopTimeout', async () => {
  const on = await bench()
  await on.revision({ stop: { afterSeconds: 600, code: 0 } }, { stopTimeout: 10 })
  const { tasks } = await on.call('RunTask', run)
  await on.pass(60)
  const [{ taskArn }] = tasks as [{ taskArn: string }]
  const { task } = await on.call('StopTask', { task: taskArn, reason: 'enough' })
  expect(task).toMatchObject({ desiredStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'enough' })
  await on.pass(9)
  expect(on.ecs.tasks()[0]?.status).toBe('STOPPING')
  await on.pass(20)
  const described = await on.call('DescribeTasks', { tasks: [taskArn] })
  expect(described.tasks).toMatchObject([{ lastStatus: 'STOPPED', containers: [{ exitCode: 137 }] }])
})

test('a Spot task whose capacity is taken away says so', async () => {
  const on = await bench()
  await on.revision({})
  await on.call('RunTask', {
    taskDefinition: 'web',
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    networkConfiguration: vpc,
  })
  await on.pass(60)
  const [task] = on.ecs.tasks()
  on.ecs.interrupt(task?.arn ?? '')
  const { tasks } = await on.call('DescribeTasks', { tasks: [task?.arn] })
  expect(tasks).toMatchObject([
    {
      capacityProviderName: 'FARGATE_SPOT',
      stopCode: 'SpotInterruption',
      stoppedReason: 'Your Spot Task was interrupted.',
    },
  ])
})
