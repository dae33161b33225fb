import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Play, play, SHA } from '../play.ts'
import { type Scene, scene, scripted } from '../scene.ts'

let stage: Play
let web: Scene
beforeEach(async () => {
  stage = await play()
  web = await scene(stage.sandbox)
  stage.sandbox.putImage('staging', 'web', scripted({ answers: [{ body: 'v2' }] }), [])
})
afterEach(() => stage.close())

const digestOf = (body: string) => scripted({ answers: [{ body }] }).digest
/** Moves the service, and lets ECS's copies catch up. */
const move = async (taskDefinition: string) => {
  await stage.sandbox.call('staging', 'ecs', 'UpdateService', { cluster: 'staging', service: 'web', taskDefinition })
  await stage.clock.advance(5000)
}
const registered = () =>
  stage.sandbox.journal.calls({ service: 'ecs', operation: 'RegisterTaskDefinition', status: 200 })
const fromService = (image: string) => ({ inputs: { cluster: 'staging', service: 'web', image } })
const describeRevision = async (revision: string) => {
  const { taskDefinition } = await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
    taskDefinition: revision,
  })
  return taskDefinition as Record<string, unknown> & { containerDefinitions: Record<string, unknown>[] }
}
const file = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::127214192604:role/ecsTaskExecutionRole',
  containerDefinitions: [
    {
      name: 'app',
      image: 'placeholder',
      portMappings: [{ containerPort: 8080 }],
      environment: [{ name: 'A', value: '1' }],
    },
    { name: 'proxy', image: 'proxy:1', essential: false, memoryReservation: 64 },
  ],
}

describe('from what the service runs', () => {
  test('only the image changes, and it is pinned by digest', async () => {
    const image = `${web.repository}@${digestOf('v2')}`
    const before = await describeRevision('web:1')
    const ended = await stage.run('register-task-def', fromService(image))
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2', changed: 'true', image } })
    const after = await describeRevision('web:2')
    expect({ ...after.containerDefinitions[0], image: '' }).toEqual({ ...before.containerDefinitions[0], image: '' })
    expect(after.containerDefinitions[0]?.image).toBe(image)
  })

  test('the same again registers nothing: same revision, not changed', async () => {
    const step = fromService(`${web.repository}@${digestOf('v2')}`)
    await stage.run('register-task-def', step)
    const ended = await stage.run('register-task-def', step)
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2', changed: 'false' } })
    expect(ended.log).toMatch(
      /web:2 has sha256:[0-9a-f]{12} in container "app": it is registered already, nothing to do\./,
    )
    expect(registered()).toHaveLength(1)
  })

  test('members that no SDK knows yet come through', async () => {
    await stage.sandbox.call('staging', 'ecs', 'RegisterTaskDefinition', {
      ...file,
      enableTimeTravel: { years: 3 },
      containerDefinitions: [{ ...file.containerDefinitions[0], antigravity: true }],
    })
    await move('web:2')
    const ended = await stage.run('register-task-def', fromService(`${web.repository}@${digestOf('v2')}`))
    expect(ended.outputs.revision).toBe('web:3')
    expect(await describeRevision('web:3')).toMatchObject({
      enableTimeTravel: { years: 3 },
      containerDefinitions: [{ antigravity: true }],
    })
  })

  test('tags come along, and the commit beside them', async () => {
    await stage.sandbox.call('staging', 'ecs', 'RegisterTaskDefinition', {
      ...file,
      tags: [{ key: 'team', value: 'addresses' }],
    })
    await move('web:2')
    await stage.run('register-task-def', {
      inputs: { ...fromService(`${web.repository}@${digestOf('v2')}`).inputs, 'container-name': 'app' },
    })
    const { tags } = await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
      taskDefinition: 'web:3',
      include: ['TAGS'],
    })
    expect(tags).toEqual([
      { key: 'team', value: 'addresses' },
      { key: 'git-sha', value: SHA },
    ])
  })
})

