// Which revision does a service go back to, or why to none?
import { describe, expect, test } from '@jest/globals'
import semver from 'semver'
import type { History, Told } from '../../src/decisions/release-line.ts'
import { type Choice, type Rules, readWish, type Wish } from '../../src/decisions/rollback-target.ts'
import { at, choose, digestOf, remembered, shortly } from './lines.ts'

const to = (text: string): Partial<Rules> => ({ wish: readWish(text) as Wish })
const because = (choice: Choice) => (choice as { because: string }).because

const name = (text: string, digest: string | undefined): Wish => ({
  ...{ kind: 'name', name: text, digest, image: `r/web:${text}` },
})

describe('the last known-good', () => {
  test.each<[string, string, string]>([
    ['is the one before, when that served', '1 2', 'web:1'],
    ['is not simply the one before: what ECS rolled back is passed over', '1 2 3! 4', 'web:2'],
    ['nor what was stopped before it took over', '1 2 3x 4', 'web:2'],
    ['nor what ECS could not roll back', '1 2 3? 4', 'web:2'],
    ['is what serves, while the new one is on its way', '1 2 3~', 'web:2'],
    ['is what served, when the new one was stopped where it was', '1 2 3x', 'web:2'],
    ['is another revision, when the same one was deployed twice', '1 2 2 2', 'web:1'],
    ['is live, when ECS rolled the new one back', '1 2 3!', 'on web:2'],
    ['is live, when it was gone back to: a second time goes no further', '1 2 3 2', 'on web:2'],
    ['is on its way, when an earlier run has begun it', '1 2 3 2~', 'on web:2'],
    ['is what was gone back to, when what came after that is bad too', '1 2 3 2 4', 'web:2'],
    ['passes over what was left before', '1 2 3 1 4', 'web:1'],
    ['is the one before, when what is live had failed at its first try', '1 2! 3 2', 'web:3'],
    ['is nowhere, when there was none', '1', 'refused'],
    ['is nowhere, when all before have failed', '1x 2! 3', 'refused'],
    ['is nowhere, when ECS remembers nothing', '', 'refused'],
  ])('%s: %s → %s', (_, line, expected) => {
    expect(shortly(choose(remembered(line)))).toBe(expected)
  })

  test.each<[string, string, Partial<History>, Partial<Rules>, string]>([
    ['nothing is to be undone where nothing else was ever deployed', '1', { began: at(0) - 5 }, {}, 'nowhere'],
    ['nor where the same was deployed again', '1 1 1', { began: at(0) - 5 }, {}, 'nowhere'],
    ['that is not known where ECS may have forgotten what was before', '1', { began: at(0) - 61_000 }, {}, 'refused'],
    ['nor when nothing says how old the service is', '1', {}, {}, 'refused'],
    ['what is named as bad cannot be left', '1', { began: at(0) - 5 }, { from: ['web:1'] }, 'refused'],
    ['something was deployed, and none of it was well', '1x 2! 3', { began: at(0) - 5 }, {}, 'refused'],
    ['there is one before', '1 2', { began: at(0) - 5 }, {}, 'web:1'],
  ])('%s: %s', (_, line, more, rules, expected) => {
    expect(shortly(choose(remembered(line, [], more), rules))).toBe(expected)
  })

  test('that nothing else was ever deployed is said of what cannot be left, too', () => {
    expect(because(choose(remembered('1', [], { began: at(0) })))).toBe(
      'web:1 is the first that was ever deployed to it',
    )
    expect(because(choose(remembered('1', [], { began: at(0) }), { from: ['web:1'] }))).toBe(
      'web:1 is the first that was ever deployed to it, so there is none to go back to: release a better one',
    )
    const records: Partial<Told>[] = [{ names: ['web:7'], at: at(0) - 5 }]
    expect(shortly(choose(remembered('1', records, { began: at(0) })))).toBe('web:7')
  })

  test('what is passed over is said, each with its reason', () => {
    expect(choose(remembered('1 2! 3x 4 5 4!', [{ state: 'bad', names: ['web:4'] }]))).toMatchObject({
      go: 'refused',
    })
    expect(choose(remembered('1 2! 3x 4 5', [{ id: 9, state: 'bad', names: ['web:4'] }]))).toMatchObject({
      go: 'back',
      revision: 'web:1',
      passed: [
        'web:2: ECS rolled it back',
        'web:3: it was stopped before it had taken over',
        'web:4: it is recorded as failed (deployment 9)',
      ],
    })
  })

  test('a rollback of ECS’s that shows as a deployment of its own is the same', () => {
    const current = { id: 'ecs-svc/other', revision: 'web:2', state: 'completed' as const, createdAt: at(2) + 5 }
    expect(shortly(choose(remembered('1 2 3!', [], { current })))).toBe('on web:2')
  })

  test('a deployment that ECS does not list yet is known by its revision', () => {
    const current = { id: 'ecs-svc/new', revision: 'web:3', state: 'in-progress' as const, createdAt: at(9) }
    expect(shortly(choose(remembered('1 2! 2', [], { current })))).toBe('web:2')
    expect(shortly(choose(remembered('1 2 3!', [], { current: { ...current, revision: 'web:6' } })))).toBe('web:2')
    expect(shortly(choose(remembered('1 2 3', [], { current: { ...current, revision: 'web:2' } })))).toBe('on web:2')
  })

  test('one that was registered again to go back is what it was made of', () => {
    const copies = { 'web:4': 'web:2' }
    expect(shortly(choose(remembered('1 2 3 4', [], { copies })))).toBe('on web:4')
    expect(shortly(choose(remembered('1 2 3 4~', [], { copies })))).toBe('on web:4')
    expect(shortly(choose(remembered('1 2 3 4 5', [], { copies })))).toBe('web:4')
    expect(shortly(choose(remembered('1 2 3 4', [], { copies }), to('web:2')))).toBe('on web:4')
    expect(shortly(choose(remembered('1 2 3 4!', [], { copies })))).toBe('refused')
  })

  test('a deployment that began just now is waited for', () => {
    const newer = { ...remembered('1 2 3~'), current: remembered('1 2').current }
    expect(because(choose(newer))).toMatch(/^web:3 is being deployed just now/)
  })
})

