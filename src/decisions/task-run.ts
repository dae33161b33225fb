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
export type Main = {
  name: string
  essential: boolean
  /** The other essential ones. */
  others?: string[]
}

/** The container called `name`, by default the only one that is essential. The problem follows the word "Input". */
export function chooseMain(
  { containerDefinitions: containers = [] }: Definition,
  name: string | undefined,
): { main: Main } | { problem: string } {
  const names = containers.map(one => one.name).join(', ') || 'none'
  const [only, other] = containers.filter(one => (name === undefined ? one.essential !== false : one.name === name))
  if (only?.name && !other) {
    const others = containers.filter(one => one !== only && one.essential !== false).map(one => one.name ?? '')
    return { main: { name: only.name, essential: only.essential !== false, others } }
  }
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

/** What the reasons begin with that we give ECS. */
const OURS = 'ecs-release: '
/** The reason that we give ECS when the container that counts has ended and others would run on. */
export const REST = `${OURS}the container that counts has ended`

/** ECS shows a new task within seconds, and a stopped one for an hour; this long (ms) it may be missing. */
const MISSING_FOR = 60_000

/**
 * Judges all that was seen of one task, oldest first. The first final verdict stands, whatever comes after it. No other
 * container's exit counts, unless it was an essential one that ended before.
 */
export function judgeTask(seen: readonly TaskSnapshot[], main: Main): TaskJudgement {
  let judgement: TaskJudgement = { verdict: 'pending', exitCode: undefined }
  let missingSince: number | undefined
  let outrun = false
  for (const { at, task } of seen) {
    if (task) {
      missingSince = undefined
      judgement = judgeSnapshot(task, main)
      outrun ||= isOutrun(task, main)
      if (outrun && judgement.verdict === 'succeeded') judgement = { ...judgement, verdict: 'failed' }
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
  if (exitCode === 0)
    return judged(stoppedFromOutside(task) ? 'stopped' : failedBeside(task, main) ? 'failed' : 'succeeded')
  if (/OutOfMemory|killed due to memory/i.test(own?.reason ?? '')) return judged('out-of-memory')
  return judged(exitCode === undefined && neverStarted(task) ? 'never-started' : 'failed')
}

/** Capacity that was taken away, for example. Without a code, or with our own reason, it ended of itself. */
const stoppedFromOutside = ({ stopCode, stoppedReason }: OneOff) =>
  stopCode !== undefined && stopCode !== 'EssentialContainerExited' && stoppedReason !== REST

/** Whether a container was only stopped with the rest: 128 + SIGTERM or SIGKILL. */
export const isSignalled = ({ exitCode, reason }: OneOff['containers'][number]): boolean =>
  exitCode !== undefined && [137, 143].includes(exitCode) && !reason

/** The essential containers beside the one that counts that have ended. */
const endedBeside = ({ containers }: OneOff, { others = [] }: Main) =>
  containers.filter(one => others.includes(one.name) && one.exitCode !== undefined)

/** An essential container that fails takes the whole task with it: who exits 0 then may have been told to. */
const failedBeside = (task: OneOff, main: Main) =>
  task.stopCode === 'EssentialContainerExited' &&
  endedBeside(task, main).some(one => one.exitCode !== 0 && !isSignalled(one))

/** Whether another essential container has ended and the one that counts still runs: it will be stopped. */
const isOutrun = (task: OneOff, main: Main) =>
  task.stopping &&
  endedBeside(task, main).length > 0 &&
  task.containers.some(one => one.name === main.name && one.status === 'RUNNING' && one.exitCode === undefined)

/** Whether we have told it to stop before its work was done, at the limit or on cancel. */
export const isStoppedByUs = ({ stopCode, stoppedReason = '' }: OneOff): boolean =>
  stopCode === 'UserInitiated' && stoppedReason.startsWith(OURS) && stoppedReason !== REST

const neverStarted = ({ stopCode, startedAt }: OneOff) => stopCode === 'TaskFailedToStart' || startedAt === undefined

/** Whether one of its containers has run, so that there may be lines of it. */
export const hasBegun = ({ startedAt, containers }: OneOff): boolean =>
  startedAt !== undefined || containers.some(one => one.status === 'RUNNING' || one.exitCode !== undefined)

/** Whether one of its containers may still work. */
export const mayWork = ({ status, containers }: OneOff): boolean =>
  status !== 'STOPPED' && !(containers.length > 0 && containers.every(one => one.status === 'STOPPED'))

/**
 * Whether what an earlier try of the same step started has ended, and not all of it well, so that it may be tried anew.
 * What we have stopped counts as ended.
 */
export function mayStartAnew(tasks: OneOff[], main: Main): boolean {
  const verdicts = tasks.map(task => (isStoppedByUs(task) ? 'stopped' : judgeSnapshot(task, main).verdict))
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
