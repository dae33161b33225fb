// What does the load balancer think of a target?
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html

/** A reason code and its description, in AWS's words. */
export type Reason = { code: string; description: string }

export type Health = {
  state: 'initial' | 'healthy' | 'unhealthy'
  /** Consecutive results of the same kind. */
  successes: number
  failures: number
  reason: Reason | undefined
}

export const registering: Health = {
  state: 'initial',
  successes: 0,
  failures: 0,
  reason: { code: 'Elb.RegistrationInProgress', description: 'Target registration is in progress' },
}

export const initialChecking: Health = {
  ...registering,
  reason: { code: 'Elb.InitialHealthChecking', description: 'Initial health checks in progress' },
}

export const reasons = {
  mismatch: (status: number): Reason => ({
    code: 'Target.ResponseCodeMismatch',
    description: `Health checks failed with these codes: [${status}]`,
  }),
  timeout: { code: 'Target.Timeout', description: 'Request timed out' },
  failed: { code: 'Target.FailedHealthChecks', description: 'Health checks failed' },
  draining: { code: 'Target.DeregistrationInProgress', description: 'Target deregistration is in progress' },
  notRegistered: { code: 'Target.NotRegistered', description: 'Target is not registered to the target group' },
  notInUse: {
    code: 'Target.NotInUse',
    description: 'Target group is not configured to receive traffic from the load balancer',
  },
  disabled: { code: 'Target.HealthCheckDisabled', description: 'Health checks are disabled for this target' },
} satisfies Record<string, Reason | ((status: number) => Reason)>

/**
 * The health after one more check; `failure` is undefined when it passed. A new target needs one success, one that was
 * unhealthy `healthyThreshold` in a row; either is unhealthy after `unhealthyThreshold` failures in a row.
 */
export function afterCheck(
  before: Health,
  failure: Reason | undefined,
  { healthyThreshold, unhealthyThreshold }: { healthyThreshold: number; unhealthyThreshold: number },
): Health {
  if (!failure) {
    const successes = before.successes + 1
    const enough = before.state === 'initial' ? 1 : healthyThreshold
    const healthy = before.state === 'healthy' || successes >= enough
    return healthy
      ? { state: 'healthy', successes, failures: 0, reason: undefined }
      : { ...before, successes, failures: 0 }
  }
  const failures = before.failures + 1
  return failures >= unhealthyThreshold
    ? { state: 'unhealthy', successes: 0, failures, reason: failure }
    : { ...before, successes: 0, failures }
}
