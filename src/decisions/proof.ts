// Is it proven that too many requests are bad, and that it is not everyone's fault?
import { isUnlikely, logTail } from './binomial.ts'
import { MINUTE, type Minute } from './minutes.ts'

/** Which requests of a minute are bad: errors of all requests, or slow ones of those that were timed. */
export type Measure = { total(minute: Minute): number; bad(minute: Minute): number }

export const ERRORS: Measure = { total: one => one.requests, bad: one => Math.min(one.errors, one.requests) }
export const SLOW: Measure = {
  total: one => one.timed ?? one.requests,
  bad: one => Math.min(one.slow, one.timed ?? one.requests),
}

/** What green is compared with: the same minutes of blue, else all of a time before the release. */
export type Control = { minutes: readonly Minute[]; before: Minute | undefined }

export type Limit = {
  /** The share of bad requests that is still well, 0 to 1. */
  share: number
  /** Below this probability it is no accident. */
  alpha: number
}

export type Tally = { total: number; bad: number }

/** Harm that is proven: in which minutes, how unlikely it is at the limit, and how the control did. */
export type Proof = Tally & {
  /** Length of the window, as far as it is filled; 1 in the emergency lane. */
  minutes: number
  /** ln of the probability of so many bad ones, were the rate at the limit. */
  log: number
  control: (Tally & { log: number; live: boolean }) | undefined
  /** The control is as bad, so it need not be green's fault. */
  shared: boolean
}

/** Windows in minutes: the short one finds a sudden fault, the long one a slight one. */
const WINDOWS = [5, 15, 60] as const
/** Fewer bad ones prove nothing, nor do those of one minute alone: retries make errors come in clusters. */
export const LEAST_BAD = 3
const LEAST_MINUTES = 2
/** The emergency lane: so many times the limit, and so many bad ones, in one minute. */
const EMERGENCY = { times: 10, bad: 10 }
/** A control with fewer requests says nothing. */
const LEAST_CONTROL = 50

/**
 * Judges closed minutes, by time: a window is proven harmful when so many bad requests are too unlikely at the limit, and
 * its control is significantly better. What is proven but shared is answered only when nothing else is. More bad requests
 * never make the answer better.
 */
export function proveHarm(
  green: readonly Minute[],
  control: Control,
  measure: Measure,
  limit: Limit,
): Proof | undefined {
  const last = green.at(-1)
  if (!last) return undefined
  const end = last.at + MINUTE
  let shared: Proof | undefined
  const consider = (minutes: number, tally: Tally, against: Tally): Proof | undefined => {
    const log = logTail(tally.bad, tally.total, limit.share)
    const compared = compare(tally, against, control, measure, limit.alpha)
    const proof = { ...tally, minutes, log, control: compared?.control, shared: compared?.shared ?? false }
    if (!proof.shared) return proof
    shared ??= proof
    return undefined
  }

  const [own, theirs] = [createSum(green, measure), createSum(control.minutes, measure, end)]
  for (const minutes of WINDOWS) {
    const from = end - minutes * MINUTE
    const sum = own.backTo(from, limit.share)
    const against = theirs.backTo(from, limit.share)
    for (const one of minutes === WINDOWS[0] ? sum.urgent : []) {
      const beside = createSum(control.minutes, measure, one.at + MINUTE).backTo(one.at, limit.share)
      const found = consider(1, { total: measure.total(one), bad: measure.bad(one) }, beside)
      if (found) return found
    }
    const proven =
      sum.bad >= LEAST_BAD && sum.above >= LEAST_MINUTES && isUnlikely(sum.bad, sum.total, limit.share, limit.alpha)
    if (!proven) continue
    // Of a window that is not full yet, as much as there is.
    const span = (end - sum.oldest) / MINUTE
    const found = consider(span, { total: sum.total, bad: sum.bad }, against)
    if (found) return found
  }
  return shared
}

type Sum = Tally & { above: number; urgent: Minute[]; oldest: number }

/** Sums up minutes that are in order, newest first and by time, further back at each call. */
function createSum(minutes: readonly Minute[], measure: Measure, end = Number.POSITIVE_INFINITY) {
  let next = minutes.length - 1
  while (next >= 0 && (minutes[next] as Minute).at >= end) next--
  const sum: Sum = { total: 0, bad: 0, above: 0, urgent: [], oldest: end }
  return {
    backTo(from: number, share: number): Sum {
      for (let one = minutes[next]; one && one.at >= from; one = minutes[--next]) {
        const [total, bad] = [measure.total(one), measure.bad(one)]
        sum.total += total
        sum.oldest = one.at
        sum.bad += bad
        if (bad > 0 && bad / total > share) sum.above++
        if (bad >= EMERGENCY.bad && bad / total >= share * EMERGENCY.times) sum.urgent.push(one)
      }
      return sum
    },
  }
}

/** Whether green is worse than its control by more than chance; undefined when there is no control to speak of. */
function compare({ total, bad }: Tally, beside: Tally, { before }: Control, measure: Measure, alpha: number) {
  const earlier = before && { total: measure.total(before), bad: measure.bad(before) }
  const live = beside.total >= LEAST_CONTROL
  const chosen = live ? beside : earlier
  if (!chosen || chosen.total < LEAST_CONTROL) return undefined
  // Were both alike, each bad request would be green's with the probability that any request is.
  const log = logTail(bad, bad + chosen.bad, total / (total + chosen.total))
  return { control: { total: chosen.total, bad: chosen.bad, log, live }, shared: log >= Math.log(alpha) }
}
