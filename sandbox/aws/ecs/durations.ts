// How long do things take in ECS on Fargate?

/** AWS milliseconds; "observed" figures come from service events and deployments that people published. */
export type Durations = {
  /** The scheduler looks at a service this often. Observed: event times of one service lie on a grid of 5 to 10 s. */
  look: number
  /** From UpdateService or CreateService to `IN_PROGRESS` of the service deployment. AWS's example of DescribeServiceDeployments: 1.6 s. */
  pending: number
  /** From UpdateService to the first task. Observed: 14 to 17 s. */
  beginning: number
  /** PROVISIONING: the network interface. From "has started" to "registered" 30 to 40 s were observed; the next four share them. */
  provisioning: number
  /** PENDING before the pull. */
  placing: number
  /** The pull of an image that is there. */
  pulling: number
  /** ACTIVATING. */
  activating: number
  /** An image that cannot be pulled is tried seven times. Observed: 85 to 92 s from "has started" to "unable to place". */
  pullRetries: number
  /** Secrets or a log group that cannot be reached: tried a few times. */
  initializing: number
  /** From "has stopped" to "deregistered". Observed: 2 to 10 s. */
  deregistering: number
  /** DEPROVISIONING: from the end of the containers to STOPPED. Observed: 12 s. */
  deprovisioning: number
  /**
   * A task without any health check counts as healthy after 40 s in RUNNING.
   * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  settling: number
  /** From the last old task's end until its deployment leaves the list. */
  retiring: number
  /** From the last old task's end to "deployment completed". Observed: up to 25 s after `services-stable` held. */
  completing: number
  /** From ROLLBACK_REQUESTED to ROLLBACK_IN_PROGRESS, and from STOP_REQUESTED to STOPPED. */
  requested: number
  /** Any stage of a blue/green, linear or canary deployment that has nothing to wait for. A guess. */
  staging: number
  /** A change of the weights of a listener rule, until ECS goes on. A guess; load balancers need up to a minute to follow. */
  shifting: number
  /** Bake time of a deployment with alarms; AWS computes it from the alarms' periods. */
  baking: number
  /**
   * Stopped tasks can be described that long.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html
   */
  remembering: number
  /** SIGTERM to SIGKILL when the container definition says nothing. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
  stopTimeout: number
}

const second = 1000

export const usualDurations: Durations = {
  look: 5 * second,
  pending: 1.6 * second,
  beginning: 14 * second,
  provisioning: 10 * second,
  placing: 4 * second,
  pulling: 10 * second,
  activating: 6 * second,
  pullRetries: 75 * second,
  initializing: 15 * second,
  deregistering: 2 * second,
  deprovisioning: 12 * second,
  settling: 40 * second,
  retiring: 5 * second,
  completing: 15 * second,
  requested: 2 * second,
  staging: 5 * second,
  shifting: 30 * second,
  baking: 300 * second,
  remembering: 3600 * second,
  stopTimeout: 30 * second,
}
