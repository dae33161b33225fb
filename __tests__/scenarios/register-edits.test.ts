// Is a task definition changed in just what is named, checked before it is registered, and told without a secret?
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { allowed } from '../endings/good.ts'
import { type Play, play } from '../play.ts'
import { type Scene, scene, scripted } from '../scene.ts'

let stage: Play
let web: Scene
const begin = async (sandbox = {}) => {
  stage = await play(sandbox)
  web = await scene(stage.sandbox)
  stage.sandbox.putImage('staging', 'web', scripted({ answers: [{ body: 'v2' }] }), ['v2'])
}
beforeEach(() => begin())
afterEach(() => stage.close())

const account = '127214192604'
const secret = `arn:aws:secretsmanager:ap-south-1:${account}:secret:prod/db-AbCdEf`
const call = (service: string, operation: string, input: Record<string, unknown>) =>
  stage.sandbox.call('staging', service, operation, input)
const registered = () =>
  stage.sandbox.journal.calls({ service: 'ecs', operation: 'RegisterTaskDefinition', status: 200 })
const step = (inputs: Record<string, string>) => ({ inputs: { cluster: 'staging', service: 'web', ...inputs } })
type Container = Record<string, unknown> & { environment: { name: string; value: string }[] }
const revision = async (reference: string) => {
  const { taskDefinition, tags } = await call('ecs', 'DescribeTaskDefinition', {
    taskDefinition: reference,
    include: ['TAGS'],
  })
  return { ...(taskDefinition as { containerDefinitions: [Container]; executionRoleArn?: string }), tags }
}

describe('edits', () => {
  test('everything that is named is changed, and nothing else', async () => {
    const before = await revision('web:1')
    const ended = await stage.run('register-task-def', {
      inputs: {
        ...step({}).inputs,
        image: `${web.repository}:v2`,
        'environment-variables': 'LOG_LEVEL=debug\nGREETING=hello world = fine',
        'docker-labels': 'team=addresses',
        command: 'node "server one.js" --port=8080',
        'health-command': 'curl -f localhost:8080/healthz',
        'health-interval-seconds': '15',
        cpu: '512',
        memory: '1024',
        'task-role-arn': `arn:aws:iam::${account}:role/ecsTaskRole`,
        'log-configuration-options': 'awslogs-stream-prefix=app',
        tags: 'team=addresses',
        patch: '{"containerDefinitions": {"app": {"readonlyRootFilesystem": true, "stopTimeout": 45}}}',
      },
    })
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2', changed: 'true' } })
    const after = await revision('web:2')
    expect(after).toMatchObject({
      cpu: '512',
      memory: '1024',
      taskRoleArn: `arn:aws:iam::${account}:role/ecsTaskRole`,
      executionRoleArn: before.executionRoleArn,
      tags: expect.arrayContaining([{ key: 'team', value: 'addresses' }]),
      containerDefinitions: [
        {
          name: 'app',
          image: expect.stringMatching(/@sha256:[0-9a-f]{64}$/),
          environment: [
            { name: 'LOG_LEVEL', value: 'debug' },
            { name: 'GREETING', value: 'hello world = fine' },
          ],
          dockerLabels: { team: 'addresses' },
          command: ['node', 'server one.js', '--port=8080'],
          healthCheck: { command: ['CMD-SHELL', 'curl -f localhost:8080/healthz'], interval: 15 },
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'app', 'awslogs-region': 'ap-south-1' },
          },
          readonlyRootFilesystem: true,
          stopTimeout: 45,
          portMappings: before.containerDefinitions[0].portMappings,
        },
      ],
    })
  })

  test('variables are merged and taken out by name, and no value is ever shown', async () => {
    await stage.run('register-task-def', step({ 'environment-variables': 'A=old-one\nB=stays' }))
    await call('ecs', 'UpdateService', { cluster: 'staging', service: 'web', taskDefinition: 'web:2' })
    await stage.clock.advance(5000)
    const ended = await stage.run(
      'register-task-def',
      step({ 'environment-variables': 'A=hunter2\nC=hunter3', 'remove-environment-variables': 'B' }),
    )
    const [{ environment }] = (await revision('web:3')).containerDefinitions
    expect(environment).toEqual([
      { name: 'A', value: 'hunter2' },
      { name: 'C', value: 'hunter3' },
    ])
    expect(ended.outputs.diff?.split('\n')).toEqual([
      'containerDefinitions.app.environment.A: another value',
      'containerDefinitions.app.environment.B: removed',
      'containerDefinitions.app.environment.C: added',
    ])
    expect([ended.log, ended.summary, ended.outputs.diff].join()).not.toMatch(/hunter|old-one|stays/)
    expect(ended.summary).toContain('environment.A: another value')
  })

  test('a plan shows what would change, and registers nothing', async () => {
    const ended = await stage.run('register-task-def', step({ cpu: '512', memory: '1024', plan: 'true' }))
    expect(ended).toMatchObject({ code: 0, outputs: { changed: 'true' } })
    expect(ended.outputs.revision).toBeUndefined()
    expect(ended.log).toContain('cpu: 512, was 256')
    expect(registered()).toEqual([])
  })

  test('another family starts where this one is', async () => {
    const ended = await stage.run('register-task-def', step({ family: 'web-jobs', command: '["node", "job.js"]' }))
    expect(ended.outputs).toMatchObject({ revision: 'web-jobs:1', changed: 'true' })
    expect(await revision('web-jobs:1')).toMatchObject({
      cpu: '256',
      containerDefinitions: [{ command: ['node', 'job.js'] }],
    })
  })
})

