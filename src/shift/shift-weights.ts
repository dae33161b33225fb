// How does traffic move step by step, with each step watched, until all of it is on green or back on blue?
import { showDuration } from '../decisions/duration.ts'
import { type BakeRules, longestBake } from '../decisions/longest-bake.ts'
import { type EvidencePolicy, type Lead, whatFollows } from '../decisions/reaction.ts'
import { currentStep, lacksTargets, type Move, nextMove } from '../decisions/traffic-shift.ts'
import type { Measure } from '../evidence/measure.ts'
import { Failure, mayPass } from '../failure.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { goBack } from './go-back.ts'
import { guardSides } from './guard-sides.ts'
import { renew } from './hold-rule.ts'
import { BLIND } from './retire.ts'
import { heldEnd, nextHeld, outOfReach, type Shift, type ShiftEnd } from './shift.ts'
import { growGreen, healthyNow, mendBlue } from './shift-sizes.ts'
import { type Foreign, readRule, weigh } from './weigh.ts'

/** Milliseconds between two looks: metrics come by the minute, and the sooner one is seen the better. */
const LOOK = 15_000
/** While green's targets come up. */
const SOON = 5_000

export type ShiftingRules = Omit<BakeRules, 'ladder'> & {
  allowUndersized: boolean
  /** How long (ms) green may lack healthy targets before a step. */
  patience: number
  /** The last weight of this run; the steps after it are another job's. */
  stopAt: number
  policy: EvidencePolicy
}

