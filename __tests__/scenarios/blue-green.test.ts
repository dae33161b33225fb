import { afterEach, expect, test } from '@jest/globals'
import { type Colours, colours } from '../colours.ts'
import type { Ended } from '../play.ts'

let web: Colours
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)

test('a good release goes up the ladder, and blue goes when all is well', async () => {
  web = await colours()
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps: 40 })
  const ended = await web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, 'task-definition': revision, 'smoke-urls': `${web.url}/healthz` },
  })
  console.log(ended.log, ended.outputs, ended.summary)
  expect(lastLine(ended)).toMatch(/is live/)
  expect(ended.code).toBe(0)
})
