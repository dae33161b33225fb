// Has what is to be watched taken over, and if not, why?

import { showDuration } from '../decisions/duration.ts'
import { lastResort } from '../decisions/last-resort.ts'
import { judgeRollout, type Rules } from '../decisions/rollout.ts'
import { primaryOf } from '../decisions/snapshot.ts'
import { type Untaken, whatItMeans, whyNotYet } from '../decisions/taking-over.ts'
import { servingIn } from '../decisions/watch-outcome.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import { diagnose } from '../release/diagnose.ts'
import { followRollout, type Followed as Rolled, startFollowing } from '../release/follow.ts'
import { createLook } from '../release/look.ts'
import type { World } from '../world.ts'
import { type Asked, findWatched, type Watched } from './find-watched.ts'
import type { Followed } from './follow-evidence.ts'

const rulesUntil = (until: number): Rules => ({
  ...{ until, settle: 0, allowZero: false, waitFor: 'drained', requireLogs: false, hopelessAfter: undefined },
})

/**
 * Until the deployment has taken over, requests and targets are of the revision before: nothing is counted. Follows it for at
 * most `limit` ms; answers how the watch ends when it does not take over, and undefined when it has.
 */
export async function awaitTakeOver(
  { name, service, subject }: Watched,
  { limit, onHarm }: { limit: number; onHarm: 'rollback' | 'hold' },
  world: World,
  log: Log,
): Promise<Followed | undefined> {
  const why = whyNotYet(service)
  const primary = primaryOf(service)
  if (why === undefined || !primary) return undefined
  log(name, `${why}: the watch begins when it has taken over, within ${showDuration(limit)}`)
  const look = await createLook(subject.cluster, log, world)
  const rollout = startFollowing(primary, service, rulesUntil(world.clock.now() + limit), world.clock)
  const rolled = await followRollout({ ...rollout, name }, look)
  if (rolled.judgement.verdict === 'succeeded') return undefined
  const { lead, state, because, next } = await explain(rolled, subject.cluster, world)
  const last = rolled.seen.findLast(one => one.service)?.service
  const at = world.clock.now()
  return {
    judgement: { state, sentence: because, lookAgainIn: limit },
    ...{
      lead: lead === 'back' && onHarm === 'hold' ? ('hold' as const) : lead,
      because,
      next,
      at,
      noWayBack: undefined,
    },
    decisions: [JSON.stringify({ at: new Date(at).toISOString(), state, lead, sentence: because })],
    live: last && servingIn(last),
  }
}

/** What was found, as it is when it has taken over: evidence counts from then on. */
export async function takenOver(found: Watched, asked: Asked, world: World): Promise<Watched> {
  if (whyNotYet(found.service) === undefined) return found
  const now = await findWatched(asked, world)
  const { revision } = now.subject
  if (revision === found.subject.revision && now.name === found.name) return now
  throw new Failure(
    `${found.subject.revision} of ${found.name} had just taken over when ${revision} of ${now.name} took its place, so it was not watched: find out who deployed it.`,
  )
}

/** What shows the cause is told, as where the revision was released. */
async function explain(rolled: Rolled, cluster: string, world: World): Promise<Untaken> {
  const { judgement } = rolled
  const ill = ['failed', 'rolled-back'].includes(judgement.verdict)
  const diagnosis = ill ? lastResort(await diagnose(cluster, rolled, world), judgement) : undefined
  if (diagnosis) world.runner.group(`${rolled.name}: evidence`, diagnosis.evidence)
  if (judgement.verdict !== 'timed-out' || judgement.blind) return whatItMeans(judgement, diagnosis)
  // Tasks of the revision before that are still there are not what is wrong: what keeps ours from replacing them is.
  const serving: Rules = { ...rolled.rules, until: Number.POSITIVE_INFINITY, waitFor: 'serving' }
  const { verdict, because } = judgeRollout(rolled.following, rolled.seen, serving)
  return whatItMeans(verdict === 'progressing' ? { ...judgement, because } : judgement, diagnosis)
}
