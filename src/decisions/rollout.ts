// Has our deployment taken over, failed, been undone, or been replaced?
import { whyHopeless } from './hopeless.ts'
import { sayUnanswered, stageName } from './pause-words.ts'
import {
  type Deployment,
  type Following,
  isStale,
  ourTargets,
  ourTasks,
  primaryOf,
  type Service,
  type Snapshot,
} from './snapshot.ts'
import { judgeEnd, judgeRecord, ROLLS_BACK, whoRolledBack } from './undone.ts'

export type Rules = {
  /** The limit, in milliseconds since the epoch. */
  until: number
  /** How long (ms) each new task must have been running; undefined: as long as nothing else vouches for it asks for. */
  settle: number | undefined
  /** Whether a service that wants no task counts as taken over. */
  allowZero: boolean
  /** `serving`: the new tasks serve; `drained`: and the old ones are gone. */
  waitFor: 'serving' | 'drained'
  /** Whether each new task must have written a line. */
  requireLogs: boolean
  /** How often the same cause is enough to give up; undefined: as often as ECS's circuit breaker. */
  hopelessAfter: number | undefined
  /** Why it is not followed any further, when another service of the same release failed. */
  giveUp?: string
}

/** The final ones; `superseded` is somebody else's newer deployment, `stopped` somebody's StopServiceDeployment. */
export type Verdict = 'succeeded' | 'failed' | 'rolled-back' | 'stopped' | 'superseded' | 'timed-out'

export type Judgement = {
  verdict: 'progressing' | Verdict
  /** Why, as the end of a sentence: `by the circuit breaker`, `because …`. */
  because: string
  /** The deployment that is primary in place of ours. */
  instead?: Deployment
  /** AWS could not be asked any more: what was seen last may not be so any more. */
  blind?: true
  /** What is missing for a good one, once ECS's own record is content. */
  lacks?: Lack
}

/** Something that details have to show; or only time, until `at` (ms). */
export type Lack = { what: 'tasks' | 'targets' | 'logs' } | { what: 'time'; at: number }

const progressing = (because: string, lacks?: Lack): Judgement => ({
  verdict: 'progressing',
  because,
  ...(lacks ? { lacks } : {}),
})

/**
 * Judges all that was seen of a service, oldest first. The first final verdict stands, whatever comes after it; a
 * deployment is known by its id alone, so the order in a snapshot and a repeated snapshot change nothing.
 */
export function judgeRollout(following: Following, seen: readonly Snapshot[], rules: Rules): Judgement {
  let judgement = progressing('nothing was seen yet')
  let goodSince: number | undefined
  for (const snapshot of seen) {
    judgement = judgeDeployment(following, snapshot, rules)
    if (judgement.verdict === 'succeeded') {
      goodSince ??= snapshot.at
      judgement = judgeTasks(following, snapshot, rules, goodSince)
    } else goodSince = undefined
    const hopeless = judgement.verdict === 'progressing' && whyHopeless(following, snapshot, rules.hopelessAfter)
    if (hopeless) judgement = { verdict: 'failed', because: hopeless }
    if (judgement.verdict === 'progressing' && rules.giveUp !== undefined && snapshot === seen.at(-1))
      judgement = { verdict: 'stopped', because: rules.giveUp }
    if (judgement.verdict === 'progressing' && snapshot.at >= rules.until)
      judgement = { ...judgement, verdict: 'timed-out' }
    if (judgement.verdict !== 'progressing') return judgement
  }
  return judgement
}

/** Whether ECS's own record is content, so that tasks and targets decide the rest. */
export const wantsDetails = (following: Following, snapshot: Snapshot, rules: Rules): boolean =>
  judgeDeployment(following, snapshot, rules).verdict === 'succeeded'

/** What ECS's own records say. */
function judgeDeployment(following: Following, snapshot: Snapshot, rules: Rules): Judgement {
  const { service } = snapshot
  const { deployment, revision } = following
  if (!service?.active) return { verdict: 'failed', because: 'the service was deleted' }
  const ours = service.deployments.find(one => one.id === deployment)
  const primary = primaryOf(service)
  const recorded = judgeRecord(snapshot, primary)
  if (recorded) return recorded
  if (ours?.state === 'failed') return judgeEnd(ours.reason, following, service, primary)
  const { answer } = following
  if (answer && snapshot.at - answer.at < COPIES_AGREE && service.desired !== answer.desired)
    return progressing('ECS shows what was before the update')
  if (ours?.primary) return sayPause(judgeCounts(ours, service, rules), snapshot)
  // A rollback makes the earlier deployment primary again, and when it is over only the events tell of it.
  const undone = service.events.find(event => event.text.includes(`(deployment ${deployment}) deployment failed`))
  if (undone) return judgeEnd(undone.text, following, service, primary)
  // A rollback that nobody has touched since before our deployment undid what came before us.
  if (primary && (ours || primary.updatedAt > following.createdAt) && ROLLS_BACK.test(primary.reason))
    return { verdict: 'rolled-back', because: whoRolledBack(primary.reason), instead: primary }
  if (!primary || isStale(following, service)) return progressing(`ECS does not show the deployment of ${revision} yet`)
  return {
    verdict: 'superseded',
    because: `a newer deployment of ${primary.revision} took its place`,
    instead: primary,
  }
}

