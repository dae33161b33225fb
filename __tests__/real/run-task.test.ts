import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DescribeTasksCommand, ECSClient } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pushImage } from './image.ts'
import { clientOf, type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { LOG_GROUP, prepare, registerRevision } from './service.ts'

const ecs = new ECSClient(clientOf())
let ministack: Ministack
beforeAll(async () => {
  ministack = await startMinistack()
  await prepare()
  const digest = await pushImage(
    repositoryOf('web'),
    'job',
    'echo "migrating ${TABLE:-nothing}"; [ -n "$TABLE" ] || { echo "no table"; exit 3; }; echo done',
  )
  await registerRevision('job', `${repositoryOf('web')}@${digest}`)
})
afterAll(() => ministack?.close())

const run = (more: Record<string, string> = {}) =>
  ministack.run('run-task', {
    inputs: { cluster: 'staging', 'task-definition': 'job:1', subnets: 'subnet-1', 'wait-for-minutes': '1', ...more },
  })
const described = async (arn = '') => {
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: 'staging', tasks: [arn] }))
  return tasks[0]
}

test('a task that ends with 0 is green, and its lines are shown', async () => {
  const ended = await run({ 'environment-variables': 'TABLE=users' })
  expect(ended).toMatchObject({
    code: 0,
    outputs: { verdict: 'succeeded', 'exit-code': '0', revision: 'job:1', 'log-lines': 'migrating users\ndone' },
  })
  expect(await described(ended.outputs['task-arns'])).toMatchObject({
    lastStatus: 'STOPPED',
    containers: [{ exitCode: 0 }],
  })
})

test('a task that ends with 3 is red, and its last line is the cause', async () => {
  const ended = await run()
  expect(ended).toMatchObject({
    code: 1,
    outputs: { verdict: 'failed', 'exit-code': '3', cause: expect.stringContaining('no table') },
  })
  expect(await described(ended.outputs['task-arns'])).toMatchObject({ containers: [{ exitCode: 3 }] })
  const logStreamName = `job/app/${ended.outputs['task-ids']}`
  const { events } = await new CloudWatchLogsClient(clientOf()).send(
    new GetLogEventsCommand({ logGroupName: LOG_GROUP, logStreamName, startFromHead: true }),
  )
  expect(events?.map(event => event.message)).toEqual(ended.outputs['log-lines']?.split('\n'))
})

test('another command is run in place of the image’s own', async () => {
  expect(await run({ command: '["/bin/sh", "-c", "echo instead"]' })).toMatchObject({
    code: 0,
    outputs: { 'log-lines': 'instead' },
  })
})

test('a task that takes too long is stopped at the limit', async () => {
  const ended = await run({ command: '["/bin/sh", "-c", "sleep 600"]', 'wait-for-minutes': '0.1' })
  expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'timed-out' } })
  expect((await described(ended.outputs['task-arns']))?.desiredStatus).toBe('STOPPED')
})
