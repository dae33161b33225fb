// Which rules does a listener have?
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { shownAction } from './actions.ts'
import { readCondition, shownCondition } from './conditions.ts'
import { listenerOf, listenersOf, type RuleOf, ruleOf } from './find.ts'
import { actionsFor } from './listeners.ts'
import { spread } from './nodes.ts'
import { paged } from './pages.ts'
import { invalid, refuse } from './refuse.ts'
import { type Listener, type Realm, type Rule, realmOf, type World } from './state.ts'
import { readTags } from './tags.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html */
export function ruleOperations(world: World): Record<string, Operation> {
  const { ids } = world
  const inOrder = (listener: Listener) => listener.rules.sort((a, b) => a.priority - b.priority)
  const free = ({ rules }: Listener, priority: number, except: Rule[] = []) => {
    if (rules.some(rule => rule.priority === priority && !except.includes(rule))) throw refuse.priorityInUse(priority)
  }

  return {
    CreateRule(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const { balancer, listener } = listenerOf(realm, read.text('ListenerArn'))
      const priority = read.maybeNumber('Priority', { min: 1, max: 50_000 })
      if (priority === undefined) throw refuse.value('A rule priority must be specified')
      const made: Rule = {
        arn: `${listener.arn.replace(':listener/', ':listener-rule/')}/${ids(16)}`,
        priority,
        conditions: read.structures('Conditions', { min: 1 }).map(readCondition),
        actions: actionsFor(world, realm, balancer, read.structures('Actions', { min: 1 })),
        tags: readTags(input),
      }
      free(listener, priority)
      listener.rules.push(made)
      inOrder(listener)
      spread(world, listener)
      return { Rules: [shownRule(made)] }
    },

    ModifyRule(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const arn = read.text('RuleArn')
      if (listenersOf(realm).some(({ listener }) => listener.defaultRuleArn === arn))
        throw refuse.notPermitted(`Default rule '${arn}' cannot be modified`)
      const { balancer, listener, rule } = ruleOf(realm, arn)
      const conditions = read.structures('Conditions')
      const actions = read.structures('Actions')
      if (actions.length > 0) rule.actions = actionsFor(world, realm, balancer, actions)
      if (conditions.length > 0) rule.conditions = conditions.map(readCondition)
      spread(world, listener)
      return { Rules: [shownRule(rule)] }
    },

    SetRulePriorities(input, caller) {
      const realm = realmOf(world, caller)
      const moves = reader(input, invalid)
        .structures('RulePriorities', { min: 1 })
        .map(({ RuleArn, Priority }) => ({ ...ruleOf(realm, String(RuleArn)), priority: Number(Priority) }))
      const moved = moves.map(({ rule }) => rule)
      for (const { listener, priority } of moves) free(listener, priority, moved)
      for (const { rule, priority } of moves) rule.priority = priority
      for (const { listener } of moves) inOrder(listener)
      for (const listener of new Set(moves.map(one => one.listener))) spread(world, listener)
      return { Rules: moved.map(shownRule) }
    },

    DescribeRules(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const of = read.maybeText('ListenerArn')
      const arns = read.texts('RuleArns')
      if (of === undefined && arns.length === 0)
        throw refuse.value('Either rule ARNs or a listener ARN must be specified')
      if (of !== undefined) {
        const { listener } = listenerOf(realm, of)
        return paged(input, 'Rules', [...listener.rules.map(shownRule), shownDefault(listener)], rule => rule)
      }
      const wanted = arns.map(arn => defaultRule(realm, arn) ?? shownRule(ruleOf(realm, arn).rule))
      return paged(input, 'Rules', wanted, rule => rule)
    },

    DeleteRule(input, caller) {
      const realm = realmOf(world, caller)
      const arn = reader(input, invalid).text('RuleArn')
      if (defaultRule(realm, arn)) throw refuse.notPermitted(`Default rule '${arn}' cannot be deleted`)
      const { listener, rule }: RuleOf = ruleOf(realm, arn)
      listener.rules = listener.rules.filter(one => one !== rule)
      spread(world, listener)
      return {}
    },
  }
}

const shownRule = ({ arn, priority, conditions, actions }: Rule): Fields => ({
  RuleArn: arn,
  Priority: String(priority),
  Conditions: conditions.map(shownCondition),
  Actions: actions.map(shownAction),
  IsDefault: false,
})

/** A listener's default actions, seen as a rule. */
const shownDefault = ({ defaultRuleArn, defaultActions }: Listener): Fields => ({
  RuleArn: defaultRuleArn,
  Priority: 'default',
  Conditions: [],
  Actions: defaultActions.map(shownAction),
  IsDefault: true,
})

function defaultRule(realm: Realm, arn: string): Fields | undefined {
  const found = listenersOf(realm).find(({ listener }) => listener.defaultRuleArn === arn)
  return found && shownDefault(found.listener)
}
