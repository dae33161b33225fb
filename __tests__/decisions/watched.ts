// What is watched in tests of the judge, and what does it see?

import type { EvidenceRules } from '../../src/decisions/harm.ts'
import { MINUTE, type Minute } from '../../src/decisions/minutes.ts'
import { type Evidence, gatherEvidence, type Sighting } from '../../src/decisions/sightings.ts'

export const START = Date.UTC(2026, 0, 28, 10, 30)

export const rules: EvidenceRules = {
  rule: 'proof',
  maxErrorRate: 0.005,
  maxLatency: 1000,
  alpha: 0.001,
  minRequests: undefined,
  ratio: { n: 3, of: 5 },
  minThroughput: undefined,
  maxRestarts: 2,
  minHealthy: { share: 0.5 },
  consecutive: 3,
  sharedFault: 'hold',
  settle: 0,
  blindAfter: 5 * MINUTE,
  alarms: [],
  alarmAtStart: 'refuse',
  alarmWithoutData: 'ignore',
  metrics: [],
  probes: [],
  subject: 'web:2',
  control: 'blue',
  released: START,
}

/** Minute `i` since the start. */
export const minute = (i: number, requests: number, errors = 0, slow = 0): Minute => ({
  at: START + i * MINUTE,
  requests,
  errors,
  slow,
})

export const evidence: Evidence = {
  since: START,
  green: [],
  open: [],
  control: [],
  before: undefined,
  closedUntil: START,
  flow: undefined,
  others: {},
  targets: [{ at: START, healthy: 2, unhealthy: 0 }],
  stopped: [],
  alarms: [],
  probes: {},
  troubles: [],
}

/** Evidence of closed minutes alone, one after the other from the start. */
export const served = (green: Minute[], control: Minute[] = []): Evidence => ({
  ...evidence,
  green,
  control,
  closedUntil: (green.at(-1)?.at ?? START) + MINUTE,
})

/** Two reads of the same minutes, late enough that all of them are closed. */
export const reads = (green: Minute[], control?: Minute[]): Sighting[] => {
  const to = Math.max(START, ...green.map(one => one.at + MINUTE), ...(control ?? []).map(one => one.at + MINUTE))
  return [70_000, 85_000].map(late => ({
    kind: 'metrics',
    at: to + late,
    from: START,
    to,
    green,
    ...(control ? { control } : {}),
  }))
}

export const gather = (sightings: readonly Sighting[], given: EvidenceRules = rules): Evidence =>
  gatherEvidence(
    sightings,
    START,
    given.settle,
    Object.fromEntries(given.metrics.map(one => [one.id, one.period * 1000])),
  )
