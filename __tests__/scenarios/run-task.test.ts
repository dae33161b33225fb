import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import type { Script } from '../../sandbox/runtime/script.ts'
import runTask from '../../src/actions/run-task.ts'
import { between } from '../between.ts'
import { expectGolden } from '../golden.ts'
import { type Ended, type Play, play } from '../play.ts'
import { type Scene, type SceneOptions, scene } from '../scene.ts'

let stage: Play
let web: Scene
const used = new Set<string>()
afterEach(() => {
  for (const { service, operation, caller } of stage.sandbox.journal.entries)
    if (caller) used.add(`${service}:${operation}`)
  return stage.close()
})
afterAll(() => {
  const declared: string[] = runTask.permissions.aws.map(({ action }) => action)
  expect([...used].filter(one => !declared.includes(one))).toEqual([])
  expect(used.size).toBe(7)
})

const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const calls = (operation: string) => stage.sandbox.journal.calls({ operation })
const inputOf = (operation: string) => calls(operation)[0]?.input as Record<string, unknown>
/** One-off tasks as the sandbox knows them. */
const ours = () => stage.sandbox.ecs.tasks().filter(({ group }) => !group.startsWith('service:'))

/** A job that writes a line and ends after some seconds. */
const job = (code: number, more: Script = {}): Script => ({
  lines: [{ atSecond: 1, text: `on its way to ${code}` }],
  exit: { atSecond: 5, code },
  ...more,
})
const endless: Script = { lines: [{ atSecond: 1, text: 'waiting for the lock' }] }

/** A service that serves, and a revision of it for the job. */
async function open(script: Script, options: SceneOptions & { container?: Record<string, unknown> } = {}) {
  stage = await play()
  web = await scene(stage.sandbox, { balanced: false, ...options })
  return { cluster: 'staging', service: 'web', 'task-definition': await web.revise(script) }
}

/** A revision with several containers, each with a script of its own. */
async function openSeveral(containers: (Record<string, unknown> & { script: Script })[]) {
  const inputs = await open(job(0))
  const { taskDefinition } = await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
    taskDefinition: 'web:2',
  })
  const { containerDefinitions, ...rest } = taskDefinition as { containerDefinitions: Record<string, unknown>[] }
  await stage.sandbox.call('staging', 'ecs', 'RegisterTaskDefinition', {
    ...rest,
    containerDefinitions: containers.map(({ script, ...one }) => ({
      ...containerDefinitions[0],
      portMappings: [],
      environment: [{ name: 'SANDBOX_SCRIPT', value: JSON.stringify(script) }],
      ...one,
    })),
  })
  return { ...inputs, 'task-definition': 'web' }
}

type Story = {
  script?: Script
  container?: Record<string, unknown>
  verdict: string
  code?: string
  cause: RegExp
  line: RegExp
}

