// What does the service scheduler do, look after look?
import { stop } from '../tasks/life.ts'
import { stops } from '../tasks/reasons.ts'
import { isPending } from '../tasks/task.ts'
import type { World } from '../world.ts'
import { countFailures, thresholdOf, trips } from './breaker.ts'
import { completeDeployment, ringing } from './deployments.ts'
import { tell } from './events.ts'
import { failDeployment } from './failing.ts'
import type { Fit } from './fitness.ts'
import { countsOf, fitOf, knownSince, note, present } from './members.ts'
import { moveRolling, moveSides } from './moving.ts'
import { retire } from './retire.ts'
import { sentences } from './sentences.ts'
import { currentRecord, type Deployment, type Member, primaryOf, type Service } from './service.ts'
import { advanceShift } from './shift/advance.ts'

/** Looks after a service until it is INACTIVE. */
export function schedule(world: World, service: Service): void {
  world.clock.after(world.durations.look, () => {
    if (service.status === 'INACTIVE') return
    look(world, service)
    schedule(world, service)
  })
}

function look(world: World, service: Service): void {
  service.members = service.members.filter(({ task }) => task.lastStatus !== 'STOPPED')
  if (service.status === 'DRAINING') {
    drain(world, service)
    return
  }
  const primary = primaryOf(service)
  if (!primary || world.clock.now() < primary.beginsAt) return
  const fits = new Map(present(service).map(member => [member, fitOf(world, service, member)]))
  proveHealthy(world, service, primary, fits)
  watch(world, service, primary)
  // The one before may have failed a moment ago, and its pending tasks are gone.
  const target = primaryOf(service)
  if (!target?.shift) {
    moveRolling(world, service, fits)
    settle(world, service, fits)
    return
  }
  if (advanceShift(world, service, target, fits)) arrive(world, service, target)
  else moveSides(world, service, fits)
}

/** All traffic has moved, and nothing is left of what served before. */
function arrive(world: World, service: Service, target: Deployment): void {
  service.deployments = [target]
  completeDeployment(world, service)
  tell(world, service, sentences.steady())
  service.steady = true
}

/** The first time a task is healthy it stops counting as one that may fail to start. */
function proveHealthy(world: World, service: Service, primary: Deployment, fits: Map<Member, Fit>): void {
  for (const [member, fit] of fits) {
    if (fit !== 'healthy' || member.proved) continue
    member.proved = true
    note(world, member, 'healthy', knownSince(world, member))
    if (member.deployment !== primary || primary.rolloutState !== 'IN_PROGRESS') continue
    primary.failedTasks = countFailures(service.configuration.deploymentCircuitBreaker, primary.failedTasks, 'healthy')
    const record = currentRecord(service)
    if (record) record.failureCount = primary.failedTasks
  }
}

/** Circuit breaker and alarms: either may fail the deployment. */
function watch(world: World, service: Service, primary: Deployment): void {
  if (primary.rolloutState !== 'IN_PROGRESS') return
  const { deploymentCircuitBreaker: breaker, alarms } = service.configuration
  const record = currentRecord(service)
  if (record) record.threshold = thresholdOf(breaker, service.desiredCount)
  if (trips(breaker, primary.failedTasks, service.desiredCount)) {
    stopPending(world, service, primary)
    failDeployment(world, service, { kind: 'breaker', rollback: breaker.rollback })
    return
  }
  const watched = primary.watchesAlarms && countsOf(service, primary).running > 0 && record?.stage !== 'CLEAN_UP'
  const triggered = watched ? ringing(world, service) : []
  if (triggered.length > 0)
    failDeployment(world, service, { kind: 'alarm', rollback: alarms?.rollback ?? false, alarms: triggered })
}

function stopPending(world: World, service: Service, deployment: Deployment): void {
  const pending = service.members.filter(one => one.deployment === deployment && isPending(one.task))
  for (const { task } of pending) stop(world, task, stops.scaling(deployment.id))
  if (pending.length > 0) tell(world, service, sentences.stoppedPending(pending.length))
}

/** Whether the primary deployment has taken over, and whether the service is in a steady state. */
function settle(world: World, service: Service, fits: Map<Member, Fit>): void {
  const { clock, durations } = world
  const now = clock.now()
  const primary = primaryOf(service)
  if (!primary || primary.rolloutState === 'FAILED') return
  const current = service.members.filter(({ deployment }) => deployment === primary)
  const healthy = current.filter(member => fits.get(member) === 'healthy' && member.task.desiredStatus === 'RUNNING')
  const well = healthy.length === service.desiredCount && countsOf(service, primary).running === service.desiredCount
  const alone = current.length === service.members.length
  if (!well || !alone) {
    primary.readySince = undefined
    return
  }
  primary.readySince ??= now
  const baked = primary.readySince + bakeOf(world, service, primary)
  if (now >= baked + durations.retiring) service.deployments = [primary]
  if (primary.rolloutState === 'IN_PROGRESS') {
    if (now < baked + durations.completing) return
    completeDeployment(world, service)
  }
  if (!service.steady) tell(world, service, sentences.steady())
  service.steady = true
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html */
function bakeOf({ durations }: World, { configuration }: Service, { watchesAlarms, rolloutState }: Deployment): number {
  if (rolloutState !== 'IN_PROGRESS') return 0
  const wanted = configuration.bakeTimeInMinutes * 60_000
  return configuration.alarms?.enable && watchesAlarms ? Math.max(wanted, durations.baking) : wanted
}

/** A deleted service stops all it has; it is INACTIVE once everything is on its way out. */
function drain(world: World, service: Service): void {
  for (const { task } of service.members) stop(world, task, stops.serviceDeleted(service.name))
  if (service.members.every(({ task }) => !['RUNNING', 'DEACTIVATING'].includes(task.lastStatus))) {
    service.deployments = []
    retire(world, service)
  }
}
