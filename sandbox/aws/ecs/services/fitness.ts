// How fit is one of a service's tasks to serve?

export type Fit =
  /** Not RUNNING yet. */
  | 'starting'
  /** RUNNING; its health is not known yet. */
  | 'settling'
  | 'healthy'
  | 'unhealthy'
  /** To be STOPPED, with its containers still there. */
  | 'leaving'

export type TaskFacts = {
  pending: boolean
  leaving: boolean
  /** AWS milliseconds since it is RUNNING. */
  age: number
  /** Of its essential containers with a health check; undefined when there is none. */
  containers: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN' | undefined
  /** States of it in the service's target groups. */
  targets: string[]
}

/**
 * `grace` and `settling` in AWS milliseconds. Within the grace period no check makes a task unhealthy; without any check
 * it is healthy once it ran for `settling`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html (minimumHealthyPercent)
 */
export function judgeFit(task: TaskFacts, { grace, settling }: { grace: number; settling: number }): Fit {
  if (task.leaving) return 'leaving'
  if (task.pending) return 'starting'
  const { containers, targets, age } = task
  const ill = containers === 'UNHEALTHY' || targets.includes('unhealthy')
  if (ill) return age < grace ? 'settling' : 'unhealthy'
  const checked = containers !== undefined || targets.length > 0
  if (!checked) return age >= settling ? 'healthy' : 'settling'
  const well = containers !== 'UNKNOWN' && targets.every(state => state === 'healthy')
  return well ? 'healthy' : 'settling'
}
