// Which alarms are there, and how are they?
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
import type { Clock } from '../../clock.ts'
import { arn, type Place } from '../arn.ts'
import { reader, validation } from '../check.ts'
import { page } from '../page.ts'
import type { AlarmReader } from '../seams.ts'
import { AwsError, type Caller, type Fields, type Operation } from '../service.ts'
import { checkMetrics, evaluateAlarm, everyMinute } from './evaluating.ts'
import type { AlarmState } from './judging.ts'
import type { Store } from './store.ts'

const states = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const

type Alarm = {
  name: string
  arn: string
  /** Members as the API keeps them. */
  settings: Fields
  state: AlarmState
  reason: string
  reasonData: string | undefined
  configuredAt: number
  updatedAt: number
  changedAt: number
  /** AWS time at which its metrics were looked at last. */
  lookedAt: number
}

const invalid = validation('ValidationError')
const missing = (message: string) => new AwsError('ResourceNotFound', message, 404)
const usualPage = 50

export type Alarms = { operations: Record<string, Operation>; stateOf: AlarmReader }

/**
 * Alarms on one metric or on an expression, looked at once a minute by what can be seen of their metrics. One whose metrics
 * were never reported stays in the state it was set to by SetAlarmState; an order (`ordered`, by name) comes first of all.
 */
export function alarmsOf({
  clock,
  ordered,
  store,
}: {
  clock: Clock
  ordered: Map<string, AlarmState>
  store: Store
}): Alarms {
  const places = new Map<string, Map<string, Alarm>>()
  const at = ({ account, region }: Place | Caller) => {
    const key = `${account}/${region}`
    const all = places.get(key) ?? new Map<string, Alarm>()
    places.set(key, all)
    return all
  }
  /** What happened since it was looked at last happens now, minute by minute: nothing that was seen then changes any more. */
  const catchUp = (alarm: Alarm, place: Place) => {
    const now = clock.now()
    for (let at = alarm.lookedAt + everyMinute; at <= now; at += everyMinute) {
      alarm.lookedAt = at
      const { state, reason = '' } = evaluateAlarm(store, place, alarm.settings, at) ?? {}
      if (state === undefined || state === alarm.state) continue
      Object.assign(alarm, { state, reason, reasonData: undefined, updatedAt: at, changedAt: at })
    }
  }
  const stateOf = (alarm: Alarm, place: Place) => {
    catchUp(alarm, place)
    return ordered.get(alarm.name) ?? alarm.state
  }

  return {
    stateOf(name, place) {
      const alarm = at(place).get(name)
      return alarm ? stateOf(alarm, place) : ordered.get(name)
    },
    operations: {
      PutMetricAlarm(input, caller) {
        const read = reader(input, invalid)
        const name = read.text('AlarmName', { min: 1, max: 255 })
        read.text('ComparisonOperator')
        if (read.maybeNumber('EvaluationPeriods', { min: 1 }) === undefined)
          throw invalid('evaluationPeriods', undefined, 'Member must not be null')
        const { AlarmName: _, Tags: __, ...settings } = input
        const single = read.maybeText('MetricName') !== undefined
        if (single === read.structures('Metrics').length > 0)
          throw new AwsError('ValidationError', 'Exactly one of Metrics or MetricName must be specified')
        checkMetrics(input)
        const now = clock.now()
        const before = at(caller).get(name)
        const fresh: Pick<Alarm, 'state' | 'reason' | 'reasonData' | 'updatedAt' | 'changedAt'> = {
          state: 'INSUFFICIENT_DATA',
          reason: 'Unchecked: Initial alarm creation',
          reasonData: undefined,
          updatedAt: now,
          changedAt: now,
        }
        at(caller).set(name, {
          ...(before ?? fresh),
          name,
          arn: arn('cloudwatch', caller, `alarm:${name}`),
          settings: { ActionsEnabled: true, ...settings },
          configuredAt: now,
          lookedAt: now,
        })
        return {}
      },

      DescribeAlarms(input, caller) {
        const read = reader(input, invalid)
        const names = read.texts('AlarmNames', { max: 100 })
        const prefix = read.maybeText('AlarmNamePrefix', { min: 1 })
        if (names.length > 0 && prefix !== undefined)
          throw new AwsError('InvalidParameterCombination', 'AlarmNames and AlarmNamePrefix are mutually exclusive')
        const state = read.maybeText('StateValue', { oneOf: states })
        const types = read.texts('AlarmTypes')
        const wanted = [...at(caller).values()]
          .filter(
            alarm =>
              (types.length === 0 || types.includes('MetricAlarm')) &&
              (names.length === 0 || names.includes(alarm.name)) &&
              (prefix === undefined || alarm.name.startsWith(prefix)) &&
              (state === undefined || stateOf(alarm, caller) === state),
          )
          .sort((a, b) => (a.name < b.name ? -1 : 1))
        const size = read.maybeNumber('MaxRecords', { min: 1, max: 100 }) ?? (names.length || usualPage)
        const refused = () => new AwsError('InvalidNextToken', 'The next token specified is invalid')
        const { entries, next } = page(wanted, size, read.maybeText('NextToken'), refused)
        return {
          MetricAlarms: entries.map(one => shown(one, stateOf(one, caller))),
          CompositeAlarms: [],
          NextToken: next,
        }
      },

      SetAlarmState(input, caller) {
        const read = reader(input, invalid)
        const alarm = at(caller).get(read.text('AlarmName', { min: 1 }))
        const text = read.text('StateValue', { oneOf: states })
        const reason = read.text('StateReason', { max: 1023 })
        if (!alarm) throw missing('')
        catchUp(alarm, caller)
        const now = clock.now()
        const state = states.find(one => one === text) ?? 'OK'
        const changedAt = state === alarm.state ? alarm.changedAt : now
        Object.assign(alarm, {
          state,
          reason,
          reasonData: read.maybeText('StateReasonData'),
          updatedAt: now,
          changedAt,
        })
        return {}
      },

      DeleteAlarms(input, caller) {
        const names = reader(input, invalid).texts('AlarmNames', { min: 1, max: 100 })
        if (!names.every(name => at(caller).has(name))) throw missing('')
        for (const name of names) at(caller).delete(name)
        return {}
      },
    },
  }
}

function shown(alarm: Alarm, state: AlarmState): Fields {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...alarm.settings,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    StateValue: state,
    StateReason: alarm.reason,
    StateReasonData: alarm.reasonData,
    StateUpdatedTimestamp: new Date(alarm.updatedAt),
    StateTransitionedTimestamp: new Date(alarm.changedAt),
  }
}
