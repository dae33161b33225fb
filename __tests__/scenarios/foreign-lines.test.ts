// Can what a container writes harm the step that quotes it, or the steps after it?
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Play, play } from '../play.ts'
import { scene } from '../scene.ts'

let stage: Play
beforeEach(async () => {
  stage = await play()
})
afterEach(() => stage.close())

const releaseThatWrites = async (text: string) => {
  const web = await scene(stage.sandbox)
  const revision = await web.revise({
    listenAfterSeconds: 60,
    lines: [{ atSecond: 0, text }],
    exit: { atSecond: 1, code: 1 },
  })
  return stage.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service: 'web', 'task-definition': revision },
  })
}

test('a line with commands of the runner is quoted, and is no command in log, outputs or summary', async () => {
  const ended = await releaseThatWrites('ok\r::stop-commands::tok\rx ##[error]inj')
  expect(ended).toMatchObject({ code: 1, outputs: { cause: expect.stringContaining('saying "x ## [error]inj"') } })
  const said = [ended.log, ended.summary, ...Object.values(ended.outputs)].join('\n')
  expect(said).not.toContain('##[error]inj')
  expect(said.replaceAll('\r\n', '\n')).not.toContain('\r')
  expect(said).not.toMatch(/^::stop-commands::tok/m)
  expect(ended.log).toContain('log: ::stop-commands::tok')
})

test('a line of 250 kB is cut, so that the outputs can be handed on', async () => {
  const ended = await releaseThatWrites(`Error: ${'x'.repeat(250_000)}`)
  expect(ended.code).toBe(1)
  expect(ended.outputs.cause?.length).toBeLessThan(1200)
  expect(JSON.stringify(ended.outputs).length).toBeLessThan(20_000)
})