describe('what the records say', () => {
  const release = (n: number, state: Told['state'], version?: string): Partial<Told> => ({
    ...{ id: n, state, names: [`web:${n}`], version, at: at(n - 1) - 5, endedAt: at(n - 1) + 5 },
  })

  test.each<[string, string, Partial<Told>[], string]>([
    [
      'a release that ECS completed and the smoke test failed is none to go back to',
      '1 2 3',
      [release(2, 'bad')],
      'web:1',
    ],
    ['a record that is open says nothing', '1 2 3', [release(2, 'open')], 'web:2'],
    [
      'the newest word counts',
      '1 2 3',
      [release(2, 'bad'), { ...release(2, 'good'), id: 7, at: at(1), endedAt: at(2) }],
      'web:2',
    ],
    ['it is about what began before it', '1 2 3', [{ ...release(2, 'bad'), at: at(0), endedAt: at(0) + 5 }], 'web:2'],
    [
      'what was left by a rollback is none, though ECS has forgotten the way back',
      '2 3 4',
      [{ id: 5, kind: 'rollback', names: ['web:2'], left: ['web:3'], at: at(1) + 5, endedAt: at(1) + 9 }],
      'web:2',
    ],
    [
      'a rollback that failed left nothing',
      '2 3 4',
      [{ id: 5, kind: 'rollback', state: 'bad', names: ['web:1'], left: ['web:3'], at: at(1) + 5, endedAt: at(1) + 9 }],
      'web:3',
    ],
    ['and says nothing of where it went', '2 3 4', [{ kind: 'rollback', state: 'bad', names: ['web:3'] }], 'web:3'],
    ['a record without a revision is known by its digest', '1 2 3', [{ state: 'bad', digest: digestOf(2) }], 'web:1'],
    ['that of another service is passed over', '1 2', [{ names: ['worker:9'], at: at(0) + 5 }], 'web:1'],
    [
      'they remember what ECS has forgotten',
      '5',
      [release(1, 'good'), { ...release(2, 'good'), at: at(0) - 1 }],
      'web:2',
    ],
    ['that something failed which ECS has forgotten changes nothing', '5', [release(1, 'bad')], 'refused'],
  ])('%s', (_, line, records, expected) => {
    expect(shortly(choose(remembered(line, records)))).toBe(expected)
  })

  const precedes = (one: string, other: string) =>
    semver.lt(one, other) && (!semver.prerelease(one) || semver.prerelease(other) !== null)
  test('the one before v0.1.0 is v0.0.9 by version and record, whatever was deployed last', () => {
    const records = [release(1, 'good', 'v0.0.9'), release(2, 'good', 'v0.0.9-rc.1'), release(3, 'good', 'v0.1.0')]
    const choice = choose(remembered('1 2 3', records), { precedes })
    expect(choice).toMatchObject({ go: 'back', revision: 'web:1', version: 'v0.0.9' })
    expect((choice as { passed: string[] }).passed).toEqual(['web:2: v0.0.9-rc.1 does not come before v0.1.0'])
  })

  test('records v0.0.9 ok, v0.1.0-rc.1, v0.1.0 bad: v0.0.9', () => {
    const records = [release(1, 'good', 'v0.0.9'), release(2, 'bad', 'v0.1.0-rc.1'), release(3, 'bad', 'v0.1.0')]
    expect(choose(remembered('1 2 3', records), { precedes })).toMatchObject({ revision: 'web:1', version: 'v0.0.9' })
  })
})

