// ECS calls the deployment of this revision completed: does it serve, or what keeps it from that?
import { lastResort } from '../decisions/last-resort.ts'
import type { NativeOutcome } from '../decisions/native-outcome.ts'
import { liveNow } from '../decisions/outcome.ts'
import type { Deployment, Service } from '../decisions/snapshot.ts'
import { diagnose } from '../release/diagnose.ts'
import { followRollout, startFollowing } from '../release/follow.ts'
import type { Look } from '../release/look.ts'
import type { World } from '../world.ts'
import { standing } from './conclude-shift.ts'
import type { NativeOrder } from './order.ts'

/**
 * Nothing is left to do only where it serves: its tasks may have stopped since. It has the usual limit to get well, and
 * is red with what its tasks tell where it does not.
 */
export async function seeItServe(
  order: NativeOrder,
  there: { service: Service; primary: Deployment },
  startedAt: number,
  world: World,
  look: Look,
): Promise<NativeOutcome> {
  const { target, cluster, limit } = order
  const rules = {
    ...{ until: startedAt + limit, settle: 0, allowZero: true, requireLogs: false, hopelessAfter: undefined },
    waitFor: 'serving' as const,
  }
  if (there.service.running < there.service.desired)
    look.log(
      target.name,
      `${target.revision} has only ${there.service.running} of ${there.service.desired} tasks, though ECS calls its deployment completed: they are waited for`,
    )
  const rollout = { ...startFollowing(there.primary, there.service, rules, look.clock), name: target.name }
  // Its deployment is over, so what its record says is no news.
  const tasksOnly = { ...look, ecs: { ...look.ecs, serviceDeployment: async () => undefined } }
  const { judgement, seen, following } = await followRollout(rollout, tasksOnly)
  const now = seen.at(-1) ?? { at: startedAt, service: there.service }
  const outcome: NativeOutcome = {
    ...standing(order, now.service ?? there.service, startedAt, look),
    deployment: following.deployment,
    live: liveNow(target.revision, 'nothing-to-do', now, judgement.blind),
  }
  if (judgement.verdict === 'succeeded') return { ...outcome, deployment: '' }
  const { because } = judgement
  if (judgement.verdict === 'cancelled')
    return {
      ...{ ...outcome, verdict: 'cancelled', because: 'nothing was changed' },
      diagnosis: { cause: 'the job was cancelled', next: 'Release again when you want to.', evidence: [] },
    }
  const diagnosis = lastResort(await diagnose(cluster, { ...rollout, judgement, seen }, world), judgement)
  return {
    ...{ ...outcome, verdict: 'failed', remedy: 'needs-human', endedAt: look.clock.now() },
    because: `it was live already, but does not serve (${because}): ${diagnosis.cause}`,
    diagnosis,
  }
}