/** How long (ms) after an update an answer may be older than it. */
export const COPIES_AGREE = 10_000

/** What is named first is the same whatever order AWS lists it in. */
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

function judgeCounts(ours: Deployment, service: Service, { waitFor }: Rules): Judgement {
  const running = `${ours.running} of ${service.desired} tasks run on ${ours.revision}`
  // The answer to an update shows a deployment that wants no task yet; the service knows how many it wants.
  if (ours.running < service.desired || ours.pending > 0) return progressing(running)
  if (waitFor === 'serving') return { verdict: 'succeeded', because: running }
  const others = service.deployments.filter(one => one.id !== ours.id && one.running + one.pending > 0)
  if (others.length > 0) {
    const left = others.reduce((sum, one) => sum + one.running + one.pending, 0)
    const revisions = [...new Set(others.map(one => one.revision))].sort().join(' and ')
    return progressing(`${left} of ${revisions}'s tasks are still draining`)
  }
  if (ours.state === 'in-progress') return progressing('ECS does not call the deployment completed yet')
  return { verdict: 'succeeded', because: running }
}

/** Where ECS waits for an answer, that is why nothing else comes. */
function sayPause(judgement: Judgement, { serviceDeployment }: Snapshot): Judgement {
  const { pause, stage } = serviceDeployment ?? {}
  if (!pause || judgement.verdict !== 'progressing') return judgement
  return progressing(`it is paused at ${stageName(stage)}${sayUnanswered(pause)}`)
}

/** What tasks and targets say, once ECS's own record is content. */
function judgeTasks(following: Following, snapshot: Snapshot, rules: Rules, goodSince: number): Judgement {
  const { service, at } = snapshot
  const ours = service?.deployments.find(one => one.id === following.deployment)
  if (service?.desired === 0)
    return rules.allowZero
      ? { verdict: 'succeeded', because: 'the service wants no task, so nothing runs' }
      : { verdict: 'failed', because: 'the service wants no task (desired count 0), so nothing runs' }
  const tasks = snapshot.tasks && ourTasks(following, snapshot.tasks).toSorted(byId)
  const ill = tasks?.find(task => task.health === 'unhealthy' || task.status !== 'RUNNING')
  if (ill)
    return progressing(`task ${ill.id} is ${ill.health === 'unhealthy' ? 'unhealthy' : ill.status}`, { what: 'tasks' })
  const unwell = judgeTargets(following, snapshot, tasks?.length ?? 1)
  if (unwell) return progressing(unwell, { what: 'targets' })
  // ECS counts from one copy and lists from another: of a task that is not listed nothing is known.
  if (tasks && service && tasks.length < service.desired)
    return progressing(`ECS lists ${tasks.length} of ${service.desired} tasks so far`, { what: 'tasks' })
  const silent = rules.requireLogs && tasks?.find(task => !snapshot.logged?.includes(task.id))
  if (silent) return progressing(`task ${silent.id} has written no line yet`, { what: 'logs' })
  const upSince = tasks ? Math.max(0, ...tasks.map(task => task.startedAt ?? at)) : goodSince
  const settled = upSince + (rules.settle ?? settleFor(service, tasks))
  if (at < settled) return progressing('the new tasks have not been up long enough yet', { what: 'time', at: settled })
  return { verdict: 'succeeded', because: `${ours?.running} of ${service?.desired} tasks run on ${ours?.revision}` }
}

/** Without a load balancer or a health check ECS is content as soon as a process runs; this long (ms) it must have run. */
const SETTLE_UNVOUCHED = 30_000

const settleFor = (service: Service | undefined, tasks: Snapshot['tasks']): number =>
  service?.targetGroups.length || (tasks?.length && tasks.every(task => task.health === 'healthy'))
    ? 0
    : SETTLE_UNVOUCHED

/** What is not well yet with the load balancer's view of our tasks; undefined when all is, or nobody may look. */
function judgeTargets(following: Following, snapshot: Snapshot, tasks: number): string | undefined {
  const targets = ourTargets(following, snapshot)?.toSorted(byId)
  if (!targets) return undefined
  const ill = targets.find(target => target.state !== 'healthy')
  if (ill) return `target ${ill.id}:${ill.port} is ${ill.state}${ill.reason ? ` (${ill.reason})` : ''}`
  const { targetGroups = [], alternates = {} } = snapshot.service ?? {}
  const within = (group: string) => targets.filter(one => one.group === group || one.group === alternates[group])
  const short = targetGroups.find(group => within(group).length < tasks)
  return short && `the load balancer does not have all ${tasks} tasks as targets yet`
}
