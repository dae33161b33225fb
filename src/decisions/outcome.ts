// How did a rollout end, what is live now, and in which words do we say it?
import type { Diagnosis } from './diagnosis.ts'
import { showDuration } from './duration.ts'
import type { Remedy } from './remedy.ts'
import type { Verdict } from './rollout.ts'
import type { Revision, Snapshot } from './snapshot.ts'

export type Outcome = {
  service: string
  cluster: string
  revision: Revision
  /** What ran before; undefined for a service's first deployment. */
  previous: Revision | undefined
  deployment: string
  /** `skipped`: an earlier group failed; `progressing`: it was not waited for. */
  verdict: Verdict | 'nothing-to-do' | 'cancelled' | 'skipped' | 'progressing'
  /** The judge's reason, as the end of a sentence. */
  because: string
  remedy: Remedy
  /** What the remedy came to, as a sentence; empty when there was none. */
  remedyNote: string
  live: Live | undefined
  diagnosis: Diagnosis | undefined
  startedAt: number
  endedAt: number
  seen: Snapshot[]
}

/** The revision that serves now; verified when as many of its tasks run as the service wants. `before`: that is how it was when it was last seen. */
export type Live = { revision: Revision; running: number; desired: number; verified: boolean; before?: true }

/** What the last look says is live: ours after a good end, else what runs beside ours, else whatever runs. */
export function liveNow(
  revision: Revision,
  verdict: Outcome['verdict'],
  last: Snapshot | undefined,
  blind?: true,
): Live | undefined {
  const service = last?.service
  if (!service) return undefined
  const running = new Map<Revision, number>()
  for (const one of service.deployments) running.set(one.revision, (running.get(one.revision) ?? 0) + one.running)
  const others = [...running].filter(([name, count]) => name !== revision && count > 0).sort((a, b) => b[1] - a[1])
  const ours: [Revision, number] = [revision, running.get(revision) ?? 0]
  const [first] = isGood(verdict) ? [ours] : [...others, ours]
  if (!first || (first[1] === 0 && !isGood(verdict))) return undefined
  const [name, count] = first
  const verified = !blind && count >= service.desired
  return { revision: name, running: count, desired: service.desired, verified, ...(blind ? { before: true } : {}) }
}

/** Whether the new revision serves. */
export const isGood = (verdict: Outcome['verdict']): boolean =>
  verdict === 'succeeded' || verdict === 'nothing-to-do' || verdict === 'progressing'

/** Whether it runs what was released: not so when it was brought back because another service failed. */
export const tookOver = ({ verdict, remedy }: Outcome): boolean => isGood(verdict) && remedy === 'none'

/** The last line of the log: the verdict and, when it is bad, the cause, what is live, and the next thing to do. */
export function explainOutcome(outcome: Outcome): string {
  const { revision, previous, verdict, because, live, startedAt, endedAt } = outcome
  const took = showDuration(endedAt - startedAt)
  const was = previous && previous !== revision ? ` (was ${previous})` : ''
  const tasks = live ? `${live.running} of ${live.desired} tasks` : 'no task'
  switch (verdict) {
    case 'succeeded':
      if (outcome.remedyNote) return `${revision} took over, after ${took}. ${outcome.remedyNote} ${explainLive(live)}`
      return `${revision} is live: ${tasks}${was}, after ${took}.`
    case 'nothing-to-do':
      return `${revision} was live already: ${tasks}, nothing to do.`
    case 'progressing':
      return `${revision} is on its way${was}, and not waited for.`
    case 'skipped':
      return `${revision} was not released: ${because}.`
    case 'stopped':
      return bad(outcome, `was stopped: ${because}`)
    case 'superseded':
      return `${revision} was superseded: ${because}. ${explainLive(live)} Find out who deployed it before you release again.`
    case 'cancelled':
      if (outcome.deployment === '') return `Cancelled: ${because}. ${explainLive(live)}`
      return `Cancelled while ${revision} was taking over. ${explainLive(live)} ECS goes on by itself: release again to follow it, or release ${previous ?? 'another revision'}.`
    case 'rolled-back':
      return bad(outcome, `was rolled back ${because}`)
    case 'failed':
      return bad(outcome, /^by /.test(because) ? `was given up ${because}` : `failed, as ${because}`)
    case 'timed-out':
      return bad(
        outcome,
        live?.before ? `was lost sight of after ${took} (${because})` : `did not take over within ${took} (${because})`,
      )
  }
}

