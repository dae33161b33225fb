// How do a service's deployments begin and take over?
import type { World } from '../world.ts'
import { tell } from './events.ts'
import { closeRecord, isOpen, openRecord } from './records.ts'
import { sentences } from './sentences.ts'
import { currentRecord, type Deployment, primaryOf, type Revision, type Service } from './service.ts'
import { forwardShift, servingOf } from './shift/state.ts'
import { greenGroups, sameGroups, send } from './shift/traffic.ts'

/** Makes `revision` the primary deployment; one that was under way is stopped, and its tasks are replaced like any. */
export function beginDeployment(world: World, service: Service, revision: Revision): void {
  const { clock, durations } = world
  const now = clock.now()
  const before = currentRecord(service)
  if (isOpen(before)) {
    closeRecord(before, now, 'STOPPED', 'Service deployment was stopped because a new deployment started.')
    const superseded = primaryOf(service)
    if (superseded) world.chronicle.decisions.push({ deployment: superseded.id, at: now, outcome: 'superseded' })
  }
  const record = openRecord(world, service, revision)
  const deployment = newDeployment(revision, now, now + durations.beginning)
  direct(world, service, deployment)
  // An alarm that rings already would fail the deployment that is to silence it, so ECS ignores it:
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
  deployment.watchesAlarms = ringing(world, service).length === 0
  service.records.unshift(record)
  service.revisions.unshift(revision)
  service.deployments.unshift(deployment)
  service.throttle = { failures: 0, until: 0 }
  service.steady = false
}

/** A deployment that is to begin its work at `beginsAt`. */
export function newDeployment(revision: Revision, now: number, beginsAt: number): Deployment {
  const id = `ecs-svc/${revision.number}`
  return {
    id,
    revision,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    failedTasks: 0,
    createdAt: now,
    updatedAt: now,
    beginsAt,
    readySince: undefined,
    watchesAlarms: true,
    shift: undefined,
  }
}

/** Where its tasks are to be, and how the traffic gets there. A rolling update takes the traffic with the tasks. */
function direct(world: World, service: Service, deployment: Deployment): void {
  const { revision } = deployment
  const serving = servingOf(service)
  const { loadBalancers } = revision.settings
  if (service.configuration.strategy === 'ROLLING') {
    revision.groups = sameGroups(loadBalancers, serving?.revision)
    if (primaryOf(service)?.shift) send(world, 'production', revision, undefined, 100)
    revision.traffic = undefined
    return
  }
  revision.groups = greenGroups(world, loadBalancers, serving?.revision)
  revision.traffic = loadBalancers.length > 0 ? { production: 0, test: 0 } : undefined
  if (serving && revision.traffic) serving.revision.traffic ??= { production: 100, test: 0 }
  deployment.shift = forwardShift(world, service, serving, service.deployments.length)
  deployment.beginsAt = world.clock.now() + world.durations.pending
}

/** The primary deployment has taken over: all its tasks are well, and nothing is left of others. */
export function completeDeployment(world: World, service: Service): void {
  const primary = primaryOf(service)
  const record = currentRecord(service)
  if (!primary) return
  const now = world.clock.now()
  primary.rolloutState = 'COMPLETED'
  primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`
  primary.updatedAt = now
  primary.shift = undefined
  world.chronicle.decisions.push({ deployment: primary.id, at: now, outcome: 'completed' })
  service.completed = [primary, ...service.completed.filter(one => one !== primary)]
  if (isOpen(record)) {
    if (record.breaker === 'MONITORING') record.breaker = 'MONITORING_COMPLETE'
    if (record.alarms === 'MONITORING') record.alarms = 'MONITORING_COMPLETE'
    closeRecord(record, now, record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL', record.statusReason)
  }
  tell(world, service, sentences.completed(primary.id))
}

/** Names of the service's alarms that are in ALARM now. */
export function ringing({ alarmState }: World, { configuration: { alarms }, cluster }: Service): string[] {
  return alarms?.enable ? alarms.alarmNames.filter(name => alarmState(name, cluster.place) === 'ALARM') : []
}
