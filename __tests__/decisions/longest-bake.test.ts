import { expect, test } from '@jest/globals'
import { longestBake } from '../../src/decisions/longest-bake.ts'
import { whatFollows } from '../../src/decisions/reaction.ts'

const MINUTE = 60_000
const ladder = [
  { weight: 5, bake: 15 * MINUTE },
  { weight: 50, bake: 30 * MINUTE },
  { weight: 100, bake: 60 * MINUTE },
]
const [first, , last] = ladder as [{ weight: number; bake: number }, unknown, { weight: number; bake: number }]
const rules = { ladder, keepBlueFor: 60 * MINUTE, maxBake: 120 * MINUTE }

test.each([
  ['as long as was asked for, where nothing ends', first, Number.POSITIVE_INFINITY, 120, false],
  ['for what the steps after it leave', first, 125, 35, true],
  ['no shorter than its own time', first, 100, 15, true],
  ['to the end, where no step follows', last, 100, 100, true],
  ['no longer than was asked for, where there is time', first, 300, 120, false],
])('a step may be watched %s', (_, step, endsAt, minutes, cut) => {
  const { latestAt, noMore } = longestBake(step, 0, { ...rules, endsAt: endsAt * MINUTE })
  expect([latestAt / MINUTE, noMore !== undefined]).toEqual([minutes, cut])
})

test('a step that may be watched no longer is held, with why it may not', () => {
  const judgement = { state: 'insufficient', sentence: 'too little was seen', lookAgainIn: 1 } as const
  const policy = { onHarm: 'rollback', onInsufficientData: 'extend', onBlind: 'hold', blindLimit: 1 } as const
  const follows = (noMore?: string) => whatFollows(judgement, { now: 2, latestAt: 1, noMore }, policy)
  expect(follows('time is up')).toEqual({ lead: 'hold', because: 'too little was seen, and time is up' })
  expect(follows()).toEqual({ lead: 'hold', because: 'too little was seen' })
})
