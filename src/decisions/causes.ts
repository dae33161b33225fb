// How does each cause of a bad end show in what AWS says, and what do we say of it?
import type { Revision } from './snapshot.ts'

export type Class =
  | 'image-not-found'
  | 'pull-denied'
  | 'pull-failed'
  | 'secret-missing'
  | 'secret-denied'
  | 'log-group-missing'
  | 'log-denied'
  | 'out-of-memory'
  | 'wrong-architecture'
  | 'cannot-start'
  | 'exit-code'
  | 'container-health'
  | 'target-health'
  | 'no-capacity'
  | 'no-network'
  | 'role-not-assumable'
  | 'held-back'
  | 'stopped-by-someone'
  | 'alarm'
  | 'refused'
  | 'unknown'

/** A class of cause, how it shows, and what it says. First match wins: the specific ones stand before the general. */
export type Cause = {
  class: Class
  /** Matched against all that AWS says of one stopped task, or against one service event. */
  shows: RegExp
  cause(found: Found): string
  next(found: Found): string
}

/** What a cause can be told with. */
export type Found = {
  text: string
  /** As it is told: `container "app"`, or `a container` where AWS does not say which. */
  container: string
  /** Undefined where AWS does not say which. */
  image: string | undefined
  exitCode: number | undefined
  revision: Revision
  /** Why the load balancer holds its targets unhealthy, in its words. */
  health: string
  /** The last line that the container wrote, when it could be read. */
  lastLine: string
}

