// How does all traffic get back to blue, with one write?
import { isOnly, type ListenerRule, withOnly } from '../decisions/listener-rule.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

/** A production rule, by its ARN, and the target groups (ARNs) of the two colours in it. */
export type RuleReference = { rule: string; blue: string; green: string }

/** How long (ms) the rule may take to show what was written; what ELB shows follows what it took by moments. */
const PATIENCE = 3_000

/**
 * Puts all of the pair's traffic on blue, as the only one of the two, with one write; everything else of the rule stays.
 * Reads the rule before, unless it is given, and after. Not `written` when it was so already. Does not look whether blue can
 * carry it. Not stopped by a cancel. `rules` are other than the usual ones where there is no time.
 */
export async function revertTraffic(
  { rule, blue, green }: RuleReference,
  world: Pick<World, 'listenerRules' | 'clock'>,
  given?: ListenerRules,
  read?: ListenerRule,
): Promise<{ written: boolean; verified: boolean; rule: ListenerRule }> {
  const rules = given ?? (await world.listenerRules())
  const before = read ?? (await rules.rule(rule))
  if (isOnly(before.actions, blue, green)) return { written: false, verified: true, rule: before }
  await rules.write(before, withOnly(before.actions, blue, green))
  const { judgement } = await watch<ListenerRule, { verified: boolean; rule: ListenerRule }>({
    clock: world.clock,
    cancel: new AbortController().signal,
    until: world.clock.now() + PATIENCE,
    look: () => rules.rule(rule),
    judge: now => {
      const verified = isOnly(now.actions, blue, green)
      return { judgement: { verified, rule: now }, ...(verified ? {} : { lookAgainIn: 300 }) }
    },
    mayPass: () => true,
  })
  return { written: true, verified: false, rule: before, ...judgement }
}
