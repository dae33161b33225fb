// What happens when the new tasks cannot even start?
import { describe, expect, test } from '@jest/globals'
import { bench, register } from './bench.ts'
import { breaker, completed, running } from './scenes.ts'

const host = '127214192604.dkr.ecr.ap-south-1.amazonaws.com'
const secret = 'arn:aws:secretsmanager:ap-south-1:127214192604:secret:missing'
const logs = (group: string) => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': group, 'awslogs-region': 'ap-south-1', 'awslogs-stream-prefix': 'web' },
  },
})

describe('a task that cannot start says why, as AWS does', () => {
  test.each([
    [
      'its image is missing',
      `${host}/web:nowhere`,
      {},
      `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${host}/web:nowhere: ${host}/web:nowhere: not found`,
    ],
    [
      'its secret is missing',
      `${host}/web:v1`,
      { secrets: [{ name: 'TOKEN', valueFrom: secret }] },
      `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${secret} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    ],
    [
      'its log group is missing',
      `${host}/web:v1`,
      logs('/missing'),
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
    ],
  ])('%s', async (_, image, more, reason) => {
    const on = await bench()
    await on.revision({})
    await running(on)
    const bad = await register(on, image, more)
    await on.call('UpdateService', { service: 'web', taskDefinition: bad })
    await on.pass(140)
    const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED' })
    const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
    const [task] = tasks as Record<string, unknown>[]
    expect(task).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: reason, lastStatus: 'STOPPED' })
    expect(task).not.toHaveProperty('startedAt')
    expect(await on.story()).toContain(`was unable to place a task. Reason: ${reason}.`)
  })
})

test('the scheduler waits longer and longer, and says that it is unable to start tasks', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { desiredCount: 1 })
  await on.call('UpdateService', { service: 'web', taskDefinition: await register(on, `${host}/web:nowhere`) })
  await on.pass(3600)
  const starts = (await on.service()).events
    .filter(({ message }) => message.includes('has started'))
    .map(({ createdAt }) => createdAt.getTime() / 1000)
    .reverse()
    .slice(1)
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b))
  expect(gaps.at(-1)).toBeGreaterThan(300)
  expect(await on.story()).toContain('is unable to consistently start tasks successfully.')
})

test('with one task a missing image needs about ten minutes to trip the circuit breaker, as on AWS', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { desiredCount: 1, deploymentConfiguration: breaker })
  const begun = on.clock.now()
  await on.call('UpdateService', { service: 'web', taskDefinition: await register(on, `${host}/web:nowhere`) })
  await on.until(async () => (await on.service()).deployments.some(({ rolloutState }) => rolloutState === 'FAILED'))
  const minutes = (on.clock.now() - begun) / 60_000
  expect(minutes).toBeGreaterThan(8)
  expect(minutes).toBeLessThan(12)
  await completed(on)
})

test('lines of a container come to its stream', async () => {
  const on = await bench()
  await on.revision({ lines: [{ atSecond: 1, text: 'listening' }] }, logs('/web'))
  await running(on, { desiredCount: 1 })
  expect(on.lines).toEqual(['web/app/ID: listening'])
})