describe('a task', () => {
  test.each<[string, Story]>([
    [
      'that exits 0 succeeded',
      {
        script: job(0),
        verdict: 'succeeded',
        code: '0',
        cause: /^$/,
        line: /^✓ web:2 ran to its end: container "app" exited with code 0, after \d+s\.$/,
      },
    ],
    [
      'that exits 3 failed, and its last line is told',
      {
        script: job(3),
        verdict: 'failed',
        code: '3',
        cause: /^container "app" exited with code 3, saying "on its way to 3"$/,
        line: /^Error: ✗ web:2 failed: .*Read its last log lines/,
      },
    ],
    [
      'that ends as soon as it begins is judged by its exit code',
      {
        script: { exit: { atSecond: 0, code: 4 } },
        verdict: 'failed',
        code: '4',
        cause: /code 4$/,
        line: /web:2 failed/,
      },
    ],
    [
      'that runs out of memory is told apart',
      {
        script: { exit: { atSecond: 5, code: 137, reason: 'oom' } },
        verdict: 'out-of-memory',
        code: '137',
        cause: /^container "app" ran out of memory \(exit 137\)$/,
        line: /Raise the memory of the task/,
      },
    ],
    [
      'whose image is missing never started',
      {
        container: { image: '127214192604.dkr.ecr.ap-south-1.amazonaws.com/web:nowhere' },
        verdict: 'never-started',
        code: '',
        cause: /^its image does not exist: .*\/web:nowhere$/,
        line: /^Error: ✗ web:2 never started: .*Push the image first/,
      },
    ],
    [
      'whose secret is missing never started',
      {
        container: {
          secrets: [{ name: 'KEY', valueFrom: 'arn:aws:secretsmanager:ap-south-1:127214192604:secret:web/key-AbCdEf' }],
        },
        verdict: 'never-started',
        code: '',
        cause: /^a secret that it refers to does not exist: arn:aws:secretsmanager:.*web\/key-AbCdEf$/,
        line: /Create the secret/,
      },
    ],
    [
      'whose log group is missing never started',
      {
        container: {
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/nowhere', 'awslogs-region': 'ap-south-1', 'awslogs-stream-prefix': 'ecs' },
          },
        },
        verdict: 'never-started',
        code: '',
        cause: /the log group of its awslogs driver does not exist/,
        line: /Create the log group/,
      },
    ],
  ])('%s', async (_, { script = job(0), container = {}, verdict, code, cause, line }) => {
    await open(script)
    await web.revise(script, container)
    const newest = Object.keys(container).length > 0 ? 'web:3' : 'web:2'
    const ended = await stage.run('run-task', {
      inputs: { cluster: 'staging', service: 'web', 'task-definition': newest },
    })
    expect(ended.outputs).toMatchObject({ verdict, 'exit-code': code, revision: newest })
    expect(ended.outputs.cause).toMatch(cause)
    expect(lastLine(ended)?.replace('web:3', 'web:2')).toMatch(line)
    expect(ended.code).toBe(verdict === 'succeeded' ? 0 : 1)
    expect(ours()).toHaveLength(1)
    expect(ended.outputs['task-ids']).toBe(ours()[0]?.arn.split('/').at(-1))
    expect(ended.outputs['task-arns']).toBe(ours()[0]?.arn)
  })

  test('reads as the reviewed log and summary do, good and bad', async () => {
    const lines = [1, 2, 9, 14].map(second => ({
      atSecond: second,
      text: `Running upgrade ${second} -> ${second + 1}`,
    }))
    const inputs = await open({ lines, exit: { atSecond: 15, code: 3 } })
    const command = { command: 'alembic upgrade head', 'environment-variables': 'DATABASE_URL=postgres://u:hunter2@db' }
    const bad = await stage.run('run-task', { inputs: { ...inputs, ...command } })
    await web.revise({ lines, exit: { atSecond: 15, code: 0 } })
    const good = await stage.run('run-task', { inputs: { ...inputs, ...command, 'task-definition': 'web' } })
    const shown = [bad, good].map(({ log, summary }) => `${log}\n=== Summary\n\n${summary}`).join('\n===\n\n')
    expect(shown).not.toContain('hunter2')
    expectGolden('run-task', shown)
  })
})

describe('of several containers', () => {
  const side = (more: Record<string, unknown> & { script: Script }) => ({ name: 'proxy', ...more })

  test('the exit 0 of a side container hides nothing', async () => {
    const inputs = await openSeveral([
      side({ essential: false, script: { exit: { atSecond: 1, code: 0 } } }),
      { name: 'app', script: job(3) },
    ])
    const ended = await stage.run('run-task', { inputs })
    expect(ended.outputs).toMatchObject({ verdict: 'failed', 'exit-code': '3' })
    expect(ended.log).toMatch(/container "proxy" exited with code 0[\s\S]*container "app" exited with code 3/)
  })

  test('a bad exit of a side container does not spoil a good one of the container that counts', async () => {
    const inputs = await openSeveral([
      side({ essential: false, script: { exit: { atSecond: 1, code: 9 } } }),
      { name: 'app', script: job(0) },
    ])
    expect((await stage.run('run-task', { inputs })).outputs).toMatchObject({ verdict: 'succeeded', 'exit-code': '0' })
  })

  test('one that ends first and takes the other with it is named', async () => {
    const inputs = await openSeveral([
      side({ script: { exit: { atSecond: 3, code: 0 } } }),
      { name: 'app', script: endless },
    ])
    const ended = await stage.run('run-task', { inputs: { ...inputs, 'container-name': 'app' } })
    expect(ended.outputs).toMatchObject({ verdict: 'failed', 'exit-code': '143' })
    expect(ended.outputs.cause).toBe(
      'container "proxy" ended first (exit 0), and ECS stopped container "app" with it (exit 143)',
    )
  })

  test('when the one that counts is not essential, the others are stopped once it has ended', async () => {
    const inputs = await openSeveral([side({ script: endless }), { name: 'app', essential: false, script: job(0) }])
    const ended = await stage.run('run-task', { inputs: { ...inputs, 'container-name': 'app' } })
    expect(ended.outputs).toMatchObject({ verdict: 'succeeded', 'exit-code': '0' })
    expect(calls('StopTask').map(({ input }) => (input as { reason: string }).reason)).toEqual([
      'ecs-release: the container that counts has ended',
    ])
  })

  test('it must be said which one counts when there are two essential ones', async () => {
    const inputs = await openSeveral([side({ script: endless }), { name: 'app', script: job(0) }])
    const ended = await stage.run('run-task', { inputs })
    expect(lastLine(ended)).toMatch(/^Error: Input container-name is empty .*say which one of proxy, app\.$/)
    expect(calls('RunTask')).toEqual([])
  })
})

