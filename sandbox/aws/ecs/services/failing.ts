// How does a deployment fail, and what comes after?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
import type { World } from '../world.ts'
import { newDeployment } from './deployments.ts'
import { tell } from './events.ts'
import { advance, closeRecord, isOpen } from './records.ts'
import { revisionNumber } from './revisions.ts'
import { sentences } from './sentences.ts'
import { currentRecord, type Deployment, type DeploymentRecord, primaryOf, type Service } from './service.ts'
import { closeHooks } from './shift/hooks.ts'
import { backShift } from './shift/state.ts'

/** Why a deployment fails, and whether the service is to go back. `reason` goes on after "Service deployment rolled back". */
export type Failure = { rollback: boolean } & (
  | { kind: 'breaker' | 'stop' }
  | { kind: 'alarm'; alarms: string[] }
  | { kind: 'hook' | 'network'; reason: string }
)

/**
 * AWS's words: `reason` of the circuit breaker, of alarms, of a user, of hooks and of a wrong network are published, and
 * so are the other words of the circuit breaker and the events of all but a user; the rest is worded after them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 */
function wordsOf(failure: Failure): { state: string; event: string | undefined; back: string; reason: string } {
  switch (failure.kind) {
    case 'breaker':
      return {
        state: 'ECS deployment circuit breaker: tasks failed to start.',
        event: 'tasks failed to start',
        back: 'ECS deployment circuit breaker',
        reason: 'because the circuit breaker threshold was exceeded.',
      }
    case 'alarm':
      return {
        state: 'ECS deployment alarm: alarm detected.',
        event: 'alarm detected',
        back: 'ECS deployment alarm',
        reason: 'because of one or more active alarms.',
      }
    case 'stop':
      return {
        state: 'ECS deployment stopped by a user.',
        event: undefined,
        back: 'ECS deployment stopped',
        reason: 'by user.',
      }
    default: {
      const { reason } = failure
      const whole = `Service deployment rolled back ${reason}`
      return { state: whole, event: whole.replace(/\.$/, ''), back: 'ECS deployment failed', reason }
    }
  }
}

/** Fails the primary deployment: it starts nothing any more, and with `rollback` the service goes back. */
export function failDeployment(world: World, service: Service, failure: Failure): void {
  const primary = primaryOf(service)
  const record = currentRecord(service)
  if (!primary || primary.rolloutState === 'FAILED') return
  const now = world.clock.now()
  const { state, event, reason } = wordsOf(failure)
  primary.rolloutState = 'FAILED'
  primary.rolloutStateReason = state
  primary.updatedAt = now
  world.chronicle.decisions.push({ deployment: primary.id, at: now, outcome: 'failed', cause: failure.kind })
  service.completed = service.completed.filter(one => one !== primary)
  if (event) tell(world, service, sentences.failed(primary.id, event))
  if (!isOpen(record)) return
  closeHooks(record)
  if (failure.kind === 'breaker') record.breaker = 'TRIGGERED'
  if (failure.kind === 'alarm') Object.assign(record, { alarms: 'TRIGGERED', triggeredAlarms: failure.alarms })
  if (record.rollback) closeRecord(record, now, 'ROLLBACK_FAILED', `Service deployment rollback failed ${reason}`)
  else if (failure.rollback) rollBack(world, service, primary, record, failure)
  else halt(world, record, failure)
}

function halt({ clock, durations }: World, record: DeploymentRecord, failure: Failure): void {
  const reason = `Service deployment stopped ${wordsOf(failure).reason}`
  if (failure.kind !== 'stop') {
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
function rollBack(
  world: World,
  service: Service,
  failed: Deployment,
  record: DeploymentRecord,
  failure: Failure,
): void {
  const { clock, durations } = world
  const now = clock.now()
  const candidate = service.completed[0]
  if (!candidate) {
    closeRecord(record, now, 'ROLLBACK_FAILED', 'No rollback candidate was found to run the rollback.')
    return
  }
  const words = wordsOf(failure)
  const target = world.rollback === 'same' || failed.shift ? candidate : copyOf(world, candidate)
  const shift = failed.shift && backShift(world, service, target, failed, failure.kind !== 'network')
  service.completed = service.completed.filter(one => one !== candidate)
  service.deployments = [target, ...service.deployments.filter(one => one !== target)]
  Object.assign(target, {
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `${words.back}: rolling back to deploymentId ${target.id}.`,
    failedTasks: 0,
    updatedAt: now,
    readySince: undefined,
    watchesAlarms: false,
    shift,
  })
  service.throttle = { failures: 0, until: 0 }
  const reason = `Service deployment rolled back ${words.reason}`
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