// Texts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resolve-stopped-errors.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
export const CAUSES: Cause[] = [
  {
    class: 'wrong-architecture',
    shows: /exec format error|image (Manifest )?does not contain descriptor matching platform|no match for platform/i,
    cause: ({ container }) => `the image of ${container} is built for another CPU architecture`,
    next: ({ revision }) => `Build the image for the architecture in ${revision}'s runtimePlatform, or change that.`,
  },
  {
    class: 'log-group-missing',
    shows: /log group does not exist/i,
    cause: () => 'the log group of its awslogs driver does not exist',
    next: () =>
      'Create the log group, or set awslogs-create-group and allow logs:CreateLogGroup to the execution role.',
  },
  {
    class: 'log-denied',
    shows: /not authorized to perform: logs:/i,
    cause: () => "the task's execution role may not write to its log group",
    next: () =>
      'Allow logs:CreateLogStream and logs:PutLogEvents (and logs:CreateLogGroup with awslogs-create-group) to the execution role.',
  },
  {
    class: 'pull-denied',
    shows:
      /ecr:(Get|Batch)|CannotPull[\s\S]*(access denied|denied:|AccessDenied|not authorized|403 Forbidden|no basic auth)/i,
    cause: ({ container }) => `the image of ${container} may not be pulled`,
    next: () =>
      'Allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to the execution role, and to this account in the repository policy.',
  },
  {
    class: 'secret-missing',
    shows:
      /can.t find the specified secret|secret[\s\S]*ResourceNotFoundException|ParameterNotFound|invalid (ssm )?parameters|did not contain json key/i,
    cause: ({ text }) =>
      `a secret that it refers to ${/json key/i.test(text) ? 'lacks a JSON key' : 'does not exist'}${named(secretIn(text))}`,
    next: () =>
      'Create the secret (or its key) in this account and region, or correct its valueFrom in the task definition.',
  },
  {
    class: 'secret-denied',
    shows: /unable to retrieve secret[\s\S]*AccessDenied|secretsmanager:GetSecretValue|ssm:GetParameters/i,
    cause: ({ text }) => `the task's execution role may not read a secret${named(secretIn(text))}`,
    next: () => 'Allow secretsmanager:GetSecretValue or ssm:GetParameters (and kms:Decrypt) to the execution role.',
  },
  {
    class: 'no-network',
    shows:
      /i\/o timeout|dial tcp|context deadline exceeded|Client\.Timeout|request canceled|context canceled|connection issue|unable to reach/i,
    cause: () => 'its tasks have no network route to what they need at start (registry, secrets or logs)',
    next: () => "Check the subnets' route (NAT gateway, public IP or VPC endpoints) and the security groups.",
  },
  {
    class: 'role-not-assumable',
    shows: /unable to assume the role/i,
    cause: ({ text }) => `ECS cannot assume the role ${text.match(/assume the role '([^']+)'/)?.[1] ?? 'of its tasks'}`,
    next: () =>
      'Check that the role exists and that its trust policy allows sts:AssumeRole to ecs-tasks.amazonaws.com; a new role takes a minute to be known everywhere.',
  },
  {
    class: 'image-not-found',
    shows: /(CannotPull[\s\S]*(not found|manifest unknown|does not exist|NotFound))|ImageNotFoundException/i,
    cause: ({ image }) => `its image does not exist${named(image)}`,
    next: () =>
      'Push the image first: check the push step and its credentials, the repository, the account and region in its name, and the tag or digest.',
  },
  {
    class: 'pull-failed',
    shows: /CannotPull/,
    cause: ({ container }) => `the image of ${container} could not be pulled`,
    next: () => 'Read the reason above; a rate limit or a broken layer needs another registry or a new push.',
  },
  {
    class: 'out-of-memory',
    shows: /OutOfMemory|killed due to memory usage/i,
    cause: ({ container, exitCode }) => `${container} ran out of memory${exitCode ? ` (exit ${exitCode})` : ''}`,
    next: ({ container }) => `Raise the memory of the task or of ${container}, or make it use less.`,
  },
  {
    class: 'container-health',
    shows: /failed container health checks/i,
    cause: ({ container }) => `the health check of ${container} fails`,
    next: () => 'Run the health check command in the image; check its path, port and start period.',
  },
  {
    class: 'target-health',
    shows: /failed ELB health checks|is unhealthy in \((target-group|elb) /i,
    cause: ({ health }) => `the load balancer's health check fails${named(health)}`,
    next: () =>
      'Read its logs and open the health check path on the task; check its port, its security group, and what it depends on (secrets, database).',
  },
  {
    class: 'held-back',
    shows: /because of the service deployment configuration/i,
    cause: () => 'its minimumHealthyPercent and maximumPercent let ECS neither stop nor start a task',
    next: () => 'Lower minimumHealthyPercent or raise maximumPercent, so that at least one task may go or come.',
  },
  {
    class: 'no-capacity',
    shows: /capacity is unavailable|SpotInterruption|ResourceLimitExceeded|vCPU|no container instance met/i,
    cause: () => 'there is no capacity to run its tasks',
    next: () => 'Try another availability zone, capacity provider or task size, or raise the quota.',
  },
  {
    class: 'cannot-start',
    shows:
      /CannotStartContainer|CannotCreateContainer|ContainerRuntime|executable file not found|no such file or directory/i,
    cause: ({ container }) => `${container} cannot be started`,
    next: () => 'Check the command and entry point against what is in the image.',
  },
  {
    class: 'stopped-by-someone',
    shows: /UserInitiated|Task stopped by user/i,
    cause: () => 'somebody stopped its tasks',
    next: () => 'Find out who (CloudTrail, StopTask), then release again.',
  },
  {
    class: 'exit-code',
    shows: /EssentialContainerExited|Essential container in task exited/i,
    cause: ({ container, exitCode, lastLine }) =>
      `${container} ${exitCode === undefined ? 'ended' : `exited with code ${exitCode}${EXITS[exitCode] ?? ''}`}${lastLine && `, saying "${lastLine}"`}`,
    next: ({ exitCode, revision }) =>
      exitCode === 0
        ? `The process ended by itself without an error: a service's process must keep running in the foreground.`
        : `Read the last log lines; run ${revision}'s image with the same environment and secrets, and check what it connects to at start (database).`,
  },
]

// 128 + signal: https://tldp.org/LDP/abs/html/exitcodes.html
const EXITS: Record<number, string> = {
  126: ' (its command cannot be executed)',
  127: ' (its command was not found)',
  134: ' (aborted, SIGABRT)',
  137: ' (killed, SIGKILL)',
  139: ' (crashed, SIGSEGV)',
  143: ' (terminated, SIGTERM)',
}

const named = (what: string | undefined) => (what ? `: ${what}` : '')

/** The ARN of the secret or parameter that a text is about. */
export const secretIn = (text: string): string | undefined =>
  text.match(/arn:aws[\w-]*:(?:secretsmanager|ssm):[^\s,"')\]]+/)?.[0].replace(/[.:]+$/, '')

/** The class of what AWS says of one ended task. */
export const classOf = (text: string): Class | undefined => CAUSES.find(one => one.shows.test(text))?.class
