// When does the deployment circuit breaker trip?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html

export type BreakerSettings = {
  enable: boolean
  rollback: boolean
  resetOnHealthyTask?: boolean
  thresholdConfiguration?: { type: 'COUNT' | 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT'; value: number }
}

/** Failures that fail a deployment of `desired` tasks. */
export function thresholdOf({ thresholdConfiguration }: BreakerSettings, desired: number): number {
  const { type, value } = thresholdConfiguration ?? { type: 'BOUNDED_PERCENT', value: 50 }
  if (type === 'COUNT') return value
  const share = Math.ceil((value / 100) * desired)
  return type === 'UNBOUNDED_PERCENT' ? share : Math.min(200, Math.max(3, share))
}

/** What counts: a task that could not be started, did not last until it was healthy, or failed a health check; or one that is healthy. */
export type Occurrence = 'failure' | 'healthy'

/** Failures in a row, or in all when healthy tasks do not reset them. */
export function countFailures(
  { resetOnHealthyTask = true }: BreakerSettings,
  before: number,
  what: Occurrence,
): number {
  if (what === 'failure') return before + 1
  return resetOnHealthyTask ? 0 : before
}

/** Whether `failures` are too many for a deployment of `desired` tasks. */
export function trips(settings: BreakerSettings, failures: number, desired: number): boolean {
  return settings.enable && failures >= thresholdOf(settings, desired)
}
