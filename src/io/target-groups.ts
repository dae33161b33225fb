// Which target groups are there, how are they set, and how is a new one made?
import {
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  type DescribeTargetGroupsCommandInput,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { GroupSettings } from '../decisions/target-group.ts'
import { Failure } from '../failure.ts'
import { inBatches } from '../turns.ts'
import { call, callOr, clientSettings, regionOrFail } from './aws.ts'

/** A target group, and the load balancers that use it. */
export type Group = { arn: string; name: string; settings: GroupSettings; loadBalancers: string[] }

/** What an attribute does to a shift; seconds. */
export type GroupTimes = { deregistrationDelay: number; stickiness: number | undefined; slowStart: number }

/** DescribeTargetGroups takes so many ARNs at most; AWS names no number, and twenty is what it takes of other names. */
const GROUPS_A_CALL = 20

/** Target groups in one region. */
export async function targetGroups(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ElasticLoadBalancingV2Client(await clientSettings('elasticloadbalancing', region))
  const purpose = (permission: string, resource: string) => ({
    permission: `elasticloadbalancing:${permission}`,
    resource: `target group ${resource}`,
    region,
    known: {
      TargetGroupNotFoundException: () =>
        `Target group ${resource} was not found in ${region}: check the target groups of the services.`,
    },
  })

  async function pages(resource: string, input: DescribeTargetGroupsCommandInput): Promise<Group[]> {
    const groups: Group[] = []
    let Marker: string | undefined
    do {
      const page = await call(purpose('DescribeTargetGroups', resource), () =>
        client.send(new DescribeTargetGroupsCommand({ ...input, Marker })),
      )
      groups.push(...(page.TargetGroups ?? []).map(readGroup))
      Marker = page.NextMarker
    } while (Marker)
    return groups
  }

  async function attributes(group: string): Promise<Map<string, string>> {
    const { Attributes = [] } = await call(purpose('DescribeTargetGroupAttributes', group), () =>
      client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: group })),
    )
    return new Map(Attributes.map(({ Key = '', Value = '' }) => [Key, Value]))
  }

  return {
    /** Groups by ARN. Throws a Failure when one is missing. */
    async describe(arns: string[]): Promise<Group[]> {
      const batches = inBatches([...new Set(arns)], GROUPS_A_CALL).map(some =>
        pages(some.join(', '), { TargetGroupArns: some }),
      )
      return (await Promise.all(batches)).flat()
    },

    /** The group of this name; undefined when there is none. */
    async named(name: string): Promise<Group | undefined> {
      const answer = await callOr(
        purpose('DescribeTargetGroups', name),
        ['TargetGroupNotFoundException'] as const,
        () => client.send(new DescribeTargetGroupsCommand({ Names: [name] })),
      )
      const [found] = answer === 'TargetGroupNotFoundException' ? [] : (answer.TargetGroups ?? [])
      return found && readGroup(found)
    },

    /** Makes a group; `in-use` when there is one of this name with other settings. */
    async create(name: string, settings: GroupSettings): Promise<Group | 'in-use'> {
      const { healthCheck, ...of } = settings
      const input = { Name: name, ...of, ...healthCheck } as CreateTargetGroupCommandInput
      const answer = await callOr(
        purpose('CreateTargetGroup', name),
        ['DuplicateTargetGroupNameException'] as const,
        () => client.send(new CreateTargetGroupCommand(input)),
      )
      if (answer === 'DuplicateTargetGroupNameException') return 'in-use'
      const [made] = answer.TargetGroups ?? []
      if (!made) throw new Failure(`Elastic Load Balancing made no target group "${name}".`)
      return readGroup(made)
    },

    /** How long a group keeps what it has: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
    async times(group: string): Promise<GroupTimes> {
      const all = await attributes(group)
      const seconds = (name: string) => Number(all.get(name) ?? 0)
      const kind = all.get('stickiness.type') ?? 'lb_cookie'
      return {
        deregistrationDelay: seconds('deregistration_delay.timeout_seconds'),
        stickiness:
          all.get('stickiness.enabled') === 'true' ? seconds(`stickiness.${kind}.duration_seconds`) : undefined,
        slowStart: seconds('slow_start.duration_seconds'),
      }
    },

    /** Gives one group what another has of attributes. */
    async copyAttributes(from: string, to: string): Promise<void> {
      const [given, there] = await Promise.all([attributes(from), attributes(to)])
      const Attributes = [...given].flatMap(([Key, Value]) => (there.get(Key) === Value ? [] : [{ Key, Value }]))
      if (Attributes.length === 0) return
      await call(purpose('ModifyTargetGroupAttributes', to), () =>
        client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: to, Attributes })),
      )
    },
  }
}

export type TargetGroups = Awaited<ReturnType<typeof targetGroups>>

const readGroup = (one: TargetGroup): Group => ({
  arn: one.TargetGroupArn ?? '',
  name: one.TargetGroupName ?? '',
  loadBalancers: one.LoadBalancerArns ?? [],
  settings: {
    Protocol: one.Protocol,
    ProtocolVersion: one.ProtocolVersion,
    Port: one.Port,
    VpcId: one.VpcId,
    TargetType: one.TargetType,
    IpAddressType: one.IpAddressType,
    healthCheck: {
      HealthCheckEnabled: one.HealthCheckEnabled,
      HealthCheckProtocol: one.HealthCheckProtocol,
      HealthCheckPort: one.HealthCheckPort,
      HealthCheckPath: one.HealthCheckPath,
      HealthCheckIntervalSeconds: one.HealthCheckIntervalSeconds,
      HealthCheckTimeoutSeconds: one.HealthCheckTimeoutSeconds,
      HealthyThresholdCount: one.HealthyThresholdCount,
      UnhealthyThresholdCount: one.UnhealthyThresholdCount,
      Matcher: one.Matcher,
    },
  },
})
