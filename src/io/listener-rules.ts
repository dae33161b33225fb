// Which rules does a listener have, and how do we change what they do?
import {
  AddTagsCommand,
  type Action as AwsAction,
  type Rule as AwsRule,
  CreateRuleCommand,
  DeleteRuleCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyRuleCommand,
  RemoveTagsCommand,
  type RuleCondition,
  type RuleTransform,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ListenerRule, RuleAction } from '../decisions/listener-rule.ts'
import { Failure } from '../failure.ts'
import { call, callOr, clientSettings, regionOrFail } from './aws.ts'

/** What a new rule is made of. */
export type NewRule = {
  listener: string
  priority: number
  conditions: Record<string, unknown>[]
  transforms: Record<string, unknown>[]
  actions: RuleAction[]
  tags: Record<string, string>
}

/** Milliseconds and tries for what must be done before a runner ends a cancelled job. */
const URGENT = { connection: 1_000, request: 1_200, attempts: 3 }

/** Listener rules in one region; `urgent`: nothing is waited for long. */
export async function listenerRules(givenRegion?: string, speed?: 'urgent') {
  const region = regionOrFail(givenRegion)
  const settings = speed
    ? clientSettings('elasticloadbalancing', region, URGENT.attempts, URGENT)
    : clientSettings('elasticloadbalancing', region)
  const client = new ElasticLoadBalancingV2Client(await settings)
  const purpose = (permission: string, resource: string) => ({
    permission: `elasticloadbalancing:${permission}`,
    resource,
    region,
    known: {
      RuleNotFoundException: () =>
        `Listener rule ${resource} was not found in ${region}: check the input listener-rule.`,
      ListenerNotFoundException: () => `Listener ${resource} was not found in ${region}: check the input listener.`,
    },
  })

  async function describe(resource: string, input: { ListenerArn: string }) {
    const rules: ListenerRule[] = []
    let Marker: string | undefined
    do {
      const page = await call(purpose('DescribeRules', resource), () =>
        client.send(new DescribeRulesCommand({ ...input, Marker })),
      )
      rules.push(...(page.Rules ?? []).map(readRule))
      Marker = page.NextMarker
    } while (Marker)
    return rules
  }

  /** One rule, as it is now; undefined when there is none any more, or its listener is gone. */
  async function existing(arn: string): Promise<ListenerRule | undefined> {
    const gone = ['RuleNotFoundException', 'ListenerNotFoundException'] as const
    const answer = await callOr(purpose('DescribeRules', arn), gone, () =>
      client.send(new DescribeRulesCommand({ RuleArns: [arn] })),
    )
    const [rule] = typeof answer === 'string' ? [] : (answer.Rules ?? [])
    return rule && readRule(rule)
  }

  return {
    /** All rules of a listener, its default one too, over all pages. */
    rulesOf: (listener: string): Promise<ListenerRule[]> => describe(listener, { ListenerArn: listener }),

    existing,

    /** One rule, as it is now. Throws a Failure when there is none. */
    async rule(arn: string): Promise<ListenerRule> {
      const rule = await existing(arn)
      if (!rule) throw new Failure(`Listener rule ${arn} was not found in ${region}: check the input listener-rule.`)
      return rule
    },

    /** Replaces what a rule does, and nothing else of it; the default rule is its listener's. */
    async write(
      { arn, listener, isDefault }: Pick<ListenerRule, 'arn' | 'listener' | 'isDefault'>,
      actions: RuleAction[],
    ) {
      const Actions = actions as unknown as AwsAction[]
      if (isDefault)
        await call(purpose('ModifyListener', listener), () =>
          client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: Actions })),
        )
      else await call(purpose('ModifyRule', arn), () => client.send(new ModifyRuleCommand({ RuleArn: arn, Actions })))
    },

    /** Makes a rule; `in-use` when there is one at this priority, which nobody can take away by asking at the same time. */
    async create({
      listener,
      priority,
      conditions,
      transforms,
      actions,
      tags,
    }: NewRule): Promise<ListenerRule | 'in-use'> {
      const command = new CreateRuleCommand({
        ListenerArn: listener,
        Priority: priority,
        Conditions: conditions as RuleCondition[],
        Actions: actions as unknown as AwsAction[],
        ...(transforms.length > 0 ? { Transforms: transforms as unknown as RuleTransform[] } : {}),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })
      const answer = await callOr(purpose('CreateRule', listener), ['PriorityInUseException'] as const, () =>
        client.send(command),
      )
      if (answer === 'PriorityInUseException') return 'in-use'
      const [made] = answer.Rules ?? []
      if (!made) throw new Failure(`Elastic Load Balancing made no rule on ${listener}.`)
      return readRule(made)
    },

    /** Whether it was there to be deleted: of several who ask, one hears yes. */
    async remove(arn: string): Promise<boolean> {
      const answer = await callOr(purpose('DeleteRule', arn), ['RuleNotFoundException'] as const, () =>
        client.send(new DeleteRuleCommand({ RuleArn: arn })),
      )
      return answer !== 'RuleNotFoundException'
    },

    /** Tags of a rule, or of a target group; undefined when there is no such rule. */
    async tagsOf(arn: string): Promise<Record<string, string> | undefined> {
      const answer = await callOr(purpose('DescribeTags', arn), ['RuleNotFoundException'] as const, () =>
        client.send(new DescribeTagsCommand({ ResourceArns: [arn] })),
      )
      if (answer === 'RuleNotFoundException') return undefined
      const [described] = answer.TagDescriptions ?? []
      return Object.fromEntries((described?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
    },

    async tag(arn: string, tags: Record<string, string>): Promise<void> {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
      await call(purpose('AddTags', arn), () => client.send(new AddTagsCommand({ ResourceArns: [arn], Tags })))
    },

    async untag(arn: string, keys: string[]): Promise<void> {
      await call(purpose('RemoveTags', arn), () =>
        client.send(new RemoveTagsCommand({ ResourceArns: [arn], TagKeys: keys })),
      )
    },
  }
}

export type ListenerRules = Awaited<ReturnType<typeof listenerRules>>

function readRule(rule: AwsRule): ListenerRule {
  const arn = rule.RuleArn ?? ''
  const priority = Number(rule.Priority)
  return {
    arn,
    listener: arn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, ''),
    isDefault: rule.IsDefault ?? false,
    priority: Number.isNaN(priority) ? undefined : priority,
    actions: (rule.Actions ?? []) as unknown as RuleAction[],
    conditions: (rule.Conditions ?? []) as Record<string, unknown>[],
    transforms: (rule.Transforms ?? []) as unknown as Record<string, unknown>[],
  }
}
