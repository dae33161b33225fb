// What has changed in a rollout since the last look that a reader wants to know?
import { foldByCause } from './diagnosis.ts'
import { sayUnanswered, stageName } from './pause-words.ts'
import { COPIES_AGREE } from './rollout.ts'
import { type Deployment, type Following, isStale, ourTargets, type Service, type Snapshot } from './snapshot.ts'

/** One line a change, without time and subject; none when nothing changed. */
export function explainProgress(following: Following, before: Snapshot | undefined, after: Snapshot): string[] {
  const [was, is] = [before?.service, after.service]
  if (!is) return was ? ['the service is gone'] : []
  if (isStale(following, is)) return []
  return [
    ...explainEvents(before, after),
    ...explainDesired(following, was, after),
    ...explainOurs(following, was, is),
    ...explainStopped(following, before, after),
    ...explainTargets(following, before, after),
    ...explainOthers(following, was, is),
    ...explainShift(following, before, after),
  ]
}

const ours = (following: Following, service: Service | undefined) =>
  service?.deployments.find(one => one.id === following.deployment)

/** ECS may show for a moment what it had before it was asked for another number: that is no news. */
function explainDesired({ answer }: Following, was: Service | undefined, { at, service: is }: Snapshot): string[] {
  if (!was || !is || was.desired === is.desired) return []
  if (answer && at - answer.at < COPIES_AGREE && is.desired !== answer.desired) return []
  return [`${is.desired} ${tasks(is.desired)} wanted (${was.desired === 1 ? 'was' : 'were'} ${was.desired})`]
}

function explainOurs(following: Following, was: Service | undefined, is: Service): string[] {
  const [before, now] = [ours(following, was), ours(following, is)]
  if (!now) return []
  const lines: string[] = []
  if (now.running !== (before?.running ?? 0))
    lines.push(
      now.desired > 0
        ? `${now.running} of ${now.desired} ${tasks(now.desired)} running on ${now.revision}`
        : `${now.revision} wants no task any more${now.running > 0 ? `: ${left(now)}` : ''}`,
    )
  const told = is.events.some(event => event.text.includes(`(deployment ${now.id}) deployment completed`))
  if (now.state === 'completed' && before?.state !== 'completed' && !told)
    lines.push('ECS calls the deployment completed')
  if (now.state === 'failed' && before?.state !== 'failed')
    lines.push(`ECS gave the deployment up: ${now.reason || 'no reason given'}`)
  return lines
}

/** How far ECS has shifted traffic, where it does. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html */
function explainShift({ revision }: Following, before: Snapshot | undefined, after: Snapshot): string[] {
  const [was, is] = [before?.serviceDeployment, after.serviceDeployment]
  if (!is?.stage) return []
  const lines = [
    ...(is.stage === was?.stage ? [] : [`stage ${stageName(is.stage)}`]),
    ...(is.pause && is.pause.id !== was?.pause?.id
      ? [`waits at the pause of stage ${stageName(is.stage)} until somebody answers it${sayUnanswered(is.pause)}`]
      : []),
  ]
  return is.weight === undefined || is.weight === was?.weight
    ? lines
    : [...lines, `${revision} takes ${is.weight} % of production traffic`]
}

/** Why tasks stopped, one line a cause; where that may not be seen, how many ECS counts. */
function explainStopped(following: Following, before: Snapshot | undefined, after: Snapshot): string[] {
  if (!after.stopped) {
    const failed = (ours(following, after.service)?.failed ?? 0) - (ours(following, before?.service)?.failed ?? 0)
    return failed > 0 ? [`${failed} ${tasks(failed)} of ${following.revision} failed to start`] : []
  }
  const known = new Set(before?.stopped?.map(one => one.id))
  const stopped = after.stopped.filter(one => !known.has(one.id))
  const events = after.service?.events.map(event => event.text) ?? []
  const symptoms = {
    revision: following.revision,
    targets: after.targets ?? [],
    events,
    logLines: [],
    notSeen: [],
    alarms: [],
  }
  return foldByCause({ ...symptoms, stopped }).map(({ cause, tasks: ended }) => {
    const [first] = ended
    return ended.length === 1
      ? `task ${first?.id.slice(0, 7)} stopped: ${cause}`
      : `${ended.length} tasks stopped: ${cause}`
  })
}

function explainOthers(following: Following, was: Service | undefined, is: Service): string[] {
  const lines: string[] = []
  for (const other of is.deployments.filter(one => one.id !== following.deployment)) {
    const before = was?.deployments.find(one => one.id === other.id)
    if (other.primary && !before?.primary && was)
      lines.push(`${other.revision} is primary now${other.reason ? `: ${other.reason}` : ''}`)
    else if (before && before.running > other.running) lines.push(`${named(following, other)} drains: ${left(other)}`)
  }
  for (const gone of was?.deployments ?? [])
    if (gone.id !== following.deployment && gone.running > 0 && !is.deployments.some(one => one.id === gone.id))
      lines.push(`${named(following, gone)} has drained`)
  return lines
}

/** ECS's own events, each once and in order; what was there before the deployment is not of it. */
function explainEvents(before: Snapshot | undefined, { service }: Snapshot): string[] {
  if (!before?.service || !service) return []
  const known = new Set(before.service.events.map(event => event.id))
  return service.events.filter(event => !known.has(event.id)).map(event => `ECS: ${shortEvent(event.text)}`)
}

/** An event without the service it is of, with tasks and target groups as short as they can be told apart. */
const shortEvent = (text: string): string =>
  text
    .replace(/^\(service [^)]*?(?:, taskSet [^)]*)?\) /, '')
    .replace(/\btask ([0-9a-f]{7})[0-9a-f]{25}\b/g, 'task $1')
    .replace(/arn:[^\s)]*:targetgroup\/([^/\s)]+)\/[0-9a-f]+/g, '$1')
    .replace(/ For more information, see .*$/, '')

function explainTargets(following: Following, before: Snapshot | undefined, after: Snapshot): string[] {
  const [were, are] = [before && ourTargets(following, before), ourTargets(following, after)]
  if (!are) return []
  const healthy = are.filter(target => target.state === 'healthy').length
  const lines: string[] = []
  if (healthy !== (were ?? []).filter(target => target.state === 'healthy').length)
    lines.push(`${healthy} of ${are.length} ${are.length === 1 ? 'target' : 'targets'} healthy`)
  for (const target of are.filter(one => one.state === 'unhealthy'))
    if (!were?.some(one => one.id === target.id && one.port === target.port && one.state === 'unhealthy'))
      lines.push(`target ${target.id}:${target.port} is unhealthy: ${target.reason ?? 'no reason given'}`)
  return lines
}

const tasks = (count: number) => (count === 1 ? 'task' : 'tasks')

/** A rollback moves a service to a revision that it still runs: then the two deployments have one name. */
const named = (following: Following, { revision }: Deployment) =>
  revision === following.revision ? `the earlier deployment of ${revision}` : revision

const left = ({ running }: Deployment) =>
  running === 0 ? 'none of its tasks is left' : `${running} ${tasks(running)} left`
