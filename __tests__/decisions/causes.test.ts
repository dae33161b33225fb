import { describe, expect, test } from '@jest/globals'
import { CAUSES, type Class, classOf, secretIn } from '../../src/decisions/causes.ts'
import { explainRollout } from '../../src/decisions/diagnosis.ts'
import type { TaskFacts } from '../../src/decisions/snapshot.ts'
import { container, ended, exited } from './facts.ts'

const because = (stopped: TaskFacts[], events: string[] = []) =>
  explainRollout({ revision: 'web:2', stopped, targets: [], events, logLines: [], notSeen: [], alarms: [] })
const neverStarted = (reason: string) => ended('1', 'TaskFailedToStart', reason, { containers: [container()] })
const taken = (reason: string) => ended('1', 'ServiceSchedulerInitiated', reason, { containers: [container()] })

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf'
const fetching = `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager:`
const logging =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream:'

const BUILD = "Build the image for the architecture in web:2's runtimePlatform, or change that."
const PULL =
  'Allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to the execution role, and to this account in the repository policy.'
const PUSH =
  'Push the image first: check the push step and its credentials, the repository, the account and region in its name, and the tag or digest.'
const READ = 'Read the reason above; a rate limit or a broken layer needs another registry or a new push.'
const CREATE =
  'Create the secret (or its key) in this account and region, or correct its valueFrom in the task definition.'
const ALLOW = 'Allow secretsmanager:GetSecretValue or ssm:GetParameters (and kms:Decrypt) to the execution role.'
const WRITE =
  'Allow logs:CreateLogStream and logs:PutLogEvents (and logs:CreateLogGroup with awslogs-create-group) to the execution role.'
const GROUP = 'Create the log group, or set awslogs-create-group and allow logs:CreateLogGroup to the execution role.'
const ROUTE = "Check the subnets' route (NAT gateway, public IP or VPC endpoints) and the security groups."
const MEMORY = 'Raise the memory of the task or of container "app", or make it use less.'
const RUN_CHECK = 'Run the health check command in the image; check its path, port and start period.'
const OPEN =
  'Read its logs and open the health check path on the task; check its port, its security group, and what it depends on (secrets, database).'
const PLACE = 'Try another availability zone, capacity provider or task size, or raise the quota.'
const COMMAND = 'Check the command and entry point against what is in the image.'
const WHO = 'Find out who (CloudTrail, StopTask), then release again.'
const CRASH =
  "Read the last log lines; run web:2's image with the same environment and secrets, and check what it connects to at start (database)."
const FOREGROUND =
  "The process ended by itself without an error: a service's process must keep running in the foreground."
const TRUST =
  'Check that the role exists and that its trust policy allows sts:AssumeRole to ecs-tasks.amazonaws.com; a new role takes a minute to be known everywhere.'
const ROOM = 'Lower minimumHealthyPercent or raise maximumPercent, so that at least one task may go or come.'

const NO_ROUTE = 'its tasks have no network route to what they need at start (registry, secrets or logs)'
const NO_ROOM = 'there is no capacity to run its tasks'
const NOT_PULLED = 'the image of container "app" may not be pulled'
const ABSENT = 'its image does not exist: registry/app:v2'

