// What does one look at a service ask for, and what comes of it?
import { explainProgress } from './decisions/progress.ts'
import { type Rules, wantsDetails } from './decisions/rollout.ts'
import {
  type Deployment,
  type Following,
  isStale,
  type Service,
  type Snapshot,
  type TaskFacts,
} from './decisions/snapshot.ts'
import { Failure } from './failure.ts'
import type { Ecs } from './io/ecs.ts'
import type { LoadBalancer } from './io/load-balancer.ts'
import type { Log } from './log.ts'
import { type Proof, prover } from './prove.ts'
import type { Clock } from './watch.ts'
import type { World } from './world.ts'
import { writers } from './writers.ts'

/** A rollout that is followed: what it is, by which rules, and what was seen of it so far. */
export type Rollout = {
  /** ECS's name, and the user's name for it. */
  service: string
  name: string
  following: Following
  rules: Rules
  seen: Snapshot[]
}

/** What a look needs of the world. */
export type Look = {
  cluster: string
  ecs: Pick<Ecs, 'describeServices' | 'runningTasks' | 'stoppedTasks' | 'serviceDeployment'>
  loadBalancer: () => Promise<LoadBalancer>
  /** Whether what a task could not find is proven absent. */
  prove: Proof
  /** Which of the tasks have written a line. */
  logged: (tasks: TaskFacts[]) => Promise<string[]>
  clock: Clock
  cancel: AbortSignal
  log: Log
  warn(text: string): void
  /** What this role may not ask, by IAM action; each is said once. */
  denied: Set<string>
}

/** A look into the world, for the services of one cluster. */
export async function createLook(cluster: string, log: Log, world: World): Promise<Look> {
  return {
    cluster,
    ecs: await world.ecs(),
    loadBalancer: world.loadBalancer,
    prove: prover(world),
    logged: writers(world),
    clock: world.clock,
    cancel: world.cancel,
    log,
    warn: world.runner.warn,
    denied: new Set(),
  }
}

/** Targets change without ECS's record changing, so they are looked at this often (ms) until all is well. */
const TARGETS_EVERY = 15_000

/** Adds what this look shows to the rollout; details are asked for when something changed. Answers whether it did. */
export async function lookAt(rollout: Rollout, service: Service | undefined, look: Look): Promise<boolean> {
  const before = lastKnown(rollout)
  const snapshot: Snapshot = { at: look.clock.now(), service }
  if (service) await addDetails(snapshot, service, before, rollout, look)
  const lines = explainProgress(rollout.following, before, snapshot)
  for (const line of lines) look.log(rollout.name, line)
  remember(rollout, snapshot)
  return lines.length > 0
}

async function addDetails(
  snapshot: Snapshot,
  service: Service,
  before: Snapshot | undefined,
  rollout: Rollout,
  look: Look,
) {
  const { following, rules, service: name } = rollout
  const { cluster, ecs } = look
  const asked = <T>(otherwise: T | undefined, wanted: boolean, ask: () => Promise<T>): Promise<T | undefined> =>
    wanted ? ifAllowed(look, ask) : Promise.resolve(otherwise)
  const well = wantsDetails(following, snapshot, rules)
  const set = (details: { [K in keyof Snapshot]?: Snapshot[K] | undefined }) =>
    Object.assign(snapshot, Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)))

  set({
    serviceDeployment: await asked(undefined, wantsRecord(following, service), () =>
      ecs.serviceDeployment(cluster, name, following),
    ),
  })
  set({
    tasks: await asked(before?.tasks, well || gainsTasks(following, before, snapshot), () =>
      ecs.runningTasks(cluster, name),
    ),
  })
  const lost = losesTasks(following, before, snapshot)
  set({
    stopped: await asked(before?.stopped, lost, async () => ours(following, await ecs.stoppedTasks(cluster, name))),
  })
  if (service.targetGroups.length > 0 && (well || targetsAreDue(rollout, snapshot)))
    set({
      targets: await ifAllowed(look, async () => (await look.loadBalancer()).describeTargets(service.targetGroups)),
    })
  set({ proof: before?.proof ?? (lost ? await look.prove(snapshot.stopped ?? []) : undefined) })
  if (well && rules.requireLogs)
    set({ logged: await ifAllowed(look, () => look.logged(ours(following, snapshot.tasks ?? []))) })
}