describe('a task that does not end by itself', () => {
  const stopped = () => ours().map(({ status }) => status)

  test('and is stopped by somebody says so, with the reason', async () => {
    const inputs = await open(endless)
    const begun = stage.start('run-task', { inputs })
    stage.clock.after(60_000, async () => {
      const task = ours()[0]?.arn
      await stage.sandbox.call('staging', 'ecs', 'StopTask', { cluster: 'staging', task, reason: 'not today' })
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'stopped', 'stopped-reason': 'not today' })
    expect(lastLine(ended)).toMatch(/✗ web:2 was stopped: somebody stopped its task \("not today"\)\. Find out who/)
    expect(ended.code).toBe(1)
  })

  test('is stopped at the limit, and is seen to stop', async () => {
    const inputs = await open({ ...endless, stop: { afterSeconds: 20, code: 0 } })
    const started = stage.clock.now()
    const ended = await stage.run('run-task', { inputs: { ...inputs, 'wait-for-minutes': '2' } })
    expect(ended.outputs).toMatchObject({ verdict: 'timed-out' })
    expect(lastLine(ended)).toMatch(
      /✗ web:2 did not end within 2m: it was still running at the limit, saying "waiting for the lock"\. Task \w{8} was stopped and is over\. Find out what it waits for/,
    )
    expect(calls('StopTask').map(({ time }) => time - started)).toEqual([120_000])
    expect(stopped()).toEqual(['STOPPED'])
    expect(ended.code).toBe(1)
  })

  test('is stopped when the job is cancelled, at once', async () => {
    const inputs = await open(endless)
    const begun = stage.start('run-task', { inputs })
    let cancelledAt = 0
    stage.clock.after(60_000, () => {
      cancelledAt = stage.clock.now()
      begun.child.kill('SIGINT')
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', 'exit-code': '' })
    expect(lastLine(ended)).toMatch(
      /✗ Cancelled\. Task \w{8} was told to stop: SIGTERM now, SIGKILL after its stop timeout\. To have it done, run the job again/,
    )
    expect(calls('StopTask').map(({ input }) => (input as { reason: string }).reason)).toEqual([
      'ecs-release: the job was cancelled',
    ])
    expect(stage.clock.now() - cancelledAt).toBeLessThan(7_500)
    await stage.clock.advance(60_000)
    expect(stopped()).toEqual(['STOPPED'])
  })

  test('and cannot be stopped is named with the command that stops it', async () => {
    const inputs = await open(endless)
    stage.sandbox.faults.order({ service: 'ecs', operation: 'StopTask', effect: 'access-denied' })
    const ended = await stage.run('run-task', { inputs: { ...inputs, 'wait-for-minutes': '2' } })
    expect(ended.outputs.verdict).toBe('timed-out')
    expect(lastLine(ended)).toMatch(
      /Task \w{8} could not be stopped and may run on \(ecs:StopTask on task \w{32} in cluster staging is denied .*\)\. Stop it by hand: aws ecs stop-task --cluster staging --task \w{32}\./,
    )
  })

  test('is stopped although StopTask is throttled for a while', async () => {
    const inputs = await open(endless)
    stage.sandbox.faults.order({ service: 'ecs', operation: 'StopTask', times: 12, effect: 'throttling' })
    const ended = await stage.run('run-task', { inputs: { ...inputs, 'wait-for-minutes': '2' } })
    expect(lastLine(ended)).toMatch(/was stopped and is over/)
    expect(stopped()).toEqual(['STOPPED'])
  })

  test('is left alone without wait', async () => {
    const inputs = await open(endless)
    const ended = await stage.run('run-task', { inputs: { ...inputs, wait: 'false' } })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'started' } })
    expect(lastLine(ended)).toMatch(/^✓ web:2 was started and is not waited for: task \w{8}\.$/)
    expect(ours().map(({ status }) => status)).toEqual(['PROVISIONING'])
  })

  test('goes on when the credentials run out, and that is said', async () => {
    const inputs = await open(endless)
    stage.sandbox.faults.order({ service: 'ecs', operation: 'DescribeTasks', after: 12, effect: 'expired-token' })
    const ended = await stage.run('run-task', { inputs })
    expect(lastLine(ended)).toMatch(
      /^Error: The AWS credentials expired during ecs:DescribeTasks .* Task \w{8} goes on: run the job again to take it up\.$/,
    )
  })
})

