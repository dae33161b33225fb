// When does the side without traffic give its tasks back, and what is left behind?
import { showDuration } from '../decisions/duration.ts'
import { withOnly } from '../decisions/listener-rule.ts'
import { LEAST_KEPT } from '../decisions/shift-plan.ts'
import { lacksTargets } from '../decisions/traffic-shift.ts'
import { Failure, mayPass } from '../failure.ts'
import { patiently } from '../patiently.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { goBack } from './go-back.ts'
import { renew, writeDown } from './hold-rule.ts'
import { letRest, restoreScaling } from './keep-size.ts'
import { heldEnd, outOfReach, type Shift, type ShiftEnd } from './shift.ts'
import { healthyNow } from './shift-sizes.ts'
import { type Foreign, readRule, writeActions } from './weigh.ts'

const LOOK = 15_000
/** How long (ms) AWS may be out of reach before this run says so and ends, with everything as it is. */
export const BLIND = 15 * 60_000

export type RetiringRules = {
  /** How long (ms) blue keeps its tasks without traffic. */
  keepBlueFor: number
  allowUndersized: boolean
  /** How long (ms) green may lack healthy targets before blue is left with its tasks for good. */
  patience: number
}

/** Both sides as scaling knows them. */
export const sidesOf = ({ found }: Pick<Shift, 'found'>) => [
  { service: found.blue.service.name, group: found.blue.group },
  { service: found.green.name, group: found.green.group },
]

/** What was met while standing: what somebody else did, or why all is to go back. */
export type Met = Foreign | { back: string; breach?: ShiftEnd['breach'] }

/** Waits until `until`, looking at the rule, and at what `also` sees, meanwhile; answers what was met. */
export async function stand(
  shift: Shift,
  until: () => number,
  world: World,
  also?: () => Promise<Met | undefined>,
): Promise<Met | undefined> {
  const { clock, cancel } = world
  let met: Met | undefined
  let seenAt = clock.now()
  const { ended, blind } = await watch<boolean, void>({
    clock,
    cancel,
    until: () => seenAt + BLIND,
    async look() {
      const rule = await readRule(shift, world)
      await renew(shift.held, { rules: shift.rules, clock })
      seenAt = clock.now()
      // Another pair may fail while this one looks.
      const back = (): Met | undefined => (shift.back === undefined ? undefined : { back: shift.back })
      met = 'foreign' in rule ? rule : (back() ?? (await also?.()) ?? back())
      return met === undefined && clock.now() < until()
    },
    judge: more => ({ judgement: undefined, ...(more ? { lookAgainIn: Math.min(LOOK, until() - clock.now()) } : {}) }),
    mayPass,
  })
  if (ended === 'cancelled') throw new Failure('The job was cancelled.')
  if (ended === 'time-is-up') return outOfReach(blind, BLIND)
  return met
}

/**
 * Blue gives its tasks back: when it has been kept long enough, and nobody can be on their way to it any more. Clients that
 * the rule keeps with blue would find nobody, so blue leaves such a rule before. As long as it stands green is watched by
 * `also`, for that is what it is kept for.
 */
export async function retireBlue(
  shift: Shift,
  rules: RetiringRules,
  world: World,
  also: (asked?: 'now') => Promise<Met | undefined>,
): Promise<ShiftEnd | undefined> {
  const { found, times, log } = shift
  const { blue, green, sticky } = found
  const kept = shift.since + Math.max(rules.keepBlueFor, LEAST_KEPT, times.blue.deregistrationDelay * 1000)
  const left = kept - world.clock.now()
  if (left > 0) log(blue.service.name, `is kept for another ${showDuration(left)}, without traffic`)
  const over = (met: Met) => ('foreign' in met ? heldEnd(met) : goBack(shift, met.back, world, met))
  const met = (await stand(shift, () => kept, world, also)) ?? (await awaitTargets(shift, rules, world, also))
  if (met) return over(met)
  if (sticky !== undefined) {
    const foreign = await patiently(world, () =>
      writeActions(shift, 100, world, actions => withOnly(actions, green.group, blue.group)),
    )
    if (foreign) return heldEnd(foreign)
    log(blue.service.name, 'is no part of the rule any more, so that no client is kept with it')
    const gone =
      (await stand(shift, () => shift.since + LEAST_KEPT, world, also)) ??
      (await awaitTargets(shift, rules, world, also))
    if (gone) return over(gone)
  }
  const last = await patiently(world, () => also('now'))
  if (last) return over(last)
  if (shift.back !== undefined) return goBack(shift, shift.back, world)
  shift.phase = 'retiring'
  await patiently(world, () => emptyService(shift, { service: blue.service.name, group: blue.group }, world))
  const after = await patiently(world, () => readRule(shift, world))
  if (!('foreign' in after)) return undefined
  // Whoever gave it traffic in that moment did not know that its tasks go.
  if (shift.share < 100 && !shift.ruleGone) await patiently(world, () => wakeBlue(shift, world))
  return heldEnd({ ...after, foreign: `${after.foreign}, as ${blue.service.name} gave its tasks back` })
}

