// What do GitHub's records say of releases and rollbacks, and may a release go on after a rollback that failed?
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { describeRecord, type JobRecord, namedIn, naming } from '../../src/decisions/deployment-record.ts'
import {
  describeRollback,
  explainFailedRollback,
  failedRollback,
  payloadOf,
  readRecord,
  recordOf,
} from '../../src/decisions/rollback-record.ts'
import { told } from './lines.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const rollback = {
  ...{ environment: 'production', services: ['web', 'worker'], from: ['web:5', 'worker:8'], to: ['web:3', 'worker:7'] },
  ...{ reason: 'slow', actor: 'octocat', version: 'v1', sha: '', digest: DIGEST },
}
const run = { commitSha: 'c', repoFullName: 'o/r', actionsRunUrl: 'u' }
const record = (more: Partial<JobRecord>): JobRecord => ({
  ...{ id: 7, ref: 'v1.2.0', sha: 'c'.repeat(40), url: '', createdAt: 100, payload: {}, statuses: [] },
  ...more,
})
const status = (state: string, description = '', createdAt = 200) => ({ state, description, logUrl: '', createdAt })

describe('a description', () => {
  test('names what was brought at its end, and nothing else is taken for a name', () => {
    expect(namedIn('v1 to production: web:9 is live (was web:8) [web:9]')).toEqual(['web:9'])
    expect(namedIn(describeRollback(rollback, 'back'))).toEqual(['web:3', 'worker:7'])
    for (const other of ['web:9 is live', 'at 10:32 [see log]', 'http://x:80/ [1]', ''])
      expect(namedIn(other)).toEqual([])
  })

  test('fits, whatever is to be said, and keeps digest and names whole', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.nat(999), fc.boolean(), (message, n, well) => {
        const reckoning = { failedStep: well ? '' : 'verify', message }
        const text = describeRecord(
          well ? 'SUCCEEDED' : 'FAILED',
          'v1.2.0',
          'production',
          reckoning,
          DIGEST,
          `web:${n}`,
        )
        expect(text.length).toBeLessThanOrEqual(140)
        expect(namedIn(text)).toEqual([`web:${n}`])
        if (well) expect(text).toContain(DIGEST)
      }),
    )
  })

  test('of more revisions than fit names none', () => {
    expect(naming(Array.from({ length: 20 }, (_, i) => `service-${i}:12`).join('\n'))).toBe('')
  })
})

describe('a record', () => {
  test.each<[string, Partial<JobRecord>, object]>([
    [
      'of a release that went well',
      { statuses: [status('success', `v1.2.0 to production: ${DIGEST} live [web:9]`)] },
      { kind: 'release', state: 'good', names: ['web:9'], digest: DIGEST, version: 'v1.2.0', at: 100, endedAt: 200 },
    ],
    [
      'that a later release made inactive',
      { statuses: [status('inactive', '', 300), status('success', 'x [web:9]')] },
      { state: 'good', names: ['web:9'], endedAt: 200, said: 'x [web:9]' },
    ],
    [
      'of a release that failed',
      { statuses: [status('failure', 'verify: 503 [web:9]')] },
      { state: 'bad', names: ['web:9'] },
    ],
    ['of a release that GitHub calls an error', { statuses: [status('error')] }, { state: 'bad', names: [] }],
    [
      'of a release that runs',
      { statuses: [status('in_progress', 'x [web:9]')] },
      { state: 'open', names: [], endedAt: 100 },
    ],
    ['whose ref is a commit', { ref: 'c'.repeat(40) }, { version: undefined, sha: 'c'.repeat(40) }],
    ['whose payload says the version', { payload: JSON.stringify({ version: 'v2' }) }, { version: 'v2' }],
    ['whose payload is none', { payload: '{' }, { kind: 'release', version: 'v1.2.0' }],
    [
      'of a rollback',
      { payload: payloadOf(rollback, run), statuses: [status('success', 'x [web:3, worker:7]')] },
      {
        kind: 'rollback',
        state: 'good',
        names: ['web:3', 'worker:7'],
        left: ['web:5', 'worker:8'],
        digest: DIGEST,
        version: 'v1',
      },
    ],
    [
      'of a rollback that failed',
      { payload: payloadOf(rollback, run), statuses: [status('failure')] },
      { kind: 'rollback', state: 'bad' },
    ],
    [
      'of one that was not begun',
      { payload: payloadOf(rollback, run), statuses: [status('error')] },
      { kind: 'rollback', state: 'open' },
    ],
  ])('%s', (_, given, expected) => {
    expect(readRecord(record(given))).toMatchObject(expected)
  })
})

describe('a release may go on', () => {
  const failed = told({ id: 5, kind: 'rollback', state: 'bad', at: 50 })
  test.each([
    ['when nothing was rolled back', [told({ names: ['web:1'] })], true],
    ['when a rollback went well', [told({ kind: 'rollback', names: ['web:1'] })], true],
    ['not when one failed', [failed], false],
    ['not when one failed and something else of the environment went well', [failed, told({ id: 6, at: 60 })], false],
    ['when a release went well since', [failed, told({ id: 6, at: 60, names: ['web:2'] })], true],
    ['when a rollback went well since', [failed, told({ id: 6, at: 60, kind: 'rollback', names: ['web:2'] })], true],
    ['not when a release went well before', [told({ id: 4, at: 40, names: ['web:2'] }), failed], false],
    ['not when a release failed since', [failed, told({ id: 6, at: 60, state: 'bad', names: ['web:2'] })], false],
  ])('%s', (_, records, expected) => {
    expect(failedRollback(records) === undefined).toBe(expected)
    expect(failedRollback(records.toReversed()) === undefined).toBe(expected)
  })

  test('why not is one clause, without the names at its end', () => {
    expect(explainFailedRollback({ id: 5, said: 'Rollback failed: web:3 crashed. [web:3]' })).toBe(
      'an earlier rollback failed (deployment 5: Rollback failed: web:3 crashed)',
    )
  })
})

test('the record of a way back is found by where it goes and when it began', () => {
  const records = [
    told({ id: 1, kind: 'rollback', names: ['web:3'], at: 1_000_000 }),
    told({ id: 2, kind: 'rollback', names: ['web:3'], at: 2_000_000 }),
    told({ id: 3, kind: 'rollback', names: ['web:4'], at: 2_100_000 }),
    told({ id: 4, kind: 'release', names: ['web:3'], at: 2_200_000 }),
  ]
  expect(recordOf(records, ['web:3'], 1_999_000)?.id).toBe(2)
  expect(recordOf(records, ['web:3'], 2_050_000)?.id).toBe(2)
  expect(recordOf(records, ['web:3'], 2_500_000)).toBeUndefined()
  expect(recordOf(records, ['web:3', 'worker:1'], 0)).toBeUndefined()
})
