// How does the scheduler start and stop a service's tasks?
import { stop } from '../tasks/life.ts'
import { stops } from '../tasks/reasons.ts'
import { isLeaving, isPending } from '../tasks/task.ts'
import type { World } from '../world.ts'
import { complain, tell } from './events.ts'
import type { Fit } from './fitness.ts'
import { ailingTarget, knownSince, note, present } from './members.ts'
import { countFailure, place } from './placing.ts'
import { type Launching, type Moves, planMoves } from './rolling.ts'
import { sentences } from './sentences.ts'
import { type Deployment, type Member, primaryOf, type Service } from './service.ts'
import { wantedOf } from './shift/state.ts'

/** The next moves of a rolling update, or of a service at rest. */
export function moveRolling(world: World, service: Service, fits: Map<Member, Fit>): void {
  const primary = primaryOf(service)
  if (!primary) return
  const { configuration, desiredCount: desired } = service
  const { minimumHealthyPercent, maximumPercent } = configuration
  const here = present(service)
  const moves = planMoves(
    { desired, minimumHealthyPercent, maximumPercent },
    launching(world, service, primary),
    here.map(member => ({ ...candidate(member, fits), current: member.deployment === primary })),
  )
  carryOut(world, service, primary, moves)
  if (moves.stuck) complain(world, service, sentences.stuck())
}

/**
 * Each colour by itself has the tasks that the present step of the shift gives it, and its ill ones replaced. There may be
 * twice as many for that while they are; percents of the deployment configuration are for rolling updates.
 */
export function moveSides(world: World, service: Service, fits: Map<Member, Fit>): void {
  const primary = primaryOf(service)
  if (!primary) return
  for (const deployment of service.deployments) {
    const desired = wantedOf(service, primary, deployment)
    const here = present(service).filter(member => member.deployment === deployment)
    const moves = planMoves(
      { desired, minimumHealthyPercent: 100, maximumPercent: 200 },
      launching(world, service, deployment),
      here.map(member => ({ ...candidate(member, fits), current: true })),
    )
    carryOut(world, service, deployment, moves)
  }
}

function candidate(member: Member, fits: Map<Member, Fit>): { id: string; fit: Fit } {
  const { task } = member
  return { id: task.id, fit: isLeaving(task) ? 'leaving' : (fits.get(member) ?? 'starting') }
}

function launching(world: World, { throttle }: Service, { rolloutState }: Deployment): Launching {
  if (rolloutState === 'FAILED') return 'never'
  return world.clock.now() < throttle.until ? 'later' : 'now'
}

function carryOut(world: World, service: Service, deployment: Deployment, moves: Moves): void {
  const named = (ids: string[]) => present(service).filter(({ task }) => ids.includes(task.id))
  const ill = named(moves.ill)
  const surplus = named(moves.surplus)
  if (moves.start > 0) place(world, service, deployment, moves.start, moves.replacing)
  for (const member of ill) stopIll(world, service, member)
  stopSurplus(world, service, surplus)
  if (moves.start > 0 || ill.length > 0 || surplus.length > 0) service.steady = false
}

function stopIll(world: World, service: Service, member: Member): void {
  const { task, deployment } = member
  const ailing = ailingTarget(world, member)
  if (ailing) {
    const { group, description = 'Health checks failed' } = ailing
    const { targetGroupArn, containerPort } = group
    tell(world, service, sentences.unhealthyTarget(task.id, containerPort, targetGroupArn, description))
  } else tell(world, service, sentences.unhealthyContainer(task.id))
  note(world, member, 'unhealthy', knownSince(world, member))
  countFailure(service, deployment)
  stop(world, task, ailing ? stops.unhealthyTarget(ailing.group.targetGroupArn) : stops.unhealthyContainer)
  tell(world, service, sentences.stoppedRunning([task.id]))
}

function stopSurplus(world: World, service: Service, members: Member[]): void {
  const primary = primaryOf(service)
  if (!primary) return
  const pending = members.filter(({ task }) => isPending(task))
  const running = members.filter(({ task }) => !isPending(task))
  for (const { task } of members) stop(world, task, stops.scaling(primary.id))
  if (pending.length > 0) tell(world, service, sentences.stoppedPending(pending.length))
  if (running.length > 0) tell(world, service, sentences.stoppedRunning(running.map(({ task }) => task.id)))
}
