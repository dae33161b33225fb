// What do we do about a rollout that ended badly?
import type { Outcome } from './outcome.ts'
import type { Revision, Service } from './snapshot.ts'

/** What was done: nothing was needed or possible, we went back, it was left as it is on purpose, or a person must look. */
export type Remedy = 'none' | 'rolled-back' | 'kept' | 'needs-human'

export type Plan =
  | { roll: 'back'; to: Revision }
  | { roll: 'not'; remedy: Remedy /** As a sentence; empty when there is nothing to say. */; because: string }

/**
 * The default goes back only to a revision that has served before; when there is none, nothing is touched. What ECS
 * already undid, and what somebody else deployed over us, is not ours to change.
 */
export function planRemedy(
  verdict: Outcome['verdict'],
  onFailure: 'rollback' | 'keep',
  revision: Revision,
  before: Service,
  now: Service | undefined,
): Plan {
  if (now && !now.active)
    return { roll: 'not', remedy: 'needs-human', because: 'The service is gone: create it again.' }
  if (verdict !== 'failed' && verdict !== 'timed-out') return { roll: 'not', remedy: 'none', because: '' }
  if (onFailure === 'keep') return { roll: 'not', remedy: 'kept', because: 'It was left as it is (on-failure: keep).' }
  const [served] = before.deployments
    .filter(
      one => one.revision !== revision && one.running > 0 && one.state !== 'failed' && one.state !== 'in-progress',
    )
    .sort((a, b) => b.createdAt - a.createdAt)
  if (!served)
    return {
      roll: 'not',
      remedy: 'needs-human',
      because: 'No revision of this service has served before, so nothing was touched.',
    }
  return { roll: 'back', to: served.revision }
}
