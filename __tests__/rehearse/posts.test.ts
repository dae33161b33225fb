// What is done after a job, and in which order?
import { beforeAll, expect, test } from '@jest/globals'
import { allSteps, jobOf, type Staged, said, stage } from './stage.ts'

let staged: Staged
beforeAll(async () => {
  staged = await stage('posts')
})

const posts = () => allSteps(jobOf(staged, 'posts').steps).filter(step => step.stage === 'post')

test('the last step is tidied up first, inside a composite too; a step that was skipped is not tidied up', () => {
  expect(posts().map(step => `${step.name}: ${step.conclusion}`)).toEqual([
    'Post Run acme/toolbox/actions/failing-post@v1: failure',
    'Post Run acme/toolbox/actions/only-on-success@v1: skipped',
    'Post Run acme/toolbox/actions/remember-twice@v1: success',
    'Post Run $/actions/remember: success',
    'Post Run $/actions/remember: success',
    'Post Run acme/toolbox/actions/remember@v1: success',
  ])
})

test('each finds the state that it left', () => {
  const goodbyes = posts().flatMap(step => said(step).filter(line => line.startsWith('goodbye')))
  expect(goodbyes).toEqual(['goodbye nested two', 'goodbye nested one', 'goodbye first'])
})

test('what goes wrong is told where it is', () => {
  expect(posts()[0]?.annotations).toEqual([
    { level: 'error', message: 'wrong\nin two lines', title: 'Gone', file: 'a,b.js', line: 3, endLine: 4 },
  ])
})
