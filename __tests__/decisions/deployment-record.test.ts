import { describe, expect, test } from '@jest/globals'
import {
  describeRecord,
  findJobRecord,
  fitDescription,
  type JobRecord,
  reckonSteps,
  refuseState,
  type State,
  said,
} from '../../src/decisions/deployment-record.ts'

describe('what the steps add up to', () => {
  const deploy = {
    outcome: 'failure',
    outputs: { message: 'web:2 was rolled back.', cause: 'exit 1', revision: 'web:2' },
  }
  test.each([
    ['all went well', { build: { outcome: 'success' }, verify: { outcome: 'skipped' } }, 'SUCCEEDED', '', ''],
    [
      'one failed, and says why',
      { build: { outcome: 'success' }, deploy, verify: { outcome: 'skipped' } },
      'FAILED',
      'deploy',
      'web:2 was rolled back.',
    ],
    [
      'one failed without a word',
      { build: { outcome: 'failure' } },
      'FAILED',
      'build',
      'step build failed: read its log',
    ],
    [
      'one was cancelled',
      { build: { outcome: 'success' }, deploy: { outcome: 'cancelled' } },
      'FAILED',
      'deploy',
      'cancelled',
    ],
    [
      'a failure outweighs a cancelled one',
      { a: { outcome: 'cancelled' }, b: { outcome: 'failure' } },
      'FAILED',
      'b',
      'step b failed: read its log',
    ],
    ['there were none', {}, 'SUCCEEDED', '', ''],
  ])('%s', (_, steps, state, failedStep, message) => {
    expect(reckonSteps(steps)).toEqual({ state, failedStep, message })
  })

  test('an output is found in whichever step has it', () => {
    expect(said({ a: { outputs: { digest: '' } }, b: { outputs: { digest: 'sha256:1' } }, c: {} }, 'digest')).toBe(
      'sha256:1',
    )
  })
})

describe('a record', () => {
  test.each([
    [undefined, 'RUNNING', false],
    ['queued', 'RUNNING', false],
    ['waiting', 'RUNNING', false],
    ['in_progress', 'SUCCEEDED', false],
    ['in_progress', 'FAILED', false],
    ['success', 'SUCCEEDED', false],
    ['in_progress', 'QUEUED', true],
    ['success', 'RUNNING', true],
    ['failure', 'SUCCEEDED', true],
    ['inactive', 'RUNNING', true],
  ] as const)('that is %s and shall become %s: refused %s', (from, to, refused) => {
    const refusal = refuseState(from, to)
    expect(refusal !== undefined).toBe(refused)
    if (refused) expect(refusal).toContain(`${from} and cannot become ${to}`)
  })

  const record = (id: number, ...logUrls: string[]): JobRecord => ({
    id,
    ref: 'v1',
    sha: 'a',
    url: '',
    statuses: logUrls.map(logUrl => ({ state: 'in_progress', logUrl, description: '' })),
  })
  test('of the job is the one that links to this run', () => {
    const run = 'https://github.com/o/r/actions/runs/12'
    expect(findJobRecord([record(1, `${run}3/job/1`), record(2), record(3, '', `${run}/job/7`)], run)?.id).toBe(3)
    expect(findJobRecord([record(1, `${run}3/job/1`)], run)).toBeUndefined()
  })
})

test('a description is cut at a word to 140 characters', () => {
  expect(fitDescription('short')).toBe('short')
  const fitted = fitDescription(`${'word '.repeat(40)}`)
  expect(fitted.length).toBeLessThanOrEqual(140)
  expect(fitted).toMatch(/word…$/)
  expect(fitDescription('x'.repeat(200))).toHaveLength(140)
})

describe('what a status says', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
  const none = { failedStep: '', message: '' }

  test.each<[string, State, string, string]>([
    ['a success names the whole digest', 'SUCCEEDED', digest, `v1.2.0 to production: ${digest} web:2 is live`],
    ['without an image it says what happened', 'SUCCEEDED', '', 'v1.2.0 to production: web:2 is live'],
    ['what runs has no digest yet', 'RUNNING', digest, 'v1.2.0 to production: web:2 is live'],
  ])('%s', (_, state, image, expected) => {
    const description = describeRecord(state, 'v1.2.0', 'production', { ...none, message: 'web:2 is live' }, image)
    expect(description).toBe(expected)
  })

  test('a failure names the step, and a long version does not cut the digest', () => {
    const failed = { failedStep: 'deploy', message: 'it crashed' }
    expect(describeRecord('FAILED', 'v1', 'production', failed, digest)).toBe('deploy: it crashed')
    const long = describeRecord('SUCCEEDED', 'a-branch/'.repeat(20), 'production', none, digest)
    expect(long).toContain(`: ${digest}`)
    expect(long.length).toBeLessThanOrEqual(140)
  })
})
