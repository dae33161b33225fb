// How do the steps of a composite action see their action, and the job around it?
import { beforeAll, expect, test } from '@jest/globals'
import { errors, jobOf, type Staged, said, stage, stepOf } from './stage.ts'

let staged: Staged
beforeAll(async () => {
  staged = await stage('composites')
})

test('failure() asks about the action, job.status about the job; the caller’s env outdoes GITHUB_ENV', () => {
  expect(said(stepOf(staged, 'failing', 'on-failure'))).toEqual(['in action failure, job success, caller, yes'])
})

test('a failed step lets the rest of the action go by, but for what is asked to run', () => {
  expect(stepOf(staged, 'failing', 'never').conclusion).toBe('skipped')
  expect(said(stepOf(staged, 'failing', 'always'))).toEqual(['failure skipped'])
})

test('a composite that failed still hands out its outputs, and the job may go on', () => {
  expect(stepOf(staged, 'failing', 'outer')).toMatchObject({ outcome: 'failure', conclusion: 'success' })
  expect(said(stepOf(staged, 'failing', 'after'))).toEqual(['failure first success [yes]'])
  expect(jobOf(staged, 'failing').result).toBe('success')
})

test('after the job only those steps are tidied up that ran', () => {
  const post = jobOf(staged, 'failing').steps.at(-1)
  expect(post?.name).toBe('Post Run acme/toolbox/actions/failing@v1')
  expect(post?.steps.map(step => [step.name, said(step)])).toEqual([
    ['Post Run $/actions/remember', ['Post job cleanup.', 'goodbye before']],
  ])
})

test('an action of the workspace is not there before the checkout', () => {
  const step = stepOf(staged, 'local', 'too-early')
  expect(step.outcome).toBe('failure')
  expect(errors(step)[0]).toMatch(/^Can't find 'action.yml'.*Did you forget to run actions\/checkout/)
})

test('inputs are texts, and $/ leads to a neighbour without the workspace', () => {
  expect(said(stepOf(staged, 'local', 'said'))).toEqual(['true false local'])
  expect(said(stepOf(staged, 'local', 'beside'))).toEqual(['beside beside of '])
})
