// Is what a plan says of calls to AWS what they turn out to be?
import { afterEach, expect, test } from '@jest/globals'
import type { Colours } from '../colours.ts'
import { quick, shiftWhile } from '../shift-while.ts'

let web: Colours
afterEach(() => web.close())

test.each<[string, Record<string, string>, { scaled?: [number, number] }]>([
  ['the defaults', {}, {}],
  ['a short ladder', quick, {}],
  ['a short ladder of scaled services', quick, { scaled: [1, 8] }],
  ['one step', { ...quick, steps: '100', bake: '1m', 'keep-blue-for': '2m' }, {}],
  ['five steps', { steps: '10,20,40,80,100', bake: '5m', 'keep-blue-for': '10m' }, {}],
  ['the first step alone', { ...quick, step: '5', bake: '4m' }, {}],
  ['the clock alone', { ...quick, evidence: 'false' }, {}],
])('%s', async (_, inputs, options) => {
  const before: number[] = []
  const shifted = await shiftWhile({ inputs, options, world: one => before.push(one.sandbox.journal.entries.length) })
  web = shifted.web
  expect(shifted.ended.outputs.verdict).toBe('finished')
  const calls = web.sandbox.journal.entries
    .slice(before[0])
    .filter(one => one.caller !== '' && one.service !== 'github')
  const [, said] = /about (\d+) calls of AWS/.exec(shifted.ended.log) ?? []
  expect(Math.abs(Number(said) - calls.length) / calls.length).toBeLessThan(0.15)
})

test('a minute of the defaults takes no more than twelve', async () => {
  const shifted = await shiftWhile({ inputs: {} })
  web = shifted.web
  const times = web.sandbox.journal.entries.filter(one => one.caller !== '').map(one => one.time)
  const [end, start] = [Math.max(...times), Math.min(...times)]
  expect(times.length / ((end - start) / 60_000)).toBeLessThanOrEqual(12)
  const first = Math.min(...web.sandbox.journal.calls({ operation: 'ModifyRule' }).map(one => one.time))
  const watched = times.filter(one => one > first).length
  expect(watched / ((end - first) / 60_000)).toBeLessThanOrEqual(12)
})
