// How does one pair get from what is live to what is wanted, and what is done when it does not?
import { splitAdvice } from '../decisions/advice.ts'
import type { Step } from '../decisions/traffic-shift.ts'
import type { EvidenceOptions } from '../evidence/evidence-inputs.ts'
import { createMeasure, type Measure } from '../evidence/measure.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import { patiently } from '../patiently.ts'
import type { World } from '../world.ts'
import { resolveFor } from './choose-sides.ts'
import type { Everybody, Found } from './find-pair.ts'
import { goBack } from './go-back.ts'
import { guardSides } from './guard-sides.ts'
import { holderOf, holdRule, LEASE, renew, writeDown } from './hold-rule.ts'
import { suspendScaling } from './keep-size.ts'
import { done, goOn, nothingToDo } from './nothing-to-do.ts'
import { groupOfGreen, type Preparing, prepareGreen } from './prepare-green.ts'
import { leave, type Met, retireBlue, retireGreen, sidesOf, stand } from './retire.ts'
import { heldEnd, type Shift, type ShiftEnd } from './shift.ts'
import { healthyNow } from './shift-sizes.ts'
import { type ShiftingRules, shiftWeights } from './shift-weights.ts'
import { type KeptPair, keepForPost, subjectOf, takeUp } from './take-up-pair.ts'

export type PairOrder = Preparing &
  ShiftingRules & {
    cluster: string
    resume: 'continue' | 'rollback'
    ladder: Step[]
    /** How long (ms) blue keeps its tasks without traffic. */
    keepBlueFor: number
    /** Whether green keeps its tasks when it was given up. */
    keepGreen: boolean
    /** Undefined: green is judged by the clock alone. */
    evidence: EvidenceOptions | undefined
    /** A word that no other process has. */
    holder: string
    /** What the end of the job is told of every pair. */
    kept: KeptPair[]
  }

/** What others may know of a pair while it is on its way, and what it waits for. */
export type PairState = {
  name: string
  shift?: Shift
  measure?: Measure
  end?: ShiftEnd
  /** Whether this pair need not wait for others: when none that it goes back with has a step left. */
  mayRetire(): boolean
  /** Told when the last step of this run was watched to its end. */
  accepted(): void
}

/** Does it all for one pair. Leaves all traffic on one side and well, or says why it could not, and where it is. */
export async function shiftPair(
  first: Found,
  order: PairOrder,
  everybody: Everybody,
  state: PairState,
  log: Log,
  world: World,
): Promise<ShiftEnd> {
  const idle = await nothingToDo(first, order, world)
  if (idle) return idle
  const rules = await world.listenerRules()
  const group = await patiently(world, () => groupOfGreen(first, order, world))
  keepForPost(first, group, order, world)
  const about = { blue: first.blue.service.name, green: first.green.name, revision: first.revision }
  const me = holderOf(world, order.holder)
  const { taken, ...held } = await patiently(world, () =>
    holdRule(first.route, group, about, me, { rules, clock: world.clock }),
  )
  if (taken) log(first.wanted.name, `goes on from ${taken.run}, which is over`)
  const shift = await patiently(world, () => takeUp(first, group, held, order, everybody, log, world)).catch(
    async error => {
      // Nothing was moved; whoever was here before left hints, which the next one needs.
      const leaving = taken ? writeDown(held, { until: 0 }, rules) : rules.remove(held.rule.arn)
      await Promise.allSettled([leaving])
      throw error
    },
  )
  state.shift = shift
  const end = await move(shift, order, state, world).catch(error => brokenOff(shift, error, world))
  return tidy(shift, end, { ...order, unfinished: taken !== undefined }, world)
}

