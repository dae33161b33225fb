// What does a look do for a deployment that shifts traffic?
import type { World } from '../../world.ts'
import { type Failure, failDeployment } from '../failing.ts'
import type { Fit } from '../fitness.ts'
import { present } from '../members.ts'
import { isOpen } from '../records.ts'
import { currentRecord, type Deployment, type Member, type Service } from '../service.ts'
import { awaiting, expireHooks, openHooks } from './hooks.ts'
import { misconfigured } from './network.ts'
import type { Step } from './plan.ts'
import { type Shift, sideOf, stepOf } from './state.ts'
import { send } from './traffic.ts'

/** A stage that only waits fails after a day: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html */
const longest = 24 * 3600 * 1000

/** Takes the next step when the present one is over; answers whether that was the last. */
export function advanceShift(world: World, service: Service, target: Deployment, fits: Map<Member, Fit>): boolean {
  const { shift } = target
  const record = currentRecord(service)
  if (!shift || !isOpen(record) || target.rolloutState === 'FAILED') return false
  const fail = (failure: Failure) => failDeployment(world, service, failure)
  if (shift.back && world.disorders.shifts.rollbacksFail) {
    fail({ kind: 'network', rollback: false, reason: 'because of invalid networking configuration.' })
    return false
  }
  const timedOut = expireHooks(world, record)
  if (timedOut) {
    fail({ kind: 'hook', rollback: true, reason: `because ${timedOut.stage} pause hook timed out.` })
    return false
  }
  const step = stepOf(shift)
  if (step && (awaiting(record).length > 0 || !isOver(world, service, target, shift, step, fits))) {
    if (step.until && world.clock.now() - shift.since >= longest && awaiting(record).length === 0)
      fail({ kind: 'hook', rollback: true, reason: `because ${step.stage} timed out.` })
    return false
  }
  if (shift.index === shift.steps.length - 1) return true
  const looks = shift.steps[shift.index + 1]?.stage === 'PRE_SCALE_UP' || (shift.index < 0 && !world.reconciles)
  const wrong = looks && !shift.back ? misconfigured(world, target.revision.settings.loadBalancers) : undefined
  if (wrong) fail({ kind: 'network', rollback: true, reason: `because of invalid networking configuration${wrong}` })
  else enter(world, service, target, shift)
  return false
}

function enter(world: World, service: Service, target: Deployment, shift: Shift): void {
  shift.index++
  shift.since = world.clock.now()
  const step = stepOf(shift)
  const record = currentRecord(service)
  if (!step || !record) return
  record.stage = step.stage
  record.updatedAt = world.clock.now()
  const leftBehind = service.deployments.filter(one => sideOf(target, one) === 'leftover')
  for (const route of ['production', 'test'] as const) {
    const percent = step[route]
    if (percent === undefined) continue
    send(world, route, target.revision, shift.source?.revision, percent)
    for (const { revision } of leftBehind) if (revision.traffic) revision.traffic[route] = 0
  }
  if (!shift.back) openHooks(world, service.configuration, record, step.stage)
  if (step.stage === 'PRE_SCALE_UP')
    service.deployments = service.deployments.filter(one => sideOf(target, one) !== 'leftover')
}

function isOver(
  world: World,
  service: Service,
  target: Deployment,
  shift: Shift,
  step: Step,
  fits: Map<Member, Fit>,
): boolean {
  if (world.clock.now() - shift.since < step.ms) return false
  if (step.until === 'others-gone')
    return present(service).every(({ deployment }) => step.tasks[sideOf(target, deployment)])
  if (step.until === undefined) return true
  const whose = step.until === 'target-up' ? target : shift.source
  const well = present(service).filter(
    member => member.deployment === whose && fits.get(member) === 'healthy' && member.task.desiredStatus === 'RUNNING',
  )
  return well.length >= service.desiredCount
}
