// Among which groups does a rule share its traffic, and how does ECS change that?
import type { Weighted } from '../seams.ts'
import type { Forward } from './actions.ts'
import { listenersOf } from './find.ts'
import type { World } from './state.ts'

/** The groups of a rule that only forwards; undefined for any other. */
export const weightsOf = (world: World, ruleArn: string): Weighted[] | undefined => forwardOf(world, ruleArn)?.groups

/** Replaces the groups of a rule that only forwards. */
export function weigh(world: World, ruleArn: string, groups: Weighted[]): void {
  const forward = forwardOf(world, ruleArn)
  if (forward) forward.groups = groups
}

function forwardOf({ realms }: World, ruleArn: string): Forward | undefined {
  const rules = [...realms.values()]
    .flatMap(listenersOf)
    .flatMap(({ listener }) => [{ arn: listener.defaultRuleArn, actions: listener.defaultActions }, ...listener.rules])
  const [action, ...others] = rules.find(({ arn }) => arn === ruleArn)?.actions ?? []
  return action?.type === 'forward' && others.length === 0 ? action : undefined
}
