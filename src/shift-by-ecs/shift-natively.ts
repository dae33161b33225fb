// How does ECS shift a service's traffic to a revision, while we judge green at each of its pauses?
import type { Ending } from '../action.ts'
import { explainShiftEnd, isFine, type NativeOutcome, tellShiftEnd } from '../decisions/native-outcome.ts'
import { explainNativePlan } from '../decisions/native-plan.ts'
import { summarizeShift } from '../decisions/native-summary.ts'
import { ourStages } from '../decisions/pause-hooks.ts'
import { serviceLink } from '../decisions/region.ts'
import { startLog } from '../log.ts'
import { createLook, type Look } from '../release/look.ts'
import type { World } from '../world.ts'
import { beginShift, type Setout, serviceNow } from './begin-shift.ts'
import { cancelShift } from './cancel-natively.ts'
import { concludeShift, standing, tidyHooks } from './conclude-shift.ts'
import { followShift } from './follow-shift.ts'
import type { NativeOrder, ShiftRun } from './order.ts'
import { planShift } from './plan-shift.ts'
import { seeItServe } from './see-it-serve.ts'

type Told = ReturnType<typeof tellShiftEnd>

/** Shifts one service, to its end and to the word about it. A cancel sends it back; a killed run is taken up by the next. */
export async function shiftNatively(
  order: NativeOrder,
  world: World,
  tell: (name: keyof Told, value: string) => void,
): Promise<Ending> {
  const look = await createLook(order.cluster, startLog(world.clock, world.runner.line), world)
  const startedAt = world.clock.now()
  const outcome = await shift(order, world, look, startedAt)
  const told = tellShiftEnd(outcome)
  for (const [name, value] of Object.entries(told)) tell(name as keyof Told, value)
  if (outcome.diagnosis && outcome.diagnosis.evidence.length > 0)
    world.runner.group(`${outcome.service}: evidence`, outcome.diagnosis.evidence)
  const { region } = await world.ecs()
  await world.runner.summary(summarizeShift(outcome, serviceLink(region, order.cluster, order.target.service)))
  return { good: isFine(outcome), line: explainShiftEnd(outcome) }
}

/** Says what would be done, how long it takes at least, and changes nothing. Throws a Failure where it cannot be done. */
export async function planNatively(
  order: NativeOrder,
  world: World,
  tell: (name: keyof Told, value: string) => void,
): Promise<Ending> {
  const look = await createLook(order.cluster, startLog(world.clock, world.runner.line), world)
  const startedAt = world.clock.now()
  const before = await serviceNow(order, look)
  const now = await (await world.ecsShift()).configurationOf(order.cluster, order.target.service)
  const { planned } = await planShift(order, before, now, world, look)
  const outcome: NativeOutcome = {
    ...standing(order, before, startedAt, look),
    ...{ verdict: 'planned', because: explainNativePlan(order, before, planned) },
  }
  const told = tellShiftEnd(outcome)
  for (const name of ['verdict', 'remedy', 'revision', 'liveRevision', 'liveService', 'message'] as const)
    tell(name, told[name])
  return { good: true, line: explainShiftEnd(outcome) }
}

async function shift(order: NativeOrder, world: World, look: Look, startedAt: number): Promise<NativeOutcome> {
  const begun = await beginShift(order, world, look)
  if ('there' in begun) {
    await tidyHooks(order, world, look)
    return seeItServe(order, begun.there, startedAt, world, look)
  }
  if ('refusal' in begun) {
    if (!look.cancel.aborted) throw begun.refusal
    return cancelShift(order, undefined, begun.before, startedAt, world, look)
  }
  const run = await runOf(order, begun, world, look)
  const end = await followShift(run)
  const outcome =
    end.end === 'cancelled'
      ? await cancelShift(order, run, begun.before, startedAt, world, look)
      : await concludeShift(run, end, begun.before, startedAt)
  await tidyHooks(order, world, look)
  return outcome
}

/** What is known of a deployment that is to be followed from now on: nothing but the deployment. */
async function runOf(
  order: NativeOrder,
  { rollout, configuration, before }: Setout,
  world: World,
  look: Look,
): Promise<ShiftRun> {
  const now = look.clock.now()
  return {
    ...{ order, world, look, rollout, configuration, shift: await world.ecsShift() },
    stages: order.hooks === 'set' ? ourStages(configuration.strategy) : undefined,
    ...{ service: rollout.seen[0]?.service ?? before, serviceAt: now, recordAt: 0, percentAt: 0 },
    ...{ share: 0, shareSince: now, reached: 0, measureAt: 0, bakeEndsAt: 0, movedAt: now, moved: '', said: '' },
    ...{ smoke: order.smoke ? 'wanted' : 'unwanted', answered: [], history: [{ at: now, green: 0 }], decisions: [] },
  }
}
