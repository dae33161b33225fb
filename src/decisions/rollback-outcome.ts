// How did a rollback end, and in which words do we say it?
import { showDuration } from './duration.ts'
import { explainLive, explainOutcome, isGood, type Outcome, tellOutcomes } from './outcome.ts'
import type { RollbackState } from './rollback-record.ts'
import { ourTargets, type Revision } from './snapshot.ts'

/** A service of which nothing was to be undone, or none of which could be. */
export type Untouched = { service: string; revision: Revision; because: string }

/** All that a rollback came to. */
export type Undone = {
  /** Of each service that went back, or was back already. */
  outcomes: Outcome[]
  idle: Untouched[]
  /** When there are some, nothing at all was touched. */
  refused: Untouched[]
  smoke: { verdict: 'answering' | 'not-answering' | 'not-asked'; line: string }
}

/** One word for all of it; the verdict of the service that ended worst. */
export function verdictOf({ outcomes, refused, smoke }: Undone): string {
  if (refused.length > 0 || outcomes.some(isRefused)) return 'refused'
  if (outcomes.length === 0) return 'nothing-to-do'
  return smoke.verdict === 'not-answering' ? smoke.verdict : tellOutcomes(outcomes).verdict
}

/** Refused by ECS, or left alone because somebody else was there: nothing of it was changed. */
const isRefused = ({ verdict, deployment }: Outcome): boolean =>
  verdict === 'skipped' || (verdict === 'failed' && deployment === '')

/** Whether what was to be live is live and, where it was asked, answers. */
export const isBack = ({ outcomes, refused, smoke }: Undone): boolean =>
  refused.length === 0 && smoke.verdict !== 'not-answering' && outcomes.every(one => isGood(one.verdict))

/** What the record says of it. */
export function recordState(undone: Undone): RollbackState {
  const bad = undone.outcomes.filter(one => !isGood(one.verdict))
  if (isBack(undone)) return 'back'
  if (bad.some(one => one.verdict === 'cancelled')) return 'cancelled'
  if (bad.length > 0 && undone.outcomes.every(isRefused)) return 'not-begun'
  return bad.length > 0 && bad.every(one => one.verdict === 'superseded') ? 'overtaken' : 'failed'
}

/** What was done: a rollback that did not come to its end needs a person, unless ECS goes on by itself. */
export function remedyOf(undone: Undone): 'rolled-back' | 'none' | 'needs-human' {
  if (isBack(undone)) return undone.outcomes.some(one => one.verdict === 'succeeded') ? 'rolled-back' : 'none'
  return recordState(undone) === 'cancelled' ? 'none' : 'needs-human'
}

/** Of one service, in a sentence or more. */
export function explainReturn(outcome: Outcome): string {
  const { revision, previous, verdict, because, live, startedAt, endedAt } = outcome
  const was = previous && previous !== revision ? ` (was ${previous})` : ''
  const tasks = live ? `${live.running} of ${live.desired} tasks` : 'no task'
  switch (verdict) {
    case 'succeeded':
      return `${revision} is live again: ${tasks}${was}, after ${showDuration(endedAt - startedAt)}.`
    case 'nothing-to-do':
      return `${revision} is live already: ${tasks}, nothing to undo.`
    case 'skipped':
      return `${revision} was not gone back to: ${because}.`
    case 'superseded':
      return `Rollback overtaken: ${explainOutcome(outcome)}`
    case 'cancelled':
      return outcome.deployment === ''
        ? explainOutcome(outcome)
        : `Cancelled while ${revision} was coming back. ${explainLive(live)} ECS goes on by itself: run the rollback again to follow it.`
    default:
      return `Rollback failed: ${explainOutcome(outcome)}`
  }
}

/** A line for each service. */
export const sayReturns = ({ outcomes, idle, refused }: Undone): string[] => {
  const several = outcomes.length + idle.length + refused.length > 1
  const line = (service: string, text: string) => (several ? `${service}: ${text}` : text)
  return [
    ...outcomes.map(one => line(one.service, explainReturn(one))),
    ...idle.map(one =>
      several
        ? `${one.service}: nothing to undo: ${one.because}.`
        : `Nothing to undo in ${one.service}: ${one.because}.`,
    ),
    ...refused.map(one =>
      several
        ? `${one.service} cannot go back: ${one.because}.`
        : `${one.service} cannot go back: ${one.because}. Nothing was touched: it runs ${one.revision}.`,
    ),
  ]
}