describe('one that is named', () => {
  const versions = [1, 2, 3].map(n => ({
    names: [`web:${n}`],
    version: `v0.${n}.0`,
    at: at(n - 1),
    endedAt: at(n - 1) + 1,
  }))
  const history = remembered('1 2 3', versions)

  test.each<[string, History, Partial<Rules>, string]>([
    ['a revision, one release back', history, to('web:2'), 'web:2'],
    ['by its ARN', history, to('arn:aws:ecs:eu-west-1:127214192604:task-definition/web:2'), 'web:2'],
    ['a digest', history, to(digestOf(2)), 'web:2'],
    ['a version', history, to('v0.2.0'), 'web:2'],
    ['a version without its v', history, to('0.2.0'), 'web:2'],
    ['the number of its record', history, to('2'), 'web:2'],
    ['a tag, by what it is now', history, { wish: name('stable', digestOf(2)) }, 'web:2'],
    ['a tag that nothing is known of', history, { wish: name('stable', undefined) }, 'refused'],
    ['what runs already', history, to('web:3'), 'on web:3'],
    ['two releases back', history, to('web:1'), 'refused'],
    ['two releases back, when that is wanted', history, { ...to('web:1'), allowSkip: true }, 'web:1'],
    ['one back from what was gone back to', remembered('1 2 3 2'), to('web:1'), 'web:1'],
    ['what was left for an earlier one', remembered('1 2 3 2'), to('web:3'), 'refused'],
    ['the same, a release later', remembered('1 2 3 2 4'), { ...to('web:3'), allowSkip: true }, 'refused'],
    ['what failed', remembered('1 2! 3'), { ...to('web:2'), allowSkip: true }, 'refused'],
    ['one that nobody remembers', history, to('web:9'), 'refused'],
    ['one that nobody remembers, when that is wanted', history, { ...to('web:9'), allowSkip: true }, 'web:9'],
    ['a digest that nobody remembers', history, { ...to(digestOf(9)), allowSkip: true }, 'refused'],
  ])('%s', (_, facts, rules, expected) => {
    expect(shortly(choose(facts, rules))).toBe(expected)
  })

  test('a tag that is gone from the registry is known by how the definition wrote it', () => {
    const tagged = remembered('1 2')
    for (const one of tagged.attempts)
      one.images = [{ container: 'app', image: `r/web:v${one.number}`, digest: undefined }]
    const wish = { kind: 'name', name: 'vn0', digest: undefined, image: 'r/web:vn0' } as const
    expect(shortly(choose(tagged, { wish }))).toBe('web:1')
  })

  test.each<[string, Partial<Rules>, RegExp]>([
    [
      'two back',
      to('web:1'),
      /^web:1 \(v0\.1\.0\) is 2 releases back, web:2 \(v0\.2\.0\) is between: .*allow-skip: true in the action rollback$/,
    ],
    ['unknown', to('web:9'), /^web:9 is not among the deployments .* set allow-skip: true/],
    ['no such image', { wish: name('v9', digestOf(9)) }, /ran v9 \(sha256:0+9\): name the revision/],
  ])('why it is refused is one line: %s', (_, rules, line) => {
    expect(because(choose(history, rules))).toMatch(line)
  })
})