describe('from a file', () => {
  const step = (text: string, inputs: Record<string, string> = {}, path = 'ecs/web.json') => ({
    inputs: { 'task-definition': path, image: `${web.repository}@${digestOf('v2')}`, ...inputs },
    files: { [path]: text },
  })

  test('everything in it is kept', async () => {
    const ended = await stage.run('register-task-def', step(JSON.stringify(file)))
    expect(ended.outputs).toMatchObject({ revision: 'web:2', changed: 'true' })
    expect(await describeRevision('web:2')).toMatchObject({
      containerDefinitions: [
        { name: 'app', environment: [{ name: 'A', value: '1' }] },
        { name: 'proxy', image: 'proxy:1', memoryReservation: 64 },
      ],
    })
  })

  test('YAML will do, and so will what describe-task-definition printed', async () => {
    const yaml = `taskDefinition:\n  taskDefinitionArn: x\n  revision: 7\n  status: ACTIVE\n  registeredAt: 1\n  family: web\n  networkMode: awsvpc\n  cpu: 256\n  memory: 512\n  requiresCompatibilities: [FARGATE]\n  executionRoleArn: arn:aws:iam::127214192604:role/ecsTaskExecutionRole\n  containerDefinitions:\n    - name: app\n      image: x\n`
    const ended = await stage.run('register-task-def', step(yaml, {}, 'web.yaml'))
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2' } })
  })

  test.each<[string, string, Record<string, string>, RegExp]>([
    [
      'a file that is not there',
      '',
      { 'task-definition': 'nowhere.json' },
      /task-definition "nowhere\.json" does not exist in the workspace/,
    ],
    ['a file that is no JSON', '{"family": ', {}, /ecs\/web\.json is neither JSON nor YAML/],
    [
      'a file without containers',
      '{"family": "web"}',
      {},
      /is not a task definition: it needs "family" and a list "containerDefinitions"/,
    ],
    ['an empty file', '', {}, /is not a task definition/],
    [
      'a container that is not there',
      JSON.stringify(file),
      { 'container-name': 'ap' },
      /container-name "ap" is not in the task definition; it has: app, proxy/,
    ],
    [
      'a definition that ECS refuses',
      JSON.stringify({ ...file, cpu: '3' }),
      {},
      /ECS refuses the task definition of family web: /,
    ],
  ])('%s is one clear line, and nothing is registered', async (_, text, inputs, line) => {
    const ended = await stage.run('register-task-def', step(text, inputs))
    expect(ended.log.trimEnd().split('\n').at(-1)).toMatch(line)
    expect(ended.log).not.toMatch(/^\s+at /m)
    expect(ended.code).toBe(1)
    expect(registered()).toEqual([])
  })
})

describe('the image', () => {
  test('by tag is pinned to what the tag is now', async () => {
    stage.sandbox.putImage('staging', 'web', scripted({ answers: [{ body: 'v2' }] }), ['v2'])
    const ended = await stage.run('register-task-def', fromService(`${web.repository}:v2`))
    expect(ended.outputs.image).toBe(`${web.repository}@${digestOf('v2')}`)
  })

  test.each<[string, RegExp]>([
    ['web', /image is "web": write repository@sha256:… or repository:tag/],
    ['127214192604.dkr.ecr.ap-south-1.amazonaws.com/web', /image is ".*": write repository@sha256/],
    ['127214192604.dkr.ecr.ap-south-1.amazonaws.com/web:v9', /does not exist: repository web has no tag "v9"/],
    ['127214192604.dkr.ecr.ap-south-1.amazonaws.com/wbe:v1', /Repository .*\/wbe was not found/],
    ['ghcr.io/acme/web:v1', /is not in ECR, so its tag cannot be pinned/],
  ])('%s is refused', async (image, line) => {
    const ended = await stage.run('register-task-def', fromService(image))
    expect(ended.log.trimEnd()).toMatch(line)
    expect(registered()).toEqual([])
  })
})

describe('whatever happens on the way, there is one revision', () => {
  const one = () => stage.run('register-task-def', fromService(`${web.repository}@${digestOf('v2')}`))

  test.each(['lost-answer', 'drop', 'throttling', 'server-error'] as const)('%s', async effect => {
    const fault = stage.sandbox.faults.order({ service: 'ecs', operation: 'RegisterTaskDefinition', times: 2, effect })
    const ended = await one()
    expect(fault.fired).toBeGreaterThan(0)
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:2' } })
    const { taskDefinitionArns } = await stage.sandbox.call('staging', 'ecs', 'ListTaskDefinitions', {
      familyPrefix: 'web',
    })
    expect(taskDefinitionArns).toHaveLength(2)
  })

  test('killed right after it registered, and run again', async () => {
    const begun = stage.start('register-task-def', fromService(`${web.repository}@${digestOf('v2')}`))
    const fault = stage.sandbox.faults.order({
      service: 'ecs',
      operation: 'RegisterTaskDefinition',
      times: 1,
      effect: 'lost-answer',
    })
    while (fault.fired === 0) await new Promise(resolve => setImmediate(resolve))
    begun.child.kill('SIGKILL')
    await begun.ended
    expect(await one()).toMatchObject({ outputs: { revision: 'web:2', changed: 'false' } })
  })
})
