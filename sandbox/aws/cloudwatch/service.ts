// What is CloudWatch to the sandbox?
import type { Clock } from '../../clock.ts'
import { arn, type Place } from '../arn.ts'
import type { AlarmReader, MetricSink } from '../seams.ts'
import type { Service } from '../service.ts'
import { alarmsOf } from './alarms.ts'
import { nothing, withValue } from './distribution.ts'
import type { AlarmState } from './judging.ts'
import { metricOperations } from './metrics.ts'
import { type MetricOrder, metricOrders } from './orders.ts'
import { type MetricName, storeOf } from './store.ts'

export type CloudWatch = {
  /** The same operations in JSON 1.0, as today's SDKs and CLIs ask, and in the query protocol, as older ones do. */
  services: [Service, Service]
  /** For ECS's deployments. */
  alarmState: AlarmReader
  /** For services that report of themselves. */
  sink: MetricSink
  controls: MetricControls
}

/** Values of a metric in the minute of `at`; `visibleAt` is AWS time, too. */
export type Reported = MetricName & {
  at: number
  values: number[]
  counts?: number[]
  visibleAt?: number
  unit?: string
}

/** What whoever runs the sandbox can do to metrics that no API can. */
export type MetricControls = {
  /** Reports values in an account (id) and a region, to be seen at once unless `visibleAt` (AWS ms) says otherwise. */
  put(place: Place, metric: Reported): void
  /** Queries of a metric are answered as ordered; answers how that ends. */
  order(order: MetricOrder): () => void
  /** Everything that is reported from now on comes into view so many AWS milliseconds later. */
  late(ms: number): void
}

/** CloudWatch's metrics and alarms. `ordered` holds states that were ordered, by alarm. */
export function cloudWatchService(given: { clock: Clock; ordered: Map<string, AlarmState> }): CloudWatch {
  const store = storeOf()
  const alarms = alarmsOf({ ...given, store })
  const orders = metricOrders()
  const service: Omit<Service, 'protocol'> = {
    name: 'monitoring',
    iam: 'cloudwatch',
    operations: { ...alarms.operations, ...metricOperations({ clock: given.clock, store, orders }) },
    members: {
      ActionsEnabled: 'flag',
      Counts: 'number',
      DatapointsToAlarm: 'number',
      EndTime: 'time',
      EvaluationPeriods: 'number',
      MaxDatapoints: 'number',
      Maximum: 'number',
      MaxRecords: 'number',
      Minimum: 'number',
      Period: 'number',
      ReturnData: 'flag',
      SampleCount: 'number',
      StartTime: 'time',
      StorageResolution: 'number',
      Sum: 'number',
      Threshold: 'number',
      Timestamp: 'time',
      Values: 'number',
    },
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    resource: (operation, { AlarmName }, caller) =>
      operation.includes('Metric') && operation !== 'PutMetricAlarm'
        ? '*'
        : arn('cloudwatch', caller, `alarm:${typeof AlarmName === 'string' ? AlarmName : '*'}`),
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
    sink: (place, metric, report) => store.report(place, metric, report),
    controls: {
      put(place, { at, values, counts, visibleAt, unit, ...metric }) {
        const known = values.reduce((all, value, index) => withValue(all, value, counts?.[index] ?? 1), nothing())
        const report = { at, visibleAt: visibleAt ?? given.clock.now(), known }
        store.report(place, metric, unit === undefined ? report : { ...report, unit })
      },
      order: orders.order,
      late: store.late,
    },
  }
}
