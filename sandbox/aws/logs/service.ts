// What is CloudWatch Logs to the sandbox?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { arn } from '../arn.ts'
import type { LogSink } from '../seams.ts'
import type { Service } from '../service.ts'
import { eventOperations } from './events.ts'
import { groupOperations } from './groups.ts'
import { type LogGroup, logStore } from './store.ts'

export type Logs = {
  service: Service
  /** For containers. */
  sink: LogSink
}

/** CloudWatch Logs' API, and where containers' lines go. */
export function logsService({ clock, ids }: { clock: Clock; ids: Ids }): Logs {
  const store = logStore({ clock, ids })
  return {
    service: {
      name: 'logs',
      protocol: { kind: 'json', target: 'Logs_20140328' },
      resource: (_operation, { logGroupName }, caller) =>
        typeof logGroupName === 'string' ? arn('logs', caller, `log-group:${logGroupName}`) : undefined,
      operations: { ...groupOperations(store), ...eventOperations(store, clock) },
    },
    sink: {
      open({ account, region, group: name, stream: streamName, createGroup }) {
        const place = { account, region }
        const existing = store.list(place).find(one => one.name === name)
        const group: LogGroup | undefined = existing ?? (createGroup ? store.createGroup(place, name) : undefined)
        if (!group) throw new Error(noGroup)
        const stream = group.streams.get(streamName) ?? store.createStream(group, streamName)
        return line => store.write(stream, line, Math.floor(clock.now()))
      },
    },
  }
}

/** As Fargate's log router puts it: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html */
const noGroup =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.'