/**
 * Waits until green has the healthy targets that all of the traffic needs, as before a step: what blue gives back it cannot
 * lend any more. Answers what was met instead, also that they did not come in time.
 */
async function awaitTargets(
  shift: Shift,
  { allowUndersized, patience }: RetiringRules,
  world: World,
  also: () => Promise<Met | undefined>,
): Promise<Met | undefined> {
  const { size, log } = shift
  const { blue, green } = shift.found
  const until = world.clock.now() + patience
  let lacks: string | undefined
  const look = async (): Promise<Met | undefined> => {
    const healthy = await healthyNow(shift, world)
    if (healthy.green === 0) return { back: `${green.name} has no healthy target` }
    // A blue that an earlier run has emptied has nothing to wait with.
    const lacking = allowUndersized || blue.service.desired === 0 ? undefined : lacksTargets(100, { healthy, size })
    if (lacking && !lacks) log(blue.service.name, `keeps its tasks for now: ${lacking}`)
    lacks = lacking
    return lacks ? also() : undefined
  }
  const met = await stand(shift, () => (lacks ? until : 0), world, look)
  if (met || !lacks) return met
  return {
    foreign: `${blue.service.name} keeps its tasks, as for ${showDuration(patience)} ${lacks}`,
    next: `Bring ${green.name} to ${size} tasks, then run again (with resume: rollback all traffic goes back).`,
  }
}

/** Blue has traffic again: what we took from it is its own again. */
async function wakeBlue(shift: Shift, world: World): Promise<void> {
  const { cluster, blue } = shift.found
  await (await world.ecs()).updateService(cluster, blue.service.name, { desiredCount: shift.size })
  shift.resting = undefined
  shift.log(blue.service.name, `gets its ${shift.size} tasks back, as it has traffic again`)
}

/** Green gives its tasks back after it lost its traffic, or at once when it never had any; answers who gave it some again. */
export async function retireGreen(shift: Shift, world: World): Promise<Foreign | undefined> {
  const { found, times, since, log } = shift
  const hadTraffic = shift.history.some(one => one.green > 0)
  const due = hadTraffic ? since + Math.max(LEAST_KEPT, times.green.deregistrationDelay * 1000) : 0
  const left = due - world.clock.now()
  if (left > 0)
    log(found.green.name, `keeps its tasks for ${showDuration(left)}, as requests may be on their way to it`)
  // Why all went back is known; what counts here is that nobody gave green traffic again.
  const standing = { ...shift, back: undefined }
  const met = left > 0 ? await stand(standing, () => due, world) : undefined
  // What is told of the traffic is what the rule said last.
  Object.assign(shift, { share: standing.share, ruleGone: standing.ruleGone })
  if (met && 'foreign' in met) {
    log(found.green.name, `keeps its tasks: ${met.foreign}`)
    return met
  }
  await patiently(world, () => emptyService(shift, { service: found.green.name, group: found.green.group }, world))
  return undefined
}

/** Asks for no task, also where ECS shows none: what it shows may be older than what was asked for last. */
async function emptyService(
  shift: Shift,
  { service, group }: { service: string; group: string },
  world: World,
): Promise<void> {
  const { found, log } = shift
  shift.resting = service
  const { services } = await (await world.ecs()).describeServices(found.cluster, [service])
  if (!services[0]?.active) return
  await letRest(found.cluster, { service, group }, world)
  log(service, 'gives its tasks back')
}

/** Scaling is as it was, and the test rule is gone, or only let go of when another job or a person goes on. */
export async function leave(shift: Shift, keepRule: boolean, world: World): Promise<void> {
  const { found, held, log, rules } = shift
  await restoreScaling({ cluster: found.cluster, sides: sidesOf(shift), world, log }, shift.resting)
  if (keepRule) await writeDown(held, { until: world.clock.now() }, rules)
  else await rules.remove(held.rule.arn)
  shift.phase = 'over'
}
