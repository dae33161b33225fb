import { describe, expect, test } from '@jest/globals'
import { chooseImage, type Held, type IfExists } from '../../src/decisions/image-choice.ts'
import { readImages } from '../../src/decisions/images.ts'

const HOST = '127214192604.dkr.ecr.ap-south-1.amazonaws.com'
const read = (images: unknown, registry: string | undefined = HOST) => {
  const found = readImages({ images, registry, buildArgs: { CI: '1' } })
  if ('problems' in found) return found.problems
  return found.images.map(({ repository, ...one }) => ({ repository: repository.uri, ...one }))
}
const plain = { context: '.', dockerfile: 'Dockerfile', target: undefined, buildArgs: { CI: '1' }, tagSuffix: '' }

describe('a list of images', () => {
  test.each([
    ['a name', ['web'], { ...plain, repository: `${HOST}/web` }],
    [
      'a name and its context',
      ['web app/web'],
      { repository: `${HOST}/web`, context: 'app/web', dockerfile: 'app/web/Dockerfile' },
    ],
    ['a context that ends with a slash', ['web app/'], { context: 'app/', dockerfile: 'app/Dockerfile' }],
    [
      'a Dockerfile of its own',
      ['web context=app dockerfile=docker/prod.Dockerfile'],
      { context: 'app', dockerfile: 'docker/prod.Dockerfile' },
    ],
    [
      'a stage and arguments',
      ['web target=prod build-arg.A=b=c build-arg.CI=0'],
      { target: 'prod', buildArgs: { CI: '0', A: 'b=c' } },
    ],
    ['a whole repository', ['ghcr.io/acme/web'], { repository: 'ghcr.io/acme/web' }],
    ['a map from YAML', [{ repository: 'web', 'build-args': { PORT: 80 } }], { buildArgs: { CI: '1', PORT: '80' } }],
    ['a map of names to contexts', { web: 'app' }, { repository: `${HOST}/web`, context: 'app' }],
    ['a map of names to maps', { web: { context: 'app', target: 'x' } }, { context: 'app', target: 'x' }],
  ])('may have %s', (_, images, expected) => {
    expect(read(images)).toMatchObject([expected])
  })

  test('may have two images of one repository when their tags differ', () => {
    expect(read(['web', 'web target=worker tag-suffix=-worker'])).toMatchObject([
      { tagSuffix: '' },
      { tagSuffix: '-worker' },
    ])
  })

  test.each([
    [['web', 'web app'], /images has .*\/web twice/],
    [['Web'], /entry 1 has the repository "Web": write host and repository/],
    [['web a b'], /entry 1 has the word "b": write name=value/],
    [['web kontext=a'], /entry 1 has "kontext": there are repository, context/],
    [['web tag-suffix=/x'], /tag-suffix "\/x", which no tag can end with/],
    [[['web']], /entry 1 is neither a line nor a map/],
    [[], /images is not a list of images/],
    ['web', /images is not a list of images/],
    [null, /images is not a list of images/],
  ])('%j is refused', (images, problem) => {
    expect(read(images).join('\n')).toMatch(problem)
  })

  test('a name without a host needs a registry', () => {
    expect(readImages({ images: ['web'], registry: undefined, buildArgs: {} })).toEqual({
      problems: [expect.stringContaining('the repository "web"')],
    })
  })
})

describe('an image whose primary tag', () => {
  const SHA = 'a1b2c3d4'.repeat(5)
  const same: Held = { digest: 'sha256:1', commit: SHA }
  const other: Held = { digest: 'sha256:1', commit: 'f'.repeat(40) }
  const unlabelled: Held = { digest: 'sha256:1', commit: undefined }
  test.each<[string, Held | undefined, IfExists, object]>([
    ['is not there', undefined, undefined, { do: 'build' }],
    ['is not there (fail)', undefined, 'fail', { do: 'build' }],
    ['is of this commit', same, undefined, { do: 'take', warning: undefined }],
    ['is of this commit (skip)', same, 'skip', { do: 'take', warning: undefined }],
    ['is of this commit (fail)', same, 'fail', { do: 'refuse', line: expect.stringContaining('if-exists: fail') }],
    ['is of this commit (overwrite)', same, 'overwrite', { do: 'build' }],
    [
      'is of another commit',
      other,
      undefined,
      { do: 'refuse', line: expect.stringMatching(/of commit fffffff, not a1b2c3d: release under another tag/) },
    ],
    ['is of another commit (skip)', other, 'skip', { do: 'take', warning: expect.stringContaining('if-exists: skip') }],
    ['is of another commit (overwrite)', other, 'overwrite', { do: 'build' }],
    [
      'says no commit',
      unlabelled,
      undefined,
      { do: 'take', warning: expect.stringContaining('does not say which commit') },
    ],
  ])('%s', (_, held, ifExists, choice) => {
    expect(chooseImage(held, ifExists, SHA, 'web:v1')).toMatchObject(choice)
  })
})
