// How did a one-off run end, and in which words do we say it?
import { showDuration } from './duration.ts'
import type { Revision } from './snapshot.ts'
import { type End, type Explained, explainEnd, explainRefusals } from './task-cause.ts'
import type { Main } from './task-run.ts'

export type RunVerdict = End['verdict']

/** How one task ended. */
export type TaskOutcome = End & {
  id: string
  arn: string
  /** Of the container that counts. */
  exitCode: number | undefined
  /** How long it took (ms), from its creation to its end. */
  took: number
  /** What became of our StopTask: seen stopped, told to stop, or why ECS did not take it. */
  stop?: 'over' | 'told' | { refused: string }
}

export type RunOutcome = {
  cluster: string
  revision: Revision
  main: Main
  /** How many tasks were asked for. */
  count: number
  tasks: TaskOutcome[]
  /** Why ECS did not place those that are missing, in its words. */
  refusals: string[]
  /** Whether an earlier try of this step had started them. */
  takenUp: boolean
  /** How long they might take (ms). */
  limit: number
  /** The last lines of the container that counts, in order; of several tasks each with its task. */
  lines: string[]
}

/** Worst first: what one word says of several tasks. */
const ORDER: RunVerdict[] = [
  'failed',
  'out-of-memory',
  'never-started',
  'stopped',
  'lost',
  'timed-out',
  'cancelled',
  'started',
  'succeeded',
]

/** The task that speaks for all: the one that ended worst. */
const worstOf = ({ tasks }: RunOutcome): TaskOutcome | undefined =>
  tasks.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))[0]

/** One word for all tasks. */
export const verdictOf = (run: RunOutcome): RunVerdict =>
  run.refusals.length > 0 ? 'never-started' : (worstOf(run)?.verdict ?? 'cancelled')

/** Whether the step is green. */
export const isWell = (verdict: RunVerdict): boolean => verdict === 'succeeded' || verdict === 'started'

/** The beginning of an id, as the log names tasks. */
export const shortId = (id: string): string => id.slice(0, 8)

/** Why one task of the run ended as it did, and what to do. */
export function explainTaskOutcome(one: TaskOutcome, { revision, main, cluster }: RunOutcome): Explained {
  const { cause, next } = explainEnd(one, revision, main)
  return isRefused(one.stop)
    ? { cause, next: `Stop it by hand: aws ecs stop-task --cluster ${cluster} --task ${one.id}.` }
    : { cause, next }
}

/** Cause and next step of the whole run. */
function explainRun(run: RunOutcome): Explained {
  if (run.refusals.length > 0) return explainRefusals(run.refusals, run.revision)
  const worst = worstOf(run)
  return worst
    ? explainTaskOutcome(worst, run)
    : explainEnd({ verdict: 'cancelled', task: undefined, lastLine: '' }, run.revision, run.main)
}

/** The last line of the log: the verdict and, when it is bad, the cause, what was done, and the next thing to do. */
export function explainRunOutcome(run: RunOutcome): string {
  const { revision, main, count, tasks, refusals, takenUp } = run
  const { cause, next } = explainRun(run)
  const stops = tasks.map(explainStop).filter(Boolean).map(sentence)
  const ids = tasks.map(({ id }) => shortId(id)).join(', ')
  const already = takenUp ? ['An earlier try of this step had started it, so nothing was started twice.'] : []
  const bad = tasks.filter(one => !isWell(one.verdict))
  const say = (...sentences: string[]) => sentences.filter(Boolean).join(' ')
  if (refusals.length > 0) {
    const placed = tasks.length > 0 ? `ECS placed only ${tasks.length} of ${count} tasks.` : ''
    return say(`${revision} never started: ${cause}.`, placed, ...stops, next)
  }
  switch (verdictOf(run)) {
    case 'succeeded': {
      const where = tasks.length > 1 ? ` in all ${tasks.length} tasks` : ''
      return say(
        `${revision} ran to its end: container "${main.name}" exited with code 0${where}, after ${showDuration(longest(run))}.`,
        ...already,
      )
    }
    case 'started':
      return say(`${revision} was started and is not waited for: task ${ids}.`, ...already)
    case 'cancelled':
      return tasks.length === 0 ? 'Cancelled before anything was started.' : say('Cancelled.', ...stops, next)
  }
  if (tasks.length === 1) return say(`${revision} ${headOf(bad[0] as TaskOutcome, run)}: ${cause}.`, ...stops, next)
  const each = bad.map(one => `task ${shortId(one.id)} ${headOf(one, run)}: ${explainTaskOutcome(one, run).cause}`)
  return say(
    `${bad.length} of ${tasks.length} tasks of ${revision} did not succeed. ${each.map(sentence).join(' ')}`,
    ...stops,
    next,
  )
}

function headOf({ verdict }: TaskOutcome, { limit }: RunOutcome): string {
  switch (verdict) {
    case 'never-started':
      return 'never started'
    case 'stopped':
      return 'was stopped'
    case 'lost':
      return 'was lost sight of'
    case 'timed-out':
      return `did not end within ${showDuration(limit)}`
    case 'cancelled':
      return 'was cancelled'
    default:
      return 'failed'
  }
}

const sentence = (clause: string) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`

const isRefused = (stop: TaskOutcome['stop']): stop is { refused: string } => typeof stop === 'object'

/** What our StopTask came to, as a clause. */
function explainStop({ id, stop }: TaskOutcome): string {
  if (stop === undefined) return ''
  if (isRefused(stop))
    return `task ${shortId(id)} could not be stopped and may run on (${stop.refused.replace(/\.$/, '')})`
  return stop === 'over'
    ? `task ${shortId(id)} was stopped and is over`
    : `task ${shortId(id)} was told to stop: SIGTERM now, SIGKILL after its stop timeout`
}

/** What ECS says of the tasks that did not end well, a line each. */
export const showEvidence = ({ tasks, refusals }: RunOutcome): string[] => [
  ...refusals.map(reason => `not placed: ${reason || 'no reason given'}`),
  ...tasks
    .filter(({ verdict }) => !isWell(verdict))
    .flatMap(({ id, task }) => {
      const of = (what: string, ...said: (string | undefined)[]) =>
        said.some(Boolean) ? [`task ${shortId(id)}${what}: ${said.filter(Boolean).join(': ')}`] : []
      return [
        ...of('', task?.stopCode, task?.stoppedReason),
        ...(task?.containers ?? []).flatMap(({ name, reason }) => of(`, container "${name}"`, reason)),
      ]
    }),
]

const longest = ({ tasks }: RunOutcome): number => Math.max(0, ...tasks.map(({ took }) => took))

/** The outputs of a run. */
export function tellRun(run: RunOutcome) {
  const { tasks, lines } = run
  const worst = worstOf(run)
  const { cause, next } = explainRun(run)
  return {
    verdict: verdictOf(run),
    exitCode: worst?.exitCode === undefined ? '' : String(worst.exitCode),
    stoppedReason: worst?.task?.stoppedReason ?? run.refusals.join('\n'),
    cause,
    nextStep: next,
    logLines: lines.join('\n'),
    seconds: String(Math.round(longest(run) / 1000)),
    message: explainRunOutcome(run),
    results: JSON.stringify(
      tasks.map(one => ({
        id: one.id,
        verdict: one.verdict,
        exitCode: one.exitCode,
        stoppedReason: one.task?.stoppedReason,
        ...explainTaskOutcome(one, run),
      })),
    ),
  }
}
