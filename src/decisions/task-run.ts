// Has a one-off task done its work?
import type { TaskFacts } from './snapshot.ts'
import type { Definition } from './task-definition.ts'

/** A task that no service started, as one DescribeTasks shows it. Times in milliseconds since the epoch. */
export type OneOff = Omit<TaskFacts, 'containers'> & {
  arn: string
  /** Whether ECS means it to stop. */
  stopping: boolean
  containers: (TaskFacts['containers'][number] & { status: string })[]
}

/** What one look at one task showed; none when ECS does not show it. */
export type TaskSnapshot = { at: number; task: OneOff | undefined }

/** The container whose exit code counts. When an essential one ends, ECS stops the whole task. */
export type Main = { name: string; essential: boolean }

/** The container called `name`, by default the only one that is essential. The problem follows the word "Input". */
export function chooseMain(
  { containerDefinitions: containers = [] }: Definition,
  name: string | undefined,
): { main: Main } | { problem: string } {
  const names = containers.map(one => one.name).join(', ') || 'none'
  const [only, other] = containers.filter(one => (name === undefined ? one.essential !== false : one.name === name))
  if (only?.name && !other) return { main: { name: only.name, essential: only.essential !== false } }
  return {
    problem:
      name === undefined
        ? `container-name is empty and it is not clear whose exit code counts: say which one of ${names}`
        : `container-name "${name}" is not in the task definition; it has: ${names}`,
  }
}

export type TaskVerdict = 'succeeded' | 'failed' | 'out-of-memory' | 'never-started' | 'stopped' | 'lost'

export type TaskJudgement = {
  verdict: 'pending' | 'running' | TaskVerdict
  /** Of the container that counts, once it has ended. */
  exitCode: number | undefined
}

/** The reason that we give ECS when the container that counts has ended and others would run on. */
export const REST = 'ecs-release: the container that counts has ended'

/** ECS shows a new task within seconds, and a stopped one for an hour; this long (ms) it may be missing. */
const MISSING_FOR = 60_000

/**
 * Judges all that was seen of one task, oldest first. The first final verdict stands, whatever comes after it, and no
 * other container's exit counts.
 */
export function judgeTask(seen: readonly TaskSnapshot[], main: Main): TaskJudgement {
  let judgement: TaskJudgement = { verdict: 'pending', exitCode: undefined }
  let missingSince: number | undefined
  for (const { at, task } of seen) {
    if (task) {
      missingSince = undefined
      judgement = judgeSnapshot(task, main)
    } else {
      missingSince ??= at
      if (at - missingSince >= MISSING_FOR) judgement = { verdict: 'lost', exitCode: undefined }
    }
    if (isFinal(judgement.verdict)) return judgement
  }
  return judgement
}

/** Whether nothing can change any more. */
export const isFinal = (verdict: TaskJudgement['verdict']): verdict is TaskVerdict =>
  verdict !== 'pending' && verdict !== 'running'

function judgeSnapshot(task: OneOff, main: Main): TaskJudgement {
  const own = task.containers.find(one => one.name === main.name)
  const exitCode = own?.exitCode
  const over = task.status === 'STOPPED'
  const judged = (verdict: TaskJudgement['verdict']) => ({ verdict, exitCode })
  // ECS says why it stops a task in the same look or a later one; the reason is waited for.
  const ended = exitCode !== undefined && (over || task.stopping || !main.essential)
  if (!ended && !over) return judged(task.startedAt === undefined ? 'pending' : 'running')
  // Whoever is stopped from outside may well exit 0 on SIGTERM with its work half done.
  if (task.stopCode === 'UserInitiated' && task.stoppedReason !== REST) return judged('stopped')
  if (exitCode === 0) return judged('succeeded')
  if (/OutOfMemory|killed due to memory/i.test(own?.reason ?? '')) return judged('out-of-memory')
  return judged(exitCode === undefined && neverStarted(task) ? 'never-started' : 'failed')
}

const neverStarted = ({ stopCode, startedAt }: OneOff) => stopCode === 'TaskFailedToStart' || startedAt === undefined

/** Whether one of its containers has run, so that there may be lines of it. */
export const hasBegun = ({ startedAt, containers }: OneOff): boolean =>
  startedAt !== undefined || containers.some(one => one.status === 'RUNNING' || one.exitCode !== undefined)

/** Whether what an earlier try of the same step started has ended, and not all of it well, so that it may be tried anew. */
export function mayStartAnew(tasks: OneOff[], main: Main): boolean {
  const verdicts = tasks.map(task => judgeSnapshot(task, main).verdict)
  return verdicts.every(isFinal) && verdicts.some(verdict => verdict !== 'succeeded')
}

/** Statuses in the order in which a task takes them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
const STATUSES = [
  'PROVISIONING',
  'PENDING',
  'ACTIVATING',
  'RUNNING',
  'DEACTIVATING',
  'STOPPING',
  'DEPROVISIONING',
  'STOPPED',
]

const rank = (task: OneOff | undefined) => (task ? STATUSES.indexOf(task.status) : -1)

/** The one of two looks in which a task is further: ECS reads from copies, and may show again what was before. */
export const further = (before: OneOff | undefined, now: OneOff): OneOff =>
  before && rank(now) < rank(before) ? before : now

/** What is new since the look before, a line each: `coming` on the way up, `going` on the way down. */
export function explainTask(before: OneOff | undefined, now: OneOff): { coming: string[]; going: string[] } {
  if (rank(now) < rank(before)) return { coming: [], going: [] }
  const because = now.status === 'STOPPED' && now.stoppedReason ? `: ${now.stoppedReason}` : ''
  const status = rank(now) > rank(before) ? [`${now.status.toLowerCase()}${because}`] : []
  const exits = now.containers
    .filter(one => one.exitCode !== undefined && before?.containers.find(same(one))?.exitCode === undefined)
    .map(
      ({ name, exitCode, reason }) => `container "${name}" exited with code ${exitCode}${reason ? `: ${reason}` : ''}`,
    )
  return rank(now) <= STATUSES.indexOf('RUNNING')
    ? { coming: status, going: exits }
    : { coming: [], going: [...exits, ...status] }
}

const same =
  ({ name }: { name: string }) =>
  (other: { name: string }) =>
    other.name === name
