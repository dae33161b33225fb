// What do we do about a rollout that ended badly?
import type { Outcome } from './outcome.ts'
import type { Deployment, Revision, Service } from './snapshot.ts'

/** What was done: nothing was needed or possible, we went back, it was left as it is on purpose, or a person must look. */
export type Remedy = 'none' | 'rolled-back' | 'kept' | 'needs-human'

export type Plan =
  | { roll: 'back'; to: Revision }
  | { roll: 'not'; remedy: Remedy /** As a sentence; empty when there is nothing to say. */; because: string }

/** `stop`: it was a way back itself, on which nothing is piled. */
export type OnFailure = 'rollback' | 'keep' | 'stop'

/**
 * The default goes back only to a revision that has served before; when there is none, nothing is touched. What ECS
 * already undid, and what somebody else deployed over us, is not ours to change.
 */
export function planRemedy(
  verdict: Outcome['verdict'],
  onFailure: OnFailure,
  revision: Revision,
  before: Service,
  now: Service | undefined,
): Plan {
  if (now && !now.active)
    return { roll: 'not', remedy: 'needs-human', because: 'The service is gone: create it again.' }
  if (verdict !== 'failed' && verdict !== 'timed-out') return { roll: 'not', remedy: 'none', because: '' }
  if (onFailure === 'stop') return { roll: 'not', remedy: 'needs-human', because: NOTHING_MORE }
  if (onFailure === 'keep') return { roll: 'not', remedy: 'kept', because: 'It was left as it is (on-failure: keep).' }
  const running = before.deployments
    .filter(one => one.revision !== revision && one.running > 0)
    .sort((a, b) => b.createdAt - a.createdAt)
  const served = running.find(hasServed)
  if (!served)
    return {
      roll: 'not',
      remedy: 'needs-human',
      because: running[0]
        ? `${running[0].revision} ran before and had not taken over either, so nothing was touched.`
        : 'No revision of this service has served before, so nothing was touched.',
    }
  return { roll: 'back', to: served.revision }
}

/** What is said of a way back that failed. */
export const NOTHING_MORE = 'Nothing more was done: a person must look now.'

/** It was completed once: it is now, or ECS is going back to it. */
const hasServed = ({ state, reason }: Deployment): boolean =>
  state === 'completed' || state === undefined || (state === 'in-progress' && /roll(ing|ed)? ?back/i.test(reason))
