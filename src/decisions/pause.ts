// What do we do about a deployment that ECS shifts, as it is seen now: wait, try green, let it go on, or send it back?
import { stageName } from './pause-words.ts'
import type { Lead } from './reaction.ts'
import type { ServiceDeployment } from './snapshot.ts'

/** A lifecycle hook as a service deployment shows it; it does not say at which stage it is. */
export type PauseHook = {
  id: string
  /** AWAITING_ACTION, SUCCEEDED, FAILED, TIMED_OUT, IN_PROGRESS … */
  status: string
  /** When ECS does `atTimeout` by itself (ms). */
  expiresAt: number | undefined
  atTimeout: 'go-on' | 'go-back'
}

/** ECS's record of a deployment that shifts traffic. Weights are percent as ECS asks for them; what is true may lag. */
export type ShiftRecord = ServiceDeployment & {
  testWeight: number | undefined
  hooks: PauseHook[]
}

export type Facts = {
  now: number
  record: ShiftRecord
  /** Percent of production that the listener rule sends to green; undefined where it cannot be read. */
  percent: number | undefined
  /** Since when (ms) the deployment has been paused where it is; undefined when it is not. */
  pausedSince: number | undefined
  /** Whether green is to be tried before production, and how that ended. */
  smoke: 'unwanted' | 'wanted' | 'answering' | { fault: string }
  evidence: Lead
  /** The pauses that we let go on, where they were and what share green had then. */
  answered: { hook: string; stage: string | undefined; percent: number }[]
  /** Why it is to be sent back whatever it shows: it cannot get well, or the job is cancelled. */
  giveUp: string | undefined
  /** Stages at which pauses are ours to answer; undefined: all. */
  stages: string[] | undefined
}

export type Move =
  | { move: 'wait'; because: string; held?: true }
  | { move: 'smoke' }
  | { move: 'continue'; hooks: string[]; because: string }
  /** By an answer to the open pause, where there is one. */
  | { move: 'go-back'; hook: string | undefined; because: string }
  /** It is over, or nothing is left for us to do. */
  | { move: 'end'; end: 'finished' | 'reverted' | 'stopped' | 'failed' | 'held'; because: string }

const wait = (because: string): Move => ({ move: 'wait', because })

/** Stages in their order. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html */
const STAGES = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
]

/** A load balancer needs up to a minute until all of it routes by new weights (ms). */
export const PROPAGATION = 60_000

/** An answer has to be there this long (ms) before ECS acts by itself. */
const LAST_MOMENT = 60_000

/** What is held for people ends this long (ms) before ECS acts, so that they can still answer; at most half of the pause. */
const TO_ANSWER = 10 * 60_000

/** Weights that are told in tenths of a percent are the same when they differ by less than this. */
const SAME = 0.06

/** Whether the rule and ECS tell different shares. */
export const disagree = (percent: number | undefined, weight: number | undefined): boolean =>
  percent !== undefined && weight !== undefined && Math.abs(percent - weight) >= SAME

export const openPauses = ({ hooks }: ShiftRecord): PauseHook[] =>
  hooks.filter(({ status }) => status === 'AWAITING_ACTION')

/** Whether ECS is on its way back, or has been. */
export const goesBack = ({ status }: Pick<ShiftRecord, 'status'>): boolean => status.startsWith('ROLLBACK_')

/**
 * Percent of production that green has; of two figures that disagree the larger one, since that is what may do harm. Where
 * there is none, the stage tells.
 */
export function shareOf({ record: { weight, stage }, percent }: Pick<Facts, 'record' | 'percent'>): number {
  if (weight !== undefined || percent !== undefined) return Math.max(weight ?? 0, percent ?? 0)
  return STAGES.indexOf(stage ?? '') >= STAGES.indexOf('POST_PRODUCTION_TRAFFIC_SHIFT') ? 100 : 0
}

