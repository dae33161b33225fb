import { describe, expect, test } from '@jest/globals'
import { explainEnd, explainRefusals } from '../../src/decisions/task-cause.ts'
import {
  explainRunOutcome,
  type RunOutcome,
  showEvidence,
  type TaskOutcome,
  tellRun,
} from '../../src/decisions/task-outcome.ts'
import type { OneOff } from '../../src/decisions/task-run.ts'
import { summarizeRun } from '../../src/decisions/task-summary.ts'

const task = (more: Partial<OneOff> = {}): OneOff => ({
  id: 'aaaaaaaabbbb',
  arn: 'arn:aws:ecs:eu-west-1:1:task/c/aaaaaaaabbbb',
  deployment: '',
  revision: 'web:5',
  status: 'STOPPED',
  stopping: true,
  health: 'unknown',
  createdAt: 0,
  startedAt: 10,
  stoppedAt: 41_000,
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  address: undefined,
  containers: [{ name: 'app', image: 'app:1', status: 'STOPPED', exitCode: 0, reason: undefined }],
  ...more,
})
const withContainers = (...of: [name: string, exitCode: number | undefined, reason?: string][]) =>
  task({
    containers: of.map(([name, exitCode, reason]) => ({
      name,
      image: `${name}:1`,
      status: 'STOPPED',
      exitCode,
      reason,
    })),
  })
const outcome = (more: Partial<TaskOutcome> = {}): TaskOutcome => ({
  id: 'aaaaaaaabbbb',
  arn: 'arn:aws:ecs:eu-west-1:1:task/c/aaaaaaaabbbb',
  verdict: 'succeeded',
  exitCode: 0,
  task: task(),
  lastLine: '',
  took: 41_000,
  ...more,
})
const run = (tasks: TaskOutcome[], more: Partial<RunOutcome> = {}): RunOutcome => ({
  cluster: 'staging',
  revision: 'web:5',
  main: { name: 'app', essential: true },
  count: tasks.length,
  tasks,
  refusals: [],
  takenUp: false,
  limit: 600_000,
  lines: [],
  ...more,
})
const failed = outcome({
  id: 'ffffffff1111',
  verdict: 'failed',
  exitCode: 3,
  task: withContainers(['app', 3]),
  lastLine: 'boom',
})