/** Moves traffic up to the last step; undefined once that was watched and is well, else how it ended. */
export async function shiftWeights(
  shift: Shift,
  measure: Measure | undefined,
  rules: ShiftingRules,
  world: World,
): Promise<ShiftEnd | undefined> {
  const { clock, cancel } = world
  const { name } = shift.found.wanted
  const ladder = shift.ladder.filter(step => step.weight <= rules.stopAt)
  const said = { line: '', decision: '', state: '', shared: false }
  let lackingSince: number | undefined
  let again = LOOK
  let breach: ShiftEnd['breach']
  /** What the evidence says is to be done about it. */
  let advice: string | undefined
  /** What called for going back, while blue has to be brought up first. */
  let owed: Parameters<typeof goBack>[3]
  let seenAt = clock.now()
  let measured = shift.since
  let end: ShiftEnd | undefined
  const guard = guardSides(shift, world)

  const say = (line: string) => {
    if (line !== said.line) shift.log(name, line)
    said.line = line
  }

  const sayBlind = (sentence: string) => {
    const { onBlind, blindLimit } = rules.policy
    const then = onBlind === 'rollback' ? 'all traffic goes back' : 'it is held'
    say(`${shift.share} % stays, as ${sentence}; when that lasts ${showDuration(blindLimit)}, ${then}`)
  }

  /** What was seen before a step says nothing of it. */
  const begin = () => {
    measured = shift.since
    measure?.restart(shift.since, shift.share < 100 ? shift.found.blue.group : undefined)
  }

  /** What the evidence of this step leads to. */
  const follow = (): Lead => {
    const step = currentStep(ladder, shift.share)
    if (shift.share === 0 || !step) return { lead: 'go', because: 'nothing is on green yet' }
    const now = clock.now()
    if (!measure)
      return now < shift.since + step.bake
        ? { lead: 'wait', because: 'nothing is measured' }
        : { lead: 'go', because: 'nothing was measured (evidence: false)' }
    const judgement = measure.judge(now, shift.since + step.bake)
    const lead = whatFollows(judgement, { now, ...longestBake(step, shift.since, { ...rules, ladder }) }, rules.policy)
    again = judgement.lookAgainIn
    breach = judgement.breach
    advice = judgement.next
    const { state, sentence, shared = false } = judgement
    if (shared && !said.shared) world.runner.warn(`${name}: ${sentence}.`)
    said.shared = shared
    const decision = JSON.stringify({ pair: name, green: shift.share, state, lead: lead.lead })
    if (decision !== said.decision || lead.lead !== 'wait')
      shift.decisions.push(JSON.stringify({ at: new Date(now).toISOString(), ...JSON.parse(decision), sentence }))
    said.decision = decision
    if (state === 'blind' && said.state !== 'blind' && lead.lead === 'wait') sayBlind(sentence)
    said.state = state
    return lead
  }

  /** Healthy targets are asked for only when something is about to move. */
  const decide = async (lead: Lead): Promise<Move | Foreign> => {
    const facts = { now: clock.now(), green: shift.share, since: shift.since, lead, back: shift.back }
    const asked = { ladder, allowUndersized: rules.allowUndersized, patience: rules.patience, lackingSince }
    const many = Number.POSITIVE_INFINITY
    const first = nextMove({ ...facts, size: shift.size, healthy: { green: many, blue: many } }, asked)
    if (first.do !== 'shift' && first.do !== 'revert') return first
    if (first.do === 'shift') await growGreen(shift, world)
    const healthy = await healthyNow(shift, world)
    const lacks = first.do === 'shift' && lacksTargets(first.to, { healthy, size: shift.size })
    lackingSince = lacks ? (lackingSince ?? clock.now()) : undefined
    const move = nextMove({ ...facts, size: shift.size, healthy }, { ...asked, lackingSince })
    // More traffic only to what was released, and from what was live.
    return (move.do === 'shift' ? await guard('now') : undefined) ?? move
  }

  /** The share whose watch goes on because too little was seen. */
  let extended: number | undefined

  /** Does a move; answers when (ms) to look again, undefined at the end. */
  const act = async (move: Move): Promise<number | undefined> => {
    const { found } = shift
    switch (move.do) {
      case 'shift': {
        const foreign = await weigh(shift, move.to, world)
        if (foreign) return over(heldEnd(foreign))
        const bake = currentStep(ladder, move.to)?.bake ?? 0
        const weights = `blue=${100 - move.to} green=${move.to}`
        say(
          `${move.to} % of the traffic goes to ${found.green.name} on ${found.revision} (${weights}), watched for ${showDuration(bake)}`,
        )
        begin()
        return Math.min(LOOK, bake)
      }
      case 'bake': {
        const left = move.until - clock.now()
        // What was seen grows at each look; that it is not enough is one piece of news.
        if (left <= 0 && extended !== shift.share) say(`${shift.share} % stays, as ${move.because}`)
        if (left <= 0) extended = shift.share
        return left > 0 ? Math.min(again, left) : again
      }
      case 'hold':
        return over({
          ...heldEnd({ foreign: move.because }),
          next: nextHeld(advice),
        })
      case 'wait':
        say(`waits: ${move.because}`)
        return SOON
      case 'mend-blue':
        say(`should go back (${move.because}), and blue has no healthy target: it is brought up first`)
        await mendBlue(shift, world)
        if (shift.back === undefined) owed = { breach, next: advice }
        shift.back ??= move.because
        return SOON
      case 'revert':
        return over(
          await goBack(shift, move.because, world, shift.back === undefined ? { breach, next: advice } : owed),
        )
      case 'reverted':
        return over({
          verdict: 'failed',
          remedy: 'none',
          because: move.because,
          next: 'Find the cause, then release again.',
        })
      case 'accept':
        shift.log(name, `${shift.share} % is well: ${move.because}`)
        return undefined
    }
  }
  const over = (how: ShiftEnd): undefined => {
    end = how
  }

  const { ended, blind } = await watch<number | undefined, void>({
    clock,
    cancel,
    until: () => seenAt + BLIND,
    async look() {
      const rule = await readRule(shift, world)
      if ('foreign' in rule) return over(heldEnd(rule))
      await renew(shift.held, { rules: shift.rules, clock })
      if (measured !== shift.since) begin()
      const foreign = shift.share > 0 ? await guard() : undefined
      if (foreign) return over(heldEnd(foreign))
      if (shift.share > 0) await measure?.look()
      const move = await decide(follow())
      if ('foreign' in move) return over(heldEnd(move))
      const next = await act(move)
      seenAt = clock.now()
      return next
    },
    judge: next => ({ judgement: undefined, ...(next === undefined ? {} : { lookAgainIn: next }) }),
    mayPass,
    onBlind: error => shift.log(name, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
  })
  if (ended === 'cancelled') throw new Failure('The job was cancelled.')
  if (ended === 'judged') return end
  return heldEnd(outOfReach(blind, BLIND))
}
