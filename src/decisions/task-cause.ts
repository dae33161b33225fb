// Why did a one-off task end badly, or never begin, and what should be done next?
import { type Diagnosis, explainRollout, guiltyContainer } from './diagnosis.ts'
import type { Revision } from './snapshot.ts'
import { isSignalled, isStoppedByUs, type Main, type OneOff, type TaskVerdict } from './task-run.ts'

/** A cause as a clause, and what to do as a sentence; both empty after a good end. */
export type Explained = { cause: string; next: string }

export type End = {
  verdict: TaskVerdict | 'timed-out' | 'cancelled' | 'started'
  /** As it was last seen. */
  task: OneOff | undefined
  /** The last line that its container wrote. */
  lastLine: string
}

const ANEW = 'run the job again: it is started anew'

/** Why a task ended as it did. */
export function explainEnd({ verdict, task, lastLine }: End, revision: Revision, main: Main): Explained {
  switch (verdict) {
    case 'succeeded':
    case 'started':
      return { cause: '', next: '' }
    case 'timed-out':
      return {
        cause: `it was still ${task?.startedAt === undefined ? 'pending' : 'running'} at the limit${lastLine && `, saying "${lastLine}"`}`,
        next: 'Find out what it waits for, or raise wait-for-minutes.',
      }
    case 'cancelled':
      return { cause: 'the job was cancelled', next: `To have it done, ${ANEW}.` }
    case 'lost':
      return {
        cause: 'ECS does not show its task any more',
        next: `Read its log and see what it has done, then ${ANEW}.`,
      }
    case 'stopped':
      return explainStopped(task)
    default:
      return explainFailed(verdict, task as OneOff, lastLine, revision, main)
  }
}

function explainStopped(task: OneOff | undefined): Explained {
  const said = task?.stoppedReason ? ` ("${task.stoppedReason}")` : ''
  if (task?.stopCode === 'SpotInterruption')
    return {
      cause: `AWS took its Spot capacity away before it had ended${said}`,
      next: `To have it done, ${ANEW}; work that must not be interrupted belongs on FARGATE.`,
    }
  if (task && isStoppedByUs(task))
    return { cause: `an earlier try of this step had stopped its task${said}`, next: `To have it done, ${ANEW}.` }
  if (task?.stopCode && !['UserInitiated', 'EssentialContainerExited'].includes(task.stopCode))
    return {
      cause: `ECS stopped its task before it had ended: ${task.stopCode}${said}`,
      next: `Read its log and see what it has done, then ${ANEW}.`,
    }
  return { cause: `somebody stopped its task${said}`, next: `Find out who (CloudTrail, StopTask), then ${ANEW}.` }
}

function explainFailed(
  verdict: TaskVerdict,
  task: OneOff,
  lastLine: string,
  revision: Revision,
  main: Main,
): Explained {
  const own = task.containers.filter(({ name }) => name === main.name)
  const first = verdict === 'failed' && endedFirst(task, main)
  const next =
    first && `Make container "${first.name}" not essential in ${revision}, or let it wait for container "${main.name}".`
  if (first && next && own[0]?.exitCode === 0)
    return {
      cause: `essential container "${first.name}" ended too (exit ${first.exitCode}${first.reason ? `: ${first.reason}` : ''}), and container "${main.name}" was not seen to end before it (exit 0): it may have been stopped halfway`,
      next,
    }
  if (first && next)
    return {
      cause: `container "${first.name}" ended first (exit ${first.exitCode}${first.reason ? `: ${first.reason}` : ''}), and ECS stopped container "${main.name}" with it (exit ${own[0]?.exitCode})`,
      next,
    }
  const guilty = guiltyContainer(task) as OneOff['containers'][number]
  const diagnosis = explain(
    revision,
    [lastLine],
    [],
    [{ ...stopOf(task), containers: verdict === 'never-started' ? [guilty] : own }],
  )
  if (diagnosis.class !== 'unknown' && diagnosis.class !== 'exit-code') return diagnosis
  const cause = own[0]?.exitCode === undefined ? `ECS says: ${task.stoppedReason || 'nothing'}` : diagnosis.cause
  return { cause, next: `Read its last log lines; once that is mended, ${ANEW}.` }
}

/** Why ECS stopped it; of a container that is not essential ECS says nothing, and of our own stop nothing is to be said. */
function stopOf(task: OneOff): OneOff {
  if (task.stopCode && task.stopCode !== 'UserInitiated') return task
  return { ...task, stopCode: 'EssentialContainerExited', stoppedReason: undefined }
}

/** An essential container that ended of itself, when the one that counts was only stopped with it, or may have been. */
function endedFirst({ stopCode, containers }: OneOff, main: Main) {
  const own = containers.find(({ name }) => name === main.name)
  if (stopCode !== 'EssentialContainerExited' || !own || !(isSignalled(own) || own.exitCode === 0)) return undefined
  const beside = containers
    .filter(one => one !== own && (main.others?.includes(one.name) ?? true))
    .filter(one => one.exitCode !== undefined && !isSignalled(one))
  return beside.find(one => one.exitCode !== 0) ?? beside[0]
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
const REFUSALS: [shows: RegExp, cause: string, next: string][] = [
  [
    /^RESOURCE:(\w+).*/s,
    'no container instance of the cluster has enough $1 left',
    'Add instances, make the task smaller, or run it on Fargate.',
  ],
  [
    /^AGENT.*/s,
    'the ECS agent of the container instance is not connected',
    'Run the job again; when it stays so, look at the instance.',
  ],
  [
    /^ATTRIBUTE.*/s,
    'no container instance has an attribute that the task definition asks for',
    "Compare the task definition's requiresAttributes with those of the instances.",
  ],
]

/** Why ECS placed fewer tasks than were asked for: the `failures` of an answer that was otherwise good. */
export function explainRefusals([reason = '']: string[], revision: Revision): Explained {
  for (const [shows, cause, next] of REFUSALS)
    if (shows.test(reason)) return { cause: reason.replace(shows, cause), next }
  const diagnosis = explain(revision, [], [reason], [])
  if (diagnosis.class !== 'unknown') return diagnosis
  return {
    cause: reason ? `ECS did not place it and says: ${reason}` : 'ECS did not place it and gives no reason',
    next: 'Check the launch type, the capacity of the cluster and the subnets, then run the job again.',
  }
}

const explain = (revision: Revision, logLines: string[], events: string[], stopped: OneOff[]): Diagnosis =>
  explainRollout({ revision, stopped, targets: [], events, logLines, notSeen: [], alarms: [] })
