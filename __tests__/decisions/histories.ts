// What can happen to a service while our deployment is under way, and what does each look at it show?
import type { Deployment, ServiceDeployment, ServiceEvent, Snapshot, TaskFacts } from '../../src/decisions/snapshot.ts'
import { deployment, exited, following, old, service, task } from './facts.ts'

export type Cause = 'breaker' | 'alarm' | 'user'

/** What ECS or somebody does next; what cannot be done just then is left out. */
export type Step =
  | { does: 'start' | 'run' | 'drain' | 'complete' | 'mend' | 'supersede' | 'delete' | 'rest' | 'repeat-event' }
  | { does: 'die'; exitCode: number }
  | { does: 'turn'; health: TaskFacts['health'] }
  | { does: 'turn-target'; state: string }
  | { does: 'scale'; desired: number }
  | { does: 'undo'; cause: Cause }

/** What stands when we come, and what of it we may see. */
export type Setting = {
  desired: number
  balanced: boolean
  /** Whether ECS rolls back what fails; and whether the earlier deployment comes back itself or as a copy. */
  rollback: boolean
  copies: boolean
  /** What the deployment before ours was doing. */
  before: 'completed' | 'in-progress' | 'rolling-back'
  /** How many of our first looks ECS answers from before our update. */
  stale: number
  sees: { record: boolean; tasks: boolean; targets: boolean }
}

/** What really happened, whether a look showed it or not. */
export type Truth = { undone?: Cause; wentBack?: boolean; superseded?: true; deleted?: true; wantedNone?: true }

export type History = { seen: Snapshot[]; truth: Truth; setting: Setting }

type Ledger = Pick<Deployment, 'id' | 'revision' | 'state' | 'reason' | 'createdAt' | 'updatedAt' | 'failed'>

const STATES: Record<Cause, [state: string, back: string, record: string]> = {
  breaker: [
    'ECS deployment circuit breaker: tasks failed to start.',
    'ECS deployment circuit breaker',
    'because the circuit breaker threshold was exceeded.',
  ],
  alarm: ['ECS deployment alarm: alarm detected.', 'ECS deployment alarm', 'because of one or more active alarms.'],
  user: ['ECS deployment stopped by a user.', 'ECS deployment stopped', 'by user.'],
}

