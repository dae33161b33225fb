// What must be asked for, besides the service itself, to judge and explain what one look shows?
import { type Lack, type Rules, wantsDetails } from './rollout.ts'
import { type Deployment, type Following, isStale, type Service, type Snapshot } from './snapshot.ts'

/** ECS's record of the deployment, its running and its stopped tasks, its targets, and which tasks have written a line. */
export type Detail = 'record' | 'tasks' | 'stopped' | 'targets' | 'logs'

/** What is known when a look is taken: times in milliseconds since the epoch. */
export type Known = {
  /** The last look that was not stale. */
  before: Snapshot | undefined
  /** When each detail was last asked for. */
  asked: ReadonlyMap<Detail, number>
  /** What the last look left wanting for a good verdict, and since when it has been. */
  lacks: Lack | undefined
  lackingSince: number | undefined
}

/** What changes without DescribeServices showing it is asked for at least this often (ms). */
const EVERY: Record<Detail, number> = {
  record: 20_000,
  tasks: Number.POSITIVE_INFINITY,
  stopped: Number.POSITIVE_INFINITY,
  targets: 30_000,
  logs: 30_000,
}

/**
 * Details are asked for when the service shows a change, when ECS is content and only they are left to judge by, and now
 * and then. What is lacking is asked for at each look, and the longer it lacks, the less often.
 */
export function wantedDetails(following: Following, rules: Rules, snapshot: Snapshot, known: Known): Set<Detail> {
  const { at, service } = snapshot
  if (!service) return new Set()
  const { before, asked, lacks, lackingSince = at } = known
  const changed = showsChange(following, before, snapshot)
  const well = wantsDetails(following, snapshot, rules)
  const scrutinized = well && (changed || !lacks || (lacks.what === 'time' && at >= lacks.at))
  const running = (ours(following, snapshot)?.running ?? 0) > 0
  const isDue = (detail: Detail) => {
    const patience = lacks?.what === detail ? Math.min(EVERY[detail], (at - lackingSince) / 2) : EVERY[detail]
    return at - (asked.get(detail) ?? Number.NEGATIVE_INFINITY) >= patience
  }
  const wanted: Record<Detail, boolean> = {
    record: wantsRecord(following, service) && ((changed && !leads(following, service)) || isDue('record')),
    tasks: running && (scrutinized || gainsTasks(following, before, snapshot) || isDue('tasks')),
    stopped: losesTasks(following, before, snapshot),
    targets: running && service.targetGroups.length > 0 && (scrutinized || isDue('targets')),
    logs: well && rules.requireLogs && (scrutinized || isDue('logs')),
  }
  return new Set((Object.keys(wanted) as Detail[]).filter(detail => wanted[detail]))
}

const ours = (following: Following, { service }: Partial<Snapshot> = {}) =>
  service?.deployments.find(one => one.id === following.deployment)

/** Its own record tells more where traffic is shifted, and when our deployment is no longer on its way to take over. */
const wantsRecord = (following: Following, service: Service): boolean =>
  service.strategy !== 'ROLLING' || (!isStale(following, service) && !leads(following, service))

/** Whether our deployment is the one that takes over. */
function leads(following: Following, service: Service): boolean {
  const deployment = service.deployments.find(one => one.id === following.deployment)
  return deployment?.primary === true && deployment.state !== 'failed'
}

/** Whether ECS's record of our deployment is not what it was. */
function showsChange(following: Following, before: Snapshot | undefined, snapshot: Snapshot): boolean {
  const shown = (one: Snapshot | undefined) => JSON.stringify([ours(following, one), one?.service?.desired])
  return shown(before) !== shown(snapshot)
}

function gainsTasks(following: Following, before: Snapshot | undefined, snapshot: Snapshot): boolean {
  const [was, is] = [ours(following, before), ours(following, snapshot)]
  return was?.running !== is?.running || was?.failed !== is?.failed
}

/** A task of ours has ended: ECS counts a failure more, a running task less, or has started one more than is wanted. */
function losesTasks(following: Following, before: Snapshot | undefined, snapshot: Snapshot): boolean {
  const [was, is] = [ours(following, before), ours(following, snapshot)]
  if (!is) return false
  return (
    is.failed > (was?.failed ?? 0) ||
    is.running < (was?.running ?? 0) ||
    (was !== undefined && begun(was) && restarts(before, snapshot))
  )
}

const begun = ({ running, pending, failed }: Deployment) => running + pending + failed > 0

/** ECS says in an event that it started tasks; after the first time, it replaces some that ended. */
function restarts(before: Snapshot | undefined, { service }: Snapshot): boolean {
  const starts = (one: Service | undefined) =>
    one?.events.filter(event => / has started \d+ tasks/.test(event.text)) ?? []
  const known = new Set(starts(before?.service).map(event => event.id))
  return starts(service).some(event => !known.has(event.id))
}
