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