const ours = ({ deployment }: Following, tasks: TaskFacts[]) => tasks.filter(task => task.deployment === deployment)

const ourDeployment = (following: Following, { service }: Partial<Snapshot> = {}) =>
  service?.deployments.find(one => one.id === following.deployment)

/** The last look, with what was known of targets when they were last asked for; stale answers are passed over. */
function lastKnown({ following, seen }: Rollout): Snapshot | undefined {
  const last = seen.findLast(one => !one.service || !isStale(following, one.service))
  const targets = seen.findLast(one => one.targets)?.targets
  return last && targets ? { ...last, targets } : last
}

/** Looks that show the same are kept as one stretch, its first and its last, however long it takes. */
function remember({ seen }: Rollout, snapshot: Snapshot): void {
  const same = (one: Snapshot | undefined) =>
    JSON.stringify({ ...one, at: 0 }) === JSON.stringify({ ...snapshot, at: 0 })
  if (same(seen.at(-1)) && same(seen.at(-2))) seen.pop()
  seen.push(snapshot)
}

/** Its own record tells more where traffic is shifted, and when our deployment is no longer the primary one. */
function wantsRecord(following: Following, service: Service): boolean {
  const deployment = service.deployments.find(one => one.id === following.deployment)
  if (service.strategy !== 'ROLLING') return true
  return !isStale(following, service) && (!deployment?.primary || deployment.state === 'failed')
}

/** Tasks are asked for again when ECS's record of our deployment changed. */
function gainsTasks(following: Following, before: Snapshot | undefined, snapshot: Snapshot): boolean {
  const [was, is] = [ourDeployment(following, before), ourDeployment(following, snapshot)]
  return (is?.running ?? 0) > 0 && (was?.running !== is?.running || was?.failed !== is?.failed)
}

/** A task of ours has ended: ECS counts a failure more, a running task less, or has started one more than is wanted. */
function losesTasks(following: Following, before: Snapshot | undefined, snapshot: Snapshot): boolean {
  const [was, is] = [ourDeployment(following, before), ourDeployment(following, snapshot)]
  if (!is) return false
  return (
    is.failed > (was?.failed ?? 0) ||
    is.running < (was?.running ?? 0) ||
    (was !== undefined && begun(was) && restarts(before, snapshot))
  )
}

const begun = ({ running, pending, failed }: Deployment) => running + pending + failed > 0

/** ECS says in an event that it started tasks; after the first time, it replaces some that ended. */
function restarts(before: Snapshot | undefined, { service }: Snapshot): boolean {
  const starts = (one: Service | undefined) =>
    one?.events.filter(event => / has started \d+ tasks/.test(event.text)) ?? []
  const known = new Set(starts(before?.service).map(event => event.id))
  return starts(service).some(event => !known.has(event.id))
}

function targetsAreDue({ following, seen }: Rollout, snapshot: Snapshot): boolean {
  const last = seen.findLast(one => one.targets)?.at ?? 0
  return (ourDeployment(following, snapshot)?.running ?? 0) > 0 && snapshot.at - last >= TARGETS_EVERY
}

/** What may not be seen is left out, and said once: a verdict needs less than an explanation. */
async function ifAllowed<T>({ denied, warn }: Look, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Failure) || !error.denied) throw error
    if (!denied.has(error.denied)) warn(`${error.message} Until then less is checked and explained.`)
    denied.add(error.denied)
    return undefined
  }
}
