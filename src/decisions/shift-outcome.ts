// How did a shift end, what is live now, and in which words is it said?
import { writeAlert } from './alert.ts'
import { showDuration } from './duration.ts'

/** Requests, errors and slow ones of a minute that begins at `at` (ms). */
export type MinuteSeen = { at: number; requests: number; errors: number; slow: number }

type Verdict = 'finished' | 'reverted' | 'nothing-to-do' | 'held' | 'failed' | 'cancelled' | 'skipped'
type Remedy = 'none' | 'reverted' | 'kept' | 'needs-human'

/** What came of one pair. */
export type ShiftResult = {
  name: string
  cluster: string
  /** Who was live at the beginning, and who was to be. */
  blue: { service: string; revision: string; size: number }
  green: { service: string; revision: string }
  revision: string
  /** Percent of the traffic that green has. */
  share: number
  /** Whether the rule was deleted, or sends neither of them anything, so that who has the traffic is not known. */
  ruleGone: boolean
  history: { at: number; green: number }[]
  decisions: string[]
  minutes: { green: MinuteSeen[]; control: MinuteSeen[] }
  startedAt: number
  endedAt: number
  end: {
    verdict: Verdict
    remedy: Remedy
    because: string
    next: string
    breach?: { metric: string; value: string; threshold: string }
  }
}

/** Whoever has more of the traffic; of equals the one that served before. */
export const liveOf = ({ blue, green, share }: ShiftResult): { service: string; revision: string } =>
  share > 50 ? green : blue

const whole = (share: number): number => Math.round(share * 10) / 10

export const weightsOf = ({ share, ruleGone }: ShiftResult): string =>
  ruleGone ? '' : `blue=${whole(100 - share)} green=${whole(share)}`

/** The last line: the verdict, what is live, and the next thing to do. */
export function explainShift(result: ShiftResult): string {
  const { end, blue, green, share, ruleGone, startedAt, endedAt } = result
  const live = liveOf(result)
  const has = ruleGone
    ? `What is live is not known; ${blue.service} runs ${blue.revision}, and ${green.service} ${green.revision}.`
    : share > 0 && share < 100
      ? `${blue.service} on ${blue.revision} has ${whole(100 - share)} % of the traffic and ${green.service} on ${green.revision} ${whole(share)} %.`
      : `${live.revision} is live (${live.service}).`
  const words = [
    sayVerdict(result, showDuration(endedAt - startedAt)),
    end.verdict === 'finished' && share === 100 ? '' : has,
    end.next,
  ]
  return words.filter(Boolean).join(' ')
}

function sayVerdict({ end, blue, green, share }: ShiftResult, took: string): string {
  const because = end.because.replace(/\.$/, '')
  switch (end.verdict) {
    case 'finished':
      return share === 100
        ? `${green.revision} is live: ${green.service} has all of the traffic (was ${blue.revision} on ${blue.service}), after ${took}.`
        : `${because.charAt(0).toUpperCase()}${because.slice(1)}, after ${took}.`
    case 'nothing-to-do':
      return `Nothing to do: ${because}.`
    case 'reverted':
      return `${green.revision} was reverted: ${because}.`
    case 'held':
      return `Held: ${because}.`
    case 'cancelled':
      return `${because.charAt(0).toUpperCase()}${because.slice(1)}.`
    case 'skipped':
      return `${green.revision} was not shifted: ${because}.`
    case 'failed':
      return `${green.revision} got no traffic: ${because}.`
  }
}

/** JSON for whoever alerts people, when it went back, is held, or needs somebody; undefined otherwise. */
function alertOf(result: ShiftResult): string | undefined {
  const { end, name, cluster, revision, ruleGone } = result
  const { verdict, remedy, because, next, breach } = end
  if (verdict !== 'reverted' && verdict !== 'held' && remedy !== 'needs-human') return undefined
  const severity = breach || remedy === 'needs-human' ? 'critical' : 'warning'
  const what = breach ? 'does harm' : verdict === 'reverted' ? 'was reverted' : 'is held'
  const message = explainShift(result)
  const told = { from: revision, live: ruleGone ? '' : liveOf(result).revision, cause: because, nextStep: next }
  const title = `${name}: ${revision} ${what}`
  return writeAlert({ severity, title, message, service: name, cluster, verdict, remedy, ...told }, breach)
}

/** Worst first. */
const VERDICTS: Verdict[] = ['held', 'failed', 'reverted', 'cancelled', 'skipped', 'finished', 'nothing-to-do']
const REMEDIES: Remedy[] = ['needs-human', 'kept', 'reverted', 'none']

export const isGood = ({ end }: ShiftResult): boolean => end.verdict === 'finished' || end.verdict === 'nothing-to-do'

/** The outputs; of several pairs a line each, and the worst verdict. */
export function tellResults(results: ShiftResult[]) {
  const lines = (value: (one: ShiftResult) => string | undefined) => results.flatMap(one => value(one) ?? []).join('\n')
  const verdict = VERDICTS.find(one => results.some(({ end }) => end.verdict === one)) ?? 'nothing-to-do'
  return {
    verdict: verdict === 'skipped' ? 'failed' : verdict,
    remedy: REMEDIES.find(one => results.some(({ end }) => end.remedy === one)) ?? 'none',
    revision: lines(one => one.revision),
    previousRevision: lines(one => one.blue.revision),
    liveRevision: lines(one => (one.ruleGone ? undefined : liveOf(one).revision)),
    liveService: lines(one => (one.ruleGone ? undefined : liveOf(one).service)),
    liveVerified: String(results.every(one => one.end.remedy !== 'needs-human')),
    deploymentId: '',
    previousCount: lines(one => String(one.blue.size)),
    weights: lines(weightsOf),
    step: lines(one => (one.ruleGone ? undefined : String(whole(one.share)))),
    cause: lines(one => (isGood(one) ? undefined : one.end.because)),
    nextStep: lines(one => one.end.next || undefined),
    message: lines(one => (results.length === 1 ? explainShift(one) : `${one.name}: ${explainShift(one)}`)),
    breachedMetric: lines(one => one.end.breach?.metric),
    value: lines(one => one.end.breach?.value),
    threshold: lines(one => one.end.breach?.threshold),
    alert: lines(alertOf),
    decisions: results.flatMap(one => one.decisions).join('\n'),
    results: JSON.stringify(
      results.map(({ history, decisions, minutes, end, ...one }) => ({
        ...one,
        ...end,
        live: liveOf({ history, decisions, minutes, end, ...one }),
      })),
    ),
  }
}
