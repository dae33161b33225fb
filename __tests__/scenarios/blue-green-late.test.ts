// What if metrics come late to a shift, or stop midway?
import { afterEach, expect, test } from '@jest/globals'
import type { Colours } from '../colours.ts'
import { shiftWhile } from '../shift-while.ts'

let web: Colours
afterEach(() => web.close())

test.each([120, 300])('harm whose metrics come %i s late is seen at 5 %%, and undone', async seconds => {
  const shifted = await shiftWhile({
    inputs: {},
    behaviours: [{ revision: 'web:2', errorRate: 0.5 }],
    world: one => one.sandbox.worldFaults.begin('metrics-late', { seconds: String(seconds) }),
  })
  web = shifted.web
  expect(shifted.ended.outputs).toMatchObject({ verdict: 'reverted', 'live-revision': 'web:1', threshold: '0.5 %' })
  expect(shifted.lines.join('\n')).not.toMatch(/ 50 % of the traffic goes/)
  // A minute, how late it is, a second look at it, and two for a green that has none to go.
  const [, minutes] = /^(\d+):\d+ {2}web: all traffic goes back to web-blue/m.exec(shifted.ended.log) ?? []
  expect(Number(minutes)).toBeLessThanOrEqual((seconds + 330) / 60)
})

test('metrics that stop midway are said, held and then gone back for, and no step is made meanwhile', async () => {
  const shifted = await shiftWhile({
    inputs: {},
    during: [[1000, ({ web }) => web.sandbox.worldFaults.begin('metrics-absent', {})]],
  })
  web = shifted.web
  expect(shifted.ended.outputs).toMatchObject({ verdict: 'reverted', weights: 'blue=100 green=0' })
  const [said, back] = shifted.lines.filter(line => /no metric tells of web:2/.test(line))
  expect(said).toMatch(
    /web: 50 % stays, as for \d+m.* no metric tells of .*; when that lasts 10m, all traffic goes back$/,
  )
  expect(back).toMatch(/web: all traffic goes back to web-blue: for 10m.* and that is too long$/)
  expect(shifted.ended.log).not.toMatch(/ 100 % of the traffic goes/)
})
