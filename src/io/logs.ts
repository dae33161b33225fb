// What did a container write last?
import { CloudWatchLogsClient, DescribeLogGroupsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** CloudWatch Logs in one region. */
export async function logs(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new CloudWatchLogsClient(await clientSettings('logs', region))
  return {
    /** Whether there is a group of exactly this name. */
    async groupExists(group: string): Promise<boolean> {
      const purpose = { permission: 'logs:DescribeLogGroups', resource: `log group ${group}`, region }
      const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: group })
      const { logGroups = [] } = await call(purpose, () => client.send(command))
      return logGroups.some(one => one.logGroupName === group)
    },
    /** The last `limit` lines of a stream, oldest first; none when group or stream do not exist. */
    async lastLines(group: string, stream: string, limit: number): Promise<string[]> {
      const purpose = {
        permission: 'logs:GetLogEvents',
        resource: `log stream ${stream} of ${group}`,
        region,
        known: { ResourceNotFoundException: () => '' },
      }
      const command = new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        limit,
        startFromHead: false,
      })
      const { events = [] } = await call(purpose, () => client.send(command)).catch(error => {
        if (error.message === '') return { events: [] }
        throw error
      })
      return events.map(event => (event.message ?? '').trimEnd())
    },
    /**
     * What follows in a stream after `after`, or its beginning, and where to go on; at the end of what has been delivered
     * that is the same place again. Nothing when group or stream do not exist, or not yet.
     * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
     */
    async linesAfter(group: string, stream: string, after: string | undefined) {
      const purpose = {
        permission: 'logs:GetLogEvents',
        resource: `log stream ${stream} of ${group}`,
        region,
        known: { ResourceNotFoundException: () => '' },
      }
      const command = new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        startFromHead: true,
        ...(after === undefined ? {} : { nextToken: after }),
      })
      const { events = [], nextForwardToken: next } = await call(purpose, () => client.send(command)).catch(error => {
        if (error.message === '') return { events: [], nextForwardToken: after }
        throw error
      })
      return { lines: events.map(event => (event.message ?? '').trimEnd()), next }
    },
  }
}

export type Logs = Awaited<ReturnType<typeof logs>>
