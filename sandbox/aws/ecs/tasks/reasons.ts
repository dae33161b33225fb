// Why did a task stop, in AWS's words?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html

export type StopCode =
  | 'TaskFailedToStart'
  | 'EssentialContainerExited'
  | 'UserInitiated'
  | 'ServiceSchedulerInitiated'
  | 'SpotInterruption'

export type Stop = { code: StopCode; reason: string }

const failed = (reason: string): Stop => ({ code: 'TaskFailedToStart', reason })
const scheduler = (reason: string): Stop => ({ code: 'ServiceSchedulerInitiated', reason })

export const stops = {
  essentialExited: { code: 'EssentialContainerExited', reason: 'Essential container in task exited' } as Stop,
  byUser: (reason: string | undefined): Stop => ({ code: 'UserInitiated', reason: reason ?? 'Task stopped by user' }),
  spot: { code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' } as Stop,
  scaling: (deploymentId: string) => scheduler(`Scaling activity initiated by (deployment ${deploymentId})`),
  unhealthyContainer: scheduler('Task failed container health checks'),
  unhealthyTarget: (groupArn: string) => scheduler(`Task failed ELB health checks in (target-group ${groupArn})`),
  serviceDeleted: (service: string) => scheduler(`Service ${service} was deleted`),
  secret: (valueFrom: string, cause: string) => failed(secretReason(valueFrom, cause)),
  logs: (cause: string) =>
    failed(
      `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${cause} : exit status 1`,
    ),
  pull: (reference: string, cause: string) => failed(pullReason(reference, cause)),
  /** What a container depends on can never come. The words are a guess. */
  neverReady: failed('Task failed to start'),
  start: (cause: string) => failed(`CannotStartContainerError: ResourceInitializationError: ${cause}`),
} satisfies Record<string, Stop | ((...details: never[]) => Stop)>

function secretReason(valueFrom: string, cause: string): string {
  const retrieval =
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed'
  const calls = 'service call has been retried 1 time(s)'
  if (!valueFrom.includes(':secretsmanager:'))
    return `${retrieval}: unable to retrieve secrets from ssm: ${calls}: ${cause}`
  // The secret came, and was not what it should be.
  const came = /^(retrieved secret|invalid character)/.test(cause)
  const secret = valueFrom.split(':').slice(0, 7).join(':')
  const fetching = came ? '' : `failed to fetch secret ${secret} from secrets manager: `
  return `${retrieval}: unable to retrieve secret from asm: ${calls}: ${fetching}${cause}`
}

/** The registry's refusal as Fargate's puller passes it on. */
function pullReason(reference: string, cause: string): string {
  const retried = 'CannotPullContainerError: pull image manifest has been retried 7 time(s)'
  if (/descriptor matching platform/i.test(cause)) return `${retried}: ${cause}`
  const resolving = `${retried}: failed to resolve ref ${reference}`
  if (/manifest unknown|not found|name unknown/i.test(cause)) return `${resolving}: ${reference}: not found`
  if (/denied|authorization|unauthorized|no basic auth/i.test(cause))
    return `${resolving}: pull access denied, repository does not exist or may require authorization: ${cause}`
  return cause.startsWith('failed to resolve ref') ? `${retried}: ${cause}` : `${resolving}: ${cause}`
}

/** Reason of a container, not of its task. */
export const outOfMemory = 'OutOfMemoryError: Container killed due to memory usage'

/** Of a placement that never became a task; RunTask says just this, service events say more. */
export const noCapacity =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone'
