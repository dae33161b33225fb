// Which log groups and streams are there?
import { type Refuse, reader, validation } from '../check.ts'
import { page } from '../page.ts'
import { AwsError, type Caller, type Fields, type Operation } from '../service.ts'
import type { LogGroup, LogStore, LogStream } from './store.ts'

const refuse: Refuse = validation('InvalidParameterException')
export const ask = (input: Fields) => reader(input, refuse)
const groupName = { pattern: /^[.\-_/#A-Za-z0-9]+$/, min: 1, max: 512 }
export const streamName = { pattern: /^[^:*]*$/, min: 1, max: 512 }
export const invalidToken = () => new AwsError('InvalidParameterException', 'The specified nextToken is invalid.')

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

/** The group that an input names, by `logGroupName` or by `logGroupIdentifier` (a name or an ARN). */
export function groupIn(input: Fields, caller: Caller, store: LogStore): LogGroup {
  const asked = ask(input)
  const identifier = asked.maybeText('logGroupIdentifier')?.replace(/^arn:.*:log-group:([^:]+).*$/, '$1')
  return store.group(caller, identifier ?? asked.text('logGroupName', groupName))
}

/** Create, describe and delete groups; create and describe streams. */
export function groupOperations(store: LogStore): Record<string, Operation> {
  return {
    CreateLogGroup(input, caller) {
      const { account, region } = caller
      store.createGroup({ account, region }, ask(input).text('logGroupName', groupName))
      return {}
    },

    DeleteLogGroup(input, caller) {
      store.remove(groupIn(input, caller, store))
      return {}
    },

    PutRetentionPolicy(input, caller) {
      const days = ask(input).maybeNumber('retentionInDays')
      if (days === undefined || !retentions.includes(days))
        throw refuse('retentionInDays', days, `Member must satisfy enum value set: [${retentions.join(', ')}]`)
      groupIn(input, caller, store).retentionDays = days
      return {}
    },

    DescribeLogGroups(input, caller) {
      const asked = ask(input)
      const prefix = asked.maybeText('logGroupNamePrefix', groupName) ?? ''
      const pattern = asked.maybeText('logGroupNamePattern') ?? ''
      if (prefix && pattern) {
        const message = 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.'
        throw new AwsError('InvalidParameterException', message)
      }
      const limit = asked.maybeNumber('limit', { min: 1, max: 50 }) ?? 50
      const groups = store.list(caller).filter(({ name }) => name.startsWith(prefix) && name.includes(pattern))
      const { entries, next } = page(groups, limit, asked.maybeText('nextToken'), invalidToken)
      return { logGroups: entries.map(shownGroup), nextToken: next }
    },

    CreateLogStream(input, caller) {
      const name = ask(input).text('logStreamName', streamName)
      store.createStream(groupIn(input, caller, store), name)
      return {}
    },

    DescribeLogStreams(input, caller) {
      const asked = ask(input)
      const prefix = asked.maybeText('logStreamNamePrefix', streamName) ?? ''
      const orderBy = asked.maybeText('orderBy', { oneOf: ['LogStreamName', 'LastEventTime'] }) ?? 'LogStreamName'
      const limit = asked.maybeNumber('limit', { min: 1, max: 50 }) ?? 50
      if (prefix && orderBy === 'LastEventTime') {
        const message = 'Cannot order by LastEventTime with a logStreamNamePrefix.'
        throw new AwsError('InvalidParameterException', message)
      }
      const streams = [...groupIn(input, caller, store).streams.values()].filter(({ name }) => name.startsWith(prefix))
      streams.sort(
        orderBy === 'LastEventTime' ? (a, b) => lastTime(a) - lastTime(b) : (a, b) => (a.name < b.name ? -1 : 1),
      )
      if (asked.maybeFlag('descending')) streams.reverse()
      const { entries, next } = page(streams, limit, asked.maybeText('nextToken'), invalidToken)
      return { logStreams: entries.map(shownStream), nextToken: next }
    },
  }
}

const lastTime = ({ events }: LogStream) => events.at(-1)?.timestamp ?? 0

const shownGroup = ({ name, arn, createdAt, retentionDays }: LogGroup): Fields => ({
  logGroupName: name,
  creationTime: Math.floor(createdAt),
  retentionInDays: retentionDays,
  metricFilterCount: 0,
  arn: `${arn}:*`,
  logGroupArn: arn,
  logGroupClass: 'STANDARD',
  storedBytes: 0,
})

const shownStream = ({ name, arn, createdAt, events }: LogStream): Fields => ({
  logStreamName: name,
  creationTime: Math.floor(createdAt),
  firstEventTimestamp: events[0]?.timestamp,
  lastEventTimestamp: events.at(-1)?.timestamp,
  lastIngestionTime: events.at(-1)?.ingestionTime,
  arn,
  storedBytes: 0,
})
