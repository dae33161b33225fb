// Does anything that was seen of a revision say that it does harm?
import { explainProof, showCount, showNumber, showShare, showShareBeyond } from './evidence-words.ts'
import { MINUTE, type Minute } from './minutes.ts'
import { type Control, ERRORS, type Measure, proveHarm, SLOW } from './proof.ts'
import type { Evidence, Point } from './sightings.ts'
import { findBreach, isJudged, type Ratio, type WatchedMetric } from './watched-metric.ts'

/** p95 above a limit is the same as more than this share slower than it, and a share can be tested at any traffic. */
export const SLOW_SHARE = 0.05

/** What is watched of a revision, and where its limits are. Undefined: not watched. Shares are 0 to 1, durations milliseconds. */
export type EvidenceRules = {
  /** `proof`: more than chance, and not everyone's fault. `n-of-m` and `each` take the limits literally. */
  rule: 'proof' | 'n-of-m' | 'each'
  maxErrorRate: number | undefined
  /** 95th percentile of the response time. */
  maxLatency: number | undefined
  /** What is less probable than this is no accident. */
  alpha: number
  /** Undefined: as many as the limits ask for. */
  minRequests: number | undefined
  /** Of rule `n-of-m`, and of what no rule can prove: own metrics and the floor under rule `proof`. */
  ratio: Ratio
  /** Requests a minute. */
  minThroughput: number | undefined
  /** Tasks that may end badly. */
  maxRestarts: number | undefined
  /** Of the targets that are in service or ought to be: so many, or this share of them. */
  minHealthy: { count: number } | { share: number } | undefined
  /** How many looks in a row must be bad, of targets and probes. */
  consecutive: number
  /** What is done when the control is as bad. */
  sharedFault: 'hold' | 'rollback'
  /** How long after a shift minutes do not count. */
  settle: number
  /** How long nothing may be seen. */
  blindAfter: number
  alarms: string[]
  /** What an alarm means that went off before the release. */
  alarmAtStart: 'refuse' | 'ignore' | 'breach'
  /** What one means that has no data. */
  alarmWithoutData: 'ignore' | 'blind'
  metrics: WatchedMetric[]
  probes: string[]
  /** How green and its control are called: `web:57`, `blue`. */
  subject: string
  control: string
  /** When the revision came (ms since the epoch): alarms that went off later may be its fault. */
  released: number
}

export type Breach = { metric: string; value: string; threshold: string }

/** One thing that speaks against the revision; `shared` when its control is as bad. */
export type Harm = { breach: Breach; sentence: string; shared?: true }

/** All that speaks against the revision; what needs no statistics first. */
export function findHarm(evidence: Evidence, rules: EvidenceRules): Harm[] {
  return [
    ...alarmHarm(evidence, rules),
    ...taskHarm(evidence, rules),
    ...targetHarm(evidence, rules),
    ...probeHarm(evidence, rules),
    ...(rules.rule === 'proof' ? provenHarm(evidence, rules) : literalHarm(evidence, rules)),
    ...throughputHarm(evidence, rules),
    ...metricHarm(evidence, rules),
  ]
}

/** An alarm counts when it went off since the release, or has been seen well since. */
const alarmHarm = ({ alarms }: Evidence, { alarmAtStart, released }: EvidenceRules): Harm[] =>
  alarms
    .filter(one => one.state === 'ALARM' && (one.since >= released || one.wasWell || alarmAtStart === 'breach'))
    .map(({ name, reason }) => ({
      breach: { metric: `alarm ${name}`, value: 'ALARM', threshold: 'OK' },
      sentence: `alarm ${name} went off${reason ? ` (${reason.replace(/\.$/, '')})` : ''}`,
    }))

function taskHarm({ stopped }: Evidence, { maxRestarts, subject }: EvidenceRules): Harm[] {
  if (maxRestarts === undefined || stopped.length <= maxRestarts) return []
  const last = stopped.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).at(-1)
  const breach = { metric: 'task restarts', value: String(stopped.length), threshold: String(maxRestarts) }
  return [{ breach, sentence: `${stopped.length} tasks of ${subject} ended badly (the last: ${last?.cause})` }]
}

function targetHarm({ targets }: Evidence, { minHealthy, consecutive, subject }: EvidenceRules): Harm[] {
  if (!minHealthy) return []
  const needed = ({ healthy, unhealthy }: Evidence['targets'][number]) =>
    'count' in minHealthy ? minHealthy.count : Math.max(1, Math.ceil((healthy + unhealthy) * minHealthy.share))
  const looks = targets.slice(-consecutive)
  const [last] = looks.slice(-1)
  if (!last || looks.length < consecutive || looks.some(one => one.healthy >= needed(one))) return []
  const breach = { metric: 'healthy targets', value: String(last.healthy), threshold: String(needed(last)) }
  const all = last.healthy + last.unhealthy
  return [
    { breach, sentence: `${last.healthy} of ${all} targets of ${subject} are healthy, ${consecutive} looks in a row` },
  ]
}

