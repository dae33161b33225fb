// Among which groups does a rule share its traffic, and how does ECS change that?
import type { Weighted } from '../seams.ts'
import type { Forward } from './actions.ts'
import { listenersOf } from './find.ts'
import { spread } from './nodes.ts'
import type { Listener, World } from './state.ts'

/** The groups of a rule that only forwards; undefined for any other. */
export const weightsOf = (world: World, ruleArn: string): Weighted[] | undefined =>
  forwardOf(world, ruleArn)?.forward.groups

/** Replaces the groups of a rule that only forwards. */
export function weigh(world: World, ruleArn: string, groups: Weighted[]): void {
  const found = forwardOf(world, ruleArn)
  if (!found) return
  const { listener, forward } = found
  const actions = [{ ...forward, groups }]
  const rule = listener.rules.find(({ arn }) => arn === ruleArn)
  if (rule) rule.actions = actions
  else listener.defaultActions = actions
  spread(world, listener)
}

function forwardOf({ realms }: World, ruleArn: string): { listener: Listener; forward: Forward } | undefined {
  for (const { listener } of [...realms.values()].flatMap(listenersOf)) {
    const rules = [{ arn: listener.defaultRuleArn, actions: listener.defaultActions }, ...listener.rules]
    const [forward, ...others] = rules.find(({ arn }) => arn === ruleArn)?.actions ?? []
    if (forward) return forward.type === 'forward' && others.length === 0 ? { listener, forward } : undefined
  }
  return undefined
}
