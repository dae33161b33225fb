// Can it still be seen how a revision does?
import { splitAdvice } from './advice.ts'
import type { EvidenceRules } from './harm.ts'
import { MINUTE } from './minutes.ts'
import type { Evidence } from './sightings.ts'
import { isJudged } from './watched-metric.ts'

/** Since when (ms since the epoch) nothing is seen of something, and of what. */
export type Blindness = { since: number; because: string /** What helps, as a sentence. */; next?: string }

/** Expected requests from which silence is no chance: with 7, none come once in a thousand times. */
const CHANCE_OF_SILENCE = 7

/** What cannot be seen any more, the longest first. Traffic that never came is not among it: nothing says that it should. */
export function findBlindness(evidence: Evidence, rules: EvidenceRules, now: number): Blindness[] {
  return [
    ...evidence.troubles.map(({ channel, since, because: said }) => {
      const { because, next } = splitAdvice(said, '')
      return { since, because: `${LOST[channel]}: ${because}`, ...(next ? { next } : {}) }
    }),
    ...silence(evidence, rules),
    ...silenceOfAll(evidence, rules),
    ...missingMetrics(evidence, rules),
    ...(rules.alarmWithoutData === 'blind' ? alarmsWithoutData(evidence) : []),
  ]
    .filter(({ since }) => now - since >= rules.blindAfter)
    .sort((a, b) => a.since - b.since)
}

const LOST = {
  metrics: 'metrics cannot be read',
  targets: 'target health cannot be read',
  tasks: 'tasks cannot be read',
  alarms: 'alarms cannot be read',
}

/** Closed minutes without a metric while there were requests: our own, that were answered, or those that had come until then. */
function silence(evidence: Evidence, { blindAfter, subject }: EvidenceRules): Blindness[] {
  const { green, closedUntil, since, probes, flow } = evidence
  const last = green.at(-1)
  const late = flow?.late ?? 0
  const from = (last ? last.at + MINUTE : since) + late
  const quiet = (closedUntil - from) / MINUTE
  if (quiet * MINUTE < blindAfter) return []
  const answered = Object.values(probes).flat()
  const own = answered.filter(one => one.fault === undefined && one.at >= from && one.at < closedUntil)
  if (own.length > 0) return [{ since: from, because: `${subject} answers our probes, but no metric tells of it` }]
  const served = green.reduce((sum, one) => sum + one.requests, 0)
  const rate = (served / Math.max(from - late - since, MINUTE)) * MINUTE
  if (rate * quiet < CHANCE_OF_SILENCE) return []
  const before = `served about ${Math.round(rate)} requests a minute until then`
  return [{ since: from, because: `no metric tells of ${subject} any more, which ${before}` }]
}

/**
 * No metric of any traffic, of green's nor of its control's, where there was some earlier in this watch, maybe in another
 * step: the metrics are gone, not the requests. One of the two that goes on shows that metrics come.
 */
function silenceOfAll({ flow, closedUntil }: Evidence, { blindAfter, subject, control }: EvidenceRules): Blindness[] {
  if (!flow) return []
  const from = flow.until + flow.late
  if (closedUntil - from < blindAfter) return []
  const rate = (flow.requests / (flow.until - flow.from)) * MINUTE
  if (rate * ((closedUntil - from) / MINUTE) < CHANCE_OF_SILENCE) return []
  const before = `which served about ${Math.round(rate)} requests a minute until then`
  return [{ since: from, because: `no metric tells of ${subject} or ${control} any more, ${before}` }]
}

const missingMetrics = ({ others }: Evidence, { metrics, blindAfter }: EvidenceRules): Blindness[] =>
  metrics
    .filter(metric => isJudged(metric) && metric.missing === 'blind')
    .flatMap(({ id, label, period }) => {
      const seen = others[id]
      const last = seen?.points.at(-1)
      const from = last ? last.at + period * 1000 : (seen?.from ?? 0)
      const quiet = (seen?.until ?? 0) - from
      return seen && quiet >= Math.max(blindAfter, period * 1000)
        ? [{ since: from, because: `${label} has no value` }]
        : []
    })

const alarmsWithoutData = ({ alarms, since }: Evidence): Blindness[] =>
  alarms
    .filter(one => one.state === 'INSUFFICIENT_DATA')
    .map(one => ({ since: Math.max(one.since, since), because: `alarm ${one.name} has no data` }))
