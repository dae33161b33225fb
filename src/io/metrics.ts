// What do CloudWatch's metrics say?
import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { Query, Series } from '../decisions/metric-plan.ts'
import { Failure } from '../failure.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** Metrics in one region. */
export async function metrics(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new CloudWatchClient(await clientSettings('monitoring', region))
  const purpose = {
    permission: 'cloudwatch:GetMetricData',
    resource: 'metrics',
    region,
    known: {
      ValidationError: (message: string) =>
        `CloudWatch does not take a metric that was asked for (${message.replace(/\.$/, '')}): check the input metrics.`,
    },
  }
  return {
    /**
     * Series by the query's id, from `from` to before `to` (ms since the epoch, whole minutes): one call for up to 500
     * queries, and one more a page. Throws a Failure when this role may not read one of them.
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
     */
    async read(queries: readonly Query[], from: number, to: number): Promise<Map<string, Series>> {
      const found = new Map<string, Series>()
      const input = {
        MetricDataQueries: queries.map(toAws),
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: 'TimestampAscending' as const,
      }
      let NextToken: string | undefined
      do {
        const page = await call(purpose, () => client.send(new GetMetricDataCommand({ ...input, NextToken })))
        for (const { Id = '', Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
          if (StatusCode === 'Forbidden') throw forbidden(queries.find(one => one.id === Id) as Query)
          const points = Timestamps.map((at, i) => ({ at: at.getTime(), value: Values[i] as number }))
          // A series goes on over pages; its last word counts.
          found.set(Id, {
            points: [...(found.get(Id)?.points ?? []), ...points],
            complete: StatusCode === 'Complete' || StatusCode === undefined,
          })
        }
        NextToken = page.NextToken
      } while (NextToken)
      return found
    },
  }
}

export type Metrics = Awaited<ReturnType<typeof metrics>>

const forbidden = (query: Query): Failure =>
  new Failure(
    `cloudwatch:GetMetricData is denied for ${'name' in query ? `${query.namespace} ${query.name}` : query.expression}: allow cloudwatch:GetMetricData in the role's policy (each action's README has the policy it needs).`,
    { denied: 'cloudwatch:GetMetricData' },
  )

const toAws = (query: Query): MetricDataQuery => ({
  Id: query.id,
  ReturnData: !query.hidden,
  ...('expression' in query
    ? { Expression: query.expression, Period: query.period }
    : {
        MetricStat: {
          Metric: {
            Namespace: query.namespace,
            MetricName: query.name,
            Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: query.period,
          Stat: query.statistic,
        },
      }),
})
