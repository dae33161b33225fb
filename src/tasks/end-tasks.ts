// What is done about one-off tasks that do not end in time, or whose job is cancelled?
import { shortId, type TaskOutcome } from '../decisions/task-outcome.ts'
import { isFinal, judgeTask, type OneOff, REST } from '../decisions/task-run.ts'
import { Failure, mayPass } from '../failure.ts'
import { watch } from '../watch.ts'
import { type Follower, followTasks, isOver, isSilent, startTrail, type Trail } from './follow-tasks.ts'

/** ECS kills a container 120 s after SIGTERM at the latest; the rest is for its network interface (ms). */
const STOPPING = 180_000
/** How long (ms) it is tried to stop a task; a cancelled job is killed 10 s after its SIGINT. */
const PATIENCE = 60_000
const PATIENCE_WHEN_CANCELLED = 5_000

export type Ended = { tasks: TaskOutcome[]; lines: string[] }

/** Follows tasks to their verdicts. At the limit it stops what still runs and sees it stop; on cancel it only stops it. */
export async function followToEnd(begun: OneOff[], until: number, follower: Follower): Promise<Ended> {
  const trails = begun.map(startTrail)
  const lines: string[] = []
  const { ended } = await followTasks(trails, until, one => isSilent(one, follower), follower, lines).catch(error => {
    throw lostSight(error, trails)
  })
  const late = trails.filter(one => one.endedAt === undefined)
  if (late.length === 0) await stopRest(trails, follower)
  else if (ended === 'cancelled') await stop(late, 'the job was cancelled', follower)
  else await stopAndSee(late, 'it did not end within wait-for-minutes', follower, lines)
  return {
    tasks: trails.map(one =>
      outcomeOf(one, late.includes(one) && (ended === 'cancelled' ? 'cancelled' : 'timed-out'), follower),
    ),
    lines,
  }
}

/** Stops tasks that are not to run because ECS could not place all of them. */
export async function takeBack(placed: OneOff[], follower: Follower): Promise<Ended> {
  const trails = placed.map(startTrail)
  const lines: string[] = []
  await stopAndSee(trails, 'not all tasks could be placed', follower, lines)
  return { tasks: trails.map(one => outcomeOf(one, 'never-started', follower)), lines }
}

/** Tasks that are not waited for. */
export const leave = (begun: OneOff[]): Ended => ({
  lines: [],
  tasks: begun.map(task => ({
    ...{ id: task.id, arn: task.arn, task, exitCode: undefined, lastLine: '', took: 0 },
    verdict: 'started' as const,
  })),
})

async function stopAndSee(trails: Trail[], why: string, follower: Follower, lines: string[]): Promise<void> {
  await stop(trails, why, follower)
  const { clock, warn } = follower
  const isReady = (one: Trail) => one.stop !== 'told' || (isOver(one) && isSilent(one, follower))
  // What cannot be seen is said in the outcome; it must not hide the verdict.
  await followTasks(trails, clock.now() + STOPPING, isReady, follower, lines).catch(error => warn(error.message))
}

/** Tells tasks to stop, also when the job is cancelled: this is what is left to do then. */
async function stop(trails: Trail[], why: string, { tasks, cluster, clock, cancel }: Follower): Promise<void> {
  const until = clock.now() + (cancel.aborted ? PATIENCE_WHEN_CANCELLED : PATIENCE)
  const tell = async (id: string) => {
    const { blind } = await watch({
      clock,
      cancel: new AbortController().signal,
      until,
      look: () => tasks.stop(cluster, id, `ecs-release: ${why}`),
      judge: () => ({ judgement: undefined }),
      mayPass,
    })
    if (blind) throw blind
  }
  await Promise.all(
    trails.map(async trail => {
      trail.stop = await tell(trail.id).then(
        () => 'told' as const,
        error => ({ refused: (error as Error).message }),
      )
    }),
  )
}

/** When the container that counts is not essential, the others do not end with it. */
async function stopRest(trails: Trail[], { tasks, cluster, main, log, warn }: Follower): Promise<void> {
  const left = main.essential ? [] : trails.filter(({ last }) => last?.stopping === false)
  for (const { id } of left) {
    log(`task ${shortId(id)}`, `container "${main.name}" has ended: stopping the others`)
    await tasks.stop(cluster, id, REST).catch(error => warn(error.message))
  }
}

/** By ECS's own clock where it is known. */
function tookOf({ seen, endedAt, last: task }: Trail): number {
  if (task?.createdAt !== undefined && task.stoppedAt !== undefined) return task.stoppedAt - task.createdAt
  return (endedAt ?? seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0)
}

/** The judge's verdict; a task that was stopped by us, or that was not seen to end, has the one that says why. */
function outcomeOf(trail: Trail, instead: TaskOutcome['verdict'] | false, { main }: Follower): TaskOutcome {
  const { id, arn, seen, last, lastLine, stop } = trail
  const { verdict, exitCode } = judgeTask(seen, main)
  const own = isFinal(verdict) && verdict !== 'stopped' && verdict !== 'lost'
  return {
    id,
    arn,
    exitCode,
    lastLine,
    task: last,
    took: tookOf(trail),
    verdict: instead && !own ? instead : (verdict as TaskOutcome['verdict']),
    ...(instead && !own && stop ? { stop: stop === 'told' && isOver(trail) ? 'over' : stop } : {}),
  }
}

/** Looking is no longer possible (credentials that ran out, for example), and the tasks go on. */
function lostSight(error: unknown, trails: Trail[]): unknown {
  const open = trails.filter(one => one.endedAt === undefined).map(({ id }) => shortId(id))
  return error instanceof Failure && open.length > 0
    ? new Failure(`${error.message} Task ${open.join(', ')} goes on: run the job again to take it up.`, {
        cause: error,
      })
    : error
}
