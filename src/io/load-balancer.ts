// Which targets does a load balancer see, and how are they?
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { TargetFacts } from '../decisions/snapshot.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** Elastic Load Balancing in one region. */
export async function loadBalancer(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ElasticLoadBalancingV2Client(await clientSettings('elasticloadbalancing', region))
  return {
    /** Health of every target of the groups; a group that was deleted has none. */
    async describeTargets(groups: string[]): Promise<TargetFacts[]> {
      const answers = groups.map(async group => {
        const purpose = {
          permission: 'elasticloadbalancing:DescribeTargetHealth',
          resource: `target group ${group.split('/').at(1) ?? group}`,
          region,
        }
        const answer = await call(purpose, () =>
          client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group })),
        )
        return (answer.TargetHealthDescriptions ?? []).map(({ Target, TargetHealth }) => ({
          group,
          id: Target?.Id ?? '',
          port: Target?.Port ?? 0,
          state: TargetHealth?.State ?? 'unavailable',
          reason: TargetHealth?.Description ?? TargetHealth?.Reason,
        }))
      })
      return (await Promise.all(answers)).flat()
    },
  }
}

export type LoadBalancer = Awaited<ReturnType<typeof loadBalancer>>