function bad({ revision, because, diagnosis, remedyNote, live }: Outcome, what: string): string {
  const cause = diagnosis && diagnosis.cause !== because ? `: ${diagnosis.cause}` : ''
  return [`${revision} ${what}${cause}.`, remedyNote, explainLive(live), diagnosis?.next].filter(Boolean).join(' ')
}

/** What is live, as a sentence. */
export function explainLive(live: Live | undefined): string {
  if (!live) return 'Nothing is live.'
  const { revision, running, desired, verified, before } = live
  if (before) return `${revision} was live (${running} of ${desired} tasks) when it was last seen.`
  return verified
    ? `${revision} is live (${running} of ${desired} tasks).`
    : `${revision} is live with only ${running} of ${desired} tasks.`
}

/** Worst first: what one word says of several services. */
const ORDER: Outcome['verdict'][] = [
  'failed',
  'timed-out',
  'rolled-back',
  'stopped',
  'superseded',
  'cancelled',
  'skipped',
  'progressing',
  'succeeded',
  'nothing-to-do',
]
const REMEDIES: Remedy[] = ['needs-human', 'kept', 'rolled-back', 'none']

/**
 * Bytes that outputs may take: Linux gives a program 128 KiB for one variable, and users hand all of them on as one.
 * https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN)
 */
const RESULTS = 60_000
const TEXT = 15_000

const bytes = (text: string): number => new TextEncoder().encode(text).length

/** A text of so many services that it would not fit is cut; the log has it whole. */
const fitting = (text: string): string =>
  bytes(text) <= TEXT ? text : `${new TextDecoder().decode(new TextEncoder().encode(text).slice(0, TEXT))}… (cut)`

/** JSON of all services; evidence lines that would make it too long stay in the log, the last of each service first. */
function resultsOf(outcomes: Outcome[]): string {
  const most = Math.max(0, ...outcomes.map(one => one.diagnosis?.evidence.length ?? 0))
  const withLines = (count: number) =>
    JSON.stringify(
      outcomes.map(({ seen, diagnosis, ...rest }) => ({
        ...rest,
        diagnosis: diagnosis && { ...diagnosis, evidence: diagnosis.evidence.slice(0, count) },
      })),
    )
  for (let count = most; count > 0; count--) {
    const results = withLines(count)
    if (bytes(results) <= RESULTS) return results
  }
  return withLines(0)
}

/** One sentence or more for each; with its name where there are several. */
export const sayOutcomes = (outcomes: Outcome[]): string[] =>
  outcomes.map(one => (outcomes.length === 1 ? explainOutcome(one) : `${one.service}: ${explainOutcome(one)}`))

/** The outputs of one or several rollouts; of several services one line each, and the worst verdict. */
export function tellOutcomes(outcomes: Outcome[]) {
  const lines = (value: (one: Outcome) => string | undefined) =>
    [...new Set(outcomes.flatMap(one => value(one) ?? []))].join('\n')
  return {
    verdict: ORDER.find(verdict => outcomes.some(one => one.verdict === verdict)) ?? '',
    remedy: REMEDIES.find(remedy => outcomes.some(one => one.remedy === remedy)) ?? '',
    previousRevision: lines(one => one.previous),
    liveRevision: lines(one => one.live?.revision),
    liveVerified: String(outcomes.every(one => one.live?.verified)),
    deploymentId: lines(one => one.deployment),
    cause: fitting(lines(one => one.diagnosis?.cause)),
    nextStep: fitting(lines(one => one.diagnosis?.next)),
    message: fitting(sayOutcomes(outcomes).join('\n')),
    result: resultOf(outcomes).result,
    succeeded: lines(one => (tookOver(one) ? one.service : undefined)),
    failed: lines(one => (tookOver(one) ? undefined : one.service)),
    results: resultsOf(outcomes),
  }
}

/** What several services come to, and which versions they are left with. */
export function resultOf(outcomes: Outcome[]): { result: 'succeeded' | 'partial' | 'failed'; line: string } {
  const good = outcomes.filter(tookOver)
  const bad = outcomes.filter(one => !tookOver(one))
  const names = (some: Outcome[]) => some.map(one => one.service).join(', ')
  const live = outcomes.map(one => `${one.service} on ${one.live?.revision ?? 'nothing'}`).join(', ')
  if (bad.length === 0)
    return { result: 'succeeded', line: `All ${outcomes.length} services took over: ${names(good)}.` }
  const result = good.length === 0 ? 'failed' : 'partial'
  return {
    result,
    line: `${bad.length} of ${outcomes.length} services did not take over: ${names(bad)}. Live now: ${live}.`,
  }
}
