// What do service events say?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html lists them; the exact
// forms, with their parentheses and full stops, are those of published DescribeServices answers of 2025 and 2026.
import { noCapacity } from '../tasks/reasons.ts'

const listOf = (taskIds: string[]) => taskIds.map(id => `(task ${id})`).join(' ')

/** The part after `(service web) `; `replaced` counts tasks that took the place of unhealthy ones. */
export const sentences = {
  started: (taskIds: string[], replaced: number) =>
    `has started ${taskIds.length} tasks: ${listOf(taskIds)}.${replaced > 0 ? ` Amazon ECS replaced ${replaced} tasks due to an unhealthy status.` : ''}`,
  stoppedRunning: (taskIds: string[]) => `has stopped ${taskIds.length} running tasks: ${listOf(taskIds)}.`,
  stoppedPending: (count: number) => `stopped ${count} pending tasks.`,
  registered: (count: number, groupArn: string) => `registered ${count} targets in (target-group ${groupArn})`,
  deregistered: (count: number, groupArn: string) => `deregistered ${count} targets in (target-group ${groupArn})`,
  unhealthyTarget: (taskId: string, port: number, groupArn: string, reason: string) =>
    `(task ${taskId}) (port ${port}) is unhealthy in (target-group ${groupArn}) due to (reason ${reason}).`,
  unhealthyContainer: (taskId: string) => `(task ${taskId}) failed container health checks.`,
  notLaunched: (error: string) => `failed to launch a task with (error ${error}).`,
  notPlaced: (reason: string) => `was unable to place a task. Reason: ${reason}.`,
  noCapacity: () =>
    `was unable to place a task. Reason: ${noCapacity}. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`,
  throttled: () => 'is unable to consistently start tasks successfully.',
  stuck: () =>
    'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
  failed: (deploymentId: string, cause: string) => `(deployment ${deploymentId}) deployment failed: ${cause}.`,
  rollingBack: (deploymentId: string) => `rolling back to deployment ${deploymentId}.`,
  completed: (deploymentId: string) => `(deployment ${deploymentId}) deployment completed.`,
  steady: () => 'has reached a steady state.',
} satisfies Record<string, (...details: never[]) => string>

/** The one event that names the deployment beside the service. */
export const draining = (service: string, deploymentId: string, count: number) =>
  `(service ${service}, taskSet ${deploymentId}) has begun draining connections on ${count} tasks.`
