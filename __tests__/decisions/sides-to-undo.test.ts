import { expect, test } from '@jest/globals'
import type { Side } from '../../src/decisions/live-colour.ts'
import { sidesToUndo } from '../../src/decisions/sides-to-undo.ts'

const side = (service: string, share: number): Side => ({ service, group: `group of ${service}`, share })
const idle = (service: string, group: string | undefined = `group of ${service}`) => ({ service, group })
const back = (blue: string, green: string, share: number) =>
  expect.objectContaining({
    blue: expect.objectContaining({ service: blue }),
    green: expect.objectContaining({ service: green }),
    share,
  })

const half = { both: [side('north', 50), side('south', 50)] as [Side, Side] }
const most = { both: [side('north', 5), side('south', 95)] as [Side, Side] }
const all = { live: side('south', 100), idle: idle('north') }

test.each([
  ['shared, and the note says which is new', half, 'south', back('north', 'south', 50)],
  ['shared, and the other one is new', half, 'north', back('south', 'north', 50)],
  ['most of it on what was there before', most, 'north', back('south', 'north', 5)],
  ['all of it on what is new', all, 'south', back('north', 'south', 100)],
  ['none of it on what is new', all, 'north', back('south', 'north', 0)],
  ['one side has all of it, and there is no note', all, undefined, undefined],
  ['one side has all of it, and the note is of another pair', all, 'west', undefined],
])('%s', (_, colour, noted, expected) => {
  expect(sidesToUndo(colour, noted)).toEqual(expected)
})

test.each([undefined, '', 'west'])('shared, and the note says nothing of it (%s): refused, whoever has more', noted => {
  expect(sidesToUndo(most, noted)).toEqual({
    refusal: expect.stringMatching(
      /^north has 5 % and south has 95 % of the traffic, and no test rule .*set the weights/,
    ),
  })
})
