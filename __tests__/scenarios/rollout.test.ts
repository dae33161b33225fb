import { afterEach, describe, expect, test } from '@jest/globals'
import type { Script } from '../../sandbox/runtime/script.ts'
import { type Ended, type Play, play } from '../play.ts'
import { type Scene, type SceneOptions, scene } from '../scene.ts'

let stage: Play
afterEach(() => stage.close())

/** Releases a script to a service that serves, and answers what came of it. */
async function release(script: Script, options: SceneOptions = {}, inputs: Record<string, string> = {}) {
  stage = await play()
  const web = await scene(stage.sandbox, options)
  const revision = await web.revise(script)
  const ended = await stage.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service: 'web', 'task-definition': revision, ...inputs },
  })
  return { web, ended }
}
const primary = async (web: Scene) => (await web.describe()).deployments.find(one => one.status === 'PRIMARY')
const revisionOf = (arn: string | undefined) => arn?.split('/').at(-1)
const show = (ended: Ended) =>
  console.log(`${ended.log}\n${JSON.stringify(ended.outputs, undefined, 1)}\n${ended.summary}`)

describe('a revision', () => {
  test('that answers takes over', async () => {
    const { web, ended } = await release({ answers: [{ body: 'v2' }] })
    show(ended)
    expect(ended.code).toBe(0)
    expect(revisionOf((await primary(web))?.taskDefinition)).toBe('web:2')
  })
  test('that crashes', async () => {
    const { ended } = await release({ exit: { atSecond: 1, code: 1 } })
    show(ended)
  })
  test('that exits 0', async () => {
    const { ended } = await release({ exit: { atSecond: 1, code: 0 } })
    show(ended)
  })
  test('that answers 500', async () => {
    const { ended } = await release({ answers: [{ status: 500 }] })
    show(ended)
  })
  test('that times out', async () => {
    const { ended } = await release(
      { answers: [{ status: 500 }] },
      { breaker: { enable: false, rollback: false } },
      { 'wait-for-minutes': '5' },
    )
    show(ended)
  })
})
