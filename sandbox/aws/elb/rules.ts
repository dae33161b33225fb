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
import { readTransforms } from './transforms.ts'

/** A guess on the safe side: how many come without a `PageSize` is not documented. */
const rulesOfPage = 100

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
        actions: actionsFor(
          world,
          realm,
          { balancer, protocol: listener.protocol },
          read.structures('Actions', { min: 1 }),
        ),
        transforms: readTransforms(read.structures('Transforms')),
        tags: readTags(input),
      }
      free(listener, priority)
      const rules = balancer.listeners.reduce((sum, one) => sum + one.rules.length, 0)
      if (rules >= world.quotas.rules) throw refuse.tooManyRules()
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
      const transforms = read.structures('Transforms')
      const resets = read.maybeFlag('ResetTransforms') ?? false
      if (resets && transforms.length > 0) throw refuse.value('You cannot specify both Transforms and ResetTransforms')
      const next = {
        actions:
          actions.length > 0
            ? actionsFor(world, realm, { balancer, protocol: listener.protocol, before: rule.actions }, actions)
            : rule.actions,
        conditions: conditions.length > 0 ? conditions.map(readCondition) : rule.conditions,
        transforms: transforms.length > 0 ? readTransforms(transforms) : resets ? [] : rule.transforms,
      }
      Object.assign(rule, next)
      spread(world, listener)
      return { Rules: [shownRule(rule)] }
    },

    SetRulePriorities(input, caller) {
      const realm = realmOf(world, caller)
      const moves = reader(input, invalid)
        .structures('RulePriorities', { min: 1 })
        .map(({ RuleArn, Priority }) => {
          const arn = String(RuleArn)
          if (defaultRule(realm, arn)) throw refuse.notPermitted(`Priority of default rule '${arn}' cannot be modified`)
          const priority = Number(Priority)
          if (!(priority >= 1 && priority <= 50_000))
            throw invalid('priority', Priority, 'Member must have value between 1 and 50000')
          return { ...ruleOf(realm, arn), priority }
        })
      const places = moves.map(({ listener, priority }) => `${listener.arn} ${priority}`)
      const twice = moves.find((_, index) => places.indexOf(places[index] ?? '') !== index)
      if (twice) throw refuse.priorityInUse(twice.priority)
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
        return paged(
          input,
          'Rules',
          [...listener.rules.map(shownRule), shownDefault(listener)],
          rule => rule,
          rulesOfPage,
        )
      }
      const wanted = arns.map(arn => defaultRule(realm, arn) ?? shownRule(ruleOf(realm, arn).rule))
      return paged(input, 'Rules', wanted, rule => rule, rulesOfPage)
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

const shownRule = ({ arn, priority, conditions, actions, transforms }: Rule): Fields => ({
  RuleArn: arn,
  Priority: String(priority),
  Conditions: conditions.map(shownCondition),
  Actions: actions.map(shownAction),
  Transforms: transforms.length > 0 ? transforms : undefined,
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
