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
  }
}

export type Logs = Awaited<ReturnType<typeof logs>>
