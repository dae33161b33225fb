// What traffic flows, and what has become of it?
import { groupAnywhere, type World } from '../state.ts'
import type { Standing, WhoRuns } from './behaviours.ts'
import { beginFlow, type Flow } from './flow.ts'
import { type Ledger, ledgerOf } from './ledger.ts'
import { type Behaviour, checkBehaviour, checkOrder, type TrafficOrder } from './order.ts'

export type Traffic = {
  /** Begins now. Throws an `Error` of one line when there is no such load balancer, or the order cannot be read. */
  order(order: TrafficOrder): Flow
  /** From now on targets behave so under all traffic, `from` and `until` counted from each order; answers how that ends. */
  behave(behaviour: Behaviour): () => void
  /** Ends all that was ordered; the ledger stays. */
  end(): void
  ledger: Pick<Ledger, 'sum' | 'seconds' | 'groups'>
}

/** Traffic without requests: it costs little, however much of it there is, and has all consequences that requests have. */
export function trafficOf(world: World, whoRuns: WhoRuns): Traffic {
  const flows = new Set<Flow>()
  const common: Standing[] = []
  const ledger = ledgerOf(group => groupAnywhere(world, group)?.name)
  let orders = 0
  return {
    order(order) {
      checkOrder(order)
      const chance = world.chance.apart(`traffic ${orders++}`)
      const flow = beginFlow(world, order, { whoRuns, common, chance, write: ledger.write })
      flows.add(flow)
      return flow
    },
    behave(behaviour) {
      checkBehaviour(behaviour)
      const one: Standing = { behaviour, firstAt: undefined }
      common.push(one)
      return () => {
        if (common.includes(one)) common.splice(common.indexOf(one), 1)
      }
    },
    end() {
      for (const flow of flows) flow.end()
      flows.clear()
    },
    ledger,
  }
}
