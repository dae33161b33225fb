// A rollout has its verdict: why, what do we do about it, and what is live then?

import { lastResort } from '../decisions/last-resort.ts'
import { liveNow, type Outcome } from '../decisions/outcome.ts'
import { previousRevision } from '../decisions/snapshot.ts'
import type { World } from '../world.ts'
import type { Begun } from './begin.ts'
import { diagnose } from './diagnose.ts'
import type { Followed } from './follow.ts'
import type { Look, Rollout } from './look.ts'
import type { Order } from './order.ts'
import { wayBack } from './way-back.ts'

/**
 * Writes down what the verdict means, and answers the way back when there is one to follow. `undo` brings back a service
 * that ended well, because another one did not.
 */
export async function conclude(
  one: Begun,
  order: Order,
  world: World,
  look: Look,
  undo?: 'undo',
): Promise<Rollout | undefined> {
  if (one.phase === 'returning') return concludeReturn(one)
  if (!undo) await concludeRelease(one, order, world)
  const outcome = one.outcome as Outcome
  const back = await wayBack(one, outcome, order, await world.ecs(), look, undo)
  one.phase = back ? 'returning' : 'over'
  if (back) one.rollout = back
  return back
}

async function concludeRelease(one: Begun, order: Order, world: World): Promise<void> {
  const { target, rollout, already, startedAt } = one
  const { following, seen } = rollout
  const judgement = one.judgement as Followed['judgement']
  const verdict = already && judgement.verdict === 'succeeded' ? 'nothing-to-do' : judgement.verdict
  const endedAt = world.clock.now()
  const ill = ['failed', 'rolled-back', 'timed-out'].includes(verdict)
  one.outcome = {
    service: target.name,
    cluster: order.cluster,
    revision: following.revision,
    previous: previousRevision(target.before, following.revision),
    deployment: following.deployment,
    verdict,
    because: judgement.because,
    remedy: 'none',
    remedyNote: '',
    live: liveNow(following.revision, verdict, seen.at(-1), judgement.blind),
    diagnosis: ill ? lastResort(await diagnose(order.cluster, { ...rollout, judgement }, world), judgement) : undefined,
    startedAt,
    endedAt,
    seen,
  }
}

/** The way back is over: what served before serves again, or a person must look. */
function concludeReturn(one: Begun): undefined {
  const outcome = one.outcome as Outcome
  const judgement = one.judgement as Followed['judgement']
  const { following, seen } = one.rollout
  const good = judgement.verdict === 'succeeded'
  const byEcs = outcome.verdict === 'rolled-back'
  one.phase = 'over'
  outcome.live = liveNow(outcome.revision, 'failed', seen.at(-1), judgement.blind)
  outcome.seen = [...outcome.seen, ...seen]
  if (byEcs && good) outcome.remedyNote = `The rollback to ${following.revision} is complete.`
  else if (good)
    Object.assign(outcome, { remedy: 'rolled-back', remedyNote: `It was rolled back to ${following.revision}.` })
  else
    Object.assign(outcome, {
      remedy: 'needs-human',
      remedyNote:
        judgement.verdict === 'cancelled'
          ? `Going back to ${following.revision} was not followed to its end, as the job was cancelled: look at the service now.`
          : `Going back to ${following.revision} did not succeed (${judgement.because}): look at the service now.`,
    })
}