describe('what is not to be undone', () => {
  test.each<[string, string, Partial<Rules>, string]>([
    ['the revision to get away from is live', '1 2', { from: ['web:2'] }, 'web:1'],
    ['another one is live', '1 2 3', { from: ['web:2'] }, 'nowhere'],
    ['ECS has undone it', '1 2!', { from: ['web:2'] }, 'on web:1'],
    ['an earlier run has undone it', '1 2 1', { from: ['web:2'] }, 'on web:1'],
    ['what was gone back to is bad, too', '1 2 3 2', { from: ['web:2'] }, 'web:1'],
    ['it was deployed since the run began', '1 2', { since: at(1) - 1 }, 'web:1'],
    ['nothing was deployed since the run began', '1 2', { since: at(1) + 1 }, 'nowhere'],
    ['ECS rolled it back since the run began', '1 2!', { since: at(1) - 1 }, 'on web:1'],
    ['ECS rolled it back before the run began', '1 2!', { since: at(1) + 1 }, 'nowhere'],
    ['it was gone back to before the run began', '1 2 1', { since: at(2) + 1 }, 'nowhere'],
    ['neither, with a revision that is live', '1 2', { from: ['web:2'], since: at(1) + 1 }, 'nowhere'],
  ])('%s', (_, line, rules, expected) => {
    expect(shortly(choose(remembered(line), rules))).toBe(expected)
  })

  test('why is said', () => {
    expect(because(choose(remembered('1 2'), { since: at(5) }))).toBe('it runs web:2 since before this run began')
    expect(because(choose(remembered('1 2'), { from: ['web:9'] }))).toBe('it runs web:2, not web:9')
  })
})

describe('a way back that failed', () => {
  test.each<[string, History]>([
    ['ECS stopped it where it was', remembered('1 2 3 2x')],
    ['ECS undid it, so that the bad one is live', remembered('1 2 3 2!')],
    ['ECS’s own way back failed', remembered('1 2 3?')],
  ])('is not piled on: %s', (_, history) => {
    expect(choose(history).go).toBe('refused')
    expect(because(choose(history))).toMatch(/has failed already.*nothing is piled on it: .* in the action rollback$/)
    expect(shortly(choose(history, { again: true }))).toMatch(/^(on )?web:2$/)
  })
})

test.each(['last-good', 'web:3', digestOf(1), 'v1.2.3', 'stable'])('%s can be wished for', text => {
  expect(readWish(text)).toBeDefined()
})
test.each(['two words', 'web:', '-x', 'sha256:1/2'])('"%s" cannot', text => {
  expect(readWish(text)).toBeUndefined()
})
