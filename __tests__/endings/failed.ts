// In which ways does a new revision fail, and who notices first: ECS, or we?
import { afterUpdate, type Ending, type Given, whenEcsDecided, whenTasksEnded } from './ending.ts'
import { allowed, OFFICIAL } from './good.ts'

const noBreaker = { breaker: { enable: false, rollback: false } }
/** ECS brings web:1 back by itself. */
const undone = {
  verdict: 'rolled-back',
  live: 'web:1',
  after: { revision: 'web:1', running: 2 },
  decidable: whenEcsDecided,
}
/** We give up and bring web:1 back. */
const givenUp = { verdict: 'failed', remedy: 'rolled-back', live: 'web:1', after: { revision: 'web:1', running: 2 } }
const exits = (code: number) => ({ listenAfterSeconds: 60, exit: { atSecond: 1, code } })
const outOfMemory = { listenAfterSeconds: 60, exit: { atSecond: 3, code: 137, reason: 'oom' as const } }

/** A revision whose container has other members than the scene's. */
const revisionWith =
  (change: (container: Record<string, unknown>, account: string) => Record<string, unknown>) =>
  async ({ stage, web }: Given): Promise<string> => {
    const { taskDefinition } = await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
      taskDefinition: 'web:1',
    })
    const { containerDefinitions, family, networkMode, requiresCompatibilities, cpu, memory, executionRoleArn } =
      taskDefinition as Record<string, unknown> & { containerDefinitions: Record<string, unknown>[] }
    const [container = {}] = containerDefinitions
    const account = web.repository.slice(0, 12)
    const answer = await stage.sandbox.call('staging', 'ecs', 'RegisterTaskDefinition', {
      ...{ family, networkMode, requiresCompatibilities, cpu, memory, executionRoleArn },
      containerDefinitions: [{ ...container, ...change(container, account) }],
    })
    return (
      String((answer.taskDefinition as Record<string, unknown>).taskDefinitionArn)
        .split('/')
        .at(-1) ?? ''
    )
  }

const noImage = revisionWith(({ image }) => ({ image: `${String(image).split('@')[0]}@sha256:${'0'.repeat(64)}` }))
const noSecret = revisionWith((_, account) => ({
  secrets: [{ name: 'DB', valueFrom: `arn:aws:secretsmanager:ap-south-1:${account}:secret:prod/db-AbCdEf` }],
}))
const noLogGroup = revisionWith(() => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/nowhere', 'awslogs-region': 'ap-south-1', 'awslogs-stream-prefix': 'x' },
  },
}))

