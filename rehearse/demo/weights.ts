// What does the rule say while traffic is shifted, as anybody can see?
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { first } from './scene.ts'
import type { TwoColours } from './two-colours.ts'

/** Percent of the traffic that goes to one of the two groups. */
export type Weight = { at: number; percent: number }

/** AWS milliseconds between two looks at the rule. */
const EVERY = 2000

/** Asks again and again what share a group has; `stop` answers all that was seen. */
export function watchWeights(sandbox: Sandbox, { rule }: TwoColours, group: string) {
  const seen: Weight[] = []
  let done = false
  const look = async () => {
    const { id } = sandbox.accounts.find('production') ?? { id: '' }
    const { Rules } = await sandbox.call(id, 'elasticloadbalancing', 'DescribeRules', { RuleArns: [rule] })
    seen.push({ at: sandbox.clock.now(), percent: shareOf(first(Rules), group) })
    if (!done) sandbox.clock.after(EVERY, look)
  }
  const begun = look()
  return {
    async stop(): Promise<Weight[]> {
      done = true
      await begun
      return seen
    },
  }
}

type Tuple = { TargetGroupArn: string; Weight?: number }

function shareOf(rule: Record<string, unknown>, group: string): number {
  const actions = rule.Actions as { ForwardConfig?: { TargetGroups?: Tuple[] } }[]
  const tuples = actions.flatMap(one => one.ForwardConfig?.TargetGroups ?? [])
  const weight = (of: Tuple[]) => of.reduce((sum, one) => sum + (one.Weight ?? 1), 0)
  return Math.round((100 * weight(tuples.filter(one => one.TargetGroupArn === group))) / (weight(tuples) || 1))
}
