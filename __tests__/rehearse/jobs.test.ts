// Which jobs run, and what do they see of those before them?
import { beforeAll, expect, test } from '@jest/globals'
import { jobOf, ran, type Staged, said, stage, stepOf } from './stage.ts'

let staged: Staged
beforeAll(async () => {
  staged = await stage('jobs')
})

test.each([
  ['good', 'success', 'nothing is in its way'],
  ['broken', 'failure', 'its step fails'],
  ['tolerated', 'failure', 'continue-on-error does not change what is shown'],
  ['skipped', 'skipped', 'its `if` is false'],
  ['after-good', 'success', 'texts are compared without regard to case'],
  ['after-broken', 'skipped', 'one of its needs failed'],
  ['on-failure', 'success', 'failure() looks at all ancestors'],
  ['after-tolerated', 'success', 'the failure is forgiven'],
  ['despite-skip', 'success', 'always() runs after a skipped job'],
  ['after-despite-skip', 'skipped', 'success() looks at all ancestors'],
  ['asks-one', 'success', 'success() may name the jobs it asks about'],
])('%s: %s, as %s', (id, result) => {
  expect(jobOf(staged, id).result).toBe(result)
})

test('a later job sees results and outputs of the jobs it needs', () => {
  expect(said(stepOf(staged, 'on-failure', 'told'))).toEqual(['skipped {}'])
  expect(said(stepOf(staged, 'after-tolerated', 'told'))).toEqual(['success'])
})

test('the run is a failure because of the job that is not forgiven', () => {
  expect(ran(staged).result).toBe('failure')
  expect(staged.closed.find(one => one.job === 'tolerated')?.result).toBe('failure')
})

test('the server hears nothing of a job that does not run', () => {
  expect(staged.opened.map(job => job.id)).not.toContain('skipped')
})
