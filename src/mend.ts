// Does what served before serve again after a rollout that ended badly?
import { planRemedy, type Remedy } from './decisions/remedy.ts'
import type { Rules } from './decisions/rollout.ts'
import type { Deployment, Service, Snapshot } from './decisions/snapshot.ts'
import { type Followed, followRollouts, type Look, startFollowing } from './follow.ts'
import type { Ecs } from './io/ecs.ts'

/** What the remedy came to: in a word, in a sentence, and with the last look at the service. */
export type Mended = { remedy: Remedy; remedyNote: string; last?: Snapshot | undefined }

/** Goes back to the revision that served, where that is ours to do, and proves that it serves again. */
export async function mend(
  followed: Followed,
  before: Service,
  { cluster, limit, onFailure }: { cluster: string; limit: number; onFailure: 'rollback' | 'keep' },
  ecs: Ecs,
  look: Look,
): Promise<Mended> {
  const { service, judgement, following } = followed
  const plan = planRemedy(judgement.verdict, onFailure, following.revision, before)
  if (plan.roll === 'not') return { remedy: plan.remedy, remedyNote: plan.because }
  try {
    look.log(service, `goes back to ${plan.to}`)
    const after = await ecs.updateService(cluster, service, { taskDefinition: plan.to })
    const back = startFollowing(after.deployments.find(one => one.primary) as Deployment, after, look.clock)
    const rules: Rules = { until: look.clock.now() + limit, settle: 0, allowZero: true }
    const [result] = await followRollouts(cluster, [back], rules, look)
    const last = back.seen.at(-1)
    if (result?.judgement.verdict === 'succeeded')
      return { remedy: 'rolled-back', remedyNote: `It was rolled back to ${plan.to}.`, last }
    const because = result?.judgement.because
    return {
      remedy: 'needs-human',
      remedyNote: `Going back to ${plan.to} did not succeed (${because}): look at the service now.`,
      last,
    }
  } catch (error) {
    return { remedy: 'needs-human', remedyNote: `Going back to ${plan.to} failed: ${(error as Error).message}` }
  }
}
