// How long do things take in Elastic Load Balancing?

export type Durations = {
  /** Until a new load balancer is `active`. Observed: about two minutes. It serves before. */
  provisioning: number
  /** From RegisterTargets to the first health check (`Elb.RegistrationInProgress`). Observed: a few seconds. */
  registration: number
  /**
   * A change of rules or weights shows at once; each node of the load balancer takes it over within so long, by itself.
   * People saw requests on a target group up to a minute after it lost its weight
   * (https://github.com/argoproj/argo-rollouts/issues/4595); a few seconds are usual.
   */
  propagation: number
  /** Least and most time from a minute's end until a node's part of it can be read in CloudWatch. */
  reporting: [least: number, most: number]
}

/** AWS milliseconds. What users can set (idle time-out, deregistration delay) is an attribute. */
export const usualDurations: Durations = {
  provisioning: 120_000,
  registration: 3_000,
  propagation: 5_000,
  reporting: [60_000, 150_000],
}