describe('three tasks at once', () => {
  test('succeed together', async () => {
    const inputs = await open(job(0))
    const ended = await stage.run('run-task', { inputs: { ...inputs, count: '3' } })
    expect(lastLine(ended)).toMatch(/^✓ web:2 ran to its end: container "app" exited with code 0 in all 3 tasks, after/)
    expect(ended.outputs['task-ids']?.split('\n')).toHaveLength(3)
    expect(ended.log.match(/app \w{8}: on its way to 0/g)).toHaveLength(3)
  })

  test('fail when one fails, and that one is named', async () => {
    const inputs = await open(job(0, { exit: { atSecond: 60, code: 0 } }))
    const begun = stage.start('run-task', { inputs: { ...inputs, count: '3' } })
    let killed = ''
    stage.clock.after(60_000, () => {
      killed = ours()[1]?.arn ?? ''
      stage.sandbox.ecs.kill(killed)
    })
    const ended = await begun.ended
    const id = killed.split('/').at(-1)
    expect(ended.outputs).toMatchObject({ verdict: 'failed', 'exit-code': '137' })
    expect(lastLine(ended)).toMatch(
      new RegExp(
        `✗ 1 of 3 tasks of web:2 did not succeed\\. Task ${id?.slice(0, 8)} failed: container "app" exited with code 137`,
      ),
    )
    const results = JSON.parse(ended.outputs.results ?? '') as { id: string; verdict: string }[]
    expect(results.filter(({ verdict }) => verdict === 'failed').map(one => one.id)).toEqual([id])
    expect(results.filter(({ verdict }) => verdict === 'succeeded')).toHaveLength(2)
  })

  test('are stopped again when ECS places only two of them', async () => {
    const inputs = await open(job(0))
    const failures = [{ reason: 'RESOURCE:MEMORY' }]
    const proxy = await between(stage, (operation, { status, body }) => ({
      status,
      body: operation === 'RunTask' ? { tasks: (body.tasks as unknown[]).slice(0, 2), failures } : body,
    }))
    const env = { AWS_ENDPOINT_URL: proxy.url }
    const ended = await stage.run('run-task', { inputs: { ...inputs, count: '3' }, env })
    proxy.close()
    expect(ended.outputs).toMatchObject({
      verdict: 'never-started',
      cause: 'no container instance of the cluster has enough MEMORY left',
    })
    expect(lastLine(ended)).toMatch(
      /ECS placed only 2 of 3 tasks\. Task \w{8} was stopped and is over\. Task \w{8} was stopped and is over\. Add instances/,
    )
    expect(ours().filter(({ status }) => status === 'STOPPED')).toHaveLength(2)
    expect(ended.log).not.toMatch(/running/)
  })
})

