// What does the evidence allow to be said of a new revision?
import { visibleRate } from './binomial.ts'
import { findBlindness } from './blindness.ts'
import { showDuration } from './duration.ts'
import { showCount, showShare } from './evidence-words.ts'
import { type Breach, type EvidenceRules, findHarm, SLOW_SHARE } from './harm.ts'
import { MINUTE, type Minute } from './minutes.ts'
import { ERRORS, LEAST_BAD, type Measure, SLOW } from './proof.ts'
import type { Evidence } from './sightings.ts'
import { isJudged } from './watched-metric.ts'

export type EvidenceState = 'watching' | 'healthy' | 'harmful' | 'insufficient' | 'blind'

export type EvidenceJudgement = {
  state: EvidenceState
  /** One sentence with its numbers, without its full stop. */
  sentence: string
  breach?: Breach
  /** Green is bad, and its control is as bad: hold and alert, but do not go back. The state is then `watching`, at the end `insufficient`. */
  shared?: true
  /** What to do about it, as a sentence, where that is known. */
  next?: string
  /** Since when (ms since the epoch) nothing can be seen, when blind. */
  since?: number
  /** When (ms) another look is worth its call. */
  lookAgainIn: number
}

/** Milliseconds between looks, and when one minute that would prove harm only waits for a second look. */
export const USUAL = 15_000
const SUSPICIOUS = 5_000

/**
 * Judges all that is known at `now`. Until `bakeEndsAt` a revision is watched; from then on it is healthy only when enough
 * was seen of it, else insufficient. Harm is said at once, at any time. Neither what could not be measured nor a minute that
 * may still grow is ever taken for a bad one.
 */
export function judgeEvidence(
  evidence: Evidence,
  rules: EvidenceRules,
  now: number,
  bakeEndsAt: number,
): EvidenceJudgement {
  const harms = findHarm(evidence, rules)
  const harm = harms.find(one => !one.shared)
  if (harm) return { state: 'harmful', sentence: harm.sentence, breach: harm.breach, lookAgainIn: USUAL }
  // A part of a minute is a sample of it, which a proof knows how to take; a limit that is taken literally does not.
  const lookAgainIn = rules.rule === 'proof' && mayBeHarmful(evidence, rules) ? SUSPICIOUS : USUAL
  const [shared] = harms
  if (shared)
    return {
      state: now < bakeEndsAt ? 'watching' : 'insufficient',
      sentence: shared.sentence,
      breach: shared.breach,
      shared: true,
      lookAgainIn,
    }
  const [blind] = findBlindness(evidence, rules, now)
  if (blind) {
    const sentence = `for ${showDuration(now - blind.since)} ${blind.because}`
    return { state: 'blind', sentence, ...(blind.next ? { next: blind.next } : {}), since: blind.since, lookAgainIn }
  }
  const lacks = findLacks(evidence, rules)
  const seen = explainSeen(evidence, rules)
  if (now < bakeEndsAt) return { state: 'watching', sentence: seen, lookAgainIn }
  if (lacks.length > 0) {
    const next = unknownOf(evidence, rules) > 0 ? { next: SEE_ANSWERS } : {}
    return { state: 'insufficient', sentence: `${seen}; ${lacks.join('; ')}`, ...next, lookAgainIn }
  }
  return { state: 'healthy', sentence: seen, lookAgainIn }
}

/** Whether minutes that are not closed yet would prove harm, were they to stay as they are. */
function mayBeHarmful(evidence: Evidence, rules: EvidenceRules): boolean {
  if (evidence.open.length === 0) return false
  const green = [...evidence.green, ...evidence.open].sort((a, b) => a.at - b.at)
  return findHarm({ ...evidence, green }, rules).some(one => !one.shared)
}

const sum = (minutes: readonly Minute[], of: (minute: Minute) => number): number =>
  minutes.reduce((all, one) => all + of(one), 0)

/** Requests that were well: what is needed is counted in these, so that a bad one more is never what was lacking. */
const well = (minutes: readonly Minute[], { total, bad }: Measure): number => sum(minutes, total) - sum(minutes, bad)

/** By the rule of three so many good requests show, at 95 %, that the rate is below the limit. */
const ruleOfThree = (share: number): number => Math.ceil(3 / share)

