// What does a reader see of the tasks of a rollout?
import { expect, test } from '@jest/globals'
import { explainProgress } from '../../src/decisions/progress.ts'
import { deployment, following, service } from './facts.ts'

const seen = (desired: number, running: number) => ({
  at: 0,
  service: service([deployment({ desired, running, state: 'in-progress' })]),
})

test.each([
  ['some of those it wants', seen(2, 0), seen(2, 1), ['1 of 2 tasks running on web:2']],
  ['none of those it wants', seen(2, 1), seen(2, 0), ['0 of 2 tasks running on web:2']],
  ['none, and it wants none any more', seen(2, 1), seen(0, 0), ['web:2 wants no task any more']],
  ['one, and it wants none any more', seen(2, 2), seen(0, 1), ['web:2 wants no task any more: 1 task left']],
  ['none, as it never wanted any', seen(0, 0), seen(0, 0), []],
])('%s', (_, before, after, lines) => {
  expect(explainProgress(following, before, after)).toEqual(lines)
})

test.each([
  ['fewer tasks are wanted', 2, 0, ['0 tasks wanted (were 2)']],
  ['more tasks are wanted', 1, 2, ['2 tasks wanted (was 1)']],
])('%s', (_, was, is, lines) => {
  const now = (desired: number) => ({ at: 0, service: { ...service([]), desired } })
  expect(explainProgress(following, now(was), now(is))).toEqual(lines)
})

test('what ECS shows of the number before, just after it took another one, is no news', () => {
  const now = (at: number, desired: number) => ({ at, service: { ...service([]), desired } })
  const asked = { ...following, answer: { at: 0, desired: 2 } }
  expect(explainProgress(asked, now(0, 2), now(1_000, 0))).toEqual([])
  expect(explainProgress(asked, now(1_000, 0), now(4_000, 2))).toEqual(['2 tasks wanted (were 0)'])
  expect(explainProgress(asked, now(60_000, 2), now(65_000, 0))).toEqual(['0 tasks wanted (were 2)'])
})
