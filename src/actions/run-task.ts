// Did the one-off task (migration, sample job, connectivity check) succeed?
import { action } from '../action.ts'
import { logStreamLink } from '../decisions/region.ts'
import { logStream } from '../decisions/task-definition.ts'
import { type Place, readStrategy } from '../decisions/task-launch.ts'
import { isWell, type RunOutcome, showEvidence, tellRun, verdictOf } from '../decisions/task-outcome.ts'
import { summarizeRun } from '../decisions/task-summary.ts'
import { readCommand } from '../decisions/words.ts'
import { count, duration, flag, json, list, map, oneOf, text } from '../input.ts'
import { startLog } from '../log.ts'
import { followToEnd, leave, takeBack } from '../tasks/end-tasks.ts'
import { prepareTask } from '../tasks/prepare-task.ts'
import { lineReader } from '../tasks/read-lines.ts'
import { startOnce } from '../tasks/start-tasks.ts'

export default action({
  question: 'Did the one-off task (migration, sample job, connectivity check) succeed?',
  about:
    'Runs a task once and follows it to the exit code of the container that counts, with its lines as they come. Green means that this container ended with exit code 0 in every task, and was not stopped by anything else. A job that is run again takes up what its earlier attempt started: work that runs or went well is not started twice, work that ended badly is started anew. At the limit and on cancel the task is stopped. ECS forgets a stopped task after an hour; a job run again later than that starts it anew.',
  usage: `cluster: staging
service: web
task-definition: \${{ steps.register.outputs.revision }}
command: alembic upgrade head
`,
  inputs: {
    cluster: text({ description: 'The name or ARN of the ECS cluster.', required: true }),
    taskDefinition: text({
      description: 'What to run: an ARN, `family:revision`, or a family (its newest active revision).',
      required: true,
    }),
    containerName: text({
      description:
        'The container whose exit code counts and whose command and environment are changed. Unset: the only essential one.',
    }),
    command: text({
      description:
        'The command instead of the container’s own: a JSON list, or a line that is cut into words as a shell cuts it. No shell runs it.',
    }),
    environmentVariables: map({
      description: 'More environment variables of the container, `NAME=value`. ECS shows them with the task.',
    }),
    service: text({
      description: 'A service of the cluster whose network and launch type are taken, where nothing else is given.',
    }),
    subnets: list({ description: 'The subnets of the task.' }),
    securityGroups: list({ description: 'The security groups of the task.' }),
    assignPublicIp: oneOf('ENABLED', 'DISABLED')({ description: 'Whether the task has a public address.' }),
    launchType: oneOf(
      'FARGATE',
      'EC2',
      'EXTERNAL',
    )({
      description: 'On what it runs. Unset: on what `service` runs, else on Fargate.',
    }),
    capacityProviderStrategy: json({
      description: 'On what it runs instead of a launch type: `[{"capacityProvider": "FARGATE_SPOT", "weight": 1}]`.',
    }),
    cpu: text({ description: 'CPU of the task instead of the task definition’s: `512`, `.5 vCPU`.' }),
    memory: text({ description: 'Memory of the task instead of the task definition’s: `1024`, `1 GB`.' }),
    taskRoleArn: text({ description: 'The role of the task instead of the task definition’s.' }),
    count: count(1, 10)({ description: 'How many such tasks to run; all must succeed.', default: '1' }),
    tags: map({ description: 'Tags of the task, `key=value`.' }),
    wait: flag({ description: 'Whether to follow the task to its end.', default: 'true' }),
    waitForMinutes: duration('minutes')({
      description:
        'How long it may take, its start included; then it is stopped. Keep it below the life of the credentials (an hour, unless more was asked for).',
      default: '30',
    }),
  },
  outputs: {
    verdict:
      '`succeeded`, `failed`, `out-of-memory`, `never-started`, `stopped` (by somebody, or with its capacity), `lost` (ECS shows it no more), `timed-out`, `cancelled`, or `started` without `wait`; of several tasks the worst.',
    exitCode:
      'The exit code of the container that counts; of several tasks that of the worst. Empty when there is none.',
    revision: 'The revision that was run, `family:n`.',
    taskArns: 'The ARNs of the tasks, one a line.',
    taskIds: 'The ids of the tasks, one a line.',
    stoppedReason: 'Why it stopped, in the words of ECS.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    logLines: 'The last 50 lines of the container that counts.',
    seconds: 'How long it took, in seconds, from its creation to its end.',
    message: 'The last line of the log.',
    results: 'JSON: id, verdict, exit code and cause of each task.',
  },
  permissions: {
    aws: [
      { action: 'ecs:DescribeTaskDefinition', on: 'any', why: 'to find its containers and logs' },
      { action: 'ecs:ListTasks', on: 'any', why: 'to find what an earlier attempt started' },
      { action: 'ecs:RunTask', on: 'task-definition', why: 'to start it' },
      { action: 'ecs:DescribeTasks', on: 'tasks', why: 'to follow it' },
      { action: 'ecs:StopTask', on: 'tasks', why: 'to stop it at the limit or on cancel' },
      { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
      { action: 'ecs:DescribeServices', on: 'service', why: 'to take the network of `service`', optional: true },
      { action: 'ecs:TagResource', on: 'tasks', why: 'for `tags`', optional: true },
      { action: 'logs:GetLogEvents', on: 'log-group', why: 'to show its lines', optional: true },
    ],
    github: [],
  },
  rules({ command = '', service, subnets, securityGroups, assignPublicIp, launchType, capacityProviderStrategy }) {
    const words = readCommand(command)
    const problems = 'problem' in words ? [`command ${words.problem}`] : []
    const nowhere = service === undefined && subnets.length === 0
    if (nowhere && capacityProviderStrategy === undefined && (launchType ?? 'FARGATE') === 'FARGATE')
      problems.push('subnets is empty: give subnets, or service to take its network')
    else if (nowhere && (securityGroups.length > 0 || assignPublicIp !== undefined))
      problems.push('subnets is empty, but security-groups or assign-public-ip is given: give subnets or service')
    if (capacityProviderStrategy !== undefined && !readStrategy(capacityProviderStrategy))
      problems.push(
        'capacity-provider-strategy is not a strategy: write [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]',
      )
    if (capacityProviderStrategy !== undefined && launchType !== undefined)
      problems.push('launch-type and capacity-provider-strategy are both given, and ECS takes only one: leave one out')
    return problems
  },
  async run(inputs, world, tell) {
    const { clock, cancel, runner } = world
    const startedAt = clock.now()
    const log = startLog(clock, runner.line)
    const tasks = await world.tasks()
    const { request, main, revision, awslogs } = await prepareTask(inputs, await world.ecs(), tasks)
    tell('revision', revision)
    const { cluster, count } = request
    const changed = [...(request.command.length > 0 ? ['its command'] : []), ...Object.keys(request.environment)]
    log(revision, `runs container "${main.name}"${changed.length > 0 ? ` with ${changed.join(', ')} given here` : ''}`)

    const readLines = awslogs && lineReader(awslogs, main.name, world.logs, runner.warn)
    if (!readLines) log(revision, `container "${main.name}" does not log to CloudWatch with a stream prefix: no lines`)
    const place = placeOf(runner.variable, startedAt)
    const attempt = Number(runner.variable('GITHUB_RUN_ATTEMPT') ?? 1)
    const begun = await startOnce(request, main, { tasks, clock, cancel, log, place, attempt })
    tell('taskArns', begun.tasks.map(one => one.arn).join('\n'))
    tell('taskIds', begun.tasks.map(one => one.id).join('\n'))

    await world.keepRole()
    const follower = { cluster, main, tasks, readLines, clock, cancel, log, warn: runner.warn }
    const ended =
      begun.refusals.length > 0
        ? await takeBack(begun.tasks, follower)
        : inputs.wait
          ? await followToEnd(begun.tasks, startedAt + inputs.waitForMinutes, follower)
          : leave(begun.tasks)
    const run: RunOutcome = {
      ...{ cluster, revision, main, count, limit: inputs.waitForMinutes },
      ...{ refusals: begun.refusals, takenUp: begun.takenUp, ...ended },
    }
    const told = tellRun(run)
    for (const [name, value] of Object.entries(told)) tell(name as keyof typeof told, value)
    const region = awslogs?.region ?? tasks.region
    await runner.summary(
      summarizeRun(run, ({ id }) => awslogs && logStreamLink(region, awslogs.group, logStream(awslogs, main.name, id))),
    )
    const evidence = showEvidence(run)
    if (evidence.length > 0) runner.group('In the words of ECS', evidence)
    return { good: isWell(verdictOf(run)), line: told.message }
  },
})

/** Outside of a workflow no two runs are the same. */
const placeOf = (variable: (name: string) => string | undefined, now: number): Place => ({
  repository: variable('GITHUB_REPOSITORY') ?? '',
  run: variable('GITHUB_RUN_ID') ?? String(now),
  job: variable('GITHUB_JOB') ?? '',
  step: variable('GITHUB_ACTION') ?? '',
})
