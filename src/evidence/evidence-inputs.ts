// How does a user say what is watched of a new revision, and what the evidence leads to?
import type { EvidenceRules } from '../decisions/harm.ts'
import { isStatusPattern } from '../decisions/probe.ts'
import { readMetrics } from '../decisions/watched-metric.ts'
import { count, duration, isUrl, json, list, map, oneOf, text, type Values } from '../input.ts'
import { atLeast, atMost, milliseconds, percent, ratio, type Unless } from './limits.ts'

/** What is watched, and where the limits are. */
export const evidenceInputs = {
  rule: oneOf(
    'proof',
    'n-of-m',
    'each',
  )({
    description:
      '`proof`: harm must be more than chance and more than what blue (or the hour before the release) shows. `n-of-m`: a limit is exceeded in so many of the last minutes. `each`: a limit is exceeded in the newest minute.',
    default: 'proof',
  }),
  maxErrorRate: percent({
    description: 'The limit of failed requests (5XX of the targets, and targets that do not answer), in percent.',
    default: '0.5',
  }),
  maxLatencyP95: milliseconds({
    description: 'The limit of the 95th percentile of the response time: at most 5 % of the requests may take longer.',
    default: '1000',
  }),
  confidence: percent({
    description: 'For `rule: proof`: how sure it must be that the limit is exceeded, in percent.',
    default: '99.9',
  }),
  minRequests: count(1)({
    description:
      'How many good requests make a revision healthy. Unset: as many as it takes to be below the limits with 95 % certainty, 600 for 0.5 %.',
  }),
  nOfM: ratio({
    description:
      'For `rule: n-of-m`, and for throughput and your own `metrics` under `rule: proof`: how many of the last minutes must be bad.',
    default: '3/5',
  }),
  settleSeconds: duration('seconds')({
    description: 'How long after the release (or a step of a shift) what is measured does not count.',
    default: '60',
  }),
  sharedFault: oneOf(
    'hold',
    'rollback',
  )({
    description:
      'For `rule: proof`: what to do when blue, or the hour before the release, is as bad. `hold`: alert, go on watching, and never call it healthy.',
    default: 'hold',
  }),
  minThroughput: count(1)({
    description: 'The least number of requests a minute. Unset: not watched.',
  }),
  maxRestarts: atMost({
    description: 'How many tasks of the new revision may end badly while it is watched.',
    default: '2',
  }),
  minHealthyTargets: atLeast({
    description: 'How many targets must be healthy: a number, or a percentage of those that are in service.',
    default: '50%',
  }),
  consecutive: count(
    1,
    100,
  )({
    description: 'How many looks in a row must find too few healthy targets, or a probe without a good answer.',
    default: '3',
  }),
  probeUrls: list({ description: 'Addresses that are asked at each look, best of all by a route to green alone.' }),
  probeExpectStatus: list({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
  probeExpectText: text({ description: 'A text that the body of a good answer has.' }),
  probeHeaders: map({ description: 'Headers to send with probes, `Name=value`.', secret: true }),
  probeTimeoutSeconds: duration('seconds')({ description: 'How long one answer may take.', default: '5' }),
  watchAlarms: list({ description: 'CloudWatch alarms that must not go off.' }),
  alarmAtStart: oneOf(
    'refuse',
    'ignore',
    'breach',
  )({
    description:
      'An alarm that went off before the release says nothing of it. `refuse`: do not begin. `ignore`: it counts once it has been well again. `breach`: it counts.',
    default: 'refuse',
  }),
  alarmWithoutData: oneOf(
    'ignore',
    'blind',
  )({
    description: 'What an alarm means that has no data (INSUFFICIENT_DATA): nothing, or that too little can be seen.',
    default: 'ignore',
  }),
  metrics: json({
    description:
      'Your own metrics: a YAML or JSON list of `{namespace, metric-name, statistic, dimensions, period, above, below, label, missing}`, or `{id, expression, above, below}` for metric math over the ids of others. A value strictly above or below is a breach. `missing: ok` for a metric that is sent only now and then.',
  }),
  blindAfterMinutes: duration('minutes')({
    description: 'After how long without anything to be seen the watch calls itself blind.',
    default: '5',
  }),
}

export type EvidenceOptions = Values<typeof evidenceInputs>

/** Inputs for what the evidence leads to; the safe answer to blindness is not the same for a shift and after it. */
export const policyInputs = <const B extends 'hold' | 'rollback'>(onBlind: B) => ({
  onInsufficientData: oneOf(
    'extend',
    'accept',
    'hold',
    'rollback',
  )({
    description:
      'What to do when too little was seen to call the revision healthy. `extend`: watch longer, up to the maximum, and hold then.',
    default: 'extend',
  }),
  onBlind: oneOf(
    'hold',
    'rollback',
  )({ description: 'What to do when nothing can be seen for longer than `blind-limit-minutes`.', default: onBlind }),
  blindLimitMinutes: duration('minutes')({
    description: 'How long nothing may be seen before `on-blind` is done.',
    default: '10',
  }),
})

/** What is wrong with them. */
export function evidenceProblems(options: EvidenceOptions): string[] {
  const { probeUrls, probeExpectStatus, confidence } = options
  return [
    ...readMetrics(options.metrics).problems,
    ...probeUrls.filter(url => !isUrl(url)).map(url => `probe-urls has "${url}": write whole addresses, https://…`),
    ...probeExpectStatus
      .filter(pattern => !isStatusPattern(pattern))
      .map(pattern => `probe-expect-status has "${pattern}": write 200, 2xx or 200-299`),
    ...(confidence === 'none' || confidence < 0.9 ? ['confidence is too low: write 90 to 99.9999'] : []),
  ]
}

const unlessNone = <T>(value: Unless<T>): T | undefined => (value === 'none' ? undefined : value)

/** The options in the words of the judge. */
export function rulesOf(
  options: EvidenceOptions,
  subject: { name: string; control: string; released: number; traffic: boolean },
): EvidenceRules {
  const traffic = <T>(value: T | undefined) => (subject.traffic ? value : undefined)
  return {
    rule: options.rule,
    maxErrorRate: traffic(unlessNone(options.maxErrorRate)),
    maxLatency: traffic(unlessNone(options.maxLatencyP95)),
    alpha: 1 - (unlessNone(options.confidence) ?? 0.999),
    minRequests: options.minRequests,
    ratio: options.nOfM,
    minThroughput: traffic(options.minThroughput),
    maxRestarts: unlessNone(options.maxRestarts),
    minHealthy: traffic(unlessNone(options.minHealthyTargets)),
    consecutive: options.consecutive,
    sharedFault: options.sharedFault,
    settle: options.settleSeconds,
    blindAfter: options.blindAfterMinutes,
    alarms: options.watchAlarms,
    alarmAtStart: options.alarmAtStart,
    alarmWithoutData: options.alarmWithoutData,
    metrics: readMetrics(options.metrics).metrics,
    probes: options.probeUrls,
    subject: subject.name,
    control: subject.control,
    released: subject.released,
  }
}
