// How are several pairs shifted, in order or together, and what if one of them fails?
import { randomUUID } from 'node:crypto'
import { splitAdvice } from '../decisions/advice.ts'
import type { ShiftResult } from '../decisions/shift-outcome.ts'
import { shiftTime } from '../decisions/shift-plan.ts'
import { type Log, startLog } from '../log.ts'
import type { World } from '../world.ts'
import { cancelled, cancelShift } from './cancel-shift.ts'
import type { Everybody, Found } from './find-pair.ts'
import { guarded } from './guard.ts'
import type { Shift, ShiftEnd } from './shift.ts'
import { type PairOrder, type PairState, shiftPair } from './shift-pair.ts'

export type ShiftOrder = Omit<PairOrder, 'holder' | 'kept'> & {
  groups: Found[][]
  mode: 'independent' | 'together'
  onCancel: 'rollback' | 'keep'
}

type State = PairState & { found: Found; startedAt: number; progressed: Promise<void>; isAccepted(): boolean }

const isGood = ({ verdict }: ShiftEnd): boolean => verdict === 'finished' || verdict === 'nothing-to-do'

/**
 * Shifts group after group; within a group all pairs at once. A later group begins when each of the group before has all
 * of its traffic and was watched. When one fails, later groups are not touched; `together`: and those before go back.
 */
export async function shiftServices(order: ShiftOrder, everybody: Everybody, world: World): Promise<ShiftResult[]> {
  // Once the job is cancelled nothing but the way back is done or said.
  const say = startLog(world.clock, world.runner.line)
  const log: Log = (subject, fact) => {
    if (!world.cancel.aborted) say(subject, fact)
  }
  let writing: Promise<unknown> = Promise.resolve()
  const live = guarded(world, one => {
    writing = Promise.allSettled([writing, one])
  })
  const urgent = await world.listenerRules(undefined, 'urgent')
  const own: PairOrder = { ...order, holder: randomUUID(), kept: [] }
  const states = order.groups.map(group => group.map(found => stateOf(found)))
  const all = states.flat()
  const failed = () => all.find(one => one.end && !isGood(one.end) && one.end.verdict !== 'skipped')

  function stateOf(found: Found): State {
    let accept = () => {}
    const progressed = new Promise<void>(resolve => {
      accept = resolve
    })
    let isAccepted = false
    return {
      ...{ name: found.wanted.name, found, startedAt: world.clock.now(), progressed },
      accepted() {
        isAccepted = true
        accept()
      },
      isAccepted: () => isAccepted,
      mayRetire: () => isAccepted && (order.mode === 'independent' || all.every(one => one.isAccepted())),
    }
  }

  const run = async (state: State, turn: number) => {
    state.startedAt = world.clock.now()
    // The turns after this one need their time too.
    const ladder = order.ladder.filter(one => one.weight <= order.stopAt)
    const endsAt = order.endsAt - (states.length - 1 - turn) * shiftTime({ ...order, ladder })
    const end = await shiftPair(state.found, { ...own, endsAt }, everybody, state, log, live).catch(error => {
      if (world.cancel.aborted) return new Promise<ShiftEnd>(() => {})
      return failureEnd(error)
    })
    if (world.cancel.aborted) return
    finish(state, end)
  }

  const finish = (state: State, end: ShiftEnd) => {
    state.end ??= end
    state.accepted()
    if (isGood(end) || order.mode !== 'together') return
    // In reverse order; who has no blue any more has no way back.
    for (const { shift } of all.toReversed())
      if (shift && shift.phase !== 'retiring' && shift.phase !== 'over')
        shift.back ??= `${state.name} did not take over`
  }

  const shiftAll = async () => {
    const running: Promise<void>[] = []
    for (const [turn, group] of states.entries()) {
      const bad = failed()
      if (bad)
        for (const state of group)
          state.end = {
            verdict: 'skipped',
            remedy: 'none',
            because: `${bad.name} did not take over before its turn`,
            next: '',
          }
      else {
        running.push(...group.map(one => run(one, turn)))
        await Promise.all(group.map(one => one.progressed))
      }
    }
    await Promise.all(running)
  }

  await Promise.race([shiftAll(), cancelled(world.cancel)])
  if (world.cancel.aborted)
    await Promise.all(
      all.map(async state => {
        if (state.shift) state.shift.log = say
        state.end ??= await cancelShift(
          state.shift,
          state.found,
          { onCancel: order.onCancel, writing, rules: urgent },
          world,
        )
      }),
    )
  return all.map(({ name, found, shift, measure, end, startedAt }) => ({
    ...{ name, cluster: order.cluster, startedAt, endedAt: world.clock.now() },
    ...{ blue: side(shift?.found ?? found, 'blue', shift), green: side(shift?.found ?? found, 'green', shift) },
    revision: (shift?.found ?? found).revision,
    share: shift?.share ?? found.share,
    ruleGone: shift?.ruleGone ?? false,
    history: shift?.history ?? [],
    decisions: shift?.decisions ?? [],
    minutes: measure?.minutes() ?? { green: [], control: [] },
    end: end as ShiftEnd,
  }))
}

const side = ({ blue, green, revision }: Found, which: 'blue' | 'green', shift: Shift | undefined) =>
  which === 'blue'
    ? { service: blue.service.name, revision: shift?.runs?.blue ?? blue.service.revision, size: blue.service.desired }
    : { service: green.name, revision: shift?.runs?.green ?? revision, size: blue.service.desired }

/** What was refused before anything was changed, or held by another run. */
function failureEnd(error: unknown): ShiftEnd {
  if (!(error instanceof Error) || error.name !== 'Failure') throw error
  const { because, next } = splitAdvice(error.message, 'Mend it, then run again.')
  const verdict = /^Another run/.test(because) ? 'held' : 'failed'
  return { verdict, remedy: 'none', because, next }
}
