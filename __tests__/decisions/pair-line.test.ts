// Which of two services behind one rule was live before?
import { describe, expect, test } from '@jest/globals'
import { type PairSide, pairHistory } from '../../src/decisions/pair-line.ts'
import { lineUp } from '../../src/decisions/release-line.ts'
import { chooseTarget, type Rules } from '../../src/decisions/rollback-target.ts'
import { shortly, told } from './lines.ts'

const rules: Rules = {
  ...{ wish: { kind: 'last-good' }, from: [], since: undefined, allowSkip: false, again: false },
  precedes: () => true,
}
/** `blue` runs web:1 since 100. */
const blue = (share: number): PairSide => ({ service: 'web-blue', revision: 'web:1', since: 100, share, images: [] })
const green = (share: number, since = 200): PairSide => ({
  ...{ service: 'web-green', revision: 'web:2', since, share, images: [] },
})

test.each<[string, PairSide[], string]>([
  ['a release has all of the traffic', [blue(0), green(100)], 'web:1'],
  ['it has some of it', [blue(95), green(5)], 'web:1'],
  ['it has most of it', [blue(1), green(99)], 'web:1'],
  ['it has lost it again, or never had any', [blue(100), green(0)], 'on web:1'],
  ['the colours are the other way round', [blue(100), green(0, 50)], 'web:2'],
  ['there is no other service', [green(100)], 'refused'],
  ['both run the same', [blue(0), { ...green(100), revision: 'web:1' }], 'refused'],
])('%s', (_, sides, expected) => {
  for (const order of [sides, sides.toReversed()])
    expect(shortly(chooseTarget(lineUp(pairHistory(order, [])), rules))).toBe(expected)
})

describe('nothing was ever deployed but one revision', () => {
  const first = { ...blue(100), began: 95 }
  const same = { ...green(0), revision: 'web:1', began: 195 }
  test.each<[string, PairSide[], Partial<Rules>, string]>([
    ['so nothing is to be undone', [first, same], {}, 'nowhere'],
    [
      'whichever has the traffic',
      [
        { ...first, share: 0 },
        { ...same, share: 100 },
      ],
      {},
      'nowhere',
    ],
    ['but what is named as bad cannot be left', [first, same], { from: ['web:1'] }, 'refused'],
    ['there is no telling what a service ran before that is gone', [first], {}, 'refused'],
    ['nor what one did that is older', [{ ...first, began: -60_000 }, same], {}, 'refused'],
    ['nor what the other one did', [first, { ...same, began: -60_000 }], {}, 'refused'],
    ['nor when nothing says how old one is', [first, { ...same, began: undefined }], {}, 'refused'],
    ['another one has been tried', [first, { ...same, revision: 'web:2' }], {}, 'on web:1'],
    [
      'another one is live',
      [
        { ...first, share: 0 },
        { ...same, revision: 'web:2', share: 100 },
      ],
      {},
      'web:1',
    ],
  ])('%s', (_, sides, more, expected) => {
    for (const order of [sides, sides.toReversed()])
      expect(shortly(chooseTarget(lineUp(pairHistory(order, [])), { ...rules, ...more }))).toBe(expected)
  })
})

test('what a record calls bad is none to go back to', () => {
  const bad = told({ state: 'bad', names: ['web:1'], at: 90, endedAt: 110 })
  expect(shortly(chooseTarget(lineUp(pairHistory([blue(0), green(100)], [bad])), rules))).toBe('refused')
})
