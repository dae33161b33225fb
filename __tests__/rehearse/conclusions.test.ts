// How do the steps of a job end, and which run after one that failed?
import { beforeAll, expect, test } from '@jest/globals'
import { jobOf, type Staged, said, stage, stepOf } from './stage.ts'

let staged: Staged
beforeAll(async () => {
  staged = await stage('conclusions', { vars: { TOLERANT: 'true' } })
})

test.each([
  ['good', 'success', 'success', 'its last command went well'],
  ['tolerated', 'failure', 'success', 'continue-on-error changes the conclusion, not the outcome'],
  ['left-out', 'skipped', 'skipped', 'its `if` is false'],
  ['pipe', 'failure', 'success', '`shell: bash` has pipefail'],
  ['plain-pipe', 'success', 'success', 'without `shell:` there is no pipefail'],
  ['broken', 'failure', 'failure', 'it ends with 1'],
  ['not-run', 'skipped', 'skipped', 'an earlier step failed'],
  ['implied', 'skipped', 'skipped', '`success() &&` is implied where no status function is named'],
  ['on-failure', 'success', 'success', 'failure() is true'],
  ['both', 'success', 'success', '!cancelled() is true after a failure'],
  ['string', 'success', 'success', 'the text false is true'],
  ['zero', 'skipped', 'skipped', '0 is false'],
  ['wrong-type', 'failure', 'failure', 'the text true is no boolean where GitHub wants one'],
])('%s: outcome %s, conclusion %s, as %s', (id, outcome, conclusion) => {
  expect(stepOf(staged, 'steps', id)).toMatchObject({ outcome, conclusion })
})

test('later steps see outcomes, conclusions and outputs, and nothing of a step that was left out', () => {
  expect(said(stepOf(staged, 'steps', 'told'))).toEqual([
    'tolerated failure success',
    'left out skipped skipped []',
    'lines "first = 1\\n  second" empty []',
    "braces {x} 'y'",
  ])
})

test('an output of several lines keeps them, without the last line end', () => {
  expect(stepOf(staged, 'steps', 'good').outputs).toEqual({ lines: 'first = 1\n  second', empty: '' })
})

test('the job is a failure, and its steps see that', () => {
  expect(jobOf(staged, 'steps').result).toBe('failure')
  expect(said(stepOf(staged, 'steps', 'on-failure'))).toEqual(['job failure'])
})
