// Which log lines are there, and since when can they be read?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { arn, type Place } from '../arn.ts'
import { AwsError } from '../service.ts'

/** From the container's line to GetLogEvents it takes about a second; AWS names no figure, only "within seconds". */
const deliveryLag = 1000

/** Times in milliseconds, as CloudWatch Logs itself has them. */
export type LogEvent = { id: string; stream: string; timestamp: number; ingestionTime: number; message: string }

export type LogStream = { name: string; arn: string; createdAt: number; events: LogEvent[] }

export type LogGroup = {
  name: string
  place: Place
  /** Without the `:*` that some answers add. */
  arn: string
  createdAt: number
  retentionDays: number | undefined
  streams: Map<string, LogStream>
}

export type LogStore = {
  /** Throws `ResourceAlreadyExistsException`. */
  createGroup(place: Place, name: string): LogGroup
  createStream(group: LogGroup, name: string): LogStream
  /** Throw `ResourceNotFoundException`. */
  group(place: Place, name: string): LogGroup
  stream(group: LogGroup, name: string): LogStream
  list(place: Place): LogGroup[]
  remove(group: LogGroup): void
  write(stream: LogStream, message: string, timestamp: number): void
  /** The events that have been delivered by now, in the order of their times. */
  readable(streams: LogStream[]): LogEvent[]
}

export function logStore({ clock, ids }: { clock: Clock; ids: Ids }): LogStore {
  const groups = new Map<string, LogGroup>()
  const key = ({ account, region }: Place, name: string) => `${account}/${region}/${name}`
  return {
    createGroup(place, name) {
      if (groups.has(key(place, name))) throw exists('group')
      const group: LogGroup = {
        name,
        place,
        arn: arn('logs', place, `log-group:${name}`),
        createdAt: clock.now(),
        retentionDays: undefined,
        streams: new Map(),
      }
      groups.set(key(place, name), group)
      return group
    },
    createStream(group, name) {
      if (group.streams.has(name)) throw exists('stream')
      const stream = { name, arn: `${group.arn}:log-stream:${name}`, createdAt: clock.now(), events: [] }
      group.streams.set(name, stream)
      return stream
    },
    group(place, name) {
      const group = groups.get(key(place, name))
      if (!group) throw missing('group')
      return group
    },
    stream(group, name) {
      const stream = group.streams.get(name)
      if (!stream) throw missing('stream')
      return stream
    },
    list: ({ account, region }) =>
      [...groups.values()]
        .filter(({ place }) => place.account === account && place.region === region)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove(group) {
      groups.delete(key(group.place, group.name))
    },
    write(stream, message, timestamp) {
      stream.events.push({ id: ids(56), stream: stream.name, timestamp, ingestionTime: clock.now(), message })
    },
    readable: streams =>
      streams
        .flatMap(({ events }) => events)
        .filter(({ ingestionTime }) => ingestionTime + deliveryLag <= clock.now())
        .sort((a, b) => a.timestamp - b.timestamp),
  }
}

const exists = (kind: string) =>
  new AwsError('ResourceAlreadyExistsException', `The specified log ${kind} already exists`)
const missing = (kind: string) => new AwsError('ResourceNotFoundException', `The specified log ${kind} does not exist.`)
