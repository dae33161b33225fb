import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isTag } from '../../src/decisions/image.ts'
import { datedTag, planTags, SCHEMES, type TagFacts, tagOf, timestampOf } from '../../src/decisions/tags.ts'

const SHA = `a1b2c3d${'4'.repeat(33)}`
const facts: TagFacts = { tag: 'v0.1.0', branch: 'main', sha: SHA, startedAt: Date.UTC(2026, 0, 28, 10, 30, 45, 999) }
const tagsOf = (schemes: string[], extra: string[] = [], more: Partial<TagFacts> = {}) => {
  const planned = planTags(schemes, extra, { ...facts, ...more })
  return 'tags' in planned ? planned.tags.map(({ tag }) => tag) : planned.problems
}

describe('a scheme', () => {
  test.each([
    ['release', 'v0.1.0'],
    ['branch-sha-time', 'main-a1b2c3d-20260128103045'],
    ['branch-latest', 'main-latest'],
    ['sha', 'sha-a1b2c3d'],
    ['staging-date', 'staging-20260128'],
    ['prod-date', 'prod-20260128'],
    ['tag-hash', 'v0.1.0-a1b2c3d'],
    ['{branch}-{short-sha}-{timestamp}', 'main-a1b2c3d-20260128103045'],
    ['build-{sha}', `build-${SHA}`],
  ])('%s makes %s', (scheme, tag) => {
    expect(tagsOf([scheme])).toEqual([tag])
  })

  test.each([
    ['feature/x', 'feature-x-latest'],
    ['feature/x#1+2@3', 'feature-x-1-2-3-latest'],
    ['.hidden', 'hidden-latest'],
    ['-dash', 'dash-latest'],
    ['///', '_-latest'],
    ['grüße/日本', 'gr-e-latest'],
    ['$(touch x);`id`', 'touch-x-id-latest'],
    ['x'.repeat(300), `${'x'.repeat(112)}-970138f5-latest`],
    ['x'.repeat(121), `${'x'.repeat(121)}-latest`],
    [`${'x'.repeat(111)}-${'y'.repeat(20)}`, expect.stringMatching(/^x{111}--[0-9a-f]{8}-latest$/)],
  ])('makes a valid tag of branch %j', (branch, tag) => {
    expect(tagsOf(['branch-latest'], [], { branch })).toEqual([tag])
  })

  test.each([
    ['v1.0.0+build.5', 'v1.0.0-build.5'],
    ['release/2026-01', 'release-2026-01'],
  ])('makes a valid tag of the release tag %s', (tag, made) => {
    expect(tagsOf(['release'], [], { tag })).toEqual([made])
  })

  test('cuts the branch, never the commit or the time', () => {
    const [tag = ''] = tagsOf(['branch-sha-time'], [], { branch: 'b'.repeat(250) })
    expect(tag).toHaveLength(128)
    expect(tag).toMatch(/^b+-[0-9a-f]{8}-a1b2c3d-20260128103045$/)
  })

  test('keeps long names apart that begin alike', () => {
    const made = ['1', '2'].map(end => tagsOf(['release'], [], { tag: `v${'1'.repeat(200)}${end}` })[0] ?? '')
    expect(made.map(tag => tag.length)).toEqual([128, 128])
    expect(made[0]).not.toBe(made[1])
  })

  test.each([
    ['日本', /The tag "日本" cannot be that of an image and becomes _: another release's tag may become the same/],
    ['v1+x', /"v1\+x" cannot be that of an image and becomes v1-x/],
    ['v'.repeat(129), /becomes v+-[0-9a-f]{8}:/],
    ['v0.1.0', /^$/],
  ])('says what it lost of the release tag %s', (tag, warning) => {
    const planned = planTags(['tag-hash'], [], { ...facts, tag })
    expect('warnings' in planned && planned.warnings.join()).toMatch(warning)
    expect(planTags(['sha'], [], { ...facts, tag })).toMatchObject({ warnings: [] })
  })

  test('leaves room for the number of a day', () => {
    const [tag = ''] = tagsOf(['{branch}-{date}'], [], { branch: 'b'.repeat(250) })
    expect(datedTag(tag, 99)).toHaveLength(128)
  })
})

test('several schemes give several tags, the first is primary, none twice', () => {
  expect(tagsOf(['sha', 'release', 'staging-date', 'sha'], ['latest', 'v0.1.0'])).toEqual([
    'sha-a1b2c3d',
    'v0.1.0',
    'staging-20260128',
    'latest',
  ])
})

test.each([
  ['release', { moves: false, dated: false }],
  ['branch-sha-time', { moves: false, dated: false }],
  ['branch-latest', { moves: true, dated: false }],
  ['sha', { moves: false, dated: false }],
  ['staging-date', { moves: false, dated: true }],
  ['tag-hash', { moves: false, dated: false }],
  ['{date}-{short-sha}', { moves: false, dated: false }],
])('%s is known to be %j', (scheme, what) => {
  expect(planTags([scheme], [], facts)).toMatchObject({ tags: [what] })
})

test('extra tags may move, whatever they are made of', () => {
  expect(planTags(['sha'], ['latest', '{tag}'], facts)).toMatchObject({
    tags: [{ moves: false }, { tag: 'latest', moves: true }, { tag: 'v0.1.0', moves: true }],
  })
})

test.each([
  [['wrong'], [], {}, /tag-scheme is "wrong": write release, .*, or a template/],
  [['{nope}'], [], {}, /tag-scheme has \{nope\}: there are \{tag\}, \{branch\}/],
  [['release'], [], { tag: undefined }, /tag-scheme release needs a tag, and this run is for none: give the input tag/],
  [['sha'], ['{tag}'], { tag: undefined }, /extra-tags \{tag\} needs a tag/],
])('%j with %j is refused', (schemes, extra, more, problem) => {
  expect(tagsOf(schemes, extra, more).join()).toMatch(problem)
})

test('a time is told in UTC, to the second', () => {
  expect(timestampOf(Date.parse('2026-01-28T23:59:59.999+05:30'))).toBe('20260128182959')
})

test('the first of a day has no number', () => {
  expect([1, 2, 10].map(n => datedTag('prod-20260128', n))).toEqual([
    'prod-20260128',
    'prod-20260128.2',
    'prod-20260128.10',
  ])
})

describe('whatever branches, tags and commit messages hold', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 100, maxLength: 400 }), fc.string())
  const filled = anyText.filter(text => text !== '')

  test('every scheme gives a valid tag, and the same one each time', () => {
    fc.assert(
      fc.property(filled, filled, fc.constantFrom(...Object.keys(SCHEMES)), (branch, tag, scheme) => {
        const [made = ''] = tagsOf([scheme], [], { branch, tag })
        expect(isTag(made)).toBe(true)
        expect(tagsOf([scheme], [], { branch, tag })).toEqual([made])
      }),
    )
  })

  test('what is a tag already stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}[A-Za-z0-9_]$/), tag => {
        expect(tagsOf(['release'], [], { tag })).toEqual([tag])
      }),
    )
  })

  test('commit and time stand whole at the end', () => {
    fc.assert(
      fc.property(filled, branch => {
        expect(tagsOf(['branch-sha-time'], [], { branch })[0]).toMatch(/-a1b2c3d-20260128103045$/)
      }),
    )
  })

  test('a commit message made a tag is a valid one', () => {
    fc.assert(fc.property(anyText, message => isTag(tagOf(message))))
  })
})