// As AWS words them: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
const STOPPED: [what: string, task: TaskFacts, kind: Class, cause: string, next: string][] = [
  [
    'a tag that was never pushed',
    neverStarted(
      'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry/app:v2: registry/app:v2: not found',
    ),
    'image-not-found',
    ABSENT,
    PUSH,
  ],
  [
    'a manifest that is not there',
    neverStarted(
      'CannotPullContainerError: Error response from daemon: manifest for registry/app:v2: manifest unknown',
    ),
    'image-not-found',
    ABSENT,
    PUSH,
  ],
  [
    'a repository that is not there',
    neverStarted('CannotPullContainerError: API error (404): repository registry/app not found'),
    'image-not-found',
    ABSENT,
    PUSH,
  ],
  [
    'an image named by its ARN that is not there',
    neverStarted('CannotPullContainerError: arn:aws:ecr:eu-west-1:111111111111:repository/app does not exist'),
    'image-not-found',
    ABSENT,
    PUSH,
  ],
  [
    'a pull that is denied',
    neverStarted(
      "CannotPullContainerError: Error response from daemon: pull access denied for registry/app, repository does not exist or may require 'docker login': denied: User is not authorized to perform: ecr:BatchGetImage",
    ),
    'pull-denied',
    NOT_PULLED,
    PULL,
  ],
  [
    'a private registry without credentials',
    neverStarted(
      'CannotPullContainerError: failed to resolve ref\nregistry/app:v2: pulling from host failed with status code: 403 Forbidden',
    ),
    'pull-denied',
    NOT_PULLED,
    PULL,
  ],
  [
    'no token for the registry',
    neverStarted(
      'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111111111111:assumed-role/x is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
    ),
    'pull-denied',
    NOT_PULLED,
    PULL,
  ],
  [
    'a rate limit of the registry',
    neverStarted(
      'CannotPullContainerError: pull image manifest has been retried 7 time(s): toomanyrequests: You have reached your pull rate limit',
    ),
    'pull-failed',
    'the image of container "app" could not be pulled',
    READ,
  ],
  [
    'a disk that is full',
    neverStarted('CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob111111111: no space left on device'),
    'pull-failed',
    'the image of container "app" could not be pulled',
    READ,
  ],
  [
    'a secret that is missing',
    neverStarted(`${fetching} ResourceNotFoundException: Secrets Manager can't find the specified secret.`),
    'secret-missing',
    `a secret that it refers to does not exist: ${SECRET}`,
    CREATE,
  ],
  [
    'a version of a secret that is missing',
    neverStarted(`${fetching}\nResourceNotFoundException: no value for staging label: AWSNEXT`),
    'secret-missing',
    `a secret that it refers to does not exist: ${SECRET}`,
    CREATE,
  ],
  [
    'a secret without the key',
    neverStarted(
      `unable to retrieve secret from asm: retrieved secret from Secrets Manager did not contain json key password`,
    ),
    'secret-missing',
    'a secret that it refers to lacks a JSON key',
    CREATE,
  ],
  [
    'a parameter that is missing',
    neverStarted(
      'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid parameters: db-password',
    ),
    'secret-missing',
    'a secret that it refers to does not exist',
    CREATE,
  ],
  [
    'a secret that is denied',
    neverStarted(`${fetching} AccessDeniedException: User is not authorized to perform: secretsmanager:GetSecretValue`),
    'secret-denied',
    `the task's execution role may not read a secret: ${SECRET}`,
    ALLOW,
  ],
  [
    'a key of a secret that is denied',
    neverStarted(`${fetching}\nAccessDeniedException: Access to KMS is not allowed`),
    'secret-denied',
    `the task's execution role may not read a secret: ${SECRET}`,
    ALLOW,
  ],
  [
    'a parameter that is denied',
    neverStarted(
      'unable to retrieve secrets from ssm: User is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111111111111:parameter/db.',
    ),
    'secret-denied',
    "the task's execution role may not read a secret: arn:aws:ssm:eu-west-1:111111111111:parameter/db",
    ALLOW,
  ],
  [
    'a log group that is missing',
    neverStarted(`${logging} ResourceNotFoundException: The specified log group does not exist.`),
    'log-group-missing',
    'the log group of its awslogs driver does not exist',
    GROUP,
  ],
  [
    'a log stream that is denied',
    neverStarted(`${logging} AccessDeniedException: User: x is not authorized to perform: logs:CreateLogStream`),
    'log-denied',
    "the task's execution role may not write to its log group",
    WRITE,
  ],
  [
    'a log group that is denied',
    neverStarted(
      'ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log group: AccessDeniedException: User: x is not authorized to perform: logs:CreateLogGroup',
    ),
    'log-denied',
    "the task's execution role may not write to its log group",
    WRITE,
  ],
  [
    'no route to the logs',
    neverStarted(
      `${logging} RequestError: send request failed caused by: Post "https://logs.eu-west-1.amazonaws.com/": dial tcp 10.0.0.9:443: i/o timeout`,
    ),
    'no-network',
    NO_ROUTE,
    ROUTE,
  ],
  [
    'no route to the registry',
    neverStarted(
      'CannotPullContainerError: API error (500): Get https://registry/v2/: net/http: request canceled while waiting for connection',
    ),
    'no-network',
    NO_ROUTE,
    ROUTE,
  ],
  [
    'no route to the registry from a VPC of its own',
    neverStarted('CannotPullContainerError: pull image manifest has been retried 5 time(s): context canceled'),
    'no-network',
    NO_ROUTE,
    ROUTE,
  ],
  [
    'no route to secrets',
    neverStarted(
      'ResourceInitializationError: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.',
    ),
    'no-network',
    NO_ROUTE,
    ROUTE,
  ],
  [
    'another architecture',
    neverStarted(
      'CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform linux/amd64',
    ),
    'wrong-architecture',
    'the image of container "app" is built for another CPU architecture',
    BUILD,
  ],
  [
    'another architecture, in newer words',
    neverStarted("CannotPullContainerError: image does not contain descriptor matching platform 'linux/arm64'"),
    'wrong-architecture',
    'the image of container "app" is built for another CPU architecture',
    BUILD,
  ],
  [
    'out of memory',
    exited('1', 137, 'OutOfMemoryError: Container killed due to memory usage'),
    'out-of-memory',
    'container "app" ran out of memory (exit 137)',
    MEMORY,
  ],
  [
    'out of memory without a code',
    neverStarted('OutOfMemoryError: container killed due to memory usage'),
    'out-of-memory',
    'container "app" ran out of memory',
    MEMORY,
  ],
  [
    'a container health check',
    taken('Task failed container health checks'),
    'container-health',
    'the health check of container "app" fails',
    RUN_CHECK,
  ],
  [
    'a load balancer health check',
    taken(
      'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1)',
    ),
    'target-health',
    "the load balancer's health check fails",
    OPEN,
  ],
  [
    'a command that is not there',
    neverStarted(
      'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: exec: "serve": executable file not found in $PATH',
    ),
    'cannot-start',
    'container "app" cannot be started',
    COMMAND,
  ],
  [
    'a volume that cannot be made',
    neverStarted('CannotCreateContainerError: API error (500): devmapper: Thin Pool has free data blocks'),
    'cannot-start',
    'container "app" cannot be started',
    COMMAND,
  ],
  [
    'no capacity',
    neverStarted('Capacity is unavailable at this time. Please try again later or in a different availability zone'),
    'no-capacity',
    NO_ROOM,
    PLACE,
  ],
  [
    'a Spot interruption',
    ended('1', 'SpotInterruption', 'Your Spot Task was interrupted.'),
    'no-capacity',
    NO_ROOM,
    PLACE,
  ],
  [
    'somebody',
    ended('1', 'UserInitiated', 'Task stopped by user'),
    'stopped-by-someone',
    'somebody stopped its tasks',
    WHO,
  ],
  ['a process that ended by itself', exited('1', 0), 'exit-code', 'container "app" exited with code 0', FOREGROUND],
  ['a process that failed', exited('1', 1), 'exit-code', 'container "app" exited with code 1', CRASH],
  [
    'a command that may not be executed',
    exited('1', 126),
    'exit-code',
    'container "app" exited with code 126 (its command cannot be executed)',
    CRASH,
  ],
  [
    'a command that the shell did not find',
    exited('1', 127),
    'exit-code',
    'container "app" exited with code 127 (its command was not found)',
    CRASH,
  ],
  [
    'a process that aborted',
    exited('1', 134),
    'exit-code',
    'container "app" exited with code 134 (aborted, SIGABRT)',
    CRASH,
  ],
  [
    'a process that was killed',
    exited('1', 137),
    'exit-code',
    'container "app" exited with code 137 (killed, SIGKILL)',
    CRASH,
  ],
  [
    'a process that crashed',
    exited('1', 139),
    'exit-code',
    'container "app" exited with code 139 (crashed, SIGSEGV)',
    CRASH,
  ],
  [
    'a process that was terminated',
    exited('1', 143),
    'exit-code',
    'container "app" exited with code 143 (terminated, SIGTERM)',
    CRASH,
  ],
  [
    'an end without a code',
    ended('1', 'EssentialContainerExited', 'Essential container in task exited', { containers: [container()] }),
    'exit-code',
    'container "app" ended',
    CRASH,
  ],
]

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
const EVENTS: [event: string, kind: Class, cause: string, next: string][] = [
  [
    'was unable to place a task because no container instance met all of its requirements.',
    'no-capacity',
    NO_ROOM,
    PLACE,
  ],
  [
    "was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently",
    'no-capacity',
    NO_ROOM,
    PLACE,
  ],
  [
    'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
    'held-back',
    'its minimumHealthyPercent and maximumPercent let ECS neither stop nor start a task',
    ROOM,
  ],
  [
    "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::111111111111:role/app' that was provided for this task.)",
    'role-not-assumable',
    'ECS cannot assume the role arn:aws:iam::111111111111:role/app',
    TRUST,
  ],
  [
    'failed to launch a task with (error ECS was unable to assume the role that was provided for this task.)',
    'role-not-assumable',
    'ECS cannot assume the role of its tasks',
    TRUST,
  ],
  [
    '(port 8080) is unhealthy in (target-group arn:aws:x) due to (reason Health checks failed with these codes: [502])',
    'target-health',
    "the load balancer's health check fails: Health checks failed with these codes: [502]",
    OPEN,
  ],
  [
    '(instance i-1) is unhealthy in (elb web) due to (reason Instance has failed at least the UnhealthyThreshold number of health checks consecutively.)',
    'target-health',
    "the load balancer's health check fails: Instance has failed at least the UnhealthyThreshold number of health checks consecutively.",
    OPEN,
  ],
  ['(task 1) failed container health checks.', 'container-health', 'the health check of a container fails', RUN_CHECK],
]

