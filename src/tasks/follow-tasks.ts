// How do one-off tasks go, and what do they write meanwhile?
import { shorten } from '../decisions/log-lines.ts'
import { shortId, type TaskOutcome } from '../decisions/task-outcome.ts'
import {
  explainTask,
  further,
  hasBegun,
  isFinal,
  judgeTask,
  type Main,
  type OneOff,
  type TaskSnapshot,
} from '../decisions/task-run.ts'
import { mayPass } from '../failure.ts'
import type { Tasks } from '../io/tasks.ts'
import type { Log } from '../log.ts'
import { type Clock, watch } from '../watch.ts'
import type { Reading } from './read-lines.ts'

export type Follower = {
  cluster: string
  main: Main
  tasks: Tasks
  /** Undefined when its container's lines cannot be read. */
  readLines: ((reading: Reading) => Promise<string[]>) | undefined
  clock: Clock
  cancel: AbortSignal
  log: Log
  warn(text: string): void
}

/** One task that is followed: what was seen and read of it. */
export type Trail = {
  id: string
  arn: string
  seen: TaskSnapshot[]
  /** As it was when it was furthest. */
  last: OneOff | undefined
  reading: Reading
  lastLine: string
  /** When its verdict was first known. */
  endedAt: number | undefined
  stop?: NonNullable<TaskOutcome['stop']>
}

export const startTrail = ({ id, arn }: OneOff): Trail => ({
  id,
  arn,
  seen: [],
  last: undefined,
  reading: { task: id, after: undefined, drained: false },
  lastLine: '',
  endedAt: undefined,
})

/** Whether ECS has nothing more to do about it. */
export const isOver = ({ last }: Trail): boolean => last?.status === 'STOPPED'

/** Milliseconds between two looks while a task runs, and while its end or its last lines are waited for. */
const RUNNING = 4_000
const ENDING = 2_000
/** Lines are delivered within seconds: this long (ms) after a task's end its log is read until nothing new comes, and no longer than that. */
const GRACE = 5_000
const GRACE_AT_MOST = 30_000
/** Lines that are kept. */
const KEPT = 50

/** Whether nothing more is to come of a task: it has ended, and so has its log. */
export const isSilent = (trail: Trail, { clock, readLines }: Follower): boolean =>
  trail.endedAt !== undefined &&
  (!readLines || !mayWrite(trail) || clock.now() >= trail.endedAt + (trail.reading.drained ? GRACE : GRACE_AT_MOST))

const mayWrite = ({ last }: Trail): boolean => last !== undefined && hasBegun(last)

/** Looks at tasks and reads their logs until all are ready; prints what is new. `lines` gets what they wrote. */
export async function followTasks(
  trails: Trail[],
  until: number,
  isReady: (trail: Trail) => boolean,
  follower: Follower,
  lines: string[],
) {
  const { clock, cancel, cluster, main, tasks, log, readLines } = follower

  async function look() {
    const open = trails.filter(one => !isOver(one))
    const shown = await tasks.describe(
      cluster,
      open.map(({ id }) => id),
    )
    const news = new Map<Trail, ReturnType<typeof explainTask>>()
    for (const trail of open) {
      const task = shown.find(({ id }) => id === trail.id)
      trail.seen.push({ at: clock.now(), task })
      if (task) {
        news.set(trail, explainTask(trail.last, task))
        trail.last = further(trail.last, task)
      }
      if (isFinal(judgeTask(trail.seen, main).verdict)) trail.endedAt ??= clock.now()
    }
    const written = await Promise.all(trails.map(one => (readLines && mayWrite(one) ? readLines(one.reading) : [])))
    for (const [i, trail] of trails.entries()) tell(trail, written[i] ?? [], news.get(trail))
  }

  /** What a task wrote comes before the news of its end. */
  function tell(trail: Trail, written: string[], news: ReturnType<typeof explainTask> | undefined) {
    const task = shortId(trail.id)
    const [subject, mark] = trails.length > 1 ? [`${main.name} ${task}`, `${task}: `] : [main.name, '']
    for (const line of news?.coming ?? []) log(`task ${task}`, line)
    for (const line of written) log(subject, line)
    for (const line of news?.going ?? []) log(`task ${task}`, line)
    lines.push(...written.map(line => shorten(`${mark}${line}`)))
    lines.splice(0, lines.length - KEPT)
    trail.lastLine = shorten(written.findLast(line => line.trim() !== '') ?? trail.lastLine)
  }

  return watch({
    clock,
    cancel,
    until,
    look,
    judge() {
      const waiting = trails.filter(one => !isReady(one))
      const lookAgainIn = waiting.every(one => one.endedAt !== undefined) ? ENDING : RUNNING
      return { judgement: undefined, ...(waiting.length > 0 ? { lookAgainIn } : {}) }
    },
    mayPass,
    onBlind: error => log(cluster, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
  })
}
