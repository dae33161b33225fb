// How long do things take in Elastic Load Balancing?

export type Durations = {
  /** Until a new load balancer is `active`. Observed: about two minutes. It serves before. */
  provisioning: number
  /** From RegisterTargets to the first health check (`Elb.RegistrationInProgress`). Observed: a few seconds. */
  registration: number
}

/** AWS milliseconds. What users can set (idle time-out, deregistration delay) is an attribute. */
export const usualDurations: Durations = { provisioning: 120_000, registration: 3_000 }
