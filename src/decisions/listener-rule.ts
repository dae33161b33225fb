// What does a listener rule do with its traffic, and how is it told to do the same with other weights?

/** An action as Elastic Load Balancing shows it, with all that it has; only what forwards is looked into. */
export type RuleAction = {
  Type?: string
  Order?: number
  TargetGroupArn?: string
  ForwardConfig?: {
    TargetGroups?: { TargetGroupArn?: string; Weight?: number }[]
    TargetGroupStickinessConfig?: { Enabled?: boolean; DurationSeconds?: number }
  }
  AuthenticateOidcConfig?: Record<string, unknown>
  [member: string]: unknown
}

/** A rule, or a listener's default actions, which are one too. */
export type ListenerRule = {
  arn: string
  listener: string
  isDefault: boolean
  /** Undefined for the default rule, which comes last. */
  priority: number | undefined
  actions: RuleAction[]
  /** As they came; nothing of them is ever sent back to the rule itself. */
  conditions: Record<string, unknown>[]
  transforms: Record<string, unknown>[]
}

/** The listener of a rule, which its ARN names. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
export const listenerOfRule = (rule: string): string =>
  rule.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '')

/** One of the groups that a rule forwards to. */
export type Tuple = { group: string; weight: number }

/** Blue and green as a rule knows them: ARNs of their target groups. */
export type Pair = { blue: string; green: string }

/** Groups that the actions forward to; a bare group is one of weight 1. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html */
export function tuplesOf(actions: readonly RuleAction[]): Tuple[] {
  const forward = forwardOf(actions)
  if (!forward) return []
  const several = forward.ForwardConfig?.TargetGroups ?? []
  if (several.length > 0) return several.map(one => ({ group: one.TargetGroupArn ?? '', weight: one.Weight ?? 1 }))
  return forward.TargetGroupArn ? [{ group: forward.TargetGroupArn, weight: 1 }] : []
}

/** Seconds that a client stays with its group by the rule's own stickiness; undefined when it does not. */
export function stickinessOf(actions: readonly RuleAction[]): number | undefined {
  const config = forwardOf(actions)?.ForwardConfig?.TargetGroupStickinessConfig
  return config?.Enabled ? (config.DurationSeconds ?? 0) : undefined
}

/** Percent of the pair's traffic that green gets; undefined when neither has any weight. */
export function greenShare(actions: readonly RuleAction[], { blue, green }: Pair): number | undefined {
  const [ofBlue, ofGreen] = [blue, green].map(group => weightOf(actions, group)) as [number, number]
  return ofBlue + ofGreen === 0 ? undefined : (100 * ofGreen) / (ofBlue + ofGreen)
}

const weightOf = (actions: readonly RuleAction[], group: string): number =>
  tuplesOf(actions)
    .filter(one => one.group === group)
    .reduce((sum, one) => sum + one.weight, 0)

/** A weight is a whole number up to this. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html */
const HEAVIEST = 999
/** Groups of one forward action. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_GROUPS = 5

/**
 * All actions as they are, but for the weights of blue and green: `green` percent of the pair's traffic. The pair's
 * weights add up to 100, unless further groups have weight too: these keep their share, and where it can be, their number.
 */
export function withWeights(
  actions: readonly RuleAction[],
  pair: Pair,
  green: number,
): { actions: RuleAction[] } | { problem: string } {
  const tuples = tuplesOf(actions)
  const others = tuples.filter(one => one.group !== pair.blue && one.group !== pair.green)
  const scale = scaleOf(actions, pair, others, green)
  if (!scale) return { problem: `the rule's weights cannot give ${green} % beside those of its other target groups` }
  const weights = new Map([
    [pair.blue, (scale.total * (100 - green)) / 100],
    [pair.green, (scale.total * green) / 100],
  ])
  const kept = tuples.map(({ group, weight }) => ({ group, weight: weights.get(group) ?? weight * scale.others }))
  const missing = [...weights].filter(([group]) => !tuples.some(one => one.group === group))
  const next = [...kept, ...missing.map(([group, weight]) => ({ group, weight }))]
  if (next.length > MOST_GROUPS)
    return { problem: `the rule forwards to ${tuples.length} target groups already, and AWS allows ${MOST_GROUPS}` }
  return { actions: forwardingTo(actions, next) }
}