/** What is missing before the revision may be called healthy, each as a clause. */
function findLacks(evidence: Evidence, rules: EvidenceRules): string[] {
  const { maxErrorRate, maxLatency, minRequests, rule, alpha, metrics, probes, consecutive, subject } = rules
  const literal = rule !== 'proof'
  const lacks = (measure: Measure, share: number, what: string): string[] => {
    const needed = minRequests ?? (literal ? 1 : ruleOfThree(share))
    if (well(evidence.green, measure) >= needed) return []
    const visible = literal ? undefined : visibleRate(sum(evidence.green, measure.total), share, alpha, LEAST_BAD)
    const seen = visible === undefined ? 'nothing' : `only ${what} of at least ${showShare(roundUp(visible))}`
    return [`${showCount(needed)} good ones are needed${literal ? '' : `: ${seen} would have been seen`}`]
  }
  const errors = maxErrorRate === undefined ? [] : lacks(ERRORS, maxErrorRate, 'an error rate')
  const slow = maxLatency === undefined || errors.length > 0 ? [] : lacks(SLOW, SLOW_SHARE, 'a share of slow requests')
  const { others, targets, alarms } = evidence
  return [
    ...(unknownOf(evidence, rules) > 0 ? ['no 5XX is reported, so that these may have failed'] : []),
    ...errors,
    ...slow,
    ...metrics
      .filter(one => isJudged(one) && one.missing === 'blind' && (others[one.id]?.points.length ?? 0) === 0)
      .map(one => `${one.label} has no value`),
    ...(rules.minHealthy && targets.length === 0 ? [`the targets of ${subject} were not seen`] : []),
    ...rules.alarms.filter(name => !alarms.some(one => one.name === name)).map(name => `alarm ${name} was not seen`),
    ...probes
      .filter(url => (evidence.probes[url] ?? []).filter(one => one.fault === undefined).length < consecutive)
      .map(url => `${url} gave fewer than ${consecutive} good answers`),
  ]
}

/** Requests without a reported code that say nothing: those on their way when a minute ended, and those that clients gave up. */
const FEW_UNCODED = 5
const SHARE_UNCODED = 0.01

/**
 * Requests of which no answer is reported, though no 5XX is either, where they are more than chance and than what was usual
 * before: maybe 5XX is what is not reported. 0 where there are none to speak of.
 */
function unknownOf({ green, before }: Evidence, { maxErrorRate }: EvidenceRules): number {
  if (maxErrorRate === undefined) return 0
  const unknown = sum(green, one => one.uncoded ?? 0)
  const usual = before ? Math.max(0, before.uncoded ?? 0) / before.requests : 0
  return unknown > FEW_UNCODED && unknown > (usual + SHARE_UNCODED) * sum(green, one => one.requests) ? unknown : 0
}

/** To three digits, upwards: what is said to be seen must be seen. */
function roundUp(share: number): number {
  const step = 10 ** (Math.floor(Math.log10(share)) - 2)
  return Math.ceil(share / step) * step
}

/** More requests would not help. */
const SEE_ANSWERS =
  'Look in the access logs of the load balancer how they ended; where it reports no 5XX, watch errors by a metric of your own (metrics) and set max-error-rate: none.'

/** What was served, and how: the sentence while nothing is wrong. */
function explainSeen(evidence: Evidence, rules: EvidenceRules): string {
  const { green, since, closedUntil } = evidence
  const { maxErrorRate, maxLatency, subject } = rules
  const minutes = Math.max(0, Math.round((closedUntil - since) / MINUTE))
  if (maxErrorRate === undefined && maxLatency === undefined) return `nothing speaks against ${subject}`
  const requests = sum(green, one => one.requests)
  if (requests === 0) return `no request to ${subject} was measured in ${minutes} min`
  const [failed, slow, timed] = [sum(green, ERRORS.bad), sum(green, SLOW.bad), sum(green, SLOW.total)]
  const share = (bad: number, total: number) => showShare(total > 0 ? bad / total : 0)
  const late =
    maxLatency === undefined
      ? ''
      : `, ${share(slow, timed)} took longer than ${maxLatency} ms (at most ${showShare(SLOW_SHARE)})`
  const errors =
    maxErrorRate === undefined
      ? ''
      : `, ${showCount(failed)} failed (${share(failed, requests)}, at most ${showShare(maxErrorRate)})`
  const unknown = unknownOf(evidence, rules)
  const uncoded = unknown > 0 ? `; of ${showCount(unknown)} no answer is reported` : ''
  return `${subject} served ${showCount(requests)} requests in ${minutes} min${errors}${late}${uncoded}`
}