/** Plays the steps, one every `every` ms, with a look after each that is looked at; the same steps give the same history. */
export function play(setting: Setting, steps: { step: Step; looked: boolean }[], every = 10_000): History {
  let at = following.createdAt
  let count = 0
  let desired = setting.desired
  let active = true
  let record: ServiceDeployment | undefined
  const truth: Truth = desired === 0 ? { wantedNone: true } : {}
  const ours: Ledger = { ...deployment({ state: 'in-progress' }) }
  const last: Ledger = { ...old({ state: setting.before === 'completed' ? 'completed' : 'in-progress' }) }
  if (setting.before === 'rolling-back') last.reason = `${STATES.breaker[1]}: rolling back to deploymentId ${last.id}.`
  const earlier: Ledger = { ...old({ id: 'ecs-svc/0', revision: 'web:0', createdAt: 0 }) }
  let ledgers = setting.before === 'in-progress' ? [last, earlier] : [last]
  let tasks: TaskFacts[] = []
  let stopped: TaskFacts[] = []
  const targets = new Map<string, string>()
  const logged: string[] = []
  const events: ServiceEvent[] = []

  const begin = (of: Ledger, more: Partial<TaskFacts>) => {
    const one = task(`${++count}`, { deployment: of.id, revision: of.revision, startedAt: undefined, ...more })
    tasks.push(one)
    return one
  }
  for (let i = 0; i < desired; i++) {
    const one = begin(ledgers.at(-1) as Ledger, { health: 'healthy', startedAt: 1 })
    targets.set(one.id, 'healthy')
  }
  const of = (id: string, status?: string) =>
    tasks.filter(one => one.deployment === id && (status === undefined || one.status === status))
  const tell = (text: string) => events.push({ id: `${events.length}`, at, text: `(service web) ${text}` })

  const look = (): Snapshot => {
    const [primary] = ledgers
    const deployments = ledgers.map(one => ({
      ...one,
      primary: one === primary,
      desired: one === primary ? desired : 0,
      running: of(one.id, 'RUNNING').length,
      pending: of(one.id, 'PENDING').length,
    }))
    const groups = setting.balanced ? ['tg'] : []
    const shown = service(deployments, { desired, active, events: [...events], targetGroups: groups })
    return {
      at,
      service: shown,
      stopped,
      logged: [...logged],
      ...(setting.sees.tasks ? { tasks: tasks.map(one => ({ ...one })) } : {}),
      ...(setting.sees.record && record ? { serviceDeployment: record } : {}),
      ...(setting.sees.targets && setting.balanced
        ? {
            targets: tasks
              .filter(one => one.startedAt !== undefined)
              .map(one => ({
                group: 'tg',
                id: one.address as string,
                port: 80,
                state: targets.get(one.id) ?? 'initial',
                reason: undefined,
              })),
          }
        : {}),
    }
  }

  const becomePrimary = (one: Ledger) => {
    ledgers = [one, ...ledgers.filter(each => each !== one)]
  }
  const undo = (cause: Cause) => {
    const [state, back, reason] = STATES[cause]
    if (ledgers[0] !== ours || ours.state !== 'in-progress') return
    truth.undone = cause
    Object.assign(ours, { state: 'failed', reason: state })
    if (cause !== 'user') tell(`(deployment ${ours.id}) deployment failed: ${state.split(': ')[1]}`)
    const wentBack = setting.rollback || cause === 'user'
    const status = wentBack ? 'ROLLBACK_IN_PROGRESS' : 'STOPPED'
    const how = wentBack ? 'rolled back' : 'stopped'
    record = {
      arn: 'arn',
      status,
      reason: `Service deployment ${how} ${reason}`,
      stage: undefined,
      weight: undefined,
      alarms: [],
    }
    if (!wentBack) return
    truth.wentBack = true
    const goal = setting.before === 'in-progress' ? earlier : last
    const target = setting.copies ? { ...goal, id: 'ecs-svc/9', createdAt: at } : goal
    tell(`rolling back to deployment ${target.id}.`)
    becomePrimary(
      Object.assign(target, { state: 'in-progress', reason: `${back}: rolling back to ${target.id}.`, updatedAt: at }),
    )
  }
  const happen = (step: Step) => {
    const primary = ledgers[0] as Ledger
    const [running] = of(primary.id, 'RUNNING')
    if (step.does === 'start' && of(primary.id).length < desired) begin(primary, { status: 'PENDING' })
    if (step.does === 'run') Object.assign(of(primary.id, 'PENDING')[0] ?? {}, { status: 'RUNNING', startedAt: at })
    if (step.does === 'turn') Object.assign(running ?? {}, { health: step.health })
    if (step.does === 'turn-target' && running) targets.set(running.id, step.state)
    if (step.does === 'mend')
      for (const one of tasks) {
        one.health = 'healthy'
        targets.set(one.id, 'healthy')
        logged.push(one.id)
      }
    if (step.does === 'scale') desired = step.desired
    if (desired === 0) truth.wantedNone = true
    if (step.does === 'undo') undo(step.cause)
    if (step.does === 'repeat-event' && events[0]) events.push(events[0])
    if (step.does === 'delete') {
      active = false
      truth.deleted = true
    }
    if (step.does === 'supersede') {
      truth.superseded = true
      becomePrimary({
        ...ours,
        id: `ecs-svc/${3 + ledgers.length}`,
        revision: 'web:3',
        state: 'in-progress',
        reason: '',
        createdAt: at,
        updatedAt: at,
      })
    }
    if (step.does === 'die') {
      const dead = of(primary.id)[0]
      tasks = tasks.filter(one => one !== dead)
      if (dead) primary.failed++
      if (dead && primary === ours) stopped = [...stopped, exited(dead.id, step.exitCode)]
    }
    if (step.does === 'drain') tasks = tasks.filter(one => one !== tasks.find(each => each.deployment !== primary.id))
    const empty = ledgers.slice(1).every(one => of(one.id).length === 0)
    if (
      step.does === 'complete' &&
      primary.state === 'in-progress' &&
      of(primary.id, 'RUNNING').length >= desired &&
      empty
    ) {
      Object.assign(primary, { state: 'completed', reason: `ECS deployment ${primary.id} completed.` })
      ledgers = [primary]
      tell(`(deployment ${primary.id}) deployment completed.`)
    }
  }

  const seen = Array.from({ length: setting.stale }, () => {
    at += every
    return look()
  })
  becomePrimary(ours)
  // The answer to the update comes first, and may be followed by what was before it.
  seen.unshift({ ...look(), at: following.createdAt })
  for (const { step, looked } of steps) {
    at += every
    happen(step)
    if (looked) seen.push(look())
  }
  return { seen, truth, setting }
}
