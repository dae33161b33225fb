import { describe, expect, test } from '@jest/globals'
import { type Repository, readRepository } from '../../src/decisions/image.ts'
import { readManifest, runnable, sizeOf } from '../../src/decisions/manifest.ts'
import { chooseSource, policiesFor, recordedDigest, type SourceFacts } from '../../src/decisions/promotion.ts'
import { judgeScan } from '../../src/decisions/scan.ts'

const ONE = `sha256:${'1'.repeat(64)}`
const TWO = `sha256:${'2'.repeat(64)}`
const recorded = { id: 7, digest: ONE }
const facts: SourceFacts = {
  name: 'r/web',
  tag: undefined,
  tagDigest: undefined,
  digest: undefined,
  requireRecord: undefined,
  recorded: undefined,
}

test.each<[string, Partial<SourceFacts>, object]>([
  ['a tag', { tag: 'v1', tagDigest: ONE }, { digest: ONE, warning: undefined }],
  ['a digest', { digest: ONE }, { digest: ONE, warning: undefined }],
  ['a digest whose tag is on it', { tag: 'v1', tagDigest: ONE, digest: ONE }, { digest: ONE, warning: undefined }],
  [
    'a digest whose tag has moved',
    { tag: 'v1', tagDigest: TWO, digest: ONE },
    { digest: ONE, warning: expect.stringContaining('r/web:v1 is on sha256:222222222222 now') },
  ],
  [
    'a digest whose tag is gone',
    { tag: 'v1', digest: ONE },
    { digest: ONE, warning: expect.stringContaining('r/web:v1 is gone now') },
  ],
  ['a tag that is not there', { tag: 'v1' }, { refuse: expect.stringContaining('r/web:v1 was not found') }],
  ['nothing', {}, { refuse: expect.stringContaining('names neither tag nor digest') }],
  ['a record', { requireRecord: 'staging', recorded }, { digest: ONE, warning: undefined }],
  [
    'a record and the tag it proved',
    { requireRecord: 'staging', recorded, tag: 'v1', tagDigest: ONE },
    { digest: ONE },
  ],
  [
    'a record and a tag that has moved',
    { requireRecord: 'staging', recorded, tag: 'v1', tagDigest: TWO },
    {
      refuse: expect.stringMatching(
        /r\/web:v1 is sha256:222222222222, but staging proved sha256:111111111111 \(deployment 7\)/,
      ),
    },
  ],
  [
    'a record and another digest',
    { requireRecord: 'staging', recorded, digest: TWO },
    { refuse: expect.stringContaining('r/web is sha256:222222222222, but staging proved') },
  ],
  [
    'a record and a tag that is not there',
    { requireRecord: 'staging', recorded, tag: 'v1' },
    { refuse: expect.stringContaining('was not found') },
  ],
  [
    'no record where one is required',
    { requireRecord: 'staging', digest: ONE },
    { refuse: expect.stringContaining('No successful record of staging') },
  ],
])('from %s follows what is promoted', (_, more, choice) => {
  expect(chooseSource({ ...facts, ...more })).toMatchObject(choice)
})

const of = (id: number, payload: unknown, ...statuses: (string | [string, string])[]) => ({
  id,
  payload,
  statuses: statuses.map(one =>
    typeof one === 'string' ? { state: one, description: '' } : { state: one[0], description: one[1] },
  ),
})

test.each<[string, Parameters<typeof recordedDigest>[0], string | undefined]>([
  ['none', [], undefined],
  ['no status', [of(1, { digest: ONE })], undefined],
  ['a payload', [of(1, { image: `web@${ONE}` }, 'success')], ONE],
  ['a payload that is text', [of(1, `{"digest":"${ONE}"}`, 'success')], ONE],
  ['a payload that is a reference', [of(1, `acme/web:v1@${ONE}`, 'success')], ONE],
  ['a status', [of(1, {}, ['success', `web is ${ONE}`])], ONE],
  ['a failure', [of(1, { digest: ONE }, 'failure')], undefined],
  ['a success that a newer one made inactive', [of(1, { digest: ONE }, 'inactive', 'success')], ONE],
  ['a success that failed later', [of(1, { digest: ONE }, 'failure', 'success')], undefined],
  [
    'a success that was in error later, and then inactive',
    [of(1, { digest: ONE }, 'inactive', 'error', 'success')],
    undefined,
  ],
  ['a success that is done again', [of(1, { digest: ONE }, 'in_progress', 'success')], undefined],
  ['a failure that came good', [of(1, { digest: ONE }, 'success', 'failure')], ONE],
  [
    'a digest that only the status of a failure names',
    [of(1, {}, ['success', 'all is well'], ['failure', `web is ${ONE}`])],
    undefined,
  ],
  ['two successes, the newer one first', [of(2, { digest: TWO }, 'success'), of(1, { digest: ONE }, 'success')], TWO],
  ['no digest, then an older one with', [of(2, null, 'success'), of(1, { digest: TWO }, 'success')], TWO],
  ['two digests, which prove neither', [of(1, { a: ONE, b: TWO }, 'success')], undefined],
  ['two digests without a name, which prove neither', [of(1, { digests: [ONE, TWO] }, 'success')], undefined],
  ['several images by name', [of(1, { api: ONE, 'big-web': ONE, web: TWO }, 'success')], TWO],
  ['several images by name, further down', [of(1, { digests: { api: ONE, web: TWO } }, 'success')], TWO],
  ['several references', [of(1, '', ['success', `r.io/acme/api@${ONE} r.io/acme/web@${TWO}`])], TWO],
  ['another repository’s reference alone', [of(1, { image: `acme/api@${ONE}` }, 'success')], undefined],
  ['another repository’s name alone', [of(1, { api: ONE }, 'success')], undefined],
  ['the same name below another path', [of(1, { image: `r.io/other/web@${ONE}` }, 'success')], undefined],
  ['another repository’s name, and a digest without one', [of(1, { api: ONE }, ['success', `v1: ${TWO}`])], undefined],
  [
    'two digests of one name, which prove neither',
    [of(1, {}, ['success', `web@${ONE}`], ['success', `web@${TWO}`])],
    undefined,
  ],
])('of records with %s the digest is read', (_, records, digest) => {
  expect(recordedDigest(records, 'acme/web')?.digest).toBe(digest)
})

