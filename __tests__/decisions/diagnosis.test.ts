import { describe, expect, test } from '@jest/globals'
import { explainRollout, type Symptoms } from '../../src/decisions/diagnosis.ts'
import type { TaskFacts } from '../../src/decisions/snapshot.ts'

const container = { name: 'app', image: 'registry/app:v2', exitCode: undefined, reason: undefined }
const stopped = (more: Partial<TaskFacts>): TaskFacts => ({
  id: 't1',
  deployment: 'ecs-svc/2',
  revision: 'web:2',
  status: 'STOPPED',
  health: 'unknown',
  createdAt: undefined,
  startedAt: undefined,
  stoppedAt: 1,
  stopCode: undefined,
  stoppedReason: undefined,
  address: undefined,
  containers: [container],
  ...more,
})
const symptoms = (more: Partial<Symptoms>): Symptoms => ({
  revision: 'web:2',
  stopped: [],
  targets: [],
  events: [],
  logLines: [],
  notSeen: [],
  alarms: [],
  ...more,
})
const startFailed = (stoppedReason: string) => stopped({ stopCode: 'TaskFailedToStart', stoppedReason })
const exited = (exitCode: number, reason?: string) =>
  stopped({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ ...container, exitCode, reason }],
  })

describe('the cause of a stopped task', () => {
  // Reasons as AWS words them: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
  test.each<[string, TaskFacts, string]>([
    ['an exit code', exited(1), 'container "app" exited with code 1'],
    ['a killed process', exited(137), 'exited with code 137 (killed, SIGKILL)'],
    ['a process that ended by itself', exited(0), 'exited with code 0'],
    [
      'out of memory',
      exited(137, 'OutOfMemoryError: Container killed due to memory usage'),
      'ran out of memory (exit 137)',
    ],
    [
      'a missing tag',
      startFailed(
        'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry/app:v2: registry/app:v2: not found',
      ),
      'its image does not exist: registry/app:v2',
    ],
    [
      'a missing manifest',
      startFailed(
        'CannotPullContainerError: Error response from daemon: manifest for registry/app:v2 not found: manifest unknown: Requested image not found',
      ),
      'its image does not exist',
    ],
    [
      'a pull that is denied',
      startFailed(
        "CannotPullContainerError: Error response from daemon: pull access denied for registry/app, repository does not exist or may require 'docker login': denied: User is not authorized to perform: ecr:BatchGetImage",
      ),
      'may not be pulled',
    ],
    [
      'no token for ECR',
      startFailed(
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::1:assumed-role/x is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
      ),
      'may not be pulled',
    ],
    [
      'a pull that times out',
      startFailed(
        'CannotPullContainerError: Error response from daemon: Get "https://registry/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      ),
      'no network route',
    ],
    [
      'a rate limit of the registry',
      startFailed(
        'CannotPullContainerError: pull image manifest has been retried 7 time(s): toomanyrequests: You have reached your pull rate limit',
      ),
      'could not be pulled',
    ],
    [
      'a secret that is missing',
      startFailed(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
      ),
      'does not exist: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf',
    ],
    [
      'a secret that is denied',
      startFailed(
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:db from secrets manager: AccessDeniedException: User is not authorized to perform: secretsmanager:GetSecretValue',
      ),
      'may not read a secret',
    ],
    [
      'a log group that is missing',
      startFailed(
        'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
      ),
      'log group',
    ],
    [
      'no route to secrets',
      startFailed(
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret x: dial tcp 1.2.3.4:443: i/o timeout',
      ),
      'no network route',
    ],
    [
      'another architecture',
      startFailed(
        'CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform linux/amd64',
      ),
      'another CPU architecture',
    ],
    [
      'a container health check',
      stopped({ stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' }),
      'the health check of container "app" fails',
    ],
    [
      'a load balancer health check',
      stopped({
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason:
          'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1)',
      }),
      "the load balancer's health check fails",
    ],
    [
      'a command that is not there',
      startFailed(
        'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: OCI runtime create failed: exec: "serve": executable file not found in $PATH',
      ),
      'cannot be started',
    ],
    [
      'no capacity',
      stopped({
        stopCode: 'TaskFailedToStart',
        stoppedReason:
          'Capacity is unavailable at this time. Please try again later or in a different availability zone',
      }),
      'no capacity',
    ],
    ['somebody', stopped({ stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' }), 'somebody stopped'],
  ])('names %s', (_, task, cause) => {
    const diagnosis = explainRollout(symptoms({ stopped: [task] }))
    expect(diagnosis.cause).toContain(cause)
    expect(diagnosis.next).toMatch(/^[A-Z].*\.$/)
    expect(diagnosis.evidence[0]).toContain('1 of 1 stopped tasks')
  })
})

test('the cause that most tasks share comes first, the others stay as evidence', () => {
  const diagnosis = explainRollout(symptoms({ stopped: [exited(1), exited(137), exited(137)] }))
  expect(diagnosis.cause).toContain('code 137')
  expect(diagnosis.evidence).toEqual([
    expect.stringContaining('2 of 3 stopped tasks: container "app" exited with code 137'),
    expect.stringContaining('1 of 3 stopped tasks: container "app" exited with code 1'),
  ])
})

test('the container that failed is named, not the side container that ECS stopped with it', () => {
  const task = {
    ...exited(1),
    containers: [
      { ...container, name: 'proxy', exitCode: 143 },
      { ...container, name: 'app', exitCode: 3 },
    ],
  }
  expect(explainRollout(symptoms({ stopped: [task] })).cause).toBe('container "app" exited with code 3')
})

test('the code that the load balancer saw is part of the cause', () => {
  const task = stopped({ stoppedReason: 'Task failed ELB health checks in (target-group arn)' })
  const events = [
    '(service web) (port 80) is unhealthy in (target-group arn) due to (reason Health checks failed with these codes: [500])',
  ]
  expect(explainRollout(symptoms({ stopped: [task], events })).cause).toBe(
    "the load balancer's health check fails: Health checks failed with these codes: [500]",
  )
})

test('without stopped tasks an ill target is the cause', () => {
  const targets = [{ group: 'tg', id: '10.0.0.1', port: 80, state: 'unhealthy', reason: 'Request timed out' }]
  expect(explainRollout(symptoms({ targets }))).toMatchObject({
    class: 'target-health',
    evidence: ['target 10.0.0.1:80 is unhealthy: Request timed out'],
  })
})

test('without tasks and targets an event is the cause', () => {
  const events = [
    '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.',
    '(service web) has started 1 tasks.',
  ]
  expect(explainRollout(symptoms({ events })).class).toBe('no-capacity')
})

test('with nothing to go by it says so, and what to look at', () => {
  const diagnosis = explainRollout(symptoms({ events: ['(service web) has started 2 tasks.'] }))
  expect(diagnosis).toMatchObject({ class: 'unknown', evidence: ['event: (service web) has started 2 tasks.'] })
  expect(diagnosis.next).toMatch(/health check, security groups, secrets and logs/)
})

test('log lines and what might not be seen are evidence too', () => {
  const diagnosis = explainRollout(
    symptoms({ stopped: [exited(1)], logLines: ['no database'], notSeen: ['this role may not use ecs:ListTasks'] }),
  )
  expect(diagnosis.evidence.slice(1)).toEqual(['log: no database', 'not seen: this role may not use ecs:ListTasks'])
})
