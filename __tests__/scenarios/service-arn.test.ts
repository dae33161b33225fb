// Is a service that is given by its ARN the same as by its name?
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Play, play } from '../play.ts'
import { type Scene, scene } from '../scene.ts'

let stage: Play
let web: Scene
beforeEach(async () => {
  stage = await play()
  web = await scene(stage.sandbox)
})
afterEach(() => stage.close())

const arn = (rest: string) => `arn:aws:ecs:ap-south-1:127214192604:service/${rest}`
const release = async (inputs: Record<string, string>) =>
  stage.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', 'task-definition': await web.revise({ answers: [{ body: 'v2' }] }), ...inputs },
  })

test.each(['staging/web', 'web'])('service/%s is taken like its name', async rest => {
  const ended = await release({ service: arn(rest) })
  expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', succeeded: 'web', revision: 'web:2' } })
  expect(ended.log).toMatch(/ {2}web: 2 of 2 tasks running on web:2/)
})

test('so it is in a map of services, in only and in order', async () => {
  const ended = await release({ services: `{api: {service: "${arn('staging/web')}"}}`, only: 'api', order: 'api' })
  expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', succeeded: 'api' } })
})

test.each(['production/web'])('service/%s is not taken for one in another cluster', async rest => {
  const ended = await release({ service: arn(rest) })
  expect(ended.code).toBe(1)
  expect(ended.log).toContain(
    `Error: Service "${arn(rest)}" is not the one in cluster "staging", which is ${arn('staging/web')}: check`,
  )
  expect(stage.sandbox.journal.calls({ service: 'ecs', operation: 'UpdateService' })).toEqual([])
})
