// Which of two services is live? What the weights say, never what anything is called.
import { greenShare, type ListenerRule, tuplesOf } from './listener-rule.ts'

/** A service and the target groups that its tasks are registered in. */
export type ServiceGroups = { service: string; groups: string[]; desired: number }

/** What the target groups of a rule show: healthy targets by the group's ARN. */
export type Healthy = ReadonlyMap<string, number>

/** One of the pair, as the rule has it: percent of the pair's traffic. */
export type Side = { service: string; group: string; share: number }

export type LiveColour =
  /** One service has all of the pair's traffic; the other one none, and perhaps no target group or no being yet. */
  | { live: Side; idle: { service: string; group: string | undefined } }
  /** Both have traffic: somebody was interrupted. */
  | { both: [Side, Side] }
  | { refusal: string }

const refusal = (line: string) => ({ refusal: line })
const list = (names: readonly string[]) => names.join(', ')

/** The name in a target group's ARN. */
export const groupName = (arn: string): string => arn.split(':').at(-1)?.split('/').at(1) ?? arn

/**
 * The rule that carries the pair's traffic: the one that is `asked` for, or the only one of the listener that forwards to
 * a group of the pair. Rules that are ours (`testRules`) carry none.
 */
export function chooseRule(
  rules: readonly ListenerRule[],
  pair: readonly ServiceGroups[],
  asked: string | undefined,
  testRules: readonly string[] = [],
): { rule: ListenerRule } | { refusal: string } {
  if (asked !== undefined) {
    const rule = rules.find(one => one.arn === asked)
    return rule ? { rule } : refusal(`listener-rule ${asked} is not a rule of its listener`)
  }
  const groups = pair.flatMap(one => one.groups)
  const using = rules.filter(
    rule => !testRules.includes(rule.arn) && tuplesOf(rule.actions).some(one => groups.includes(one.group)),
  )
  const [rule, ...others] = using
  if (!rule)
    return refusal(`no rule of the listener forwards to a target group of ${list(pair.map(one => one.service))}`)
  if (others.length > 0)
    return refusal(
      `${using.length} rules of the listener forward to target groups of ${list(pair.map(one => one.service))} (priorities ${list(using.map(one => String(one.priority ?? 'default')))}): give listener-rule`,
    )
  return { rule }
}

/**
 * Reads the colours of two services (`pair`) off a rule. `all` are the services of the cluster with their target groups,
 * so that a group that two of them use is found; `healthy` counts healthy targets.
 */
export function judgeLive(
  rule: Pick<ListenerRule, 'actions'>,
  pair: readonly [ServiceGroups, ServiceGroups],
  all: readonly ServiceGroups[],
  healthy: Healthy,
): LiveColour {
  const tuples = tuplesOf(rule.actions)
  if (tuples.length === 0) return refusal('the rule forwards to no target group, so no service is live by it')
  const shared = sharedGroup(pair, all)
  if (shared) return refusal(shared)
  const inRule = pair.map(one => one.groups.filter(group => tuples.some(tuple => tuple.group === group)))
  const [first, second] = inRule as [string[], string[]]
  const several = pair.find((_, i) => (inRule[i]?.length ?? 0) > 1)
  if (several) return refusal(`the rule forwards to several target groups of ${several.service}, and one is wanted`)
  if (!first[0] && !second[0])
    return refusal(
      `the rule forwards to ${list(tuples.map(one => groupName(one.group)))}, and neither ${pair[0].service} nor ${pair[1].service} is behind ${tuples.length === 1 ? 'it' : 'them'}`,
    )
  const sides = pair.map((one, i) => sideOf(rule, one, inRule[i]?.[0], inRule[1 - i]?.[0]))
  const weighted = sides.filter(one => one !== undefined && one.share > 0) as Side[]
  if (weighted.length === 2) return { both: weighted as [Side, Side] }
  const [live] = weighted
  if (!live) return refusal('neither target group of the pair has any weight, so no service is live')
  if ((healthy.get(live.group) ?? 0) === 0)
    return refusal(
      `${live.service} is live and has no healthy target in ${groupName(live.group)}: mend it first, since a shift that fails could not come back to it`,
    )
  const other = pair.find(one => one.service !== live.service) as ServiceGroups
  const own = inRule[pair.indexOf(other)]?.[0]
  if (!own && other.groups.length > 1)
    return refusal(
      `${other.service} has ${other.groups.length} target groups (${list(other.groups.map(groupName))}), and which is for this rule cannot be told`,
    )
  return { live, idle: { service: other.service, group: own ?? other.groups[0] } }
}

function sideOf(
  { actions }: Pick<ListenerRule, 'actions'>,
  { service }: ServiceGroups,
  own: string | undefined,
  other: string | undefined,
): Side | undefined {
  if (!own) return undefined
  const share = greenShare(actions, { green: own, blue: other ?? '' })
  return share === undefined ? undefined : { service, group: own, share }
}

/** A target group of one of the pair that another service uses too: then its weight says nothing of either. */
function sharedGroup(pair: readonly ServiceGroups[], all: readonly ServiceGroups[]): string | undefined {
  for (const { service, groups } of pair)
    for (const group of groups) {
      const users = all.filter(one => one.groups.includes(group)).map(one => one.service)
      const everybody = [
        ...new Set([service, ...pair.filter(one => one.groups.includes(group)).map(one => one.service), ...users]),
      ]
      if (everybody.length > 1)
        return `target group ${groupName(group)} is used by ${everybody.length} services (${list(everybody)}), so which is live cannot be told`
    }
  return undefined
}
