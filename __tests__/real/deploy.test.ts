import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runningImages } from './engine.ts'
import { dying, pushImage, serving } from './image.ts'
import { ACCOUNTS, type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { answersOf, createService, describeService, prepare, registerRevision, revisions, tasksOf } from './service.ts'

const WEB = repositoryOf('web')
let ministack: Ministack
let good: string
let crash: string
beforeAll(async () => {
  ministack = await startMinistack()
  await prepare()
  good = await pushImage(WEB, 'v2', serving('v2'))
  crash = await pushImage(WEB, 'v3', dying('no database', 3))
})
afterAll(() => ministack?.close())

const register = (service: string, image: string) =>
  ministack.run('register-task-def', { inputs: { cluster: 'staging', service, image } })
const deploy = (service: string, more: Record<string, string> = {}) =>
  ministack.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service, 'task-definition': `${service}:2`, 'wait-for-minutes': '2', ...more },
  })
const primary = async (service: string) =>
  (await describeService(service)).deployments?.find(one => one.status === 'PRIMARY')
const revision = (name: string) => expect.stringMatching(`/${name}$`)

describe('a good image', () => {
  test('is pinned to its digest, registered, takes over, and is what answers', async () => {
    await createService('good', { enable: true, rollback: true })
    expect(await answersOf('good')).toEqual(['v1', 'v1'])

    const registered = await register('good', `${WEB}:v2`)
    expect(registered).toMatchObject({
      code: 0,
      outputs: {
        revision: 'good:2',
        changed: 'true',
        image: `${WEB}@${good}`,
        'task-definition-arn': `arn:aws:ecs:us-east-1:${ACCOUNTS.staging}:task-definition/good:2`,
      },
    })
    const ended = await deploy('good', { 'settle-seconds': '10' })
    expect(ended).toMatchObject({
      code: 0,
      outputs: {
        verdict: 'succeeded',
        remedy: 'none',
        'previous-revision': 'good:1',
        'live-revision': 'good:2',
        'live-verified': 'true',
      },
    })
    expect(await primary('good')).toMatchObject({
      id: ended.outputs['deployment-id'],
      taskDefinition: revision('good:2'),
      runningCount: 2,
    })
    expect(await runningImages('good')).toEqual([`${WEB}@${good}`, `${WEB}@${good}`])
    expect(await answersOf('good')).toEqual(['v2', 'v2'])

    // ministack names the service, not the deployment, as what started a task: they are known as ours all the same.
    const [{ endedAt }] = JSON.parse(ended.outputs.results ?? '[]')
    for (const { startedAt } of await tasksOf('good')) expect(endedAt - Number(startedAt)).toBeGreaterThan(10_000)
  })

  test('that is there already is neither registered nor deployed again', async () => {
    expect(await register('good', `${WEB}:v2`)).toMatchObject({ outputs: { revision: 'good:2', changed: 'false' } })
    const before = await primary('good')
    expect(await deploy('good')).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do' } })
    expect((await primary('good'))?.id).toBe(before?.id)
  })
})

describe('an image that ends with exit code 3', () => {
  const cause = 'container "app" exited with code 3, saying "no database"'

  test('is rolled back by ECS: cause, log line, and what is live', async () => {
    await createService('crash', { enable: true, rollback: true })
    expect(await register('crash', `${WEB}:v3`)).toMatchObject({ outputs: { image: `${WEB}@${crash}` } })
    // ministack: "triggered after 3 consecutive task failures" (ECS: "tasks failed to start."); the old deployment is primary again under its old id (ECS: a new one).
    expect(await deploy('crash')).toMatchObject({
      code: 1,
      outputs: { verdict: 'rolled-back', remedy: 'none', cause, 'live-revision': 'crash:1', 'live-verified': 'true' },
    })
    expect(await primary('crash')).toMatchObject({ taskDefinition: revision('crash:1'), runningCount: 2 })
    expect(await answersOf('crash')).toEqual(['v1', 'v1'])
  })

  test('is brought back by us where ECS only gives it up', async () => {
    await createService('given-up', { enable: true, rollback: false })
    await register('given-up', `${WEB}:v3`)
    // ministack ends the old tasks too when its circuit breaker gives up (ECS keeps them), so this way back starts from nothing.
    expect(await deploy('given-up')).toMatchObject({
      code: 1,
      outputs: {
        verdict: 'failed',
        remedy: 'rolled-back',
        cause,
        'live-revision': 'given-up:1',
        'live-verified': 'true',
      },
    })
    expect(await primary('given-up')).toMatchObject({ taskDefinition: revision('given-up:1'), runningCount: 2 })
    expect(await answersOf('given-up')).toEqual(['v1', 'v1'])
  })
})

describe('an image that does not exist', () => {
  const absent = `sha256:${'0'.repeat(64)}`

  test.each(['v9', absent])('is not registered: %s', async tag => {
    await createService(`absent-${tag.length}`, { enable: true, rollback: true })
    // ministack answers a missing tag with an empty list (ECR: ImageNotFoundException).
    const ended = await register(`absent-${tag.length}`, `${WEB}${tag === absent ? '@' : ':'}${tag}`)
    expect(ended).toMatchObject({ code: 1, log: expect.stringMatching(/does not exist/) })
    expect(await revisions(`absent-${tag.length}`)).toHaveLength(1)
  })

  test('is rolled back by ECS when somebody else registered it, and named as the cause', async () => {
    await createService('missing', { enable: true, rollback: true })
    await registerRevision('missing', `${WEB}@${absent}`)
    expect(await deploy('missing')).toMatchObject({
      code: 1,
      outputs: {
        verdict: 'rolled-back',
        remedy: 'none',
        cause: `its image does not exist: ${WEB}@${absent}`,
        'live-revision': 'missing:1',
        'live-verified': 'true',
      },
    })
    expect(await primary('missing')).toMatchObject({ taskDefinition: revision('missing:1'), runningCount: 2 })
    expect(await answersOf('missing')).toEqual(['v1', 'v1'])
  })
})
