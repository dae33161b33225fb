// How does a load balancer find out whether its targets are well?
import { afterCheck, initialChecking, type Reason, reasons, registering } from './health.ts'
import { matches } from './settings.ts'
import { type Target, type TargetGroup, usersOf, type World } from './state.ts'

/** Registers a target, or registers it anew when it drains; health checks begin. */
export function register(world: World, group: TargetGroup, ip: string, port: number): void {
  const key = `${ip}:${port}`
  const known = group.targets.get(key)
  if (known && known.drainsUntil === undefined) return
  if (known) forget(known)
  const since = world.clock.now()
  const target: Target = {
    ip,
    port,
    health: registering,
    since,
    drainsUntil: undefined,
    drained: [],
    planned: undefined,
  }
  group.targets.set(key, target)
  target.planned = world.clock.after(world.durations.registration, () => {
    target.health = initialChecking
    return check(world, group, target)
  })
}

/** Begins draining; in-flight requests go on. `drained` is told when the deregistration delay is over. */
export function deregister(world: World, group: TargetGroup, ip: string, port: number, drained: () => void): void {
  const key = `${ip}:${port}`
  const target = group.targets.get(key)
  if (!target) {
    drained()
    return
  }
  target.drained.push(drained)
  if (target.drainsUntil !== undefined) return
  const delay = Number(group.attributes.get('deregistration_delay.timeout_seconds')) * 1000
  target.drainsUntil = world.clock.now() + delay
  target.planned?.()
  target.planned = world.clock.after(delay, () => {
    if (group.targets.get(key) === target) group.targets.delete(key)
    forget(target)
  })
}

/** Plans nothing more for a target; nobody waits for it to drain any longer. */
export function forget(target: Target): void {
  target.planned?.()
  for (const tell of target.drained.splice(0)) tell()
}

/** One check now, and the next an interval later, however long this one takes. */
async function check(world: World, group: TargetGroup, target: Target): Promise<void> {
  const { clock, network } = world
  const { intervalSeconds, timeoutSeconds, path, matcher, enabled } = group.check
  target.planned = clock.after(intervalSeconds * 1000, () => check(world, group, target))
  if (!enabled || usersOf(world, group.arn).length === 0) return

  let open = true
  const close = (failure: Reason | undefined) => {
    if (!open) return
    open = false
    giveUp()
    if (target.drainsUntil !== undefined) return
    const before = target.health.state
    target.health = afterCheck(target.health, failure, group.check)
    if (target.health.state !== before) target.since = clock.now()
  }
  const timeout = timeoutSeconds * 1000
  const giveUp = clock.after(timeout, () => close(reasons.timeout))
  try {
    const { status, afterMs = 0 } = await network.send(checkAddress(group, target), probe(target, path))
    const failure = matches(matcher, status) ? undefined : reasons.mismatch(status)
    if (afterMs === 0) close(failure)
    else if (afterMs < timeout) clock.after(afterMs, () => close(failure))
  } catch {
    close(reasons.failed)
  }
}

function checkAddress({ check: { port } }: TargetGroup, target: Target): string {
  return `${target.ip}:${port === 'traffic-port' ? target.port : port}`
}

const probe = ({ ip, port }: Target, path: string) => ({
  method: 'GET',
  path,
  headers: { host: `${ip}:${port}`, 'user-agent': 'ELB-HealthChecker/2.0' },
  body: Buffer.alloc(0),
})

/** State, reason code and description of a target, as DescribeTargetHealth shows them. */
export function shownHealth(world: World, group: TargetGroup, target: Target | undefined) {
  const shown = (state: string, { code, description }: Reason) => ({ state, reason: code, description })
  if (!target) return shown('unused', reasons.notRegistered)
  if (target.drainsUntil !== undefined) return shown('draining', reasons.draining)
  if (usersOf(world, group.arn).length === 0) return shown('unused', reasons.notInUse)
  if (!group.check.enabled) return shown('unavailable', reasons.disabled)
  const { state, reason } = target.health
  return reason ? shown(state, reason) : { state }
}
