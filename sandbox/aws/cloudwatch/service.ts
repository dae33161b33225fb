// What is CloudWatch to the sandbox?
import type { Clock } from '../../clock.ts'
import { arn } from '../arn.ts'
import type { AlarmReader } from '../seams.ts'
import type { Service } from '../service.ts'
import { type AlarmState, alarmsOf } from './alarms.ts'

export type CloudWatch = {
  /** The same operations in JSON 1.0, as today's SDKs and CLIs ask, and in the query protocol, as older ones do. */
  services: [Service, Service]
  /** For ECS's deployments. */
  alarmState: AlarmReader
}

/** CloudWatch's alarms. `ordered` holds states that were ordered, by alarm. */
export function cloudWatchService(given: { clock: Clock; ordered: Map<string, AlarmState> }): CloudWatch {
  const alarms = alarmsOf(given)
  const service: Omit<Service, 'protocol'> = {
    name: 'monitoring',
    iam: 'cloudwatch',
    operations: alarms.operations,
    members: {
      ActionsEnabled: 'flag',
      DatapointsToAlarm: 'number',
      EvaluationPeriods: 'number',
      MaxRecords: 'number',
      Period: 'number',
      ReturnData: 'flag',
      Threshold: 'number',
    },
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    resource: (_operation, { AlarmName }, caller) =>
      arn('cloudwatch', caller, `alarm:${typeof AlarmName === 'string' ? AlarmName : '*'}`),
  }
  return {
    services: [
      {
        ...service,
        protocol: { kind: 'json', target: 'GraniteServiceVersion20100801', version: '1.0', words: 'query' },
      },
      {
        ...service,
        protocol: {
          kind: 'query',
          version: '2010-08-01',
          namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
        },
      },
    ],
    alarmState: alarms.stateOf,
  }
}
