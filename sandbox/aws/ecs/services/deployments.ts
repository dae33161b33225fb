// How do a service's deployments begin and take over?
import type { World } from '../world.ts'
import { tell } from './events.ts'
import { closeRecord, isOpen, openRecord } from './records.ts'
import { sentences } from './sentences.ts'
import { currentRecord, type Deployment, primaryOf, type Revision, type Service } from './service.ts'

/** Makes `revision` the primary deployment; one that was under way is stopped, and its tasks are replaced like any. */
export function beginDeployment(world: World, service: Service, revision: Revision): void {
  const { clock, durations } = world
  const now = clock.now()
  const before = currentRecord(service)
  if (isOpen(before))
    closeRecord(before, now, 'STOPPED', 'Service deployment was stopped because a new deployment started.')
  const record = openRecord(world, service, revision)
  const deployment = newDeployment(revision, now, now + durations.beginning)
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
  }
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
