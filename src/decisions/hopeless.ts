// Is there nothing left to hope for, so that waiting for the limit would only lose time?
import type { Class } from './causes.ts'
import { foldByCause } from './diagnosis.ts'
import { type Following, ourTargets, ourTasks, type Service, type Snapshot, type TaskFacts } from './snapshot.ts'

/**
 * Causes that another try cannot mend. Networks and capacity come back, and permissions take minutes to reach all of
 * AWS, so these are waited for. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const LASTING: Class[] = [
  'image-not-found',
  'secret-missing',
  'log-group-missing',
  'out-of-memory',
  'wrong-architecture',
  'cannot-start',
  'exit-code',
  'container-health',
  'target-health',
]

/** As many as ECS's own circuit breaker: half of the desired count, from 3 to 200. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
const breakerThreshold = (desired: number): number => Math.min(200, Math.max(3, Math.ceil(desired / 2)))

/**
 * Why the rollout is hopeless; undefined while there is hope. What is proven absent is enough by itself; else the same
 * lasting cause `after` times with no task that is well. What ECS's circuit breaker counts is left to it to decide.
 */
export function whyHopeless(following: Following, snapshot: Snapshot, after: number | undefined): string | undefined {
  const { service, stopped = [], tasks, proof } = snapshot
  if (proof) return proof
  const ours = service?.deployments.find(one => one.id === following.deployment)
  if (!service || !ours) return undefined
  const limit = after ?? breakerThreshold(service.desired)
  if (service.breaker.enabled && ours.failed >= breakerThreshold(service.desired)) return undefined
  if (ours.running > 0 && (!tasks || anyIsWell(tasks, following, snapshot, service))) return undefined
  const [most] = foldByCause({ revision: following.revision, stopped, targets: [], events: [] })
  if (!most || most.tasks.length < limit || !LASTING.includes(most.class)) return undefined
  return `${most.tasks.length} tasks ended the same way and none is well`
}

/**
 * Well is: its own health check says so, or the load balancer, or, where neither looks, it has run for half a minute.
 * In doubt a task is well: behind a load balancer whose targets were not looked at.
 */
function anyIsWell(tasks: TaskFacts[], following: Following, snapshot: Snapshot, service: Service): boolean {
  const own = ourTasks(following, tasks)
  if (own.some(task => task.health === 'healthy')) return true
  if (service.targetGroups.length > 0) {
    const targets = ourTargets(following, snapshot)
    return own.length > 0 && (!targets || targets.some(target => target.state === 'healthy'))
  }
  return own.some(
    ({ health, startedAt }) => health === 'unknown' && startedAt !== undefined && snapshot.at - startedAt > 30_000,
  )
}