describe('its lines', () => {
  test('come while it runs, in their order and each once, and the last 50 are kept', async () => {
    const lines = Array.from({ length: 120 }, (_, i) => ({ atSecond: 1 + i * 0.5, text: `line ${i}` }))
    const inputs = await open({ lines, exit: { atSecond: 61, code: 0 } })
    const ended = await stage.run('run-task', { inputs })
    const shown = [...ended.log.matchAll(/^(\d\d:\d\d) {2}app: (.*)$/gm)]
    expect(shown.map(([, , text]) => text)).toEqual(lines.map(({ text }) => text))
    expect(new Set(shown.map(([, at]) => at)).size).toBeGreaterThan(10)
    expect(ended.outputs['log-lines']).toBe(
      lines
        .slice(-50)
        .map(({ text }) => text)
        .join('\n'),
    )
  })

  test('are only shown: the runner takes no command from them', async () => {
    const hostile = 'ok\n::error::boo\r##[set-output name=verdict]succeeded'
    const inputs = await open({ lines: [{ atSecond: 1, text: hostile }], exit: { atSecond: 5, code: 3 } })
    const ended = await stage.run('run-task', { inputs })
    expect(ended.log).toMatch(
      /app: ok\n\S+ {2}app: ::error::boo\n\S+ {2}app: ## \[set-output name=verdict\]succeeded\n/,
    )
    expect(ended.log.match(/^Error: /gm)).toHaveLength(1)
  })

  test('that may not be read are missed once, and the verdict stands', async () => {
    const inputs = await open(job(3))
    stage.sandbox.faults.order({ service: 'logs', operation: 'GetLogEvents', effect: 'access-denied' })
    const ended = await stage.run('run-task', { inputs })
    expect(ended.outputs).toMatchObject({ verdict: 'failed', 'exit-code': '3', 'log-lines': '' })
    expect(ended.log.match(/Warning: logs:GetLogEvents on .* is denied/g)).toHaveLength(1)
    expect(calls('GetLogEvents')).toHaveLength(1)
  })

  test('that go elsewhere than to CloudWatch are said to', async () => {
    await open(job(0))
    await web.revise(job(0), { logConfiguration: { logDriver: 'awsfirelens', options: {} } })
    const ended = await stage.run('run-task', {
      inputs: { cluster: 'staging', service: 'web', 'task-definition': 'web:3' },
    })
    expect(ended.log).toContain('container "app" does not log to CloudWatch with a stream prefix: no lines')
    expect(ended.outputs.verdict).toBe('succeeded')
  })
})

describe('what ECS is asked for', () => {
  const network = (input = inputOf('RunTask')) =>
    (input.networkConfiguration as { awsvpcConfiguration: unknown } | undefined)?.awsvpcConfiguration

  test('is the network and launch type of the service, and nothing that nobody set', async () => {
    const inputs = await open(job(0))
    await stage.run('run-task', { inputs })
    const { clientToken, startedBy, ...rest } = inputOf('RunTask')
    expect(rest).toEqual({
      cluster: 'staging',
      taskDefinition: 'arn:aws:ecs:ap-south-1:127214192604:task-definition/web:2',
      count: 1,
      launchType: 'FARGATE',
      platformVersion: expect.any(String),
      networkConfiguration: expect.anything(),
    })
    expect(network()).toMatchObject({ subnets: ['subnet-0a0a0a0a0a0a0a0a0', 'subnet-0b0b0b0b0b0b0b0b0'] })
    expect(clientToken).toMatch(/^[!-~]{1,64}$/)
    expect(startedBy).toMatch(/^ecs-release\/7001\/[\w/-]{1,100}$/)
  })

  test('is what the inputs say, without a service', async () => {
    const { service: _, ...inputs } = await open(job(0))
    const ended = await stage.run('run-task', {
      inputs: {
        ...inputs,
        'task-definition': 'web',
        subnets: 'subnet-1, subnet-2',
        'security-groups': 'sg-1',
        'assign-public-ip': 'ENABLED',
        command: `sh -c 'alembic upgrade head && echo "done"'`,
        'environment-variables': 'URL=postgres://u:hunter2@db?a=b\nMODE=once',
        cpu: '512',
        memory: '1024',
        'task-role-arn': 'arn:aws:iam::127214192604:role/migrate',
        'capacity-provider-strategy': '[{"capacityProvider": "FARGATE_SPOT", "weight": 1}]',
        tags: 'team=addresses',
      },
    })
    expect(ended.outputs.verdict).toBe('succeeded')
    expect(inputOf('RunTask')).toMatchObject({
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
      overrides: {
        cpu: '512',
        memory: '1024',
        taskRoleArn: 'arn:aws:iam::127214192604:role/migrate',
        containerOverrides: [
          {
            name: 'app',
            command: ['sh', '-c', 'alembic upgrade head && echo "done"'],
            environment: [
              { name: 'URL', value: expect.stringContaining('postgres://') },
              { name: 'MODE', value: expect.any(String) },
            ],
          },
        ],
      },
      tags: [{ key: 'team', value: 'addresses' }],
    })
    expect(inputOf('RunTask')).not.toHaveProperty('launchType')
    expect(network()).toEqual({
      subnets: ['subnet-1', 'subnet-2'],
      securityGroups: ['sg-1'],
      assignPublicIp: 'ENABLED',
    })
    expect(ended.log).toContain('web:2: runs container "app" with its command, URL, MODE given here')
    expect(ended.log + ended.summary + JSON.stringify(ended.outputs)).not.toContain('hunter2')
  })
})

