// How does a deployment fail, and what comes after?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
import type { World } from '../world.ts'
import { newDeployment } from './deployments.ts'
import { tell } from './events.ts'
import { advance, closeRecord, isOpen } from './records.ts'
import { revisionNumber } from './revisions.ts'
import { sentences } from './sentences.ts'
import { currentRecord, type Deployment, type DeploymentRecord, primaryOf, type Service } from './service.ts'

/** Why a deployment fails, and whether the service is to go back. */
export type Failure = { rollback: boolean } & ({ kind: 'breaker' | 'stop' } | { kind: 'alarm'; alarms: string[] })

/**
 * AWS's words. Those of the circuit breaker and the event of an alarm are published; the others are worded after them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 */
const words = {
  breaker: {
    state: 'ECS deployment circuit breaker: tasks failed to start.',
    event: 'tasks failed to start',
    back: 'ECS deployment circuit breaker',
    because: 'the circuit breaker threshold was exceeded.',
  },
  alarm: {
    state: 'ECS deployment alarm: alarm detected.',
    event: 'alarm detected',
    back: 'ECS deployment alarm',
    because: 'one or more alarms were triggered.',
  },
  stop: {
    state: 'ECS deployment stopped by a user.',
    event: undefined,
    back: 'ECS deployment stopped',
    because: 'a user stopped it.',
  },
}

/** Fails the primary deployment: it starts nothing any more, and with `rollback` the service goes back. */
export function failDeployment(world: World, service: Service, failure: Failure): void {
  const primary = primaryOf(service)
  const record = currentRecord(service)
  if (!primary || primary.rolloutState === 'FAILED') return
  const now = world.clock.now()
  const { state, event, because } = words[failure.kind]
  primary.rolloutState = 'FAILED'
  primary.rolloutStateReason = state
  primary.updatedAt = now
  service.completed = service.completed.filter(one => one !== primary)
  if (event) tell(world, service, sentences.failed(primary.id, event))
  if (!isOpen(record)) return
  if (failure.kind === 'breaker') record.breaker = 'TRIGGERED'
  if (failure.kind === 'alarm') Object.assign(record, { alarms: 'TRIGGERED', triggeredAlarms: failure.alarms })
  if (record.rollback)
    closeRecord(record, now, 'ROLLBACK_FAILED', `Service deployment rollback failed because ${because}`)
  else if (failure.rollback) rollBack(world, service, record, failure)
  else halt(world, record, failure)
}

function halt({ clock, durations }: World, record: DeploymentRecord, { kind }: Failure): void {
  const reason = `Service deployment stopped because ${words[kind].because}`
  if (kind !== 'stop') {
    closeRecord(record, clock.now(), 'STOPPED', reason)
    return
  }
  advance(record, clock.now(), 'STOP_REQUESTED')
  clock.after(durations.requested, () => closeRecord(record, clock.now(), 'STOPPED', reason))
}

/**
 * The most recent COMPLETED deployment becomes primary again, under its own id, and is IN_PROGRESS until it is complete
 * once more. Meanwhile it is no candidate for a further rollback.
 */
function rollBack(world: World, service: Service, record: DeploymentRecord, { kind }: Failure): void {
  const { clock, durations } = world
  const now = clock.now()
  const candidate = service.completed[0]
  if (!candidate) {
    closeRecord(record, now, 'ROLLBACK_FAILED', 'No rollback candidate was found to run the rollback.')
    return
  }
  const { back, because } = words[kind]
  const target = world.rollback === 'same' ? candidate : copyOf(world, candidate)
  service.completed = service.completed.filter(one => one !== candidate)
  service.deployments = [target, ...service.deployments.filter(one => one !== target)]
  Object.assign(target, {
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `${back}: rolling back to deploymentId ${target.id}.`,
    failedTasks: 0,
    updatedAt: now,
    readySince: undefined,
    watchesAlarms: false,
  })
  service.throttle = { failures: 0, until: 0 }
  const reason = `Service deployment rolled back because ${because}`
  advance(record, now, 'ROLLBACK_REQUESTED', {
    statusReason: reason,
    rollback: { reason, startedAt: now, revision: target.revision },
  })
  clock.after(durations.requested, () => {
    if (record.status === 'ROLLBACK_REQUESTED') advance(record, clock.now(), 'ROLLBACK_IN_PROGRESS')
  })
  tell(world, service, sentences.rollingBack(target.id))
}

/** The same revision under a number of its own, for clients that must not rely on the id coming back. */
function copyOf(world: World, { revision }: Deployment): Deployment {
  const now = world.clock.now()
  const number = revisionNumber(world)
  return newDeployment({ ...revision, number, arn: revision.arn.replace(revision.number, number) }, now, now)
}
