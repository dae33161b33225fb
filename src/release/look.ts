// What does one look at a service ask for, and what comes of it?
import { type Detail, wantedDetails } from '../decisions/details.ts'
import { harmlessText } from '../decisions/log-lines.ts'
import { explainProgress } from '../decisions/progress.ts'
import type { Lack, Rules } from '../decisions/rollout.ts'
import {
  type Following,
  isStale,
  ourTargets,
  ourTasks,
  type Service,
  type Snapshot,
  type TargetFacts,
  type TaskFacts,
} from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import type { LoadBalancer } from '../io/load-balancer.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../watch.ts'
import type { World } from '../world.ts'
import { type Proof, prover } from './prove.ts'
import { writers } from './writers.ts'

/** A rollout that is followed: what it is, by which rules, and what was seen of it so far. */
export type Rollout = {
  /** ECS's name, and the user's name for it. */
  service: string
  name: string
  following: Following
  rules: Rules
  seen: Snapshot[]
  /** When each kind of detail was last asked for (ms). */
  asked: Map<Detail, number>
  /** What the last look left wanting, and since when (ms). */
  lacks?: Lack | undefined
  lackingSince?: number | undefined
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

/** Adds what this look shows to the rollout; details are asked for when something changed. Answers whether it did. */
export async function lookAt(rollout: Rollout, service: Service | undefined, look: Look): Promise<boolean> {
  const before = lastKnown(rollout)
  const snapshot: Snapshot = { at: look.clock.now(), service }
  await addDetails(snapshot, before, rollout, look)
  const lines = explainProgress(rollout.following, before, snapshot).map(harmlessText)
  for (const line of lines) look.log(rollout.name, line)
  remember(rollout, snapshot)
  return lines.length > 0
}

async function addDetails(snapshot: Snapshot, before: Snapshot | undefined, rollout: Rollout, look: Look) {
  const { following, rules, service: name, asked, lacks, lackingSince } = rollout
  const { cluster, ecs } = look
  const wanted = wantedDetails(following, rules, snapshot, { before, asked, lacks, lackingSince })
  for (const detail of wanted) asked.set(detail, snapshot.at)
  const ask = async <T>(detail: Detail, otherwise: T | undefined, question: () => Promise<T>) =>
    wanted.has(detail) ? ifAllowed(look, question) : otherwise
  const set = (details: { [K in keyof Snapshot]?: Snapshot[K] | undefined }) =>
    Object.assign(snapshot, Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)))

  const record = () => ecs.serviceDeployment(cluster, name, following)
  set({ serviceDeployment: await ask('record', before?.serviceDeployment, record) })
  set({ tasks: await ask('tasks', before?.tasks, () => ecs.runningTasks(cluster, name)) })
  const stopped = await ask('stopped', undefined, async () =>
    ourTasks(following, await ecs.stoppedTasks(cluster, name)),
  )
  set({ stopped: stopped ?? before?.stopped })
  set({
    targets: await ask('targets', before?.targets, () => targetsOf(following, { ...before, ...snapshot }, look)),
  })
  set({ proof: before?.proof ?? (stopped && (await look.prove(stopped))) })
  const own = ourTasks(following, snapshot.tasks ?? [])
  set({ logged: await ask('logs', before?.logged, () => look.logged(own)) })
}

/**
 * Targets in the groups of the service. Of two groups between which ECS shifts traffic, the one in which our tasks were
 * found is asked; until they were, the other one where the first has none of them.
 */
async function targetsOf(following: Following, known: Snapshot, look: Look): Promise<TargetFacts[]> {
  const balancer = await look.loadBalancer()
  const { targetGroups = [], alternates = {} } = known.service ?? {}
  const found = new Set(ourTargets(following, known)?.map(one => one.group))
  const first = targetGroups.map(group => (found.has(alternates[group] ?? '') ? (alternates[group] as string) : group))
  const targets = await balancer.describeTargets(first)
  if (ourTargets(following, { ...known, targets })?.length) return targets
  const others = first.flatMap(group => (alternates[group] === undefined ? [] : [alternates[group] as string]))
  return others.length > 0 ? [...targets, ...(await balancer.describeTargets(others))] : targets
}

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

/** What may not be seen is left out, and said once: a verdict needs less than an explanation. */
export async function ifAllowed<T>({ denied, warn }: Look, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Failure) || !error.denied) throw error
    if (!denied.has(error.denied)) warn(`${error.message} Until then less is checked and explained.`)
    denied.add(error.denied)
    return undefined
  }
}
