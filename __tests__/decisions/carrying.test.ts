// Does what all traffic went back to carry it?
import { expect, test } from '@jest/globals'
import { type CarryLook, judgeCarrying } from '../../src/decisions/carrying.ts'

/** `2` healthy targets of two, and what was left has no traffic; `2@50`: half of it. */
const looks = (line: string): CarryLook[] =>
  line
    .split(' ')
    .filter(Boolean)
    .map((word, i) => {
      const [healthy, left = '0'] = word.split('@')
      return { at: i * 15_000, left: left === '-' ? undefined : Number(left), healthy: Number(healthy), needed: 2 }
    })

test.each<[string, string, string, RegExp]>([
  ['nothing was seen', '', 'looking', /^whether web-blue carries the traffic was not seen$/],
  ['one good look is none to rely on', '2', 'looking', /2 of the 2 healthy targets/],
  ['nor are two', '2 2', 'looking', /./],
  ['three in a row are', '2 2 2', 'carries', /./],
  ['more than are needed are well', '3 3 3', 'carries', /./],
  ['three of which one was bad are not', '2 1 2 2', 'looking', /./],
  ['three after a bad one are', '1 2 2 2', 'carries', /./],
  ['too few', '2 2 1', 'too-few', /^web-blue has all the traffic, and 1 of the 2 healthy targets that it needs$/],
  ['none', '0', 'too-few', /^web-blue has all the traffic, and 0 of the 2/],
  ['somebody else moved the traffic', '2 2 2@50', 'overtaken', /^somebody moved the traffic again, 50 % to web-green$/],
  ['also when nobody has it', '2@-', 'overtaken', /^somebody moved the traffic again, none to web-blue$/],
])('%s: %s → %s', (_, line, state, because) => {
  const judged = judgeCarrying(looks(line), 'web-blue', 'web-green')
  expect(judged.state).toBe(state)
  expect(judged.because).toMatch(because)
})
