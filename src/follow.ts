// How do rollouts go, from their deployments to their verdicts?
import { explainProgress } from './decisions/progress.ts'
import { type Judgement, judgeRollout, type Rules, type Verdict, wantsDetails } from './decisions/rollout.ts'
import { type Deployment, type Following, isStale, type Service, type Snapshot } from './decisions/snapshot.ts'
import { Failure, mayPass } from './failure.ts'
import type { Ecs } from './io/ecs.ts'
import type { LoadBalancer } from './io/load-balancer.ts'
import type { Log } from './log.ts'
import { type Clock, watch } from './watch.ts'

/** A rollout that is followed: what it is, and what was seen of it so far. */
export type Rollout = { service: string; following: Following; seen: Snapshot[] }

/** Takes up a deployment from the answer that showed it. */
export const startFollowing = (ours: Deployment, now: Service, clock: Clock): Rollout => ({
  service: now.name,
  following: { deployment: ours.id, revision: ours.revision, createdAt: ours.createdAt },
  seen: [{ at: clock.now(), service: now }],
})

export type Followed = Rollout & {
  judgement: Omit<Judgement, 'verdict'> & { verdict: Verdict | 'cancelled' }
}

/** What a follower needs of the world. */
export type Look = {
  ecs: Pick<Ecs, 'describeServices' | 'runningTasks' | 'stoppedTasks'>
  loadBalancer: () => Promise<LoadBalancer>
  clock: Clock
  cancel: AbortSignal
  log: Log
  warn(text: string): void
}

/** Milliseconds between two looks while something moves, and when nothing has moved for a minute. */
const MOVING = 4_000
const STILL = 6_000
const STILL_AFTER = 60_000
/** Targets change without ECS's record changing, so they are looked at this often (ms) until all is well. */
const TARGETS_EVERY = 15_000

/** Follows all rollouts of one cluster at once, one DescribeServices for ten services, to a verdict each. */
export async function followRollouts(
  cluster: string,
  rollouts: Rollout[],
  rules: Rules,
  look: Look,
): Promise<Followed[]> {
  const verdicts = new Map<string, Judgement>()
  const denied = new Set<string>()
  let lastMove = look.clock.now()

  const seeing = <T>(ask: () => Promise<T>) => ifAllowed(denied, look.warn, ask)

  async function see(rollout: Rollout, service: Service | undefined): Promise<void> {
    const before = lastKnown(rollout)
    const snapshot: Snapshot = { at: look.clock.now(), service }
    if (service && needsTasks(rollout, snapshot))
      Object.assign(snapshot, { tasks: await seeing(() => look.ecs.runningTasks(cluster, rollout.service)) })
    else if (before?.tasks) snapshot.tasks = before.tasks
    if (service && losesTasks(rollout, snapshot))
      Object.assign(snapshot, { stopped: await seeing(() => stoppedTasks(cluster, rollout, look)) })
    else if (before?.stopped) snapshot.stopped = before.stopped
    if (service && service.targetGroups.length > 0 && needsTargets(rollout, snapshot)) {
      const groups = service.targetGroups
      Object.assign(snapshot, {
        targets: await seeing(async () => (await look.loadBalancer()).describeTargets(groups)),
      })
    }
    const lines = explainProgress(rollout.following, before, snapshot)
    for (const line of lines) look.log(rollout.service, line)
    if (lines.length > 0) lastMove = look.clock.now()
    rollout.seen.push(snapshot)
  }

  const open = () => rollouts.filter(one => !verdicts.has(one.service))

  const { ended, blind } = await watch({
    clock: look.clock,
    cancel: look.cancel,
    until: rules.until,
    look: async () => {
      const { services } = await look.ecs.describeServices(
        cluster,
        open().map(one => one.service),
      )
      await Promise.all(
        open().map(one =>
          see(
            one,
            services.find(service => service.name === one.service),
          ),
        ),
      )
    },
    judge: () => {
      for (const one of open()) {
        const judgement = judgeRollout(one.following, one.seen, rules)
        if (judgement.verdict !== 'progressing') verdicts.set(one.service, judgement)
      }
      const wait = look.clock.now() - lastMove > STILL_AFTER ? STILL : MOVING
      return { judgement: undefined, ...(open().length > 0 ? { lookAgainIn: wait } : {}) }
    },
    mayPass,
    onBlind: error => look.log(cluster, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
  })

  return rollouts.map(one => {
    const judgement = verdicts.get(one.service)
    if (judgement) return { ...one, judgement: judgement as Followed['judgement'] }
    if (ended === 'cancelled') return { ...one, judgement: { verdict: 'cancelled', because: 'the job was cancelled' } }
    const because = blind instanceof Error ? blind.message : judgeRollout(one.following, one.seen, rules).because
    return { ...one, judgement: { verdict: 'timed-out', because } }
  })
}

/** The last look, with what was known of targets when they were last asked for; stale answers are passed over. */
function lastKnown({ following, seen }: Rollout): Snapshot | undefined {
  const last = seen.findLast(one => !one.service || !isStale(following, one.service))
  const targets = seen.findLast(one => one.targets)?.targets
  return last && targets ? { ...last, targets } : last
}

/** Tasks are asked for again when ECS's record of our deployment changed, and before a rollout may be called well. */
function needsTasks({ following, seen }: Rollout, snapshot: Snapshot): boolean {
  if (wantsDetails(following, snapshot)) return true
  const [before, now] = [ourDeployment(following, seen.at(-1)), ourDeployment(following, snapshot)]
  return (now?.running ?? 0) > 0 && (before?.running !== now?.running || before?.failed !== now?.failed)
}

/** A task of ours has ended since the last look: ECS counts a failure more, or a running task less. */
function losesTasks({ following, seen }: Rollout, snapshot: Snapshot): boolean {
  const [before, now] = [ourDeployment(following, seen.at(-1)), ourDeployment(following, snapshot)]
  return now !== undefined && (now.failed > (before?.failed ?? 0) || now.running < (before?.running ?? 0))
}

const ourDeployment = (following: Following, { service }: Partial<Snapshot> = {}) =>
  service?.deployments.find(one => one.id === following.deployment)

async function stoppedTasks(cluster: string, { following, service }: Rollout, { ecs }: Look) {
  return (await ecs.stoppedTasks(cluster, service)).filter(task => task.deployment === following.deployment)
}

function needsTargets({ following, seen }: Rollout, snapshot: Snapshot): boolean {
  if (wantsDetails(following, snapshot)) return true
  const ours = ourDeployment(following, snapshot)
  const last = seen.findLast(one => one.targets)?.at ?? 0
  return (ours?.running ?? 0) > 0 && snapshot.at - last >= TARGETS_EVERY
}

/** What may not be seen is left out, and said once: a verdict needs less than an explanation. */
async function ifAllowed<T>(
  denied: Set<string>,
  warn: (text: string) => void,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Failure) || !error.denied) throw error
    if (!denied.has(error.denied)) warn(`${error.message} Until then less is checked and explained.`)
    denied.add(error.denied)
    return undefined
  }
}