describe('what AWS says of a stopped task', () => {
  test.each(STOPPED)('%s has a cause, evidence and a next step', (_, task, kind, cause, next) => {
    expect(because([task])).toEqual({
      class: kind,
      cause,
      evidence: [
        expect.stringContaining(`1 of 1 stopped tasks: ${cause}. ECS says: ${task.stopCode}; ${task.stoppedReason}`),
      ],
      next,
    })
  })

  test('a task that names no container is told without one', () => {
    const missing = ended('1', 'TaskFailedToStart', 'CannotPullContainerError: manifest unknown')
    expect(because([missing]).cause).toBe('its image does not exist')
    expect(because([ended('1', 'EssentialContainerExited', '')]).cause).toBe('a container ended')
  })
})

describe('what AWS says in an event', () => {
  test.each(EVENTS)('%s', (text, kind, cause, next) => {
    const event = `(service web) ${text}`
    expect(because([], [event])).toEqual({ class: kind, cause, evidence: [`event: ${event}`], next })
  })

  test.each([
    'has reached a steady state.',
    'has started 2 tasks: (task 1) (task 2).',
    'is unable to consistently start tasks successfully.',
    '(deployment ecs-svc/2) deployment failed: tasks failed to start.',
    'Scaling activity initiated by (deployment ecs-svc/2)',
  ])('%s is no cause', text => {
    expect(classOf(text)).toBeUndefined()
  })
})

test('every class of cause is in a table here', () => {
  const told = new Set([...STOPPED.map(row => row[2]), ...EVENTS.map(row => row[1])])
  expect(CAUSES.map(one => one.class).filter(kind => !told.has(kind))).toEqual([])
  for (const [, task, kind] of STOPPED)
    if (task.stoppedReason?.startsWith('Cannot')) expect(classOf(task.stoppedReason)).toBe(kind)
})

test('the secret or parameter that a text is about is found, and nothing else', () => {
  expect(secretIn(`failed to fetch secret ${SECRET} from secrets manager`)).toBe(SECRET)
  expect(secretIn('resource: arn:aws-us-gov:ssm:us-gov-west-1:1:parameter/db/password: AccessDenied')).toBe(
    'arn:aws-us-gov:ssm:us-gov-west-1:1:parameter/db/password',
  )
  expect(secretIn(`(${SECRET})`)).toBe(SECRET)
  expect(secretIn(`${SECRET}.:`)).toBe(SECRET)
  expect(secretIn('arn:aws:iam::111111111111:role/secret')).toBeUndefined()
})
