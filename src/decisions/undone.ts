// Was our deployment undone, by whom, and did ECS go back to what was before?
import { stageName, unansweredStage } from './pause-words.ts'
import type { Judgement } from './rollout.ts'
import type { Deployment, Following, Service, Snapshot } from './snapshot.ts'

/** How ECS words a rollback, in the reason of the deployment that it goes back to. */
export const ROLLS_BACK = /roll(ing|ed)?[ -]?back/i

/**
 * What the service-deployment record says, where it was read: it tells what somebody stopped from what ECS undid.
 * Reasons: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 */
export function judgeRecord({ serviceDeployment }: Snapshot, primary: Deployment | undefined): Judgement | undefined {
  if (!serviceDeployment) return undefined
  const { status, reason } = serviceDeployment
  const also = primary ? { instead: primary } : {}
  const byUser = /\bby (a )?user\b/i.test(reason)
  if (status === 'ROLLBACK_FAILED')
    return { verdict: 'failed', because: `ECS could not roll it back (${reason})`, ...also }
  if (status.startsWith('ROLLBACK_'))
    return byUser
      ? { verdict: 'stopped', because: 'somebody stopped the deployment, and ECS rolls it back', ...also }
      : { verdict: 'rolled-back', because: whoRolledBack(reason), ...also }
  if (status !== 'STOPPED' && status !== 'STOP_REQUESTED') return undefined
  if (byUser) return { verdict: 'stopped', because: 'somebody stopped the deployment (StopServiceDeployment)', ...also }
  // ECS also calls stopped what gave way to a newer deployment: of that the service itself tells more.
  return /circuit breaker|alarm/i.test(reason) ? { verdict: 'failed', because: whoRolledBack(reason) } : undefined
}

/** Ours has failed: did ECS go back, or did somebody deploy over what it left? */
export function judgeEnd(reason: string, following: Following, { events }: Service, primary: Deployment | undefined) {
  const because = whoRolledBack(reason)
  const instead = primary && primary.id !== following.deployment ? { instead: primary } : {}
  const wentBack =
    instead.instead &&
    (instead.instead.createdAt < following.createdAt ||
      ROLLS_BACK.test(instead.instead.reason) ||
      events.some(event => event.at >= following.createdAt && / rolling back to deployment /.test(event.text)))
  return { verdict: wentBack ? ('rolled-back' as const) : ('failed' as const), because, ...instead }
}

export const whoRolledBack = (reason: string): string => {
  const paused = unansweredStage(reason)
  if (paused) return `by ECS because the pause hook at ${stageName(paused)} timed out`
  if (/alarm/i.test(reason)) return 'by ECS because of an alarm'
  return /circuit breaker|tasks failed to start/i.test(reason) ? 'by the circuit breaker' : 'by ECS'
}
