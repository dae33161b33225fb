// Why did a rollout end badly, what shows it, and what should be done next?
import { CAUSES, type Class, type Found } from './causes.ts'
import { mostTelling, tellingLines } from './log-lines.ts'
import type { Revision, TargetFacts, TaskFacts } from './snapshot.ts'

/** What is known of a bad rollout: of its own deployment only. */
export type Symptoms = {
  revision: Revision
  stopped: TaskFacts[]
  /** Targets of its tasks. */
  targets: TargetFacts[]
  /** Service events since it began, oldest first. */
  events: string[]
  /** Last lines of the failing container, when they could be read. */
  logLines: string[]
  /** What could not be looked at, and why. */
  notSeen: string[]
  /** The deployment's alarms, when one of them ended it. */
  alarms: { name: string; state: string; reason: string }[]
}

/** A cause without what shows it. */
type Explained = Omit<Diagnosis, 'evidence'>

/** What a cause is told with beside what AWS says of it. */
type Told = Pick<Symptoms, 'revision' | 'targets' | 'events'>

export type Diagnosis = {
  class: Class
  /** A clause: `container "app" exited with code 1`. */
  cause: string
  evidence: string[]
  /** What to do, as a whole sentence. */
  next: string
}

/** Lines of a container's end that are shown. */
const LINES_SHOWN = 8

/** Names the cause that most stopped tasks share, else what targets or events say; with its evidence and a next step. */
export function explainRollout(symptoms: Symptoms): Diagnosis {
  const { logLines, notSeen, alarms } = symptoms
  if (alarms.length > 0) return explainAlarms(alarms)
  const found = explainStopped(foldByCause(symptoms), symptoms) ?? explainOutside(symptoms)
  const lines = tellingLines(logLines).slice(-LINES_SHOWN)
  const more = [...lines.map(line => `log: ${line}`), ...notSeen.map(what => `not seen: ${what}`)]
  return { ...found, evidence: [...found.evidence, ...more] }
}

function explainStopped(folded: Folded[], symptoms: Symptoms): Diagnosis | undefined {
  const [first] = folded
  if (!first) return undefined
  const stopped = folded.map(one => explainFolded(one, symptoms.stopped.length))
  return { ...withLastLine(first, symptoms), evidence: [...stopped, ...explainTargets(symptoms.targets)] }
}

/** Those in ALARM now, or all of them when none is any more. */
const explainAlarms = (alarms: Symptoms['alarms']): Diagnosis => ({
  class: 'alarm',
  cause: `alarm ${ringing(alarms)
    .map(one => `"${one.name}"`)
    .join(' or ')} went off`,
  evidence: ringing(alarms).map(
    ({ name, state, reason }) => `alarm ${name} is ${state}: ${reason || 'no reason given'}`,
  ),
  next: 'Look at what the alarm measures at the time of the deployment; release again when the new revision is mended.',
})

const ringing = (alarms: Symptoms['alarms']): Symptoms['alarms'] => {
  const now = alarms.filter(one => one.state === 'ALARM')
  return now.length > 0 ? now : alarms
}

/** Lines are of the newest task, so they say more of the first cause only. */
const withLastLine = ({ tasks }: Folded, symptoms: Symptoms): Explained => {
  const [task] = tasks as [TaskFacts]
  const lastLine = mostTelling(symptoms.logLines)
  // Of a binary for another CPU ECS knows the exit code only.
  const text = /exec format error/i.test(lastLine) ? lastLine : taskText(task)
  return explainText(text, symptoms, guiltyContainer(task), lastLine) as Explained
}

const explainFolded = ({ cause, tasks }: Folded, all: number): string =>
  `${tasks.length} of ${all} stopped tasks: ${cause}. ECS says: ${taskText(tasks[0] as TaskFacts)}`

/** All that AWS says of a stopped task's end. */
export const taskText = (task: TaskFacts): string =>
  [task.stopCode, task.stoppedReason, ...task.containers.map(one => one.reason)].filter(Boolean).join('; ')

/** The container that brought a task down: one with a reason, else one with a bad exit, else one that ended. */
export const guiltyContainer = ({ containers }: TaskFacts): TaskFacts['containers'][number] | undefined =>
  containers.find(one => one.reason) ??
  containers.find(one => one.exitCode !== undefined && ![0, 143].includes(one.exitCode)) ??
  containers.find(one => one.exitCode !== undefined) ??
  containers[0]

/** A cause, and the tasks that it stopped. */
export type Folded = Explained & { tasks: TaskFacts[] }

/** One entry a cause, the most frequent first; tasks that say nothing of their end are left out. */
export function foldByCause(symptoms: Told & Pick<Symptoms, 'stopped'>): Folded[] {
  const byCause = new Map<string, Folded>()
  for (const task of symptoms.stopped) {
    const diagnosis = explainText(taskText(task), symptoms, guiltyContainer(task))
    if (!diagnosis) continue
    const folded = byCause.get(diagnosis.cause) ?? { ...diagnosis, tasks: [] }
    folded.tasks.push(task)
    byCause.set(diagnosis.cause, folded)
  }
  return [...byCause.values()].sort((a, b) => b.tasks.length - a.tasks.length)
}

function explainText(
  text: string,
  symptoms: Told,
  container: TaskFacts['containers'][number] | undefined,
  lastLine = '',
): Explained | undefined {
  const cause = CAUSES.find(one => one.shows.test(text))
  if (!cause) return undefined
  const found: Found = {
    text,
    container: container ? `container "${container.name}"` : 'a container',
    image: container?.image,
    exitCode: container?.exitCode,
    revision: symptoms.revision,
    health: healthReason(symptoms),
    lastLine,
  }
  return { class: cause.class, cause: cause.cause(found), next: cause.next(found) }
}

/** The load balancer's own words for why it holds our targets unhealthy. */
const healthReason = ({ targets, events }: Told): string =>
  targets.find(one => one.state === 'unhealthy' && one.reason)?.reason ??
  events.map(event => event.match(/due to \(reason ([^)]*)\)/)?.[1]).findLast(Boolean) ??
  ''

/** No stopped task says anything: then a target or an event does, or nobody. */
function explainOutside(symptoms: Symptoms): Diagnosis {
  const ill = explainTargets(symptoms.targets)
  if (ill.length > 0)
    return { ...(explainText('failed ELB health checks', symptoms, undefined) as Explained), evidence: ill }
  for (const event of symptoms.events.toReversed()) {
    const diagnosis = explainText(event, symptoms, undefined)
    if (diagnosis) return { ...diagnosis, evidence: [`event: ${event}`] }
  }
  const events = symptoms.events.slice(-3).map(event => `event: ${event}`)
  const said = symptoms.stopped
    .filter(task => task.stopCode !== 'ServiceSchedulerInitiated')
    .map(taskText)
    .filter(Boolean)
  return {
    class: 'unknown',
    cause: said[0]
      ? `ECS says of a stopped task: ${said[0]}`
      : 'neither its tasks nor its targets nor its events give a reason',
    evidence: [...new Set(said)].map(text => `stopped task: ${text}`).concat(events),
    next: "Look at the service's health check, security groups, secrets and logs.",
  }
}

const explainTargets = (targets: TargetFacts[]): string[] =>
  targets
    .filter(one => one.state === 'unhealthy')
    .map(one => `target ${one.id}:${one.port} is unhealthy: ${one.reason ?? 'no reason given'}`)
