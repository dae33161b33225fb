// Which tasks of a revision ended badly, and why?
import { foldByCause, taskText } from './diagnosis.ts'
import type { Revision, TaskFacts } from './snapshot.ts'

/** A task that ended badly, and its cause as a clause. */
export type BadEnd = { id: string; at: number; cause: string }

/** Texts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
const BY_ITSELF = ['EssentialContainerExited', 'TaskFailedToStart']
const FOR_ITS_HEALTH = /health checks?|is unhealthy/i

/**
 * Tasks of the revision that ended since a moment (ms since the epoch) because of what they do: they exited, never started,
 * or were stopped for their health. What was scaled in, replaced, or taken away with its host says nothing of them.
 */
export const badEnds = (tasks: readonly TaskFacts[], revision: Revision, since: number): BadEnd[] =>
  tasks
    .filter(
      task =>
        task.revision === revision &&
        (task.stoppedAt ?? 0) >= since &&
        (BY_ITSELF.includes(task.stopCode ?? '') || FOR_ITS_HEALTH.test(task.stoppedReason ?? '')),
    )
    .map(task => ({ id: task.id, at: task.stoppedAt ?? 0, cause: causeOf(task, revision) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

function causeOf(task: TaskFacts, revision: Revision): string {
  const [folded] = foldByCause({ revision, stopped: [task], targets: [], events: [] })
  return folded?.cause ?? (taskText(task) || 'ECS gives no reason')
}