/** What the pair's weights add up to, and by how much those of the other groups have to grow so that all are whole. */
function scaleOf(actions: readonly RuleAction[], pair: Pair, others: Tuple[], green: number) {
  const heaviest = Math.max(0, ...others.map(one => one.weight))
  if (heaviest === 0) return { total: 100, others: 1 }
  const now = weightOf(actions, pair.blue) + weightOf(actions, pair.green)
  for (let by = 1; by * Math.max(now, heaviest) <= HEAVIEST && now > 0; by++)
    if ((now * by * green) % 100 === 0) return { total: now * by, others: by }
  return undefined
}

/** All actions as they are, but `gone` gets nothing any more and is no part of the rule; `stays` has all of the pair's traffic. */
export function withOnly(actions: readonly RuleAction[], stays: string, gone: string): RuleAction[] {
  const others = tuplesOf(actions).filter(one => one.group !== stays && one.group !== gone)
  const shared = others.some(one => one.weight > 0)
  const weight = shared ? Math.min(HEAVIEST, weightOf(actions, stays) + weightOf(actions, gone)) : 100
  const at = tuplesOf(actions).findIndex(one => one.group === stays || one.group === gone)
  return forwardingTo(actions, others.toSpliced(Math.max(0, at), 0, { group: stays, weight }))
}

/** Whether `stays` has all of the pair's traffic, and `gone` is no part of the rule. */
export const isOnly = (actions: readonly RuleAction[], stays: string, gone: string): boolean =>
  weightOf(actions, stays) > 0 && !tuplesOf(actions).some(one => one.group === gone)

/** The actions that forward to these groups, in a form that can be sent. */
function forwardingTo(actions: readonly RuleAction[], tuples: Tuple[]): RuleAction[] {
  return actions.map(action => {
    if (action !== forwardOf(actions)) return sendable(action)
    const { TargetGroupArn: _, ...rest } = action
    const TargetGroups = tuples.map(({ group, weight }) => ({ TargetGroupArn: group, Weight: weight }))
    return { ...rest, ForwardConfig: { ...action.ForwardConfig, TargetGroups } }
  })
}

/**
 * ELB never shows the secret of an OIDC client; to keep it, that has to be said.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html
 */
const sendable = (action: RuleAction): RuleAction =>
  action.AuthenticateOidcConfig
    ? { ...action, AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, UseExistingClientSecret: true } }
    : action

/** Of several actions the one that forwards; there is one at most. */
const forwardOf = (actions: readonly RuleAction[]): RuleAction | undefined =>
  actions.find(one => one.Type === 'forward')

/**
 * A text that is the same for actions that do the same, however they are written: who reads another one than was
 * written last sees that somebody else wrote.
 */
export function fingerprint(actions: readonly RuleAction[]): string {
  return canonical(
    actions.map(action => {
      if (action.Type !== 'forward') return withoutSecretMembers(action)
      const { TargetGroupArn: _, ForwardConfig, ...rest } = action
      const groups = tuplesOf([action]).toSorted((a, b) => (a.group < b.group ? -1 : 1))
      const alone = groups.length === 1 && (groups[0]?.weight ?? 0) > 0
      const sticky = ForwardConfig?.TargetGroupStickinessConfig
      return {
        ...rest,
        groups: alone ? [{ group: groups[0]?.group }] : groups,
        sticky: sticky?.Enabled ? (sticky.DurationSeconds ?? 0) : false,
      }
    }),
  )
}

const withoutSecretMembers = ({ AuthenticateOidcConfig, ...rest }: RuleAction) => {
  if (!AuthenticateOidcConfig) return rest
  const { UseExistingClientSecret: _, ClientSecret: __, ...config } = AuthenticateOidcConfig
  return { ...rest, AuthenticateOidcConfig: config }
}

/** JSON with its members in order, and without those that are undefined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`)
    .join(',')}}`
}
