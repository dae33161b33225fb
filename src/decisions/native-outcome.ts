// How did a shift by ECS end, what is live now, and in which words do we say it?
import { writeAlert } from './alert.ts'
import type { Diagnosis } from './diagnosis.ts'
import { showDuration } from './duration.ts'
import type { Breach } from './harm.ts'
import type { Minute } from './minutes.ts'
import type { Live } from './outcome.ts'
import { stageName, unansweredStage } from './pause-words.ts'
import type { Revision } from './snapshot.ts'

export type NativeOutcome = {
  service: string
  cluster: string
  revision: Revision
  previous: Revision | undefined
  /** ECS's id, `ecs-svc/…`; empty when there was none. */
  deployment: string
  verdict: 'finished' | 'reverted' | 'nothing-to-do' | 'planned' | 'held' | 'failed' | 'cancelled'
  /** Why, as the end of a sentence. */
  because: string
  /** What we did about it: ECS's own way back is `none`. */
  remedy: 'none' | 'reverted' | 'needs-human'
  live: Live | undefined
  /** Percent of production that the new revision has at the end; undefined where nothing tells. */
  percent: number | undefined
  /** The largest share it had on the way. */
  reached: number
  diagnosis: Pick<Diagnosis, 'cause' | 'next' | 'evidence'> | undefined
  breach: Breach | undefined
  /** JSON, one a judgement of the evidence. */
  decisions: string[]
  /** Its share over time, and its and its control's traffic in closed minutes. */
  history: { at: number; green: number }[]
  minutes: { green: Minute[]; control: Minute[] }
  startedAt: number
  endedAt: number
}

/**
 * Why ECS took a deployment back, by its own reason, and whether its tasks can tell more of that.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 */
export function whyBack(reason: string): { because: string; next: string; tasksTell: boolean } {
  const stage = unansweredStage(reason)
  if (stage)
    return {
      because: `nobody answered the pause at ${stageName(stage)} in time, so ECS took it back`,
      next: 'Release again.',
      tasksTell: false,
    }
  if (/\bby (a )?user\b/i.test(reason))
    return {
      because: 'somebody else sent it back, and ECS took it back',
      next: 'Find out who did and why before you release again.',
      tasksTell: false,
    }
  if (/alarm/i.test(reason)) return { because: 'ECS took it back because of an alarm', next: '', tasksTell: true }
  if (/circuit breaker/i.test(reason))
    return { because: 'the circuit breaker of ECS took it back', next: '', tasksTell: true }
  return { because: `ECS took it back (${reason.replace(/\.$/, '')})`, next: '', tasksTell: true }
}

/** Whether the step is green. */
export const isFine = ({ verdict }: NativeOutcome): boolean =>
  ['finished', 'nothing-to-do', 'planned'].includes(verdict)

/** `blue=95 green=5`; empty where nothing tells. */
export const showWeights = (percent: number | undefined): string =>
  percent === undefined ? '' : `blue=${tenths(100 - percent)} green=${tenths(percent)}`

const tenths = (percent: number): string => String(Math.round(percent * 10) / 10)

/** The last line of the log: the verdict and, when it is bad, the cause, what is live, and the next thing to do. */
export function explainShiftEnd(outcome: NativeOutcome): string {
  const { revision, previous, because, verdict, diagnosis, startedAt, endedAt, reached } = outcome
  const took = showDuration(endedAt - startedAt)
  const live = explainLive(outcome)
  const share = reached > 0 ? ` It had ${tenths(reached)} % of production at most.` : ' It had no production traffic.'
  const next = diagnosis?.next ?? ''
  const say = (...parts: string[]) => parts.filter(Boolean).join(' ')
  switch (verdict) {
    case 'finished':
      return say(`${revision} has all traffic${previous ? ` (was ${previous})` : ''}, after ${took}.`, live)
    case 'nothing-to-do':
      return say(`${revision} was live already, nothing to do.`, live)
    case 'planned':
      return `Plan: ${because}. Nothing was changed.`
    case 'reverted':
      return say(`${revision} went back: ${because}.${share}`, live, next)
    case 'held':
      return say(`${revision} is held at ${tenths(outcome.percent ?? reached)} %: ${because}.`, live, next)
    case 'cancelled':
      return say(`Cancelled: ${because}.`, live)
    case 'failed':
      return say(`${revision} failed: ${because}.`, live, next)
  }
}

function explainLive({ live }: NativeOutcome): string {
  if (!live) return 'What is live was not seen.'
  const { revision, running, desired, before } = live
  const tasks = `${running} of ${desired} tasks`
  if (before) return `${revision} was live (${tasks}) when it was last seen.`
  return running >= desired ? `${revision} is live (${tasks}).` : `${revision} is live with only ${tasks}.`
}

/** JSON for whoever alerts people, when it went back, is held, or needs somebody; empty otherwise. */
function alertOf(outcome: NativeOutcome): string {
  const { verdict, remedy, service, cluster, revision, live, diagnosis, breach } = outcome
  if (verdict !== 'reverted' && verdict !== 'held' && remedy !== 'needs-human') return ''
  const severity = breach || remedy === 'needs-human' ? 'critical' : 'warning'
  const what = breach ? 'does harm' : verdict === 'reverted' ? 'was reverted' : 'is held'
  const [message, title] = [explainShiftEnd(outcome), `${service}: ${revision} ${what}`]
  const told = { from: revision, live: live?.revision ?? '', nextStep: diagnosis?.next ?? '' }
  const cause = diagnosis?.cause ?? outcome.because
  return writeAlert({ severity, title, message, service, cluster, verdict, remedy, ...told, cause }, breach)
}

/** The outputs, by their names in our code. */
export function tellShiftEnd(outcome: NativeOutcome) {
  const { verdict, remedy, live, percent, reached, diagnosis, breach, decisions, service, revision } = outcome
  return {
    verdict,
    remedy,
    revision,
    previousRevision: outcome.previous ?? '',
    liveRevision: live?.revision ?? '',
    liveVerified: String(live?.verified ?? false),
    liveService: service,
    weights: showWeights(percent),
    step: reached === 0 ? '' : tenths(reached),
    deploymentId: outcome.deployment,
    cause: isFine(outcome) ? '' : (diagnosis?.cause ?? outcome.because),
    nextStep: isFine(outcome) ? '' : (diagnosis?.next ?? ''),
    message: explainShiftEnd(outcome),
    breachedMetric: breach?.metric ?? '',
    value: breach?.value ?? '',
    threshold: breach?.threshold ?? '',
    alert: alertOf(outcome),
    decisions: decisions.join('\n'),
  }
}
