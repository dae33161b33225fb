import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Play, play } from '../play.ts'
import { type Scene, scene, scripted } from '../scene.ts'

let stage: Play
let web: Scene
let definition: { containerDefinitions: Record<string, unknown>[] }
beforeEach(async () => {
  stage = await play()
  web = await scene(stage.sandbox)
  const { taskDefinition } = await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
    taskDefinition: 'web',
  })
  definition = taskDefinition as typeof definition
})
afterEach(() => stage.close())

const path = 'ecs/web.json'
const calls = (operation: string) =>
  stage.sandbox.journal.calls({ operation }).filter(({ caller }) => caller.endsWith('user/sandbox'))
/** Deploys the file, with some variables in it. */
const deploy = (environment: object[], inputs: Record<string, string> = {}) =>
  stage.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service: 'web', 'task-definition': path, ...inputs },
    files: {
      [path]: JSON.stringify({
        ...definition,
        containerDefinitions: definition.containerDefinitions.map(one => ({ ...one, environment })),
      }),
    },
  })
const level = [{ name: 'LOG_LEVEL', value: 'info' }]

test('a file that says something new is registered and deployed', async () => {
  const ended = await deploy(level)
  expect(ended.log).toContain(`web: web:2 is registered with ${path}`)
  expect(ended.outputs).toMatchObject({
    verdict: 'succeeded',
    revision: 'web:2',
    'task-definition-arn': 'arn:aws:ecs:ap-south-1:127214192604:task-definition/web:2',
  })
  expect(calls('RegisterTaskDefinition')).toHaveLength(1)
})

test('a file that says what runs is not', async () => {
  expect((await deploy([])).outputs).toMatchObject({ verdict: 'nothing-to-do', revision: 'web:1' })
  expect([...calls('RegisterTaskDefinition'), ...calls('UpdateService')]).toEqual([])
})

test('with an image, the file is registered with that image', async () => {
  const image = scripted({ answers: [{ body: 'v2' }] })
  stage.sandbox.putImage('staging', 'web', image, ['v2'])
  const ended = await deploy(level, { image: `${web.repository}:v2` })
  expect(ended.outputs).toMatchObject({ verdict: 'succeeded', revision: 'web:2' })
  expect(calls('RegisterTaskDefinition')).toMatchObject([
    { input: { containerDefinitions: [{ image: `${web.repository}@${image.digest}`, environment: level }] } },
  ])
})

test('with plan, nothing is registered, and no ARN is told', async () => {
  const ended = await deploy(level, { plan: 'true' })
  expect(ended.log).toContain('web: moves from web:1 to web (next)')
  expect(ended.outputs).toMatchObject({ revision: 'web (next)', 'task-definition-arn': '' })
  expect([...calls('RegisterTaskDefinition'), ...calls('UpdateService')]).toEqual([])
})

test('a file that is not there is said, and nothing is changed', async () => {
  const ended = await deploy([], { 'task-definition': 'ecs/wbe.json' })
  expect(ended.code).toBe(1)
  expect(ended.log).toContain('Error: task-definition "ecs/wbe.json" does not exist in the workspace')
  expect(calls('UpdateService')).toEqual([])
})

test.each(['ecs-deploy-wait', 'register-task-def'])(
  'for %s a family is a family, though a folder has its name',
  async name => {
    const inputs = { cluster: 'staging', service: 'web', 'task-definition': 'web' }
    const ended = await stage.run(name, { inputs, files: { 'web/index.html': '' } })
    expect([ended.code, ended.outputs.revision]).toEqual([0, 'web:1'])
  },
)
