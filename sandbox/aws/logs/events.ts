// Which lines did a container write?
import type { Clock } from '../../clock.ts'
import { page } from '../page.ts'
import { AwsError, type Fields, type Operation } from '../service.ts'
import { ask, groupIn, invalidToken, streamName } from './groups.ts'
import { lineTest } from './pattern.ts'
import type { LogEvent, LogStore } from './store.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const tooNew = 120 * minute
const tooOld = 14 * day
const most = 10_000

/** Put, get and filter events. */
export function eventOperations(store: LogStore, clock: Clock): Record<string, Operation> {
  return {
    PutLogEvents(input, caller) {
      const asked = ask(input)
      const stream = store.stream(groupIn(input, caller, store), asked.text('logStreamName', streamName))
      const events = asked.structures('logEvents', { min: 1, max: most }).map(event => ({
        timestamp: ask(event).maybeNumber('timestamp', { min: 0 }) ?? 0,
        message: ask(event).text('message', { min: 1 }),
      }))
      if (events.some(({ timestamp }, at) => timestamp < (events[at - 1]?.timestamp ?? 0))) {
        const message = 'Log events in a single PutLogEvents request must be in chronological order.'
        throw new AwsError('InvalidParameterException', message)
      }
      const now = clock.now()
      const firstTooNew = events.findIndex(({ timestamp }) => timestamp > now + tooNew)
      const oldOnes = events.filter(({ timestamp }) => timestamp < now - tooOld).length
      for (const { message, timestamp } of events.slice(oldOnes, firstTooNew < 0 ? undefined : firstTooNew))
        store.write(stream, message, timestamp)
      const rejected = {
        ...(firstTooNew >= 0 && { tooNewLogEventStartIndex: firstTooNew }),
        ...(oldOnes > 0 && { tooOldLogEventEndIndex: oldOnes }),
      }
      return {
        nextSequenceToken: '0',
        ...(Object.keys(rejected).length > 0 && { rejectedLogEventsInfo: rejected }),
      }
    },

    GetLogEvents(input, caller) {
      const asked = ask(input)
      const stream = store.stream(groupIn(input, caller, store), asked.text('logStreamName', streamName))
      const events = within(input, store.readable([stream]))
      const limit = asked.maybeNumber('limit', { min: 1, max: most }) ?? most
      const token = asked.maybeText('nextToken')
      const [start, end] = token
        ? windowAt(token, limit, events.length)
        : asked.maybeFlag('startFromHead')
          ? [0, Math.min(limit, events.length)]
          : [Math.max(events.length - limit, 0), events.length]
      // At either end AWS answers with the token it was asked with, for ever.
      return {
        events: events.slice(start, end).map(shown),
        nextForwardToken: tokenAt('f', end),
        nextBackwardToken: tokenAt('b', start),
      }
    },

    FilterLogEvents(input, caller) {
      const asked = ask(input)
      const group = groupIn(input, caller, store)
      const names = asked.texts('logStreamNames', { max: 100 })
      const prefix = asked.maybeText('logStreamNamePrefix', streamName)
      if (names.length > 0 && prefix !== undefined) {
        const message = 'logStreamNames and logStreamNamePrefix are mutually exclusive parameters.'
        throw new AwsError('InvalidParameterException', message)
      }
      const streams =
        names.length > 0
          ? names.map(name => store.stream(group, name))
          : [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''))
      const matches = lineTest(asked.maybeText('filterPattern', { max: 1024 }) ?? '')
      const events = within(input, store.readable(streams)).filter(({ message }) => matches(message))
      const limit = asked.maybeNumber('limit', { min: 1, max: most }) ?? most
      const { entries, next } = page(events, limit, asked.maybeText('nextToken'), invalidToken)
      return {
        events: entries.map(event => ({ ...shown(event), logStreamName: event.stream, eventId: event.id })),
        searchedLogStreams: [],
        nextToken: next,
      }
    },
  }
}

/** From `startTime` on and before `endTime`; both in milliseconds. */
function within(input: Fields, events: LogEvent[]): LogEvent[] {
  const asked = ask(input)
  const start = asked.maybeNumber('startTime', { min: 0 }) ?? 0
  const end = asked.maybeNumber('endTime', { min: 0 }) ?? Number.POSITIVE_INFINITY
  return events.filter(({ timestamp }) => timestamp >= start && timestamp < end)
}

const shown = ({ timestamp, ingestionTime, message }: LogEvent): Fields => ({
  timestamp: Math.floor(timestamp),
  ingestionTime: Math.floor(ingestionTime),
  message,
})

const tokenAt = (direction: 'f' | 'b', at: number) => `${direction}/${String(at).padStart(56, '0')}/s`

/** A forward token stands at the end of what was read, a backward one at its start. */
function windowAt(token: string, limit: number, count: number): [start: number, end: number] {
  const [, direction, digits] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? []
  if (!digits) throw invalidToken()
  const at = Math.min(Number(digits), count)
  return direction === 'f' ? [at, Math.min(at + limit, count)] : [Math.max(at - limit, 0), at]
}
