// A revision is to be watched: has its deployment taken over, and if it did not, what does that mean?
import type { Judgement, Verdict } from './rollout.ts'
import { primaryOf, type Service } from './snapshot.ts'

/** Why what the service serves may not be what is to be watched yet, as a clause; undefined when it has taken over. */
export function whyNotYet({ deployments, desired }: Service): string | undefined {
  const primary = primaryOf({ deployments })
  if (!primary || primary.state === 'completed') return undefined
  if (primary.state === 'failed') return `the deployment of ${primary.revision} failed (${primary.id})`
  // Behind a Classic Load Balancer ECS does not say how far a deployment is.
  const others = deployments.some(one => !one.primary && one.running > 0)
  if (primary.state === undefined && primary.running >= desired && !others) return undefined
  return `the deployment of ${primary.revision} is still under way (${primary.id}, ${primary.running} of ${desired} tasks run)`
}

/** What an ending means. `undone`: ECS has gone back; `back`: it did harm, and what was before may be brought back. */
export type Untaken = {
  lead: 'undone' | 'back' | 'hold' | 'superseded' | 'cancelled'
  state: 'harmful' | 'insufficient' | 'blind'
  because: string
  next: string
}

/**
 * What the ending of a deployment that has not taken over means for who wanted to watch its revision. What served meanwhile was
 * something else, so none of it speaks for the revision.
 */
export function whatItMeans(
  { verdict, because, blind }: { verdict: Verdict | 'cancelled' } & Pick<Judgement, 'because' | 'blind'>,
  diagnosis: { cause: string; next: string } | undefined,
): Untaken {
  const why = diagnosis && diagnosis.cause !== because ? `: ${diagnosis.cause}` : ''
  const next = diagnosis?.next ?? ''
  switch (verdict) {
    case 'rolled-back':
      return { lead: 'undone', state: 'harmful', because: `it was rolled back ${because}${why}`, next }
    case 'failed': {
      const how = /^by /.test(because) ? `was given up ${because}` : `failed, as ${because}`
      return { lead: 'back', state: 'harmful', because: `its deployment ${how}${why}`, next }
    }
    case 'timed-out':
      return {
        ...{ lead: 'hold', state: blind ? 'blind' : 'insufficient' },
        because: blind ? because : `it has not taken over (${because}), so none of what was served is its own`,
        next: 'Follow its deployment with the action ecs-deploy-wait, then watch again.',
      }
    case 'cancelled':
      return {
        lead: 'cancelled',
        state: 'insufficient',
        because: 'the job was cancelled before it had taken over',
        next,
      }
    default:
      return { lead: 'superseded', state: 'insufficient', because, next: '' }
  }
}