describe('policies', () => {
  const at = (account: string) => readRepository(`${account}.dkr.ecr.eu-west-1.amazonaws.com/web`) as Repository
  const [staging, production] = [at('111122223333'), at('444455556666')]

  test('let the destination’s account read the source', () => {
    const { role, repository } = policiesFor(staging, production, '444455556666')
    expect(JSON.stringify(role)).toContain('"arn:aws:ecr:eu-west-1:111122223333:repository/web"')
    expect(JSON.stringify(repository)).toMatch(/"arn:aws:iam::444455556666:root".*ecr:BatchGetImage/)
    expect(JSON.stringify(repository)).not.toContain('PutImage')
  })

  test('let the source’s account write to the destination', () => {
    expect(JSON.stringify(policiesFor(staging, production, '111122223333').repository)).toMatch(
      /111122223333:root".*ecr:PutImage/,
    )
  })

  test('are one within an account', () => {
    expect(policiesFor(staging, staging, '111122223333').repository).toBeUndefined()
  })
})

test('a manifest is taken apart', () => {
  const body = (content: object) => ({ body: Buffer.from(JSON.stringify(content)) })
  const image = readManifest(body({ config: { size: 2 }, layers: [{ size: 3 }, { size: 4 }] }))
  expect(image && sizeOf(image)).toBe(9)
  const index = readManifest(
    body({
      manifests: [
        { digest: 'a', platform: { os: 'linux' } },
        { digest: 'b', platform: { os: 'unknown' } },
      ],
    }),
  )
  expect(index && runnable(index).map(({ digest }) => digest)).toEqual(['a'])
  expect(readManifest({ body: Buffer.from('<html>') })).toBeUndefined()
})

const look = { status: 'COMPLETE', description: '', counts: {}, examples: [] }
test.each<[Parameters<typeof judgeScan>, string, RegExp]>([
  [[look, 'LOW'], 'clean', /nothing found/],
  [[{ ...look, status: 'ACTIVE', counts: { LOW: 2, CRITICAL: 0 } }, 'LOW'], 'clean', /was scanned: 2 low/],
  [
    [
      {
        ...look,
        counts: { HIGH: 1, LOW: 2 },
        examples: [
          { name: 'CVE-1', severity: 'HIGH' },
          { name: 'CVE-2', severity: 'LOW' },
        ],
      },
      'MEDIUM',
    ],
    'refused',
    /has findings above MEDIUM: 1 high, 2 low \(CVE-1\)/,
  ],
  [[{ ...look, counts: { UNTRIAGED: 3 } }, 'UNDEFINED'], 'clean', /3 untriaged/],
  [[{ ...look, counts: { CRITICAL: 1 } }, 'CRITICAL'], 'clean', /1 critical/],
  [[{ ...look, status: 'IN_PROGRESS' }, 'LOW'], 'waiting', /is being scanned/],
  [[{ ...look, status: 'PENDING' }, 'LOW'], 'waiting', /is being scanned/],
  [[{ ...look, status: 'NONE' }, 'LOW'], 'not-begun', /has not been scanned/],
  [
    [{ ...look, status: 'FAILED', description: 'UnsupportedImageError' }, 'LOW'],
    'blind',
    /could not be scanned \(FAILED: UnsupportedImageError\)/,
  ],
  [[{ ...look, status: 'SCAN_ELIGIBILITY_EXPIRED' }, 'LOW'], 'blind', /SCAN_ELIGIBILITY_EXPIRED/],
])('%j is %s', (args, verdict, line) => {
  const scanned = judgeScan(...args)
  expect([scanned.verdict, scanned.line]).toEqual([verdict, expect.stringMatching(line)])
})
