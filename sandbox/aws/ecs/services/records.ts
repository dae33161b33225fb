// How does a service deployment go through its states?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html
import { ecsArn, type World } from '../world.ts'
import { thresholdOf } from './breaker.ts'
import type { DeploymentRecord, RecordStatus, Revision, Service } from './service.ts'
import { closeHooks } from './shift/hooks.ts'

const over = new Set<RecordStatus>(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'])

/** Whether a service deployment is still under way. */
export const isOpen = (record: DeploymentRecord | undefined): record is DeploymentRecord =>
  record !== undefined && !over.has(record.status)

/** The record of a deployment to `target` that begins now: PENDING, and IN_PROGRESS in a moment. */
export function openRecord({ clock, ids, durations }: World, service: Service, target: Revision): DeploymentRecord {
  const now = clock.now()
  const { cluster, name, configuration } = service
  const { deploymentCircuitBreaker: breaker, alarms } = configuration
  // 21 characters of base64url, as AWS's.
  const id = Buffer.from(ids(32), 'hex').toString('base64url').slice(0, 21)
  const record: DeploymentRecord = {
    arn: ecsArn(cluster.place, `service-deployment/${cluster.name}/${name}/${id}`),
    status: 'PENDING',
    statusReason: undefined,
    createdAt: now,
    startedAt: undefined,
    finishedAt: undefined,
    stoppedAt: undefined,
    updatedAt: now,
    target,
    sources: service.deployments.map(({ revision }) => revision),
    rollback: undefined,
    breaker: breaker.enable ? 'MONITORING' : 'DISABLED',
    failureCount: 0,
    threshold: thresholdOf(breaker, service.desiredCount),
    alarms: alarms?.enable ? 'MONITORING' : 'DISABLED',
    triggeredAlarms: [],
    stage: undefined,
    hooks: [],
  }
  clock.after(durations.pending, () => {
    if (record.status === 'PENDING') advance(record, clock.now(), 'IN_PROGRESS', { startedAt: clock.now() })
  })
  return record
}

/** The next state, at `now`. */
export function advance(
  record: DeploymentRecord,
  now: number,
  status: RecordStatus,
  more: Partial<DeploymentRecord> = {},
): void {
  Object.assign(record, { status, updatedAt: now, ...more })
}

/** The last state, at `now`. */
export function closeRecord(record: DeploymentRecord, now: number, status: RecordStatus, reason?: string): void {
  const stopped = status === 'STOPPED' ? { stoppedAt: now } : {}
  closeHooks(record)
  advance(record, now, status, { statusReason: reason, finishedAt: now, ...stopped })
}
