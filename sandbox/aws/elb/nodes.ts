// Which rules does a node of the load balancer go by?
// https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
import type { Routing } from './routing.ts'
import type { Listener, World } from './state.ts'

/** What a node goes by, and which change of the listener that was. */
export type Node = { routing: Routing; change: number }

/** The nodes of a new listener know its rules. */
export const newNodes = ({ nodes }: Pick<World, 'nodes'>, routing: Routing): Node[] =>
  Array.from({ length: nodes }, () => ({ routing, change: 0 }))

/** A listener changed: each of its nodes goes by what it now says, sooner or later; none goes back to an older change. */
export function spread(world: World, listener: Listener): void {
  const { clock, durations } = world
  const routing = routingOf(listener)
  const change = ++listener.changes
  // By itself: how long nodes take does not depend on how many requests there were.
  const chance = world.chance.apart(`${listener.arn} ${change}`)
  for (const node of listener.nodes) {
    const delay = chance.between(0, durations.propagation)
    const follow = () => {
      if (node.change < change) Object.assign(node, { routing, change })
    }
    if (delay === 0) follow()
    else clock.after(delay, follow)
    world.settledAt = Math.max(world.settledAt, clock.now() + delay)
  }
}

/** The rules of a listener as they are now; what changes later does not change them. */
export const routingOf = ({ rules, defaultActions }: Pick<Listener, 'rules' | 'defaultActions'>): Routing => ({
  rules: rules.map(({ conditions, actions, transforms }) => ({ conditions, actions, transforms })),
  defaultActions,
})

/** The node that a request comes to. */
export function anyNode({ chance }: World, { nodes }: Listener): { node: Node; index: number } {
  const index = Math.floor(chance.next() * nodes.length)
  const node = nodes[index]
  if (!node) throw new Error('a listener has at least one node')
  return { node, index }
}
