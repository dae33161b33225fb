// Which listeners does a load balancer have?
import { listen } from '../../wire/listen.ts'
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { type Action, groupsOf, readActions, shownAction } from './actions.ts'
import { listenerOf, loadBalancer, targetGroup } from './find.ts'
import { answerer } from './forward.ts'
import { newNodes, routingOf, spread } from './nodes.ts'
import { paged } from './pages.ts'
import { invalid, refuse } from './refuse.ts'
import { type Listener, type LoadBalancer, type Realm, realmOf, usersOf, type World } from './state.ts'
import { readTags } from './tags.ts'

/**
 * Actions of an input that replace those of `before`; their groups exist and serve no other load balancer. Throws
 * `TargetGroupNotFound`, `TargetGroupAssociationLimit`, `TooManyUniqueTargetGroupsPerLoadBalancer`,
 * `InvalidLoadBalancerAction` or `ValidationError`.
 */
export function actionsFor(
  world: World,
  realm: Realm,
  { balancer, protocol, before = [] }: { balancer: LoadBalancer; protocol: string; before?: Action[] },
  inputs: Fields[],
): Action[] {
  const actions = readActions(inputs, protocol, before)
  const groups = groupsOf(actions)
  const found = groups.map(arn => targetGroup(realm, arn))
  const sticks = actions.some(action => action.type === 'forward' && action.stickySeconds !== undefined)
  if (!sticks && found.length > 1 && found.some(({ attributes }) => attributes.get('stickiness.enabled') === 'true'))
    throw refuse.action(
      'You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups',
    )
  const used = balancer.listeners.flatMap(one => [one.defaultActions, ...one.rules.map(rule => rule.actions)])
  if (new Set([...groupsOf(used.flat()), ...groups]).size > world.quotas.uniqueGroups) throw refuse.tooManyGroups()
  const elsewhere = groups.filter(arn => usersOf(world, arn).some(one => one !== balancer))
  if (elsewhere.length > 0) throw refuse.associationLimit(elsewhere)
  return actions
}

/** Listeners, each with a port of its own on the loopback from its creation to its deletion. */
export function listenerOperations(world: World): Record<string, Operation> {
  const { clock, ids } = world

  const shown = (balancer: LoadBalancer, { arn, port, protocol, settings, defaultActions }: Listener): Fields => ({
    ListenerArn: arn,
    LoadBalancerArn: balancer.arn,
    Port: port,
    Protocol: protocol,
    ...settings,
    DefaultActions: defaultActions.map(shownAction),
  })

  return {
    async CreateListener(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const balancer = loadBalancer(realm, read.text('LoadBalancerArn'))
      const protocol = read.maybeText('Protocol', { oneOf: ['HTTP', 'HTTPS'] })
      const port = read.maybeNumber('Port', { min: 1, max: 65_535 })
      if (!protocol || port === undefined) throw refuse.value('A port and a protocol must be specified')
      const defaultActions = actionsFor(
        world,
        realm,
        { balancer, protocol },
        read.structures('DefaultActions', { min: 1 }),
      )
      if (balancer.listeners.some(one => one.port === port)) throw refuse.duplicateListener()
      const id = ids(16)
      const path = balancer.arn.split(':loadbalancer/')
      const tags = readTags(input)
      const listening = await listen(
        clock,
        0,
        answerer(world, balancer, () => made),
      )
      const made: Listener = {
        arn: `${path[0]}:listener/${path[1]}/${id}`,
        defaultRuleArn: `${path[0]}:listener-rule/${path[1]}/${id}/${ids(16)}`,
        port,
        protocol,
        settings: settingsOf(input),
        defaultActions,
        rules: [],
        nodes: newNodes(world, routingOf({ rules: [], defaultActions })),
        changes: 0,
        listening,
        tags,
      }
      balancer.listeners.push(made)
      return { Listeners: [shown(balancer, made)] }
    },

    ModifyListener(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const { balancer, listener } = listenerOf(realm, read.text('ListenerArn'))
      const port = read.maybeNumber('Port', { min: 1, max: 65_535 }) ?? listener.port
      if (balancer.listeners.some(one => one !== listener && one.port === port)) throw refuse.duplicateListener()
      const actions = read.structures('DefaultActions')
      const protocol = read.maybeText('Protocol', { oneOf: ['HTTP', 'HTTPS'] }) ?? listener.protocol
      if (actions.length > 0) {
        const place = { balancer, protocol, before: listener.defaultActions }
        listener.defaultActions = actionsFor(world, realm, place, actions)
        spread(world, listener)
      }
      listener.port = port
      listener.protocol = protocol
      listener.settings = { ...listener.settings, ...settingsOf(input) }
      return { Listeners: [shown(balancer, listener)] }
    },

    DescribeListeners(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const of = read.maybeText('LoadBalancerArn')
      const arns = read.texts('ListenerArns')
      if (of === undefined && arns.length === 0)
        throw refuse.value('Either listener ARNs or a load balancer ARN must be specified')
      const wanted =
        of === undefined
          ? arns.map(arn => listenerOf(realm, arn))
          : loadBalancer(realm, of).listeners.map(({ arn }) => listenerOf(realm, arn))
      return paged(input, 'Listeners', wanted, ({ balancer, listener }) => shown(balancer, listener))
    },

    async DeleteListener(input, caller) {
      const { balancer, listener } = listenerOf(realmOf(world, caller), reader(input, invalid).text('ListenerArn'))
      balancer.listeners = balancer.listeners.filter(one => one !== listener)
      await listener.listening.close()
      return {}
    },
  }
}

/** Members that change nothing here and are only given back. */
function settingsOf({ Certificates, SslPolicy, AlpnPolicy }: Fields): Fields {
  const kept = { Certificates, SslPolicy, AlpnPolicy }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
}