async function move(shift: Shift, order: PairOrder, state: PairState, world: World): Promise<ShiftEnd> {
  const { found, log } = shift
  const { cluster, blue, green, wanted } = found
  if (order.resume === 'rollback')
    return shift.share === 0
      ? nothingGoesBack(shift)
      : goBack(shift, 'that was asked for (resume: rollback)', world, {
          next: 'Release again when it may have traffic.',
        })
  const dead = shift.share > 0 && (await greenIsDead(shift, world))
  if (dead) return goBack(shift, dead, world, { next: `Look at why tasks of ${green.name} end, then release again.` })
  await patiently(world, () => suspendScaling({ cluster, sides: sidesOf(shift), world, log }))
  await renew(shift.held, { rules: shift.rules, clock: world.clock }, order.limit + LEASE)
  const target =
    shift.share < 100 && (await patiently(world, () => resolveFor(wanted, blue.service.name, cluster, world, false)))
  if (target && target.revision !== found.revision) {
    // It was not registered when the rule was made.
    found.revision = target.revision
    await patiently(world, () => writeDown(shift.held, { revision: target.revision }, shift.rules))
  }
  const measure =
    order.evidence && createMeasure(await patiently(world, () => subjectOf(shift, world)), order.evidence, world, log)
  if (measure) state.measure = measure
  // As early as can be; of a service that is still to be made nothing can be asked yet.
  if (found.green.service) await patiently(world, async () => measure?.check())
  const ill = target && (await prepareGreen(found, target, shift.share > 0, order, world, log))
  if (!ill && !found.green.service) await patiently(world, async () => measure?.check())
  if (ill && shift.share > 0) return goBack(shift, ill.because, world, ill)
  if (ill) return { verdict: 'failed', remedy: 'none', ...ill }
  shift.phase = 'shifting'
  const end = await shiftWeights(shift, measure, order, world)
  if (end) return end
  state.accepted()
  const guard = guardSides(shift, world)
  const also = async (asked?: 'now') => (await guard(asked)) ?? (measure && (await harmOf(measure, world)))
  const next = goOn(order.ladder, shift.share)
  const met =
    next && state.mayRetire() && shift.back === undefined
      ? undefined
      : await stand(shift, () => (state.mayRetire() ? 0 : Number.POSITIVE_INFINITY), world, also)
  if (met) return 'back' in met ? goBack(shift, met.back, world, met) : heldEnd(met)
  const finished = { verdict: 'finished', remedy: 'none' } as const
  if (next) return { ...finished, because: `step ${shift.share} is done: ${found.revision} was well to its end`, next }
  shift.phase = 'accepted'
  const kept = await retireBlue(shift, order, world, also)
  return kept ?? { ...finished, because: `${green.name} on ${found.revision} has all of the traffic`, next: '' }
}

/** Why green cannot keep the traffic that an interrupted run left it, when blue can take it: nothing need be waited for then. */
async function greenIsDead(shift: Shift, world: World): Promise<string | undefined> {
  const healthy = await patiently(world, () => healthyNow(shift, world))
  return healthy.green === 0 && healthy.blue > 0
    ? `${shift.found.green.name} has no healthy target, and had ${Math.round(shift.share)} % of the traffic`
    : undefined
}

/** What green does once all of the traffic is its own: harm alone counts then. */
async function harmOf(measure: Measure, { clock }: World): Promise<Extract<Met, { back: string }> | undefined> {
  await measure.look()
  const { state, sentence, breach } = measure.judge(clock.now(), Number.POSITIVE_INFINITY)
  return state === 'harmful' ? { back: sentence, breach } : undefined
}

/** Something was refused or lost on the way: what has no traffic yet gets none, and what has goes back where it can be. */
async function brokenOff(shift: Shift, error: unknown, world: World): Promise<ShiftEnd> {
  if (!(error instanceof Failure) || world.cancel.aborted) throw error
  const { because, next } = splitAdvice(error.message, 'Mend what is refused, then run again.')
  const held: ShiftEnd = { verdict: 'held', remedy: 'needs-human', because, next }
  if (shift.share === 0) return { verdict: 'failed', remedy: 'none', because, next }
  // That AWS cannot be asked just now is no reason to move anything.
  if (error.passing || shift.phase === 'accepted' || shift.phase === 'retiring') return held
  return goBack(shift, because, world, { next }).catch(() => held)
}

/** Green has no traffic now; requests may be on their way to it when it had some. */
function nothingGoesBack({ history, held: { note } }: Shift): ShiftEnd {
  if (note.since > 0) history.unshift({ at: note.since, green: note.weight })
  return done('no traffic is on green, so nothing goes back')
}

/**
 * After the traffic the sizes, then scaling and the test rule. What somebody else changed is left as it is. Green is given up
 * too where nothing went back of a shift that was interrupted (`unfinished`).
 */
async function tidy(
  shift: Shift,
  end: ShiftEnd,
  { keepGreen, unfinished }: PairOrder & { unfinished: boolean },
  world: World,
): Promise<ShiftEnd> {
  const goesOn = end.verdict === 'held' || (end.verdict === 'finished' && shift.share < 100)
  const gaveUp =
    end.verdict === 'reverted' || end.verdict === 'failed' || (end.verdict === 'nothing-to-do' && unfinished)
  const stays = goesOn || end.remedy === 'needs-human'
  try {
    const met = gaveUp && !stays && !keepGreen ? await retireGreen(shift, world) : undefined
    await patiently(world, () => leave(shift, stays, world))
    return met && end.verdict === 'nothing-to-do' ? heldEnd(met) : end
  } catch (error) {
    if (!(error instanceof Failure) || world.cancel.aborted) throw error
    world.runner.warn(
      `${shift.found.wanted.name}: not all was tidied up: the test rule may still be there, and scaling of ${sidesOf(
        shift,
      )
        .map(one => one.service)
        .join(' and ')} may still be suspended, until a later run puts that right. ${error.message}`,
    )
    return end
  }
}
