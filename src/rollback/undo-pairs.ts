// How do pairs of services go back by the weights of their rules: traffic first, then sizes?

import { showDuration } from '../decisions/duration.ts'
import { greenShare } from '../decisions/listener-rule.ts'
import type { Outcome } from '../decisions/outcome.ts'
import type { WantedPair } from '../decisions/pairs.ts'
import { LEAST_KEPT } from '../decisions/shift-plan.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Log } from '../log.ts'
import { patiently } from '../patiently.ts'
import { letRest, restoreScaling } from '../shift/keep-size.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { freeRule } from './free-rule.ts'
import { type PairCourse, type PairService, readPair } from './read-pair.ts'
import type { Wanting } from './set-course.ts'
import { type PairTaking, takePairBack } from './take-pair-back.ts'
import type { Engine } from './undo.ts'

export type PairsOrder = Omit<Wanting, 'since'> &
  PairTaking & {
    /** As they were shifted: the last goes back first. */
    pairs: WantedPair[][]
    /** Whether the tasks of what is left stay. */
    keepGreen: boolean
  }

/** Each pair by one write to its rule; what is left gives its tasks back when nobody can be on the way to it any more. */
export const takePairsBack = (order: PairsOrder, world: World): Engine<PairCourse> => ({
  look: (records, since) =>
    Promise.all(
      order.pairs.flat().map(wanted => patiently(world, () => readPair(wanted, { ...order, since }, records, world))),
    ),

  async act(going, log) {
    // Tasks that come up, and those that go when nobody is on the way to them, may outlast the job's credentials.
    const remembered = world.keepRole()
    const outcomes: Outcome[] = []
    const groups = order.pairs.map(group => going.filter(one => group.some(wanted => wanted.name === one.name)))
    // Traffic does not wait for the pair before it, unless an order was given.
    for (const group of groups.toReversed())
      outcomes.push(...(await Promise.all(group.map(one => takePairBack(one, order, log, world)))))
    await remembered
    return outcomes
  },

  async tidy(going, open, log) {
    const ends = await Promise.all(going.map(one => tidyPair(one, open, order, log, world)))
    return ends.every(Boolean)
  },
})

/** Whether nothing is left to do. What is only thought to be over, since no record is open, is left to a person. */
async function tidyPair(
  course: PairCourse,
  open: boolean,
  order: PairsOrder,
  log: Log,
  world: World,
): Promise<boolean> {
  const { choice, leaves, comes } = course
  const [stays, gone] = choice.go === 'on' ? [leaves, comes] : [comes, leaves]
  if (!stays || !gone) return true
  const moved = choice.go !== 'on'
  const since = world.clock.now()
  try {
    const sides = [stays, gone].map(one => ({ service: one.service.name, group: one.group }))
    await restoreScaling({ cluster: order.cluster, sides, world, log })
    const done = (!moved && !open) || order.keepGreen || (await retire(course, stays, gone, order, log, world))
    if (done) await freeRule(course, { stays, gone, moved, open, since }, log, world)
    return done
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    world.runner.warn(`${gone.service.name} may still have tasks: ${error.message}`)
    return false
  }
}

/** No request is on its way to a service that has had no traffic for so long; then it gives its tasks back. */
async function retire(
  course: PairCourse,
  stays: PairService,
  gone: PairService,
  { cluster }: PairsOrder,
  log: Log,
  world: World,
): Promise<boolean> {
  const { clock, cancel } = world
  const [ecs, rules, groups] = await Promise.all([world.ecs(), world.listenerRules(), world.targetGroups()])
  const [now] = (await ecs.describeServices(cluster, [gone.service.name])).services
  if (!now || now.desired === 0) return true
  const { deregistrationDelay } = await groups.times(gone.group)
  const until = clock.now() + Math.max(LEAST_KEPT, deregistrationDelay * 1000)
  log(
    gone.service.name,
    `keeps its tasks for ${showDuration(until - clock.now())}, as requests may be on their way to it`,
  )
  const { judgement: alone, ended } = await watch<boolean, boolean>({
    ...{ clock, cancel, until, mayPass },
    look: async () => {
      const { actions } = await rules.rule(course.rule.arn)
      return greenShare(actions, { blue: stays.group, green: gone.group }) === 0
    },
    judge: only => ({ judgement: only, ...(only && clock.now() < until ? { lookAgainIn: LOOK } : {}) }),
  })
  if (ended === 'cancelled') return false
  if (!alone) {
    log(gone.service.name, 'keeps its tasks: somebody changed the rule')
    return true
  }
  await letRest(cluster, { service: gone.service.name, group: gone.group }, world)
  log(gone.service.name, 'gives its tasks back')
  return true
}

/** Milliseconds between two looks at a rule that nobody is to change. */
const LOOK = 15_000