const probeHarm = ({ probes }: Evidence, { consecutive }: EvidenceRules): Harm[] =>
  Object.entries(probes).flatMap(([url, tries]) => {
    const last = tries.slice(-consecutive)
    if (last.length < consecutive || last.some(one => one.fault === undefined)) return []
    const breach = { metric: `probe ${url}`, value: last.at(-1)?.fault ?? '', threshold: 'a good answer' }
    return [{ breach, sentence: `${url} did not answer well ${consecutive} times in a row (${last.at(-1)?.fault})` }]
  })

function provenHarm(evidence: Evidence, rules: EvidenceRules): Harm[] {
  const { maxErrorRate, maxLatency, alpha, subject } = rules
  const control: Control = { minutes: evidence.control, before: evidence.before }
  const prove = (measure: Measure, share: number, metric: string, did: string): Harm[] => {
    const proof = proveHarm(evidence.green, control, measure, { share, alpha })
    if (!proof) return []
    const breach = { metric, value: showShareBeyond(proof.bad / proof.total, share), threshold: showShare(share) }
    const sentence = explainProof(proof, { subject, did, share, control: rules.control })
    return [{ breach, sentence, ...(proof.shared && rules.sharedFault === 'hold' ? { shared: true } : {}) }]
  }
  return [
    ...(maxErrorRate === undefined ? [] : prove(ERRORS, maxErrorRate, 'error rate', 'failed')),
    ...(maxLatency === undefined
      ? []
      : prove(SLOW, SLOW_SHARE, `requests slower than ${maxLatency} ms`, `took longer than ${maxLatency} ms`)),
  ]
}

function literalHarm({ green }: Evidence, { rule, ratio, maxErrorRate, maxLatency, subject }: EvidenceRules): Harm[] {
  const asked = rule === 'each' ? { n: 1, of: 1 } : ratio
  const find = (value: (minute: Minute) => number | undefined, above: number) =>
    findBreach(pointsOf(green, value), { above }, asked, MINUTE)
  const rate = maxErrorRate === undefined ? undefined : find(errorRate, maxErrorRate)
  const latency = maxLatency === undefined ? undefined : find(minute => minute.p95, maxLatency)
  const harms: Harm[] = []
  if (rate)
    harms.push(
      literal(
        subject,
        'error rate',
        showShareBeyond(rate.value, maxErrorRate as number),
        showShare(maxErrorRate as number),
        asked,
      ),
    )
  if (latency) harms.push(literal(subject, 'p95 latency', `${showNumber(latency.value)} ms`, `${maxLatency} ms`, asked))
  return harms
}

const literal = (subject: string, metric: string, value: string, threshold: string, { n, of }: Ratio): Harm => ({
  breach: { metric, value, threshold },
  sentence: `${metric} of ${subject} is ${value}, beyond the limit ${threshold}${of > 1 ? ` in ${n} of the last ${of} periods` : ''}`,
})

/** A minute without requests has no rate, so it is not a bad one. */
const errorRate = ({ requests, errors }: Minute): number | undefined =>
  requests > 0 ? Math.min(errors, requests) / requests : undefined

const pointsOf = (minutes: readonly Minute[], value: (minute: Minute) => number | undefined): Point[] =>
  minutes.flatMap(one => {
    const found = value(one)
    return found === undefined ? [] : [{ at: one.at, value: found }]
  })

/** A minute of which nothing is there had no requests only where its control shows that the minute was delivered. */
function throughputHarm({ green, control, closedUntil }: Evidence, rules: EvidenceRules): Harm[] {
  const { minThroughput, ratio, rule, subject } = rules
  if (minThroughput === undefined) return []
  const own = new Map(green.map(one => [one.at, one.requests]))
  for (const { at } of control) if (at < closedUntil && !own.has(at)) own.set(at, 0)
  const points = [...own].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at)
  const asked = rule === 'each' ? { n: 1, of: 1 } : ratio
  const found = findBreach(points, { below: minThroughput }, asked, MINUTE)
  const [value, threshold] = [found?.value ?? 0, minThroughput].map(one => `${showCount(one)} requests a minute`)
  return found ? [literal(subject, 'throughput', value as string, threshold as string, asked)] : []
}

const metricHarm = ({ others }: Evidence, { metrics, rule, ratio }: EvidenceRules): Harm[] =>
  metrics.filter(isJudged).flatMap(metric => {
    const asked = rule === 'each' ? { n: 1, of: 1 } : ratio
    const found = findBreach(others[metric.id]?.points ?? [], metric, asked, metric.period * 1000)
    if (!found) return []
    const limit = metric.above !== undefined && found.value > metric.above ? metric.above : metric.below
    return [literal('what was asked for', metric.label, showNumber(found.value), showNumber(limit ?? 0), asked)]
  })
