// What did a container write last?
import { CloudWatchLogsClient, DescribeLogGroupsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { call, callOr, clientSettings, regionOrFail } from './aws.ts'

/** Which of a stream's events. */
type Which = { limit?: number; startFromHead: boolean; nextToken?: string | undefined }

/** CloudWatch Logs in one region. */
export async function logs(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new CloudWatchLogsClient(await clientSettings('logs', region))

  /** Undefined when group or stream do not exist. */
  async function eventsOf(logGroupName: string, logStreamName: string, which: Which) {
    const resource = `log stream ${logStreamName} of ${logGroupName}`
    const purpose = { permission: 'logs:GetLogEvents', resource, region }
    const command = new GetLogEventsCommand({ logGroupName, logStreamName, ...which })
    const answer = await callOr(purpose, ['ResourceNotFoundException'], () => client.send(command))
    if (typeof answer === 'string') return undefined
    const { events = [], nextForwardToken: next } = answer
    return { lines: events.map(event => (event.message ?? '').trimEnd()), next }
  }

  return {
    /** Whether there is a group of exactly this name. */
    async groupExists(group: string): Promise<boolean> {
      const purpose = { permission: 'logs:DescribeLogGroups', resource: `log group ${group}`, region }
      const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: group })
      const { logGroups = [] } = await call(purpose, () => client.send(command))
      return logGroups.some(one => one.logGroupName === group)
    },
    /** The last `limit` lines of a stream, oldest first; none when group or stream do not exist. */
    lastLines: async (group: string, stream: string, limit: number): Promise<string[]> =>
      (await eventsOf(group, stream, { limit, startFromHead: false }))?.lines ?? [],
    /**
     * What follows in a stream after `after`, or its beginning, and where to go on; at the end of what has been delivered
     * that is the same place again. Nothing when group or stream do not exist, or not yet.
     * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
     */
    linesAfter: async (group: string, stream: string, after: string | undefined) =>
      (await eventsOf(group, stream, { startFromHead: true, nextToken: after })) ?? { lines: [], next: after },
  }
}

export type Logs = Awaited<ReturnType<typeof logs>>
