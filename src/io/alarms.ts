// How do alarms stand?
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** `since`: when it came into its state (ms since the epoch). */
export type AlarmFacts = { name: string; state: string; reason: string; since: number }

/** CloudWatch alarms in one region. */
export async function alarms(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new CloudWatchClient(await clientSettings('monitoring', region))
  return {
    /** Alarms by name (a hundred at most); those CloudWatch does not know are left out. */
    async describeAlarms(names: string[]): Promise<AlarmFacts[]> {
      const purpose = { permission: 'cloudwatch:DescribeAlarms', resource: `alarms ${names.join(', ')}`, region }
      const command = new DescribeAlarmsCommand({
        AlarmNames: names.slice(0, 100),
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      })
      const { MetricAlarms = [], CompositeAlarms = [] } = await call(purpose, () => client.send(command))
      return [...MetricAlarms, ...CompositeAlarms].map(one => ({
        name: one.AlarmName ?? '',
        state: one.StateValue ?? '',
        reason: one.StateReason ?? '',
        since: (one.StateTransitionedTimestamp ?? one.StateUpdatedTimestamp)?.getTime() ?? 0,
      }))
    },
  }
}

export type Alarms = Awaited<ReturnType<typeof alarms>>
