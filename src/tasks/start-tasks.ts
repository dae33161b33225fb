// How is one-off work started once and only once, whatever happened to the job before?
import { createHash } from 'node:crypto'
import { nameTry, type Place, type TaskRequest, workOf } from '../decisions/task-launch.ts'
import { shortId } from '../decisions/task-outcome.ts'
import { isStoppedByUs, type Main, mayStartAnew, mayWork, type OneOff } from '../decisions/task-run.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Placed, Tasks } from '../io/tasks.ts'
import type { Log } from '../log.ts'
import { type Clock, watch } from '../watch.ts'

export type Starter = {
  tasks: Tasks
  clock: Clock
  cancel: AbortSignal
  log: Log
  place: Place
  /** Which attempt of the job this is, from 1. */
  attempt: number
}

/** Tasks to follow. None and no refusals: the job was cancelled first. */
export type Begun = { tasks: OneOff[]; refusals: string[]; takenUp: boolean }

/** How long (ms) a start may take while ECS throttles or cannot be reached. */
const PATIENCE = 60_000
/** How long (ms) a task that we have stopped may take to end: SIGKILL comes 120 s after SIGTERM at the latest. */
const STOPPING = 180_000
/** Milliseconds between two looks at that. */
const ENDING = 4_000
/** An answer with tasks older than this (ms) is that of an earlier call with the same token. */
const OLD = 60_000

/**
 * Finds the tasks of an earlier try of the same step by their `startedBy` and takes them up, unless they all ended and
 * not all well; else starts them, each try under a client token of its own, which ECS remembers for a day. So a lost
 * answer, a killed process or a run job again never has the same work done twice at once, or again after it went well.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
 */
export async function startOnce(request: TaskRequest, main: Main, starter: Starter): Promise<Begun> {
  const { tasks, clock, log, place, attempt } = starter
  const digest = createHash('sha256').update(workOf(place, request)).digest('hex')
  const takeUp = (found: OneOff[]): Begun => {
    log(namesOf(found), 'an earlier try of this step started it: taking it up')
    return { tasks: found, refusals: [], takenUp: true }
  }

  const last = await lastTry(request.cluster, n => nameTry(place.run, digest, n).startedBy, attempt, tasks)
  if (last && !mayStartAnew(last.found, main)) return takeUp(last.found)
  if (last && !(await seeStopped(request.cluster, last.found, starter)))
    return { tasks: [], refusals: [], takenUp: false }
  if (last) log(namesOf(last.found), 'an earlier try of this step ended without success: starting anew')

  for (let turn = (last?.turn ?? 0) + 1; ; turn++) {
    const asked = clock.now()
    const placed = await runPatiently(request, nameTry(place.run, digest, turn), starter)
    if (!placed) return { tasks: [], refusals: [], takenUp: false }
    const replayed = placed.tasks.filter(task => (task.createdAt ?? asked) < asked - OLD).map(task => task.id)
    const known = [...placed.conflicting, ...replayed]
    if (known.length === 0) return { tasks: placed.tasks, refusals: placed.refusals, takenUp: false }
    // ECS answered with tasks that it did not list, or that it has forgotten an hour after their end.
    const found = await tasks.describe(request.cluster, known)
    if (found.length > 0 && !mayStartAnew(found, main)) return takeUp(found)
    if (!(await seeStopped(request.cluster, found, starter))) return { tasks: [], refusals: [], takenUp: false }
    log(request.cluster, 'an earlier try of this step ended, without success or so long ago that ECS has forgotten how')
  }
}

const namesOf = (found: OneOff[]) => `task ${found.map(({ id }) => shortId(id)).join(', ')}`

/** Waits for the end of what an earlier try has stopped, so that nothing works twice at once; false: the job was cancelled. */
async function seeStopped(cluster: string, found: OneOff[], { tasks, clock, cancel, log }: Starter): Promise<boolean> {
  const open = found.filter(task => isStoppedByUs(task) && mayWork(task))
  if (open.length === 0) return true
  log(namesOf(open), 'an earlier try of this step had stopped it: waiting for its end')
  const { judgement, ended, blind } = await watch<OneOff[], boolean>({
    clock,
    cancel,
    until: clock.now() + STOPPING,
    look: () =>
      tasks.describe(
        cluster,
        open.map(({ id }) => id),
      ),
    judge: shown => (shown.some(mayWork) ? { judgement: false, lookAgainIn: ENDING } : { judgement: true }),
    mayPass,
  })
  if (judgement) return true
  if (ended === 'cancelled') return false
  throw (
    blind ??
    new Failure(`An earlier try of this step had stopped ${namesOf(open)}, which does not end: run the job again.`)
  )
}

/** The tasks of the newest try that ECS still shows: an attempt of the job makes one try, seldom more. */
async function lastTry(cluster: string, startedBy: (turn: number) => string, attempts: number, tasks: Tasks) {
  let last: { turn: number; found: OneOff[] } | undefined
  for (let turn = 1; turn <= attempts || last?.turn === turn - 1; turn++) {
    const found = await tasks.startedBy(cluster, startedBy(turn))
    if (found.length > 0) last = { turn, found }
  }
  return last
}

/** RunTask until ECS answers; undefined when the job is cancelled, and nothing is left running then. */
async function runPatiently(
  request: TaskRequest,
  names: { startedBy: string; token: string },
  { tasks, clock, cancel }: Starter,
): Promise<Placed | undefined> {
  const { judgement, ended, blind } = await watch<Placed, Placed>({
    clock,
    cancel,
    until: clock.now() + PATIENCE,
    look: () => tasks.run(request, names),
    judge: placed => ({ judgement: placed }),
    mayPass,
  })
  if (judgement) return judgement
  if (ended === 'cancelled' && blind === undefined) return undefined
  // A call without an answer may have started something all the same.
  const found = await tasks.startedBy(request.cluster, names.startedBy)
  if (found.length > 0) return { tasks: found, refusals: [], conflicting: [] }
  if (ended === 'cancelled') return undefined
  throw blind ?? new Failure('ECS did not answer RunTask.')
}
