// How do rollouts go, from their deployments to their verdicts?
import { type Judgement, judgeRollout, type Rules, type Verdict } from '../decisions/rollout.ts'
import type { Deployment, Service } from '../decisions/snapshot.ts'
import { Failure, mayPass } from '../failure.ts'
import { inBatches, inTurns } from '../turns.ts'
import { type Clock, watch } from '../watch.ts'
import { type Look, lookAt, type Rollout } from './look.ts'

/** A rollout with its verdict. */
export type Followed = Rollout & {
  judgement: Omit<Judgement, 'verdict'> & { verdict: Verdict | 'cancelled' }
}

/** Takes up a deployment from the answer that showed it. */
export const startFollowing = (ours: Deployment, now: Service, rules: Rules, clock: Clock): Omit<Rollout, 'name'> => ({
  service: now.name,
  following: { deployment: ours.id, revision: ours.revision, createdAt: ours.createdAt },
  rules,
  seen: [{ at: clock.now(), service: now }],
  asked: new Map(),
})

/** Milliseconds between two looks while something moves, and when nothing has moved for a while. */
const MOVING = 4_500
const STILL = 5_000
const STILL_AFTER = 10_000

/**
 * Follows rollouts at once, one DescribeServices for ten services. When one has its verdict, `next` hears of it and may
 * answer what is to be followed then (the way back, for example), while the others go on. Ends when none is left.
 */
export async function followRollouts(
  rollouts: Rollout[],
  look: Look,
  next: (followed: Followed) => Promise<Rollout[]>,
): Promise<void> {
  const open = new Map(rollouts.map(one => [one.service, one]))
  let lastMove = look.clock.now()

  const settle = async (rollout: Rollout, judgement: Followed['judgement']) => {
    open.delete(rollout.service)
    for (const further of await next({ ...rollout, judgement })) open.set(further.service, further)
  }
  const wait = () => {
    const now = look.clock.now()
    const due = [...open.values()].flatMap(one => [
      one.rules.until,
      one.lacks?.what === 'time' ? one.lacks.at : Number.POSITIVE_INFINITY,
    ])
    const nearest = Math.min(...due.filter(one => one > now))
    return Math.min(now - lastMove > STILL_AFTER ? STILL : MOVING, nearest - now)
  }

  while (open.size > 0) {
    const { ended, blind } = await watch<void, void>({
      clock: look.clock,
      cancel: look.cancel,
      until: () => Math.max(...[...open.values()].map(one => one.rules.until)),
      look: async () => {
        const { seen, moved } = await lookAround([...open.values()], look)
        if (moved) lastMove = look.clock.now()
        const judged = seen.map(one => [one, judgeRollout(one.following, one.seen, one.rules)] as const)
        for (const [one, judgement] of judged) note(one, judgement, look.clock.now())
        await Promise.all(
          judged.map(([one, judgement]) =>
            judgement.verdict === 'progressing' ? undefined : settle(one, judgement as Followed['judgement']),
          ),
        )
      },
      judge: () => ({ judgement: undefined, ...(open.size > 0 ? { lookAgainIn: wait() } : {}) }),
      mayPass,
      onBlind: error =>
        look.log(look.cluster, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
    }).catch(error => {
      // What will not pass (denied, expired credentials) ends the watching, not the story: there is something to tell.
      if (!(error instanceof Failure)) throw error
      return { ended: 'time-is-up' as const, blind: error as unknown }
    })

    for (const one of [...open.values()]) {
      const { because, lacks } = judgeRollout(one.following, one.seen, one.rules)
      const why =
        blind instanceof Error
          ? { because: blind.message, blind: true as const }
          : { because, ...(lacks ? { lacks } : {}) }
      if (ended === 'cancelled') await settle(one, { verdict: 'cancelled', because: 'the job was cancelled' })
      else if (ended === 'time-is-up')
        await settle(one, { ...why, verdict: 'timed-out', because: why.because.replace(/\.$/, '') })
    }
  }
}

/** Services of one DescribeServices, and how many calls are under way at a time. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const A_CALL = 10
const AT_ONCE = 5

/**
 * Looks at all of them. Those that could not be looked at for something that passes wait for the next time; when it is
 * all of them, that fails.
 */
async function lookAround(rollouts: Rollout[], look: Look): Promise<{ seen: Rollout[]; moved: boolean }> {
  const seen: Rollout[] = []
  const failures: unknown[] = []
  let moved = false
  const unlessItPasses = async (act: () => Promise<void>) => {
    try {
      await act()
    } catch (error) {
      if (!mayPass(error)) throw error
      failures.push(error)
    }
  }
  const found: [Rollout, Service | undefined][] = []
  await inTurns(inBatches(rollouts, A_CALL), AT_ONCE, batch =>
    unlessItPasses(async () => {
      const names = batch.map(one => one.service)
      const { services } = await look.ecs.describeServices(look.cluster, names)
      for (const one of batch) found.push([one, services.find(service => service.name === one.service)])
    }),
  )
  await inTurns(found, AT_ONCE, ([rollout, service]) =>
    unlessItPasses(async () => {
      if (await lookAt(rollout, service, look)) moved = true
      seen.push(rollout)
    }),
  )
  if (seen.length === 0) throw failures[0]
  return { seen, moved }
}

/** What is lacking, and since when, decides what the next look asks for. */
function note(rollout: Rollout, { lacks }: Judgement, now: number): void {
  if (lacks?.what !== rollout.lacks?.what) rollout.lackingSince = lacks && now
  rollout.lacks = lacks
}

/** One rollout alone, to its end; see `followRollouts`. */
export async function followRollout(rollout: Rollout, look: Look): Promise<Followed> {
  const ends: Followed[] = []
  await followRollouts([rollout], look, async one => {
    ends.push(one)
    return []
  })
  return ends[0] as Followed
}
