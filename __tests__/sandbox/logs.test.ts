// Do log lines arrive, page by page and a moment late?
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { expect, test } from '@jest/globals'
import { lineTest } from '../../sandbox/aws/logs/pattern.ts'
import { logsService } from '../../sandbox/aws/logs/service.ts'
import { jumpClock } from '../../sandbox/clock.ts'
import { ids } from '../../sandbox/ids.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const logGroupName = '/ecs/web'
const logStreamName = 'app/app/1'

async function logs(lines: string[] = []) {
  const sandbox = await sandboxForTest()
  const client = new CloudWatchLogsClient(clientOf(sandbox))
  await client.send(new CreateLogGroupCommand({ logGroupName }))
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }))
  const timestamp = Math.floor(sandbox.clock.now())
  const logEvents = lines.map((message, at) => ({ message, timestamp: timestamp + at }))
  if (lines.length > 0) await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }))
  return { sandbox, client }
}

const messages = ({ events }: { events?: { message?: string | undefined }[] | undefined }) =>
  events?.map(({ message }) => message)

test('an event can be read about a second after it was put', async () => {
  const { sandbox, client } = await logs(['hello'])
  const read = () => client.send(new GetLogEventsCommand({ logGroupName, logStreamName }))
  expect(messages(await read())).toEqual([])
  await sandbox.advance(1000)
  expect(messages(await read())).toEqual(['hello'])
})

test('reading forward ends with the token it was asked with', async () => {
  const { sandbox, client } = await logs(['a', 'b', 'c'])
  await sandbox.advance(1000)
  const read = (nextToken?: string) =>
    client.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2, startFromHead: true, nextToken }))
  const first = await read()
  const second = await read(first.nextForwardToken)
  const third = await read(second.nextForwardToken)
  expect([first, second, third].map(messages)).toEqual([['a', 'b'], ['c'], []])
  expect(third.nextForwardToken).toBe(second.nextForwardToken)
  expect(messages(await read(second.nextBackwardToken))).toEqual(['a', 'b'])
})

test('without a direction the latest events come', async () => {
  const { sandbox, client } = await logs(['a', 'b', 'c'])
  await sandbox.advance(1000)
  expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2 })))).toEqual([
    'b',
    'c',
  ])
})

test('events are filtered by words and by time, in pages', async () => {
  const { sandbox, client } = await logs(['ERROR one', 'fine', 'ERROR two', 'ERROR three'])
  await sandbox.advance(1000)
  const filter = (rest: object) =>
    client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: 'ERROR', ...rest }))
  const first = await filter({ limit: 2 })
  expect(messages(first)).toEqual(['ERROR one', 'ERROR two'])
  expect(messages(await filter({ limit: 2, nextToken: first.nextToken }))).toEqual(['ERROR three'])
  const since = first.events?.[1]?.timestamp
  expect(messages(await filter({ startTime: since }))).toEqual(['ERROR two', 'ERROR three'])
  expect(messages(await filter({ endTime: since }))).toEqual(['ERROR one'])
})

test.each([
  ['ERROR', 'an ERROR here', true],
  ['ERROR', 'an error here', false],
  ['ERROR time', 'time of ERROR', true],
  ['"ERROR time"', 'time of ERROR', false],
  ['?ERROR ?WARN', 'a WARN here', true],
  ['?ERROR ?WARN', 'fine', false],
  ['ERROR -expected', 'ERROR, expected', false],
  ['', 'anything', true],
])('the pattern %s on the line %s: %s', (pattern, line, matches) => {
  expect(lineTest(pattern)(line)).toBe(matches)
})

test('a pattern the sandbox cannot read is refused, not misread', async () => {
  const { client } = await logs()
  const json = new FilterLogEventsCommand({ logGroupName, filterPattern: '{ $.level = "error" }' })
  expect(await errorOf(client.send(json))).toMatchObject({ name: 'InvalidParameterException' })
})

test('groups and streams are listed in pages, streams also by their last event', async () => {
  const { sandbox, client } = await logs(['late'])
  await client.send(new CreateLogGroupCommand({ logGroupName: '/ecs/api' }))
  const groups = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs/', limit: 1 }))
  expect(groups.logGroups).toMatchObject([
    { logGroupName: '/ecs/api', arn: 'arn:aws:logs:ap-south-1:127214192604:log-group:/ecs/api:*' },
  ])
  expect(groups.nextToken).toBeDefined()
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'app/app/0' }))
  await sandbox.advance(1000)
  const by = (orderBy: 'LastEventTime' | 'LogStreamName') =>
    client.send(new DescribeLogStreamsCommand({ logGroupName, orderBy, descending: orderBy === 'LastEventTime' }))
  expect((await by('LastEventTime')).logStreams?.map(one => one.logStreamName)).toEqual(['app/app/1', 'app/app/0'])
  expect((await by('LogStreamName')).logStreams?.map(one => one.logStreamName)).toEqual(['app/app/0', 'app/app/1'])
})

test('what is not there, or is there already, is said', async () => {
  const { client } = await logs()
  expect(await errorOf(client.send(new CreateLogGroupCommand({ logGroupName })))).toMatchObject({
    name: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  })
  const elsewhere = new GetLogEventsCommand({ logGroupName, logStreamName: 'none' })
  expect(await errorOf(client.send(elsewhere))).toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  })
})

test('events that are too old or too new are told apart', async () => {
  const { sandbox, client } = await logs()
  const now = Math.floor(sandbox.clock.now())
  const at = (timestamp: number) => ({ message: 'line', timestamp })
  const logEvents = [at(now - 15 * 86_400_000), at(now), at(now + 3 * 3_600_000)]
  const put = await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }))
  expect(put.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 })
})

test('a container writes to a stream of its own, but never makes the group', async () => {
  const clock = jumpClock()
  const { service, sink } = logsService({ clock, ids: ids(1) })
  const place = { account: '127214192604', region: 'ap-south-1', group: logGroupName, stream: logStreamName }
  expect(() => sink.open({ ...place, createGroup: false })).toThrow(
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
  )
  sink.open({ ...place, createGroup: true })('hello')
  await clock.advance(1000)
  const caller = { account: place.account, region: place.region, arn: '' }
  expect(await service.operations.GetLogEvents?.({ logGroupName, logStreamName }, caller)).toMatchObject({
    events: [{ message: 'hello' }],
  })
})
