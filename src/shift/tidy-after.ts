// The job ends, and a run was cancelled: what did it leave, and how is all of it put away in time?
import { writeNote } from '../decisions/lease.ts'
import { greenShare } from '../decisions/listener-rule.ts'
import { LEAST_KEPT } from '../decisions/shift-plan.ts'
import { Failure } from '../failure.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import type { Log } from '../log.ts'
import { inTurns } from '../turns.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { standingAt } from './hold-rule.ts'
import { letRest, restoreScaling } from './keep-size.ts'
import type { KeptPair } from './take-up-pair.ts'

/** Pairs that are looked after at a time: more calls at once would only be throttled. */
const AT_ONCE = 10

/**
 * What a cancelled run left: scaling is as it was, green without traffic gives its tasks back, the test rule goes. The job's
 * end has five minutes for all pairs, so scaling comes first, and the wait for requests on their way is one for all.
 * Does nothing where the run came to its own end, or where another has taken over. A pair that fails is told of, and
 * keeps no other one.
 */
export async function tidyAfter(pairs: KeptPair[], log: Log, world: World): Promise<void> {
  const rules = await world.listenerRules()
  const each = (some: KeptPair[], work: (pair: KeptPair) => Promise<void>) =>
    inTurns(some, AT_ONCE, pair => work(pair).catch(error => sayLeft(pair, error, world)))
  const [atOnce, later]: [KeptPair[], KeptPair[]] = [[], []]
  await each(pairs, async pair => {
    const idle = await restore(pair, rules, log, world)
    // Green that never had traffic has nothing on its way to it.
    if (idle) (idle.hadTraffic ? later : atOnce).push(pair)
  })
  await each(atOnce, pair => putAway(pair, rules, log, world))
  if (later.length > 0) await pass(LEAST_KEPT, world)
  await each(later, pair => putAway(pair, rules, log, world))
}

function sayLeft({ name }: KeptPair, error: unknown, { runner }: World): void {
  if (!(error instanceof Failure)) throw error
  runner.warn(`${name}: not all was tidied up after the cancel: ${error.message}`)
}

/** The test rule, while it is this run's. */
async function testRule({ test }: KeptPair, rules: ListenerRules) {
  const standing = await standingAt(test.priority, await rules.rulesOf(test.listener), rules)
  return standing?.note?.holder === test.holder ? { rule: standing.rule, note: standing.note } : undefined
}

const shareNow = async ({ rule, blue, green }: KeptPair, rules: ListenerRules): Promise<number> =>
  greenShare((await rules.rule(rule)).actions, { blue: blue.group, green: green.group }) ?? 0

/** Scaling is as it was. Answers undefined where nothing else is left to do: green is in use, or this run was over. */
async function restore(
  pair: KeptPair,
  rules: ListenerRules,
  log: Log,
  world: World,
): Promise<{ hadTraffic: boolean } | undefined> {
  const { name, cluster, blue, green } = pair
  const standing = await testRule(pair, rules)
  // A run that let go of it by itself has left things as they are to be.
  if (!standing || standing.note.until <= world.clock.now()) return undefined
  const share = await shareNow(pair, rules)
  const [resting] = share === 100 ? [blue.service] : share === 0 ? [green.service] : []
  await restoreScaling({ cluster, sides: [blue, green], world, log }, resting)
  if (share === 0) return { hadTraffic: standing.note.since > 0 }
  log(name, `green has ${Math.round(share)} % of the traffic: run again to go on, or with resume: rollback`)
  await rules.tag(standing.rule.arn, writeNote({ until: world.clock.now() }))
  return undefined
}

/** Green, which has no traffic, gives its tasks back, and the test rule goes; unless somebody else has begun meanwhile. */
async function putAway(pair: KeptPair, rules: ListenerRules, log: Log, world: World): Promise<void> {
  const { cluster, green } = pair
  const standing = await testRule(pair, rules)
  if (!standing || (await shareNow(pair, rules)) > 0) return
  const { services } = await (await world.ecs()).describeServices(cluster, [green.service])
  // Asked for also where ECS shows none: what it shows may be older than what was asked for last.
  if (services[0]?.active) await letRest(cluster, green, world)
  await rules.remove(standing.rule.arn)
  log(green.service, 'has given its tasks back after the cancel')
}

const pass = (ms: number, { clock, cancel }: World) =>
  watch<void, void>({
    ...{ clock, cancel, until: clock.now() + ms },
    look: async () => {},
    judge: () => ({ judgement: undefined, lookAgainIn: ms }),
    mayPass: () => false,
  })
