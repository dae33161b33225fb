// How does a deployment that ECS shifts get to its end, with an answer from us at each of its pauses?

import { ownBakes } from '../decisions/native-strategy.ts'
import { goesBack, type Move, nextMove, openPauses, PROPAGATION } from '../decisions/pause.ts'
import { stageName } from '../decisions/pause-words.ts'
import { judgeRollout } from '../decisions/rollout.ts'
import { mayPass } from '../failure.ts'
import { watch } from '../watch.ts'
import { answerPauses, sendBack, tryGreen } from './answer-pauses.ts'
import { lookAtShift, standsStill } from './look-at-shift.ts'
import type { ShiftEnd, ShiftRun } from './order.ts'

/** Milliseconds between two looks: while ECS works, and while green is judged, as closed minutes change no faster. */
const WORKING = 5_000
const JUDGING = 15_000

/** Follows it to its end. What has to be done at a look is done then, so that the next look sees what came of it. */
export async function followShift(run: ShiftRun): Promise<ShiftEnd> {
  const { clock, cancel, log } = run.look
  const { order } = run
  const name = order.target.name
  let seenAt = clock.now()
  const lost = (error: unknown): ShiftEnd => ({
    end: 'lost',
    because: error instanceof Error ? error.message.replace(/\.$/, '') : 'AWS could not be asked',
  })
  try {
    const { ended, judgement, blind } = await watch<Move, ShiftEnd | undefined>({
      clock,
      cancel,
      until: () => seenAt + order.limit,
      async look() {
        const facts = await lookAtShift(run)
        seenAt = clock.now()
        const move: Move = !facts
          ? { move: 'wait', because: 'ECS does not show its record of the deployment yet' }
          : nextMove({ ...facts, giveUp: whyGiveUp(run) })
        // A cancelled job sends back what is under way, and lets nothing go on before.
        if (!cancel.aborted) await act(run, move)
        seenAt = clock.now()
        return move
      },
      judge(move) {
        if (move.move === 'end') return { judgement: { end: move.end, because: move.because } }
        const late = whyLate(run)
        if (late !== undefined) return { judgement: { end: 'lost', because: late } }
        return { judgement: undefined, lookAgainIn: pace(run, move) }
      },
      mayPass,
      onBlind: error => log(name, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
    })
    if (ended === 'cancelled') return { end: 'cancelled', because: 'the job was cancelled' }
    return judgement ?? lost(blind)
  } catch (error) {
    return lost(error)
  }
}

async function act(run: ShiftRun, move: Move): Promise<void> {
  switch (move.move) {
    case 'wait':
      return sayWait(run, move)
    case 'smoke':
      return tryGreen(run)
    case 'continue':
      return answerPauses(run, move.hooks, move.because)
    case 'go-back':
      return sendBack(run, move.hook, move.because)
  }
}

/** Why a pause is not answered yet, once for each reason; figures that grow are none. */
function sayWait(run: ShiftRun, { because, held }: Extract<Move, { move: 'wait' }>): void {
  const { look, order, record, judged, share } = run
  // Each judgement is told where it is made.
  if (!record || openPauses(record).length === 0 || (judged && because.startsWith(judged.sentence) && !held)) return
  // What the evidence lacks is worded by its figures: what was said of it is its state.
  const same = judged && because.startsWith(judged.sentence)
  const said = same ? `${judged.state} at ${share} %` : because.replaceAll(/\d+/g, '#')
  if (said === run.said) return
  run.said = said
  look.log(order.target.name, `${held ? 'held' : 'waits'}: ${because}`)
  if (held) look.warn(`${order.target.name} is held: ${because}.`)
}

/** How long until the next look (ms): to the moment at which a pause can be answered, where that comes before. */
function pace(run: ShiftRun, move: Move): number {
  const { pause, bakeEndsAt, measureAt, look } = run
  if (move.move === 'smoke') return 0
  if (move.move !== 'wait' || !standsStill(run)) return WORKING
  const now = look.clock.now()
  const nearest = [(pause?.since ?? 0) + PROPAGATION, bakeEndsAt, measureAt].filter(at => at > now)
  return Math.min(JUDGING, ...nearest.map(at => at - now))
}

/** Why it is to be sent back whatever green shows: it was sent back before, cannot get well, or ECS gets nowhere with it. */
function whyGiveUp(run: ShiftRun): string | undefined {
  const { rollout, record, order, look, movedAt } = run
  if (run.sentBack) return run.sentBack.because
  const { verdict, because } = judgeRollout(rollout.following, rollout.seen, rollout.rules)
  if (verdict === 'failed') {
    run.ill = true
    return because
  }
  if (!record || openPauses(record).length > 0) return undefined
  const own = ownBakes(run.configuration)
  const bakes = record.stage === 'BAKE_TIME' ? own.last : record.stage === 'PRODUCTION_TRAFFIC_SHIFT' ? own.step : 0
  if (look.clock.now() < movedAt + order.limit + bakes) return undefined
  run.ill = true
  return `ECS got no further than ${stageName(record.stage)} within ${minutes(order.limit)}`
}

/** The way back takes too long, too: nothing is left that we could do. */
function whyLate({ sentBack, record, look, movedAt, order }: ShiftRun): string | undefined {
  if (!sentBack && !(record && goesBack(record))) return undefined
  if (look.clock.now() < Math.max(movedAt, sentBack?.at ?? 0) + order.limit) return undefined
  return `${sentBack?.because ?? record?.reason}; ECS has not gone back within ${minutes(order.limit)}`
}

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} minutes`
