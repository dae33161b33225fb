// In which order do a task's containers start?
import { describe, expect, test } from '@jest/globals'
import { readiness, type Seen } from '../../../sandbox/aws/ecs/tasks/order.ts'
import type { Fields } from '../../../sandbox/aws/service.ts'
import type { Script } from '../../../sandbox/runtime/script.ts'
import { type Bench, bench } from './bench.ts'
import { vpc } from './scenes.ts'

const other = (more: Partial<Seen>): Seen => ({
  name: 'other',
  started: true,
  stopped: false,
  exitCode: undefined,
  health: 'UNKNOWN',
  ...more,
})

describe('a container that depends on another may start', () => {
  test.each<[string, Seen, string]>([
    ['START', other({ started: false }), 'later'],
    ['START', other({}), 'now'],
    ['COMPLETE', other({}), 'later'],
    ['COMPLETE', other({ stopped: true, exitCode: 1 }), 'now'],
    ['SUCCESS', other({}), 'later'],
    ['SUCCESS', other({ stopped: true, exitCode: 0 }), 'now'],
    ['SUCCESS', other({ stopped: true, exitCode: 1 }), 'never'],
    ['HEALTHY', other({}), 'later'],
    ['HEALTHY', other({ health: 'HEALTHY' }), 'now'],
    ['HEALTHY', other({ health: 'UNHEALTHY' }), 'never'],
    ['HEALTHY', other({ stopped: true }), 'never'],
  ])('%s %j: %s', (condition, seen, expected) => {
    expect(readiness([{ containerName: 'other', condition }], [seen])).toBe(expected)
  })
})

const container = (name: string, script: Script, more: Fields = {}): Fields => ({
  name,
  image: 'web:plain',
  environment: [{ name: 'SANDBOX_SCRIPT', value: JSON.stringify(script) }],
  ...more,
})

type Shown = {
  lastStatus: string
  stopCode?: string
  stoppedReason?: string
  startedAt?: Date
  containers: { name: string; lastStatus: string; exitCode?: number }[]
}

/** A task of these containers; answers how it looks, again and again. */
async function task(containerDefinitions: Fields[]): Promise<{ on: Bench; look(): Promise<Shown> }> {
  const on = await bench()
  on.images.set('plain', {})
  await on.call('RegisterTaskDefinition', {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions,
  })
  const run = { taskDefinition: 'web', launchType: 'FARGATE', networkConfiguration: vpc }
  const { tasks } = await on.call('RunTask', run)
  const [{ taskArn }] = tasks as [Fields]
  return {
    on,
    async look() {
      const { tasks: now } = await on.call('DescribeTasks', { tasks: [taskArn] })
      return (now as [Shown])[0]
    },
  }
}

const states = ({ containers }: Shown) => containers.map(({ name, lastStatus }) => `${name} ${lastStatus}`)

test('a container waits until a migration has succeeded, and the task is not running before', async () => {
  const { on, look } = await task([
    container('app', {}, { dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }] }),
    container('migrate', { exit: { atSecond: 60, code: 0 } }, { essential: false }),
  ])
  await on.pass(60)
  expect([(await look()).lastStatus, ...states(await look())]).toEqual(['ACTIVATING', 'app PENDING', 'migrate RUNNING'])
  await on.pass(60)
  expect([(await look()).lastStatus, ...states(await look())]).toEqual(['RUNNING', 'app RUNNING', 'migrate STOPPED'])
})

test('a migration that fails keeps the task from starting', async () => {
  const { on, look } = await task([
    container('app', {}, { dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }] }),
    container('migrate', { exit: { atSecond: 5, code: 2 } }, { essential: false }),
  ])
  await on.pass(90)
  expect(await look()).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    containers: [{ name: 'app' }, { name: 'migrate', exitCode: 2 }],
  })
  expect((await look()).startedAt).toBeUndefined()
})

test('a container waits until another is healthy', async () => {
  const healthCheck = { command: ['CMD', 'true'], interval: 10, retries: 3 }
  const { on, look } = await task([
    container('app', {}, { dependsOn: [{ containerName: 'proxy', condition: 'HEALTHY' }] }),
    container('proxy', { health: [{ untilSecond: 15, exitCode: 1 }] }, { healthCheck }),
  ])
  await on.pass(45)
  expect(states(await look())).toEqual(['app PENDING', 'proxy RUNNING'])
  await on.pass(30)
  expect((await look()).lastStatus).toBe('RUNNING')
})

test('an essential container that ends while others wait ends the task, with all that run', async () => {
  const healthCheck = { command: ['CMD', 'true'], interval: 60 }
  const { on, look } = await task([
    container('app', {}, { dependsOn: [{ containerName: 'proxy', condition: 'HEALTHY' }] }),
    container('proxy', { exit: { atSecond: 5, code: 1 } }, { healthCheck }),
    container('logs', {}, { essential: false }),
  ])
  await on.pass(90)
  expect(await look()).toMatchObject({
    lastStatus: 'STOPPED',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'app' }, { name: 'proxy', exitCode: 1 }, { name: 'logs', exitCode: 143 }],
  })
})

test('a container that is not essential may end, and the task goes on', async () => {
  const { on, look } = await task([
    container('app', {}),
    container('side', { exit: { atSecond: 5, code: 3 } }, { essential: false }),
  ])
  await on.pass(120)
  expect(await look()).toMatchObject({
    lastStatus: 'RUNNING',
    containers: [{ lastStatus: 'RUNNING' }, { lastStatus: 'STOPPED', exitCode: 3 }],
  })
})

test('a task that is stopped while it waits stops what runs', async () => {
  const { on, look } = await task([
    container('app', {}, { dependsOn: [{ containerName: 'migrate', condition: 'COMPLETE' }] }),
    container('migrate', {}, { essential: false }),
  ])
  await on.pass(60)
  const [{ arn } = { arn: '' }] = on.ecs.tasks()
  await on.call('StopTask', { task: arn, reason: 'it takes too long' })
  await on.pass(30)
  expect(await look()).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'UserInitiated',
    stoppedReason: 'it takes too long',
    containers: [{}, { name: 'migrate', exitCode: 143 }],
  })
})

describe('ECS does not register', () => {
  const depends = (containerName: string, condition: string) => ({ dependsOn: [{ containerName, condition }] })
  test.each<[string, Fields[]]>([
    ['a stranger', [container('app', {}, depends('nobody', 'START'))]],
    ['a circle', [container('a', {}, depends('b', 'START')), container('b', {}, depends('a', 'START'))]],
    ['health without a check', [container('a', {}, depends('b', 'HEALTHY')), container('b', {})]],
    ['the end of an essential container', [container('a', {}, depends('b', 'COMPLETE')), container('b', {})]],
  ])('%s', async (_, containers) => {
    await expect(task(containers)).rejects.toMatchObject({ code: 'ClientException' })
  })
})