describe('before anything is registered', () => {
  const digest = `sha256:${'0'.repeat(64)}`

  test('all that is missing is told at once', async () => {
    const ended = await stage.run('register-task-def', {
      inputs: {
        ...step({}).inputs,
        image: `${web.repository}@${digest}`,
        secrets: `DB=${secret}\nKEY=arn:aws:ssm:ap-south-1:${account}:parameter/prod/key`,
        'log-configuration-options': 'awslogs-group=/nowhere',
        'task-role-arn': `arn:aws:iam::${account}:role/nobody`,
      },
    })
    expect(ended.code).toBe(1)
    expect(ended.log.split('\n').slice(-7).join('\n')).toBe(
      [
        'Error: The task definition cannot start a task:',
        `- container "app": the image ${web.repository}@${digest} does not exist`,
        `- container "app", secret DB: Secrets Manager does not have ${secret}`,
        '- container "app": the log group /nowhere does not exist (or set awslogs-create-group)',
        `- taskRoleArn: the role arn:aws:iam::${account}:role/nobody does not exist`,
        `- container "app", secret KEY: Parameter Store does not have arn:aws:ssm:ap-south-1:${account}:parameter/prod/key`,
        '',
      ].join('\n'),
    )
    expect(registered()).toEqual([])
  })

  test('what is there is no problem', async () => {
    await call('secretsmanager', 'CreateSecret', { Name: 'prod/db', SecretString: 'hunter2' })
    const { ARN } = await call('secretsmanager', 'DescribeSecret', { SecretId: 'prod/db' })
    const ended = await stage.run('register-task-def', step({ secrets: `DB=${ARN}:password::` }))
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2' } })
    expect((await revision('web:2')).containerDefinitions[0].secrets).toEqual([
      { name: 'DB', valueFrom: `${ARN}:password::` },
    ])
  })

  test('what this role may not ask is said, and does not stop it', async () => {
    await stage.close()
    await begin(
      allowed([
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:RegisterTaskDefinition',
        'ecs:TagResource',
        'iam:PassRole',
      ]),
    )
    const ended = await stage.run(
      'register-task-def',
      step({ image: `${web.repository}@${digest}`, secrets: `DB=${secret}` }),
    )
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2' } })
    expect(ended.log).toContain('Notice: Not verified: secretsmanager:DescribeSecret is not allowed to this role.')
    expect(ended.log).toContain('Notice: Not verified: ecr:DescribeImages is not allowed to this role.')
  })

  test('nothing is asked when that is not wanted', async () => {
    const ended = await stage.run('register-task-def', step({ image: `${web.repository}@${digest}`, verify: 'false' }))
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2' } })
    expect(stage.sandbox.journal.calls({ service: 'ecr' })).toEqual([])
  })

  test('a variable that is both plain and secret, and a container that is not there, are told in one message', async () => {
    const ended = await stage.run(
      'register-task-def',
      step({ 'environment-variables': 'DB=x', secrets: `DB=${secret}`, image: 'web' }),
    )
    expect(ended.log).toMatch(
      /2 inputs are wrong:\n- image is "web".*\n- secrets and environment-variables both have "DB"/,
    )
    expect(stage.sandbox.journal.calls({}).filter(one => one.service === 'ecs')).toEqual([])
  })
})