/** The next move. What cannot be told is waited for; when a pause is about to end undecided, green goes back. */
export function nextMove(facts: Facts): Move {
  const { record, smoke, evidence, giveUp, now } = facts
  const over = judgeStatus(record)
  if (over) return over
  const open = openPauses(record)
  const ours = open.length > 0 && isOurs(facts)
  const goBack = (because: string): Move => ({ move: 'go-back', hook: open[0]?.id, because })
  if (giveUp !== undefined) return goBack(giveUp)
  if (typeof smoke === 'object') return goBack(smoke.fault)
  const share = shareOf(facts)
  if (share > 0 && evidence.lead === 'back') return goBack(evidence.because)
  if (open.length === 0) return wait(`ECS is in stage ${stageName(record.stage)}`)
  if (!ours) return wait(`the pause at ${stageName(record.stage)} is not ours: somebody else has to answer it`)
  const next = answer(facts, share)
  if (next.move !== 'wait') return next
  const ends = Math.min(...open.map(one => one.expiresAt ?? Number.POSITIVE_INFINITY))
  const forPeople = next.held && open.every(one => one.atTimeout === 'go-back')
  if (now < ends - (forPeople ? timeToAnswer(ends - (facts.pausedSince ?? now)) : LAST_MOMENT)) return next
  if (forPeople) return { move: 'end', end: 'held', because: next.because }
  return goBack(`the pause at ${stageName(record.stage)} was about to end, and ${next.because}`)
}

const timeToAnswer = (pause: number): number => Math.max(LAST_MOMENT, Math.min(TO_ANSWER, pause / 2))

/** What ECS says of a deployment that is over or on its way back; a status that nobody knows is waited for. */
function judgeStatus({ status, reason }: ShiftRecord): Move | undefined {
  switch (status) {
    case 'PENDING':
    case 'IN_PROGRESS':
      return undefined
    case 'SUCCESSFUL':
      return { move: 'end', end: 'finished', because: reason }
    case 'ROLLBACK_SUCCESSFUL':
      return { move: 'end', end: 'reverted', because: reason }
    case 'ROLLBACK_FAILED':
      return { move: 'end', end: 'failed', because: reason }
    case 'STOPPED':
      return { move: 'end', end: 'stopped', because: reason }
    default:
      return wait(`ECS says ${stageName(status)}`)
  }
}

/** A stage that ECS has learnt since cannot be one that somebody else chose among those we know. */
const isOurs = ({ record: { stage }, stages }: Facts): boolean =>
  stages === undefined || stage === undefined || stages.includes(stage) || !STAGES.includes(stage)

/** What an open pause of ours is answered. */
function answer(facts: Facts, share: number): Move {
  const { record, smoke, evidence, percent, pausedSince, now } = facts
  const goOn = (because: string): Move => ({
    move: 'continue',
    hooks: openPauses(record).map(({ id }) => id),
    because,
  })
  const settled = now >= (pausedSince ?? now) + PROPAGATION
  if (isBeforeTest(record)) return goOn('nothing is to be judged yet')
  if (smoke === 'wanted') return settled ? { move: 'smoke' } : wait('the load balancer may not route to green yet')
  const lags = whatLags(facts, share)
  if (lags !== undefined) return settled ? { move: 'wait', because: lags, held: true } : wait(lags)
  if (share === 0)
    return goOn(
      smoke === 'answering' && facts.answered.length === 0 ? 'green answers' : 'green has no production traffic yet',
    )
  if (evidence.lead === 'go') return goOn(evidence.because)
  return evidence.lead === 'hold'
    ? { move: 'wait', because: evidence.because, held: true }
    : wait(evidence.because || `green has ${percent ?? record.weight} %`)
}

/** Green cannot be tried yet, and gets no traffic by going on: another of our pauses comes before that. */
const isBeforeTest = ({ stage = '' }: ShiftRecord): boolean =>
  STAGES.includes(stage) && STAGES.indexOf(stage) < STAGES.indexOf('POST_TEST_TRAFFIC_SHIFT')

/** What the weights still lack of what must have happened before; undefined when they are as they must be. */
function whatLags({ record, percent, answered }: Facts, share: number): string | undefined {
  const { stage, weight } = record
  if (disagree(percent, weight)) return `the listener rule sends ${percent} % to green, and ECS asked for ${weight} %`
  const last = answered.findLast(one => one.stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT')
  const open = openPauses(record).map(({ id }) => id)
  if (stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT' && last && share <= last.percent && !open.includes(last.hook))
    return `green still has ${share} %, though a step was taken`
  if (stage === 'POST_PRODUCTION_TRAFFIC_SHIFT' && share < 100)
    return `green has ${share} %, though all traffic is to have moved`
  return undefined
}
