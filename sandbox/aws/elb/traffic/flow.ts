// How does ordered traffic flow, second after second?
import type { Chance } from '../../../chance.ts'
import type { Cancel } from '../../../clock.ts'
import type { HttpRequest } from '../../../network.ts'
import type { Forward, Other } from '../actions.ts'
import { type ListenerOf, listenersOf } from '../find.ts'
import { actionFor, type Routing } from '../routing.ts'
import { groupAnywhere, type TargetGroup, type World } from '../state.ts'
import { minuteAt } from '../tally.ts'
import type { Standing, WhoRuns } from './behaviours.ts'
import { type Clients, clientsOf, spreadFreely, spreadSticky } from './clients.ts'
import type { Ledger } from './ledger.ts'
import { type Behaviour, checkBehaviour, rateAt, type TrafficOrder } from './order.ts'
import { type Kind, kindsOf, loseAll, type Seen, serve } from './serving.ts'

/** Traffic that flows. */
export type Flow = {
  /** From now on targets behave so, too. Throws an `Error` of one line when no target can. */
  behave(behaviour: Behaviour): void
  end(): void
}

type Given = { whoRuns: WhoRuns; common: Standing[]; chance: Chance; write: Ledger['write'] }

const second = 1000

/**
 * Each second each node draws how many requests came to it, and what became of them, by the rules that it knows, by the
 * targets as they are, and by how those behave. Throws an `Error` of one line when there is nothing to send them to.
 */
export function beginFlow(world: World, order: TrafficOrder, given: Given): Flow {
  const { clock } = world
  const begun = clock.now()
  const standing = (order.behaviours ?? []).map((behaviour): Standing => ({ behaviour, firstAt: undefined }))
  const clients = clientsOf(order.clients ?? 500)
  const actionOf = actionReader(requestOf(order))
  const { listener: first } = listenerFor(world, order)
  let planned: Cancel | undefined

  const tick = () => {
    planned = clock.after(second, tick)
    const found = anywhere(world).find(({ listener }) => listener.arn === first.arn)
    if (!found) return
    const at = clock.now() - second
    const { nodes } = found.listener
    const mean = rateAt(order.rps, (at - begun) / second) / nodes.length
    const groups = groupsNow(world, { ...given, standing: [...given.common, ...standing], now: at, begun })
    for (const [index, { routing }] of nodes.entries()) {
      const requests = given.chance.poisson(mean)
      const action = requests > 0 ? actionOf(routing) : undefined
      if (!action) continue
      const seen: Seen = {
        minute: minuteAt(found.balancer, index, at),
        chance: given.chance,
        nodes: nodes.length,
        write: cell => given.write(at, cell),
      }
      if (action.type === 'forward') forward(world, action, requests, { seen, groups, clients, at })
      else reply(action, requests, seen)
    }
  }

  planned = clock.after(second, tick)
  return {
    behave(behaviour) {
      checkBehaviour(behaviour)
      standing.push({ behaviour, firstAt: undefined })
    },
    end: () => planned?.(),
  }
}

type Groups = (arn: string | undefined) => { group: TargetGroup; kinds: Kind[] } | undefined

function forward(
  { stickiness }: World,
  action: Forward,
  requests: number,
  { seen, groups, clients, at }: { seen: Seen; groups: Groups; clients: Clients; at: number },
): void {
  const counts =
    action.stickySeconds === undefined
      ? spreadFreely(action, requests, seen.chance)
      : spreadSticky(clients, action, requests, { now: at, chance: seen.chance, stickiness })
  for (const [arn, count] of counts) {
    const to = groups(arn)
    if (to && to.kinds.length > 0) serve(count, to.group, to.kinds, seen)
    else loseAll(count, arn, seen)
  }
}

/** A fixed response may be an error; what it is, clients get. */
function reply({ type, settings }: Other, requests: number, { write }: Seen): void {
  const fails = type === 'fixed-response' && Number(settings.StatusCode) >= 500
  const failed = fails ? { 'fixed-response': requests } : {}
  write({ group: undefined, revision: undefined, requests, clientErrors: 0, slow: 0, failed })
}

/** The targets of a group in this second; each group is looked at once. */
function groupsNow(world: World, given: Parameters<typeof kindsOf>[2]): Groups {
  const known = new Map<string, ReturnType<Groups>>()
  return arn => {
    if (arn === undefined || known.has(arn)) return known.get(arn ?? '')
    const group = groupAnywhere(world, arn)
    const found = group && { group, kinds: kindsOf(world, group, given) }
    known.set(arn, found)
    return found
  }
}

/** What a node does with the request, read from its rules once for as long as it keeps to them. */
function actionReader(request: HttpRequest): (routing: Routing) => Forward | Other | undefined {
  const known = new WeakMap<Routing, Forward | Other | undefined>()
  return routing => {
    if (!known.has(routing)) known.set(routing, actionFor(routing, request))
    return known.get(routing)
  }
}

const anywhere = ({ realms }: World): ListenerOf[] => [...realms.values()].flatMap(listenersOf)

function listenerFor(world: World, { to, account, port }: TrafficOrder): ListenerOf {
  const all = anywhere(world).filter(
    ({ balancer, listener }) =>
      [balancer.arn, balancer.name, balancer.settings.DNSName, listener.arn].includes(to) &&
      (account === undefined || balancer.place.account === account) &&
      (port === undefined || listener.port === port),
  )
  const [found, other] = all
  if (!found) throw new Error(`traffic: no load balancer with a listener is called ${to}`)
  if (other && other.balancer !== found.balancer)
    throw new Error(`traffic: several load balancers are called ${to}; name the account, or the ARN`)
  return found
}

const requestOf = ({ path = '/', host = 'localhost', headers = {} }: TrafficOrder): HttpRequest => ({
  method: 'GET',
  path,
  headers: {
    host,
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  },
  body: Buffer.alloc(0),
})