export const failed: Record<string, Ending> = {
  'it exits 1, and ECS rolls it back': { ...undone, script: exits(1), cause: /container "app" exited with code 1$/ },
  'it exits 1, and its last line says why': {
    ...undone,
    script: { ...exits(1), lines: [{ atSecond: 0, text: 'Error: DATABASE_URL is not set' }] },
    cause: /exited with code 1, saying "Error: DATABASE_URL is not set"/,
  },
  'it throws, and Node writes a trace and its own version last': {
    ...undone,
    script: {
      ...exits(1),
      lines: [
        '/app/index.js:1',
        "throw new Error('DATABASE_URL is not set')",
        '^',
        '',
        'Error: DATABASE_URL is not set',
        ...Array.from({ length: 8 }, (_, i) => `    at Module._compile (node:internal/modules/cjs/loader:${i})`),
        '',
        'Node.js v20.20.2',
      ].map(text => ({ atSecond: 0, text })),
    },
    cause: /saying "Error: DATABASE_URL is not set"/,
  },
  'it is killed (137)': { ...undone, script: exits(137), cause: /code 137 \(killed, SIGKILL\)/ },
  'it crashes (139)': { ...undone, script: exits(139), cause: /code 139 \(crashed, SIGSEGV\)/ },
  'its command is not found (127)': { ...undone, script: exits(127), cause: /code 127 \(its command was not found\)/ },
  'it runs out of memory': { ...undone, script: outOfMemory, cause: /ran out of memory \(exit 137\)/ },
  'it ends without an error (0)': { ...undone, script: exits(0), cause: /exited with code 0/ },
  'its health path answers 500': {
    ...undone,
    script: { answers: [{ status: 500 }] },
    cause: /load balancer's health check fails: Health checks failed with these codes: \[500\]/,
  },
  'it hangs': { ...undone, script: { answers: [{ hang: true }] }, cause: /health check fails: Request timed out/ },
  'it never listens': { ...undone, script: { listenAfterSeconds: 3600 }, cause: /load balancer's health check fails/ },
  'its own health check fails': {
    ...undone,
    scene: { balanced: false },
    script: { health: [{ exitCode: 1 }] },
    container: {
      healthCheck: { command: ['CMD-SHELL', 'curl -f localhost'], interval: 5, retries: 2, startPeriod: 0 },
    },
    cause: /the health check of container "app" fails/,
  },
  'its image is not there: the first task proves it': {
    ...givenUp,
    revision: noImage,
    cause: /its image does not exist: .*@sha256:0{64}/,
    decidable: whenTasksEnded(1),
  },
  'its secret is not there: the first task proves it': {
    ...givenUp,
    revision: noSecret,
    cause: /a secret that it refers to does not exist: arn:aws:secretsmanager:.*prod\/db/,
    decidable: whenTasksEnded(1),
  },
  'its parameter is not there': {
    ...undone,
    revision: revisionWith(() => ({ secrets: [{ name: 'KEY', valueFrom: '/web/key' }] })),
    cause: /a secret that it refers to does not exist/,
  },
  'its log group is not there': {
    ...undone,
    revision: noLogGroup,
    cause: /the log group of its awslogs driver does not exist/,
  },
  'the registry never answers': {
    ...undone,
    world: ({ stage }) => stage.sandbox.ecs.pullTimeouts('web', 1000),
    cause: /no network route/,
  },
  'its role can never be assumed': {
    ...undone,
    world: ({ stage }) => stage.sandbox.ecs.unassumable('ecsTaskExecutionRole'),
    cause: /ECS cannot assume the role arn:.*ecsTaskExecutionRole/,
  },
  'Fargate has no room, and ECS rolls it back': {
    ...undone,
    world: ({ stage }) => stage.sandbox.ecs.capacity(false),
    cause: /no capacity/,
  },
  'it dies again and again, and no circuit breaker counts': {
    ...givenUp,
    scene: noBreaker,
    script: exits(1),
    cause: /exited with code 1$/,
    decidable: whenTasksEnded(3),
  },
  'it reaches RUNNING and dies half a minute later, again and again': {
    ...givenUp,
    scene: { ...noBreaker, balanced: false },
    script: { exit: { atSecond: 20, code: 2 } },
    cause: /exited with code 2$/,
    decidable: whenTasksEnded(3),
  },
  'it answers 503, and no circuit breaker counts': {
    ...givenUp,
    scene: noBreaker,
    script: { answers: [{ status: 503 }] },
    cause: /\[503\]/,
    decidable: whenTasksEnded(3),
  },
  'one death is enough, when that is asked for': {
    ...givenUp,
    scene: noBreaker,
    script: exits(1),
    inputs: { 'hopeless-after': '1' },
    cause: /exited with code 1$/,
    decidable: whenTasksEnded(1),
  },
  'the circuit breaker gives it up and leaves it there': {
    ...givenUp,
    scene: { breaker: { enable: true, rollback: false } },
    script: exits(1),
    cause: /exited with code 1$/,
    decidable: whenEcsDecided,
  },
  'more tasks and other settings were asked for: it gets back what it had': {
    ...givenUp,
    script: exits(1),
    inputs: { 'desired-count': '4', 'circuit-breaker': 'off', 'minimum-healthy-percent': '0' },
    cause: /exited with code 1$/,
    decidable: whenTasksEnded(3),
  },
  'it is left as it is, when that is asked for': {
    verdict: 'failed',
    remedy: 'kept',
    live: 'web:1',
    after: { revision: 'web:2', running: 0 },
    scene: { breaker: { enable: true, rollback: false } },
    script: exits(1),
    inputs: { 'on-failure': 'keep' },
    cause: /exited with code 1$/,
    decidable: whenEcsDecided,
  },
  'ECS rolls it back, and that is followed to its end': {
    ...undone,
    script: exits(1),
    inputs: { 'on-rollback': 'wait' },
    cause: /exited with code 1$/,
    line: /The rollback to web:1 is complete\. web:1 is live \(2 of 2 tasks\)/,
  },
  'ECS rolls it back under a new deployment id': {
    ...undone,
    after: { revision: 'web:1', running: 0 },
    sandbox: { ecs: { rollback: 'copy' } },
    script: exits(1),
    cause: /exited with code 1$/,
  },
  'an alarm goes off while it bakes, when the old tasks are gone': {
    ...undone,
    live: 'web:2',
    after: { revision: 'web:1', running: 0 },
    scene: { deployment: { alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true } } },
    during: [[80, ({ stage }) => stage.sandbox.ecs.alarm('web-5xx', 'ALARM')]],
    cause: /alarm "web-5xx" went off/,
    line: /because of an alarm/,
  },
  'an alarm goes off while ECS moves traffic (CANARY)': {
    ...undone,
    scene: {
      deployment: {
        strategy: 'CANARY',
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 5 },
        bakeTimeInMinutes: 1,
        alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true },
      },
    },
    during: [[240, ({ stage }) => stage.sandbox.ecs.alarm('web-5xx', 'ALARM')]],
    cause: /alarm "web-5xx" went off/,
  },
  'green never answers (BLUE_GREEN)': {
    ...undone,
    scene: { deployment: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 } },
    script: { answers: [{ status: 500 }] },
    cause: /\[500\]/,
  },
  'the limit comes first': {
    verdict: 'timed-out',
    remedy: 'rolled-back',
    live: 'web:1',
    after: { revision: 'web:1', running: 2 },
    scene: noBreaker,
    world: ({ stage }) => stage.sandbox.ecs.capacity(false),
    inputs: { 'wait-for-minutes': '4' },
    cause: /no capacity/,
    line: /did not take over within 4m/,
    decidable: afterUpdate(240),
  },
  'none of its tasks writes a line, though it should': {
    verdict: 'timed-out',
    remedy: 'rolled-back',
    live: 'web:1',
    after: { revision: 'web:1', running: 2 },
    inputs: { 'require-logs': 'true', 'wait-for-minutes': '4' },
    cause: /have not written a line/,
    line: /has written no line yet/,
    decidable: afterUpdate(240),
  },
  'the service wants no task': {
    verdict: 'failed',
    remedy: 'needs-human',
    live: '',
    scene: { desired: 0, balanced: false },
    after: { revision: 'web:2', running: 0 },
    cause: /wants no task/,
    line: /desired count 0/,
    decidable: whenEcsDecided,
  },
  'nothing ever served before': {
    verdict: 'failed',
    remedy: 'needs-human',
    live: '',
    scene: { ...noBreaker, desired: 0, balanced: false },
    script: exits(1),
    inputs: { 'desired-count': '2' },
    after: { revision: 'web:2', running: 0 },
    cause: /exited with code 1$/,
    decidable: whenTasksEnded(3),
  },
  'the step may do only what the official action may, and it crashes': {
    ...undone,
    sandbox: allowed(OFFICIAL),
    script: exits(1),
    cause: /this role may not see why/,
  },
  'the step may do only that, and the image is not there': {
    ...undone,
    sandbox: allowed(OFFICIAL),
    revision: noImage,
    cause: /image does not exist/,
  },
}
