// Does a service that shifts its traffic by itself go back by itself?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Past, past, well } from '../past.ts'
import { type Play, play } from '../play.ts'
import type { SceneOptions } from '../scene.ts'

let stage: Play
let web: Past
afterEach(() => stage.close())
type Shifting = NonNullable<SceneOptions['deployment']>
const open = async (deployment: Shifting) => {
  stage = await play()
  web = await past(stage, { deployment })
}
const back = (inputs: Record<string, string> = {}) =>
  stage.run('rollback', { inputs: { cluster: 'staging', service: 'web', 'github-token': '', ...inputs } })
const sent = () =>
  stage.sandbox.journal.entries
    .filter(one => ['UpdateService', 'StopServiceDeployment'].includes(one.operation) && one.status === 200)
    .map(one => one.operation)

describe.each<[string, Shifting]>([
  ['BLUE_GREEN', { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 }],
  [
    'LINEAR',
    { strategy: 'LINEAR', bakeTimeInMinutes: 1, linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 } },
  ],
])('%s', (_, deployment) => {
  test('while its traffic is on the way it is stopped, and ECS takes it back at once', async () => {
    await open(deployment)
    await web.update(await web.web.revise(well('v2')))
    await stage.clock.advance(150_000)
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'web:1' } })
    expect(sent()).toEqual(['StopServiceDeployment'])
    await web.rest()
    expect((await web.now()).revision).toBe('web:1')
  })

  test('when it has arrived it goes back by the same strategy', async () => {
    await open(deployment)
    await web.release(well('v2'))
    const ended = await back({ 'wait-for-minutes': '30' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'web:1' } })
    expect(sent()).toEqual(['UpdateService'])
  })
})

test('of a service that shifts its traffic every second revision has its tasks in the other target group', async () => {
  await open({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 })
  for (const version of ['v2', 'v3', 'v4']) {
    const revision = await web.web.revise(well(version))
    const inputs = { cluster: 'staging', service: 'web', 'task-definition': revision }
    const { outputs } = await stage.run('ecs-deploy-wait', { inputs })
    expect(outputs).toMatchObject({ verdict: 'succeeded', 'live-revision': revision })
  }
})
