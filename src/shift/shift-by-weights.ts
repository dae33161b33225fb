// How is traffic moved between two services by weights of our own: what is planned, done and told?
import type { Ending } from '../action.ts'
import type { WantedPair } from '../decisions/pairs.ts'
import type { tellResults } from '../decisions/shift-outcome.ts'
import { explainPlan, planProblems } from '../decisions/shift-plan.ts'
import { Failure } from '../failure.ts'
import { startLog } from '../log.ts'
import { MARGIN, sessionOf } from '../outlast.ts'
import { patiently } from '../patiently.ts'
import type { World } from '../world.ts'
import { type Everybody, findPair } from './find-pair.ts'
import { type ShiftOrder, shiftServices } from './shift-services.ts'
import { plannedPair, tellPlanned, tellShift } from './tell-shift.ts'

export type WeightsOrder = Omit<ShiftOrder, 'groups' | 'endsAt'> & {
  groups: WantedPair[][]
  plan: boolean
  /** How long (ms) credentials hold that cannot be renewed, and the job. */
  session: number
  jobLimit: number
}

/** Finds all pairs, prints the plan, and does it, unless it is only a plan or would not come to its end in time. */
export async function shiftByWeights(
  order: WeightsOrder,
  world: World,
  tell: (name: keyof ReturnType<typeof tellResults>, value: string) => void,
): Promise<Ending> {
  const { cluster, resume, createService } = order
  const everybody = servicesOf(cluster, world)
  const groups = await Promise.all(
    order.groups.map(group =>
      Promise.all(
        group.map(wanted =>
          patiently(world, () => findPair(wanted, { cluster, resume, createService }, everybody, world)),
        ),
      ),
    ),
  )
  const schedule = {
    ...{ ladder: order.ladder.filter(one => one.weight <= order.stopAt), keepBlueFor: order.keepBlueFor },
    ...{ limit: order.limit, turns: groups.length },
    ...{ evidence: order.evidence !== undefined, back: resume === 'rollback' },
  }
  const log = startLog(world.clock, world.runner.line)
  for (const line of explainPlan(groups.flat().map(plannedPair), schedule)) log('plan', line)
  const begins = resume === 'continue' && groups.flat().some(one => one.share === 0)
  if (begins && !order.smoke)
    log('plan', 'green is not asked anything before it gets traffic, as there are no smoke-urls')
  const session = await sessionOf(order.session, world)
  const problems = planProblems(schedule, session, order.jobLimit)
  if (problems.length > 0) throw new Failure(problems.join('\n'))
  if (order.plan) return tellPlanned(groups.flat(), tell)
  const holds = session.renewable ? undefined : session.holds
  const endsAt = holds === undefined ? Number.POSITIVE_INFINITY : world.clock.now() + holds - MARGIN
  return tellShift(await shiftServices({ ...order, groups, endsAt }, everybody, world), world, tell)
}

/** All services of the cluster, asked for once; undefined where this role may not list them. */
function servicesOf(cluster: string, world: World): Everybody {
  const ask = async () => {
    const all = await (await world.serviceCopies()).list(cluster)
    return all
      .filter(one => one.active)
      .map(({ name, targetGroups, desired }) => ({ service: name, groups: targetGroups, desired }))
  }
  let asked: ReturnType<Everybody> | undefined
  return () => {
    asked ??= ask().catch(error => {
      if (error instanceof Failure && error.denied) return undefined
      throw error
    })
    return asked
  }
}
