import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runningImages } from './engine.ts'
import { pushImage, serving } from './image.ts'
import { type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { createService, describe, prepare } from './service.ts'

const WEB = repositoryOf('web')
let ministack: Ministack
beforeAll(async () => {
  ministack = await startMinistack()
  await prepare()
})
afterAll(() => ministack?.close())

test('a good image is pinned to its digest, registered, and takes over', async () => {
  await createService('good', { enable: true, rollback: true })
  const digest = await pushImage(WEB, 'v2', serving('v2'))
  const registered = await ministack.run('register-task-def', {
    inputs: { cluster: 'staging', service: 'good', image: `${WEB}:v2` },
  })
  expect(registered).toMatchObject({
    code: 0,
    outputs: { revision: 'good:2', changed: 'true', image: `${WEB}@${digest}` },
  })
  const ended = await ministack.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service: 'good', 'task-definition': 'good:2' },
  })
  expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'good:2' } })
  expect((await describe('good')).deployments).toMatchObject([{ status: 'PRIMARY', runningCount: 2 }])
  expect(await runningImages('good')).toEqual([`${WEB}@${digest}`, `${WEB}@${digest}`])
})
