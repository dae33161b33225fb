import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { chooseEnvironment, type Event, readVersion, type Sources } from '../../src/decisions/environment.ts'

const sources: Sources = {
  source: 'auto',
  given: undefined,
  rcPattern: undefined,
  productionPattern: undefined,
  staging: 'staging',
  production: 'production',
  branches: { main: 'production', develop: 'staging' },
  unmatched: 'error',
  onMismatch: 'error',
  deployEdited: false,
}
const release = (tag: string, prerelease: boolean, more: Partial<Event> = {}): Event => ({
  name: 'release',
  action: 'published',
  ref: `refs/tags/${tag}`,
  release: { tag, prerelease, draft: false },
  ...more,
})
const pushed = (ref: string): Event => ({ name: 'push', action: undefined, ref, release: undefined })
const dispatched = (ref: string): Event => ({ name: 'workflow_dispatch', action: undefined, ref, release: undefined })

const outcome = (event: Event, more: Partial<Sources> = {}): string => {
  const choice = chooseEnvironment(event, { ...sources, ...more })
  if ('deploy' in choice) return choice.deploy.environment
  return 'skip' in choice ? 'skip' : 'problem'
}

describe('the environment of an event', () => {
  test.each<[string, Event, Partial<Sources>, string]>([
    ['a pre-release with an rc tag goes to staging', release('v0.1.0-rc.1', true), {}, 'staging'],
    ['so does one with numbers of several digits', release('v10.2.3-rc.12', true), {}, 'staging'],
    ['a release with a plain tag goes to production', release('v0.1.0', false), {}, 'production'],
    ['mending the notes of an old release deploys nothing', release('v0.0.9', false, { action: 'edited' }), {}, 'skip'],
    [
      'an old release that is saved again is deployed again where that is asked for',
      release('v0.0.9', false, { action: 'edited' }),
      { deployEdited: true },
      'production',
    ],
    ['a release event without a release is refused', release('v1', true, { release: undefined }), {}, 'problem'],
    ['a pushed tag counts as one', pushed('refs/tags/v0.1.0-rc.1'), {}, 'staging'],
    [
      'a draft is not deployed',
      release('v0.1.0', false, { release: { tag: 'v0.1.0', prerelease: false, draft: true } }),
      {},
      'skip',
    ],
    ['an rc tag without the pre-release box is refused', release('v0.1.0-rc.1', false), {}, 'problem'],
    ['a plain tag with the pre-release box is refused', release('v0.1.0', true), {}, 'problem'],
    ['the mismatch may be a warning', release('v0.1.0', true), { onMismatch: 'warn' }, 'production'],
    ['or nothing', release('v0.1.0-rc.1', false), { onMismatch: 'ignore' }, 'staging'],
    ['an unmatched tag may be skipped', release('nightly', true), { unmatched: 'skip' }, 'skip'],
    ['a wider pattern takes rc without a dot', release('v1.2.3-rc1', true), { rcPattern: /-rc\.?\d+/ }, 'staging'],
    [
      'a wider pattern takes other production tags',
      release('2026.11', false),
      { productionPattern: /\d{4}\.\d+/ },
      'production',
    ],
    ['a pushed branch goes where the map says', pushed('refs/heads/main'), {}, 'production'],
    ['and another one too', pushed('refs/heads/develop'), {}, 'staging'],
    ['a branch that is not mapped deploys nothing', pushed('refs/heads/feature/x'), {}, 'skip'],
    ['a branch with a name from the prototype deploys nothing', pushed('refs/heads/constructor'), {}, 'skip'],
    ['a pull request deploys nothing', { ...pushed('refs/pull/7/merge'), name: 'pull_request' }, {}, 'skip'],
    ['nor does one from a fork', { ...pushed('refs/heads/main'), name: 'pull_request_target' }, {}, 'skip'],
    ['a dispatch goes where its input says', dispatched('refs/heads/main'), { given: 'staging' }, 'staging'],
    ['a dispatch without an input is refused', dispatched('refs/heads/main'), {}, 'problem'],
    [
      'a dispatch on an rc tag cannot go to production',
      dispatched('refs/tags/v0.1.0-rc.1'),
      { given: 'production' },
      'problem',
    ],
    ['an input that disagrees with the tag is refused', release('v0.1.0', false), { given: 'staging' }, 'problem'],
    ['an input that agrees is fine', release('v0.1.0', false), { given: 'production' }, 'production'],
    ['a source that the event does not have is refused', pushed('refs/heads/main'), { source: 'tag' }, 'problem'],
    ['environments may have other names', release('v0.1.0', false), { production: 'prod-eu' }, 'prod-eu'],
  ])('%s', (_, event, more, expected) => {
    expect(outcome(event, more)).toBe(expected)
  })

  test.each(['created', 'edited', 'released', 'prereleased', 'unpublished', 'deleted', undefined])(
    'release "%s" deploys nothing, and says so in a line',
    action => {
      for (const [tag, prerelease] of [
        ['v0.1.0', false],
        ['v0.1.0-rc.1', true],
      ] as const) {
        const choice = chooseEnvironment(release(tag, prerelease, { action }), sources)
        expect(choice).toEqual({ skip: expect.stringMatching(/^[^\n]*(edited|"published" does)[^\n]*$/) })
      }
    },
  )

  test.each([
    'v0.1.0-rc1',
    'v0.1.0-beta.1',
    '0.1.0',
    'v1',
    'vfoo',
    'v0.1.0-RC.1',
    'v01.1.0',
    'v0.1.0-rc.01',
    'v0.1.0-rc.',
    'v0.1.0-',
    'v0.1.0\n',
    'v0.1.0-rc.1-hotfix',
    'V0.1.0',
    'v0.1',
    'v0.1.0.0',
    'v0.1.0+build',
    '$(touch x)',
    'v0.1.0;rm -rf .',
    '',
  ])('%j is neither a staging nor a production tag', tag => {
    for (const prerelease of [true, false]) expect(outcome(release(tag, prerelease))).toBe('problem')
  })

  test('no tag but v and three numbers ever reaches production', () => {
    const nearMiss = fc.oneof(fc.string(), fc.stringMatching(/^v?\d{1,2}(\.\d{1,2}){0,3}(-[a-zA-Z0-9.]{0,6})?$/))
    fc.assert(
      fc.property(nearMiss, fc.boolean(), (tag, prerelease) => {
        if (outcome(release(tag, prerelease)) === 'production')
          expect(tag).toMatch(/^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/)
      }),
      { numRuns: 2000 },
    )
  })
})

test.each([
  ['v0.1.0-rc.12', '0.1.0', '12'],
  ['v0.1.0', '0.1.0', ''],
  ['v1.2.3-rc1', '1.2.3', '1'],
  [undefined, '', ''],
])('the version of %s is %s, its candidate %j', (tag, version, rcNumber) => {
  expect(readVersion(tag)).toEqual({ version, rcNumber })
})