describe('what is refused', () => {
  test('all bad inputs come at once, before AWS is asked anything', async () => {
    stage = await play()
    const ended = await stage.run('run-task', {
      inputs: { cluster: '', 'task-definition': 'web', count: '11', wait: 'maybe', 'wait-for-minutes': 'soon' },
    })
    expect(ended.log.trimEnd()).toBe(
      [
        'Error: 5 inputs are wrong:',
        '- cluster is empty: give the name or ARN of the ECS cluster',
        '- count is "11": write a whole number from 1 to 10',
        '- wait is "maybe": write true or false',
        '- wait-for-minutes is "soon": write a number of minutes, or a duration such as 90s or 15m',
        '- subnets is empty: give subnets, or service to take its network',
      ].join('\n'),
    )
    expect(stage.sandbox.journal.entries).toEqual([])
  })

  test('inputs that do not fit together come at once, and a command is not repeated', async () => {
    stage = await play()
    const ended = await stage.run('run-task', {
      inputs: {
        cluster: 'staging',
        'task-definition': 'web',
        command: 'migrate --password hunter2 && echo done',
        'launch-type': 'EC2',
        'security-groups': 'sg-1',
        'capacity-provider-strategy': '{"a": 1}',
      },
    })
    expect(ended.log).toMatch(
      /4 inputs are wrong:\n- command has && outside quotes.*\n- subnets is empty, but security-groups.*\n- capacity-provider-strategy is not a strategy.*\n- launch-type and capacity-provider-strategy/,
    )
    expect(ended.log).not.toContain('hunter2')
    expect(stage.sandbox.journal.entries).toEqual([])
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['a missing cluster', { cluster: 'stagin' }, /^Error: Cluster "stagin" was not found in ap-south-1/],
    ['a missing service', { service: 'wbe' }, /^Error: Service "wbe" was not found in cluster "staging"/],
    ['a missing family', { 'task-definition': 'wbe' }, /^Error: Task definition "wbe" was not found/],
    [
      'a missing container',
      { 'container-name': 'ap' },
      /^Error: Input container-name "ap" is not in .* it has: app\.$/,
    ],
  ])('%s is one clear line, and nothing was started', async (_, more, line) => {
    const inputs = await open(job(0))
    const ended = await stage.run('run-task', { inputs: { ...inputs, ...more } })
    expect(lastLine(ended)).toMatch(line)
    expect(ended.code).toBe(1)
    expect(ours()).toEqual([])
  })

  test('a task that ECS cannot place is a failure in clear words, though it answered 200', async () => {
    const inputs = await open(job(0))
    stage.sandbox.ecs.capacity(false)
    const ended = await stage.run('run-task', { inputs })
    expect(ended.outputs).toMatchObject({
      verdict: 'never-started',
      cause: 'there is no capacity to run its tasks',
      'task-ids': '',
    })
    expect(lastLine(ended)).toMatch(/✗ web:2 never started: there is no capacity to run its tasks\. Try another/)
    expect(ended.log).toContain('not placed: Capacity is unavailable at this time')
    expect(calls('RunTask')[0]?.status).toBe(200)
  })

  test('a permission that is denied is named, also one that ECS asks for besides', async () => {
    const inputs = await open(job(0))
    const message =
      'User: arn:aws:iam::127214192604:user/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::127214192604:role/x because no identity-based policy allows the iam:PassRole action'
    const effect = { kind: 'error' as const, code: 'AccessDeniedException', status: 400, message }
    stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', effect })
    expect(lastLine(await stage.run('run-task', { inputs }))).toBe(
      "Error: iam:PassRole on arn:aws:iam::127214192604:role/x, which ecs:RunTask on task definition web:2 in cluster staging needs, is denied to arn:aws:iam::127214192604:user/ci: allow iam:PassRole in the role's policy (each action's README has the policy it needs).",
    )
  })
})