/** The last line of the log. */
export function sayRollback(undone: Undone): string {
  const { outcomes, idle, refused, smoke } = undone
  const lines = sayReturns(undone)
  const asked = smoke.line && outcomes.every(one => isGood(one.verdict)) ? ` ${smoke.line}` : ''
  const human =
    smoke.verdict === 'not-answering' ? ' It is back, but does not answer well: a person must look now.' : ''
  if (lines.length === 1) return `${lines[0]}${asked}${human}`
  if (refused.length > 0) return `Nothing was touched: ${refused.map(one => one.service).join(', ')} cannot go back.`
  const bad = outcomes.filter(one => !isGood(one.verdict))
  const live = outcomes.map(one => `${one.service} on ${one.live?.revision ?? 'nothing'}`).join(', ')
  if (bad.length > 0)
    return `Rollback failed: ${bad.map(one => one.service).join(', ')} of ${outcomes.length} services ${bad.length > 1 ? 'are' : 'is'} not back. Live now: ${live}. A person must look now.`
  if (outcomes.length === 0) return `Nothing to undo in ${idle.map(one => one.service).join(', ')}.`
  const stays = idle.map(one => ` Nothing to undo in ${one.service}: ${one.because}.`).join('')
  return `Live again: ${live}.${stays}${asked}${human}`
}

/** The outputs of a rollback; of several services one line each. */
export function tellRollback(undone: Undone) {
  const { outcomes, idle, refused, smoke } = undone
  const told = tellOutcomes(outcomes)
  const others = [...idle, ...refused]
  const lines = (values: (string | undefined)[]) => [...new Set(values.filter(Boolean))].join('\n')
  const each = (value: (one: Outcome) => string) =>
    outcomes.map(one => (outcomes.length > 1 ? `${one.service}: ${value(one)}` : value(one))).join('\n')
  return {
    ...told,
    verdict: verdictOf(undone),
    result: resultOf(undone),
    remedy: remedyOf(undone),
    revision: lines(outcomes.map(one => one.revision)),
    previousRevision: lines([...outcomes.map(one => one.previous), ...refused.map(one => one.revision)]),
    liveRevision: lines([...outcomes.map(one => one.live?.revision), ...others.map(one => one.revision)]),
    liveService: lines(outcomes.map(one => one.seen.at(-1)?.service?.name)),
    message: [...sayReturns(undone), ...(smoke.line ? [smoke.line] : [])].join('\n').slice(0, MESSAGE),
    cause: told.cause || lines(refused.map(one => one.because)),
    succeeded: lines(outcomes.map(one => (isGood(one.verdict) ? one.service : ''))),
    failed: lines([
      ...outcomes.map(one => (isGood(one.verdict) ? '' : one.service)),
      ...refused.map(one => one.service),
    ]),
    tasks: each(({ live }) => (live ? `${live.running} of ${live.desired}` : 'none')),
    targets: each(targetsOf),
    smoke: smoke.verdict,
  }
}

function resultOf(undone: Undone): string {
  if (isBack(undone)) return 'succeeded'
  return undone.outcomes.some(one => isGood(one.verdict)) && undone.smoke.verdict !== 'not-answering'
    ? 'partial'
    : 'failed'
}

/** Characters: what is longer is in the log. */
const MESSAGE = 10_000

/** What the load balancer said last of the tasks of the revision. */
function targetsOf({ seen, deployment, revision }: Outcome): string {
  const last = seen.findLast(one => one.targets)
  if (!last) return seen.at(-1)?.service?.targetGroups.length ? 'not seen' : 'no load balancer'
  const targets = ourTargets({ deployment, revision, createdAt: 0 }, last) ?? []
  return `${targets.filter(one => one.state === 'healthy').length} of ${targets.length} healthy`
}

/** What somebody must be told at once, for the output `alert`; undefined where nobody has to look. */
export function alertOf(undone: Undone, place: { environment: string; cluster: string; run: string; record: string }) {
  if (remedyOf(undone) !== 'needs-human') return undefined
  const { outcomes, refused } = undone
  const where = place.environment || place.cluster
  return {
    severity: 'critical',
    title: refused.length > 0 ? `Rollback of ${where} is not possible` : `Rollback of ${where} failed`,
    message: sayRollback(undone),
    ...place,
    services: [
      ...outcomes.map(({ service, previous, revision, live, verdict, diagnosis }) => ({
        ...{ service, from: previous, to: revision, live: live?.revision, verdict },
        ...{ cause: diagnosis?.cause, next: diagnosis?.next },
      })),
      ...refused.map(({ service, revision, because }) => ({
        ...{ service, from: revision, live: revision, verdict: 'refused', cause: because },
      })),
    ],
  }
}
