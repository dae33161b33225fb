// What can be found out about a rollout that ended badly?
import { type Diagnosis, explainRollout, guiltyContainer, type Symptoms } from '../decisions/diagnosis.ts'
import { harmlessText, linesOf } from '../decisions/log-lines.ts'
import { groupsOf, ourTargets, ourTasks, type TaskFacts } from '../decisions/snapshot.ts'
import { awslogsOf, logStream } from '../decisions/task-definition.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'
import type { Followed } from './follow.ts'

/** What a diagnosis may ask. */
export type Sources = Pick<World, 'ecs' | 'loadBalancer' | 'logs' | 'alarms'>

/** Last lines of a container that are read: a stack trace takes ten or twenty of them. */
const LOG_LINES = 50

/** Collects the symptoms of our own deployment, as far as this role may see them, and explains them. Never throws. */
export async function diagnose(cluster: string, rollout: Followed, sources: Sources): Promise<Diagnosis> {
  const { following, service, seen } = rollout
  const notSeen: string[] = []
  const attempt = <T>(otherwise: T, ask: () => Promise<T>) =>
    ask().catch(error => {
      // An explanation that cannot be had must not hide the verdict.
      notSeen.push(
        error instanceof Failure && error.denied ? `this role may not use ${error.denied}` : (error as Error).message,
      )
      return otherwise
    })

  const last = seen.findLast(one => one.service)
  const stopped = await attempt<TaskFacts[]>([], async () =>
    ourTasks(following, await (await sources.ecs()).stoppedTasks(cluster, service)),
  )
  const groups = last?.service ? groupsOf(last.service) : []
  const targets =
    groups.length > 0
      ? await attempt([], async () => {
          const now = await (await sources.loadBalancer()).describeTargets(groups)
          return ourTargets(following, { at: 0, service: undefined, targets: now, tasks: last?.tasks ?? [] }) ?? []
        })
      : []
  const logLines = await attempt([], () => lastLines(stopped, following.revision, sources))
  const events = (last?.service?.events ?? []).filter(event => event.at >= following.createdAt).map(event => event.text)
  const triggered = last?.serviceDeployment?.alarms ?? []
  const names = triggered.length > 0 ? triggered : (last?.service?.alarms ?? [])
  const alarms = /alarm/i.test(rollout.judgement.because) ? await attempt([], () => alarmsNow(names, sources)) : []
  const symptoms: Symptoms = { revision: following.revision, stopped, targets, events, logLines, notSeen, alarms }
  return explainRollout(harmless(symptoms))
}

/** What AWS tells holds names and reasons of others; log lines are harmless from the beginning. */
function harmless<T>(told: T): T {
  if (typeof told === 'string') return harmlessText(told) as T
  if (Array.isArray(told)) return told.map(harmless) as T
  if (told === null || typeof told !== 'object') return told
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, harmless(value)])) as T
}

/** All of them, with what CloudWatch says of each; it may have forgotten one, or not know it. */
async function alarmsNow(names: string[], sources: Sources): Promise<Symptoms['alarms']> {
  const found = names.length > 0 ? await (await sources.alarms()).describeAlarms(names) : []
  return names.map(name => found.find(one => one.name === name) ?? { name, state: 'unknown to CloudWatch', reason: '' })
}

/** The newest stopped task's guilty container, in its own words. */
async function lastLines(stopped: TaskFacts[], revision: string, { ecs, logs }: Sources): Promise<string[]> {
  const newest = stopped.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)).find(task => task.startedAt)
  const container = newest && guiltyContainer(newest)
  if (!newest || !container) return []
  const registered = await (await ecs()).describeTaskDefinition(revision)
  const awslogs = registered && awslogsOf(registered.definition, container.name)
  if (!awslogs) return []
  const stream = logStream(awslogs, container.name, newest.id)
  const events = await (await logs(awslogs.region)).lastLines(awslogs.group, stream, LOG_LINES)
  return linesOf(events).slice(-LOG_LINES)
}