describe('the cause', () => {
  const main = { name: 'app', essential: true }
  test.each<[string, TaskOutcome, RegExp, RegExp]>([
    ['of a good end is nothing', outcome(), /^$/, /^$/],
    [
      'is the exit code with the last line',
      failed,
      /^container "app" exited with code 3, saying "boom"$/,
      /run the job again/,
    ],
    [
      'is the exit code of a container that is not essential, of which ECS says nothing',
      outcome({
        verdict: 'failed',
        task: { ...withContainers(['app', 3]), stopCode: undefined, stoppedReason: undefined },
      }),
      /^container "app" exited with code 3$/,
      /last log lines/,
    ],
    [
      'is the exit code, though we stopped the rest',
      outcome({ verdict: 'failed', task: { ...withContainers(['app', 3]), stopCode: 'UserInitiated' } }),
      /^container "app" exited with code 3$/,
      /last log lines/,
    ],
    [
      'is the container that ended first',
      outcome({ verdict: 'failed', task: withContainers(['proxy', 0], ['app', 143]) }),
      /^container "proxy" ended first \(exit 0\), and ECS stopped container "app" with it \(exit 143\)$/,
      /not essential in web:5/,
    ],
    [
      'is the container that ran out of memory beside it',
      outcome({
        verdict: 'failed',
        task: withContainers(['proxy', 137, 'OutOfMemoryError: killed'], ['app', 143]),
      }),
      /^container "proxy" ended first \(exit 137: OutOfMemoryError: killed\), and ECS stopped container "app" with it/,
      /./,
    ],
    [
      'is the kill when no other container ended of itself',
      outcome({ verdict: 'failed', task: withContainers(['proxy', 143], ['app', 137]) }),
      /^container "app" exited with code 137 \(killed, SIGKILL\)$/,
      /./,
    ],
    [
      'is the memory',
      outcome({
        verdict: 'out-of-memory',
        task: withContainers(['proxy', 0], ['app', 137, 'OutOfMemoryError: killed']),
      }),
      /^container "app" ran out of memory \(exit 137\)$/,
      /Raise the memory/,
    ],
    [
      'is the image of whichever container could not be pulled',
      outcome({
        verdict: 'never-started',
        task: {
          ...withContainers(['app', undefined], ['proxy', undefined, 'CannotPullContainerError: proxy:1: not found']),
          stopCode: 'TaskFailedToStart',
        },
      }),
      /^its image does not exist: proxy:1$/,
      /Push the image first/,
    ],
    [
      'is what ECS says, when we know no better',
      outcome({
        verdict: 'never-started',
        task: { ...withContainers(['app', undefined]), stopCode: 'TaskFailedToStart', stoppedReason: 'Sun spots' },
      }),
      /^ECS says: Sun spots$/,
      /./,
    ],
    [
      'is the lost capacity',
      outcome({
        verdict: 'failed',
        task: {
          ...withContainers(['app', undefined]),
          stopCode: 'SpotInterruption',
          stoppedReason: 'Your Spot Task was interrupted.',
        },
      }),
      /^there is no capacity/,
      /./,
    ],
    [
      'is the lost capacity, when it said 0 to that',
      outcome({
        verdict: 'stopped',
        task: task({ stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' }),
      }),
      /^AWS took its Spot capacity away before it had ended \("Your Spot Task was interrupted\."\)$/,
      /run the job again: it is started anew; .* FARGATE/,
    ],
    [
      'is the lost host, when it said 0 to that',
      outcome({ verdict: 'stopped', task: task({ stopCode: 'TerminationNotice', stoppedReason: undefined }) }),
      /^ECS stopped its task before it had ended: TerminationNotice$/,
      /started anew/,
    ],
    [
      'is the other container that failed, when it said 0 to its end',
      outcome({ verdict: 'failed', task: withContainers(['app', 0], ['proxy', 1]) }),
      /^essential container "proxy" ended too \(exit 1\), and container "app" was not seen to end before it \(exit 0\)/,
      /^Make container "proxy" not essential/,
    ],
    [
      'is our own stop',
      outcome({
        verdict: 'stopped',
        task: task({ stopCode: 'UserInitiated', stoppedReason: 'ecs-release: the job was cancelled' }),
      }),
      /^an earlier try of this step had stopped its task/,
      /started anew/,
    ],
    [
      'is who stopped it',
      outcome({ verdict: 'stopped', task: task({ stoppedReason: 'no' }) }),
      /^somebody stopped its task \("no"\)$/,
      /CloudTrail/,
    ],
    ['is that ECS has lost it', outcome({ verdict: 'lost', task: undefined }), /does not show/, /Read its log/],
    [
      'is that it never came up by the limit',
      outcome({ verdict: 'timed-out', task: task({ startedAt: undefined }) }),
      /^it was still pending at the limit$/,
      /wait-for-minutes/,
    ],
  ])('%s', (_, one, cause, next) => {
    const said = explainEnd(one, 'web:5', main)
    expect(said.cause).toMatch(cause)
    expect(said.next).toMatch(next)
  })

  test.each<[string, RegExp]>([
    ['RESOURCE:MEMORY', /^no container instance of the cluster has enough MEMORY left$/],
    ['RESOURCE:ENI: more', /^no container instance of the cluster has enough ENI left$/],
    ['AGENT', /^the ECS agent of the container instance is not connected$/],
    ['ATTRIBUTE', /^no container instance has an attribute/],
    ['Capacity is unavailable at this time. Please try again later', /^there is no capacity/],
    ['You’ve reached the limit on the number of vCPUs', /^there is no capacity/],
    ['MISSING', /^ECS did not place it and says: MISSING$/],
    ['', /^ECS did not place it and gives no reason$/],
  ])('of a task that was not placed (%j) is in clear words', (reason, cause) => {
    const said = explainRefusals([reason], 'web:5')
    expect(said.cause).toMatch(cause)
    expect(said.next).not.toBe('')
  })
})

describe('the last line', () => {
  const timedOut = (stop: NonNullable<TaskOutcome['stop']>) =>
    outcome({ verdict: 'timed-out', exitCode: undefined, stop })
  test.each<[string, RunOutcome, string | RegExp]>([
    ['of one that went well', run([outcome()]), 'web:5 ran to its end: container "app" exited with code 0, after 41s.'],
    [
      'of three that went well',
      run([outcome(), outcome(), outcome()]),
      /exited with code 0 in all 3 tasks, after 41s\.$/,
    ],
    [
      'of one that was taken up',
      run([outcome()], { takenUp: true }),
      /after 41s\. An earlier try of this step had started it/,
    ],
    [
      'of one that is not waited for',
      run([outcome({ verdict: 'started' })]),
      'web:5 was started and is not waited for: task aaaaaaaa.',
    ],
    [
      'of one that failed',
      run([failed]),
      'web:5 failed: container "app" exited with code 3, saying "boom". Read its last log lines; once that is mended, run the job again: it is started anew.',
    ],
    [
      'of two that failed',
      run([outcome(), failed, outcome({ verdict: 'stopped', task: task({ stoppedReason: 'no' }) })]),
      /^2 of 3 tasks of web:5 did not succeed\. Task ffffffff failed: container "app" exited with code 3, saying "boom"\. Task aaaaaaaa was stopped: somebody stopped its task \("no"\)\. Read its/,
    ],
    [
      'of one that was stopped at the limit',
      run([timedOut('over')]),
      /^web:5 did not end within 10m: it was still running at the limit\. Task aaaaaaaa was stopped and is over\. Find out/,
    ],
    ['of one that was not seen to stop', run([timedOut('told')]), /Task aaaaaaaa was told to stop: SIGTERM now/],
    [
      'of one that could not be stopped',
      run([timedOut({ refused: 'not today.' })]),
      /may run on \(not today\)\. Stop it by hand: aws ecs stop-task --cluster staging --task aaaaaaaabbbb\.$/,
    ],
    [
      'of a cancelled one',
      run([outcome({ verdict: 'cancelled', stop: 'told' })]),
      /^Cancelled\. Task aaaaaaaa was told to stop.* run the job again/,
    ],
    ['of one that was cancelled before it began', run([]), 'Cancelled before anything was started.'],
    [
      'of tasks that were not all placed',
      run([outcome({ verdict: 'never-started', stop: 'over' })], { count: 2, refusals: ['RESOURCE:CPU'] }),
      'web:5 never started: no container instance of the cluster has enough CPU left. ECS placed only 1 of 2 tasks. Task aaaaaaaa was stopped and is over. Add instances, make the task smaller, or run it on Fargate.',
    ],
    [
      'of one that ECS has lost',
      run([outcome({ verdict: 'lost', task: undefined })]),
      /^web:5 was lost sight of: ECS does not show/,
    ],
  ])('%s', (_, of, line) => {
    expect(explainRunOutcome(of)).toEqual(typeof line === 'string' ? line : expect.stringMatching(line))
  })
})

test('the outputs of several are those of the worst, and all are in the results', () => {
  const told = tellRun(run([outcome(), failed], { lines: ['a', 'b'] }))
  expect(told).toMatchObject({ verdict: 'failed', exitCode: '3', logLines: 'a\nb', seconds: '41' })
  expect(JSON.parse(told.results)).toMatchObject([
    { id: 'aaaaaaaabbbb', verdict: 'succeeded', exitCode: 0, cause: '' },
    { id: 'ffffffff1111', verdict: 'failed', exitCode: 3, cause: told.cause },
  ])
})

test('the evidence is what ECS says of those that did not end well', () => {
  expect(showEvidence(run([outcome()]))).toEqual([])
  expect(
    showEvidence(
      run([outcome({ verdict: 'out-of-memory', task: withContainers(['app', 137, 'OutOfMemoryError']) })], {
        refusals: ['AGENT', ''],
      }),
    ),
  ).toEqual([
    'not placed: AGENT',
    'not placed: no reason given',
    'task aaaaaaaa: EssentialContainerExited: Essential container in task exited',
    'task aaaaaaaa, container "app": OutOfMemoryError',
  ])
})

test('what a container wrote stays text in the summary', () => {
  const lines = ['a | b', '```', '</details>']
  const summary = summarizeRun(run([failed], { lines }), () => 'https://example.com/log')
  expect(summary).toContain('| `ffffffff1111` | web:5 | app | ❌ failed | 3 |')
  expect(summary).toContain('[log](https://example.com/log)')
  expect(summary).toContain(`\n\`\`\`\`\n${lines.join('\n')}\n\`\`\`\`\n`)
})
