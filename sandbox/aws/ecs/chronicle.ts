// When was what decided, and known?
// For tests that measure how late a verdict comes; no API tells it, and nothing in ECS depends on it.

/** How a deployment ended, at the AWS millisecond at which ECS decided so; a rollback begins one anew. */
export type Decision = {
  deployment: string
  at: number
  outcome: 'completed' | 'failed' | 'superseded'
  /** Of a failure: the circuit breaker, an alarm, a user, a lifecycle hook, or rules that do not fit. */
  cause?: 'breaker' | 'alarm' | 'stop' | 'hook' | 'network'
}

/** What became of one of a service's tasks, at the AWS millisecond at which it did. */
export type Moment = {
  deployment: string
  /** ARN. */
  task: string
  at: number
  /**
   * `healthy`: its checks passed, or it ran long enough without any; `unhealthy`: a check had failed too often;
   * `stopping`: it is to stop, and its reason can be read; `stopped`: it is STOPPED.
   */
  what: 'healthy' | 'unhealthy' | 'stopping' | 'stopped'
}

export type Chronicle = { decisions: Decision[]; moments: Moment[] }
