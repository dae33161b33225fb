// In which ways does a new revision take over, whatever happens on the way?
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import type { Given } from './ending.ts'
import { afterStart, type Ending, whenEcsDecided, whenUpFor } from './ending.ts'

const noBreaker = { breaker: { enable: false, rollback: false } }
const taken = { verdict: 'succeeded', live: 'web:2', after: { revision: 'web:2', running: 2 } }
const scale = (desiredCount: number) => (given: Given) => update(given, { desiredCount })

/** What somebody else does to the service meanwhile. */
export const update = ({ stage }: Given, change: Record<string, unknown>) =>
  stage.sandbox.call('staging', 'ecs', 'UpdateService', { cluster: 'staging', service: 'web', ...change })

const killOne = ({ stage }: Given) => {
  const task = stage.sandbox.ecs.tasks().findLast(one => one.status === 'RUNNING')
  if (task) stage.sandbox.ecs.kill(task.arn)
}

/** Only what the official action's README asks for. https://github.com/aws-actions/amazon-ecs-deploy-task-definition#permissions */
export const OFFICIAL = ['ecs:RegisterTaskDefinition', 'ecs:DescribeServices', 'ecs:UpdateService', 'iam:PassRole']

/** A user of the account who may do only this. */
export const allowed = (allow: string[]): SandboxOptions => ({
  accounts: [
    {
      name: 'staging',
      id: '127214192604',
      region: 'ap-south-1',
      keys: [{ user: 'ci', accessKeyId: 'AKIASANDBOXCI0000000', secretAccessKey: 'secret', allow }],
      roles: ['ecsTaskExecutionRole', 'ecsTaskRole'].map(name => ({ name, services: ['ecs-tasks.amazonaws.com'] })),
    },
  ],
})

export const good: Record<string, Ending> = {
  'it answers behind the load balancer': { ...taken, decidable: whenEcsDecided },
  'no load balancer and no health check: it has run for half a minute': {
    ...taken,
    scene: { balanced: false },
    decidable: whenUpFor(30),
  },
  'its own health check says it is well': {
    ...taken,
    scene: { balanced: false },
    container: { healthCheck: { command: ['CMD-SHELL', 'true'], interval: 5, startPeriod: 10 } },
    decidable: whenEcsDecided,
  },
  'it needs half a minute to start, within the grace period': {
    ...taken,
    script: { listenAfterSeconds: 25, answers: [{ body: 'v2' }] },
    decidable: whenEcsDecided,
  },
  'the registry does not answer at first': {
    ...taken,
    world: ({ stage }) => stage.sandbox.ecs.pullTimeouts('web', 2),
    decidable: whenEcsDecided,
  },
  'Fargate has no room for two minutes': {
    ...taken,
    scene: noBreaker,
    world: ({ stage }) => stage.sandbox.ecs.capacity(false),
    during: [[120, ({ stage }) => stage.sandbox.ecs.capacity(true)]],
    decidable: whenEcsDecided,
  },
  'a role cannot be assumed for a minute, as IAM is slow to tell everybody': {
    ...taken,
    scene: noBreaker,
    world: ({ stage }) => stage.sandbox.ecs.unassumable('ecsTaskExecutionRole', 60_000),
    decidable: whenEcsDecided,
  },
  'autoscaling wants more tasks midway': {
    ...taken,
    during: [[30, scale(4)]],
    after: { revision: 'web:2', running: 4 },
    decidable: whenEcsDecided,
  },
  'autoscaling wants fewer tasks midway': {
    ...taken,
    scene: { desired: 4 },
    during: [[30, scale(2)]],
    decidable: whenEcsDecided,
  },
  'another deployment was still under way when ours began': {
    ...taken,
    live: 'web:3',
    after: { revision: 'web:3', running: 2 },
    world: async given => {
      await update(given, { taskDefinition: 'web:1', forceNewDeployment: true })
      await given.stage.clock.advance(20_000)
    },
    revision: async ({ web }) => {
      await web.revise({ answers: [{ body: 'v2' }] })
      return web.revise({ answers: [{ body: 'v3' }] })
    },
    decidable: whenEcsDecided,
  },
  'ECS was still rolling the release before back, and shows that a while longer': {
    ...taken,
    live: 'web:3',
    after: { revision: 'web:3', running: 2 },
    world: async given => {
      const { stage } = given
      await update(given, { taskDefinition: 'web:2' })
      while (!stage.sandbox.ecs.decisions().some(one => one.outcome === 'failed')) await stage.clock.advance(1000)
      stage.sandbox.ecs.propagation({ ms: 12_000 })
    },
    revision: async ({ web }) => {
      await web.revise({ exit: { atSecond: 1, code: 1 } })
      return web.revise({ answers: [{ body: 'v3' }] })
    },
    decidable: whenEcsDecided,
  },
  'ECS shows what was before the update for ten seconds': {
    ...taken,
    world: ({ stage }) => stage.sandbox.ecs.propagation({ ms: 10_000 }),
    decidable: whenEcsDecided,
  },
  'one of its tasks is killed and replaced': { ...taken, during: [[50, killOne]], decidable: whenEcsDecided },
  'a Spot task is taken away and replaced': {
    ...taken,
    during: [
      [
        50,
        ({ stage }) => {
          const task = stage.sandbox.ecs.tasks().findLast(one => one.status === 'RUNNING')
          if (task) stage.sandbox.ecs.interrupt(task.arn)
        },
      ],
    ],
    decidable: whenEcsDecided,
  },
  'each of its tasks has written a line': {
    ...taken,
    script: { lines: [{ atSecond: 1, text: 'v2 listens' }], answers: [{ body: 'v2' }] },
    inputs: { 'require-logs': 'true' },
    decidable: whenEcsDecided,
  },
  'the same revision is deployed anew': {
    verdict: 'succeeded',
    live: 'web:1',
    after: { revision: 'web:1', running: 2 },
    revision: async () => 'web:1',
    inputs: { 'force-new-deployment': 'true' },
    decidable: whenEcsDecided,
  },
  'the revision runs already': {
    verdict: 'nothing-to-do',
    live: 'web:1',
    after: { revision: 'web:1', running: 2 },
    revision: async () => 'web:1',
    line: /web:1 was live already: 2 of 2 tasks, nothing to do/,
    decidable: afterStart(0),
  },
  'nobody waits': {
    verdict: 'progressing',
    live: 'web:1',
    after: { revision: 'web:2', running: 0 },
    inputs: { wait: 'false' },
    line: /on its way .*not waited for/,
    decidable: afterStart(0),
  },
  'the service wants no task, and that is allowed': {
    ...taken,
    scene: { desired: 0, balanced: false },
    inputs: { 'allow-zero': 'true' },
    after: { revision: 'web:2', running: 0 },
    line: /0 of 0 tasks/,
    decidable: whenEcsDecided,
  },
  'AWS throttles every look for a minute': {
    ...taken,
    during: [
      [
        20,
        ({ stage }) => {
          const storm = stage.sandbox.faults.order({ service: 'ecs', effect: 'throttling' })
          stage.clock.after(60_000, () => storm.cancel())
        },
      ],
    ],
    decidable: whenEcsDecided,
  },
  'connections are lost and AWS is out of order now and then': {
    ...taken,
    world: ({ stage }) => {
      for (const [i, effect] of (['drop', 'server-error', 'lost-answer', 'unavailable'] as const).entries())
        stage.sandbox.faults.order({ operation: 'DescribeServices', after: 3 + 4 * i, times: 2, effect })
    },
    decidable: whenEcsDecided,
  },
  'the answer to the update is lost': {
    ...taken,
    world: ({ stage }) => stage.sandbox.faults.order({ operation: 'UpdateService', times: 5, effect: 'lost-answer' }),
    decidable: whenEcsDecided,
  },
  'the step may do only what the official action may': {
    ...taken,
    sandbox: allowed(OFFICIAL),
    decidable: whenUpFor(0),
  },
  'ECS moves all traffic at once (BLUE_GREEN)': {
    ...taken,
    scene: { deployment: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 2 } },
    line: /web:2 is live/,
    decidable: whenEcsDecided,
  },
  'ECS moves traffic step by step (LINEAR)': {
    ...taken,
    scene: {
      deployment: {
        strategy: 'LINEAR',
        linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 },
        bakeTimeInMinutes: 1,
      },
    },
    decidable: whenEcsDecided,
  },
  'ECS moves a little traffic first (CANARY)': {
    ...taken,
    scene: {
      deployment: {
        strategy: 'CANARY',
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 2 },
        bakeTimeInMinutes: 1,
      },
    },
    decidable: whenEcsDecided,
  },
  'it serves, and the old tasks may drain later': {
    ...taken,
    inputs: { 'wait-for': 'serving' },
    after: { revision: 'web:2', running: 2 },
    decidable: ({ moments }) => moments.filter(one => one.what === 'healthy')[1]?.at ?? Number.NaN,
  },
}
