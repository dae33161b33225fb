import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type BuiltImage, buildImage } from '../../sandbox/oci/build.ts'
import buildPush from '../../src/actions/build-push.ts'
import { COMMIT_LABEL } from '../../src/decisions/image-choice.ts'
import { between } from '../between.ts'
import { type FakeDocker, fakeDocker } from '../fake-docker.ts'
import { type Play, play, SHA } from '../play.ts'
import { scripted } from '../scene.ts'

const HOST = '127214192604.dkr.ecr.ap-south-1.amazonaws.com'
const REPOSITORY = `${HOST}/web`
const image = scripted({ answers: [{ body: 'v1' }] })
const of = (commit: string) => buildImage({ files: {}, labels: { [COMMIT_LABEL]: commit } })
let stage: Play
let docker: FakeDocker
const used = new Set<string>()
beforeEach(async () => {
  stage = await play()
  stage.sandbox.putImage('staging', 'web', image, ['v0'])
  docker = await fakeDocker(stage)
})
afterEach(async () => {
  for (const { service, operation, caller } of stage.sandbox.journal.entries)
    if (caller) used.add(`${service}:${operation}`)
  docker.close()
  await stage.close()
})
afterAll(() => {
  const declared: string[] = buildPush.permissions.aws.map(({ action }) => action)
  expect([...used].filter(one => !declared.includes(one))).toEqual([])
})

const build = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stage.run('build-push', { inputs: { repository: REPOSITORY, ...inputs }, env: { PATH: docker.bin, ...env } })
const start = (inputs: Record<string, string> = {}) =>
  stage.start('build-push', { inputs: { repository: REPOSITORY, ...inputs }, env: { PATH: docker.bin } })
const digestOf = async (tag: string, repositoryName = 'web') => {
  const { images } = await stage.sandbox.call('staging', 'ecr', 'BatchGetImage', {
    repositoryName,
    imageIds: [{ imageTag: tag }],
  })
  return (images as { imageId: { imageDigest: string } }[])[0]?.imageId.imageDigest
}

describe('an image whose tag is there', () => {
  test('is used, and Docker is not asked', async () => {
    stage.sandbox.putImage('staging', 'web', of(SHA), ['sha-a1b2c3d'])
    expect(await build()).toMatchObject({
      code: 0,
      outputs: {
        digest: of(SHA).digest,
        image: `${REPOSITORY}@${of(SHA).digest}`,
        'image-tag': 'sha-a1b2c3d',
        built: 'false',
      },
    })
    expect(docker.calls).toEqual([])
  })

  test('is not tried again, and says so', async () => {
    stage.sandbox.putImage('staging', 'web', of(SHA), ['sha-a1b2c3d'])
    const ended = await build({ 'verify-run': 'true' })
    expect([ended.code, docker.calls]).toEqual([0, []])
    expect(ended.log).toContain(`${REPOSITORY}:sha-a1b2c3d is there already: it is neither built nor tried again`)
  })

  test('is used with a warning when it does not say its commit', async () => {
    stage.sandbox.putImage('staging', 'web', image, ['sha-a1b2c3d'])
    const ended = await build()
    expect(ended.outputs.digest).toBe(image.digest)
    expect(ended.log).toMatch(/Warning: .*web:sha-a1b2c3d does not say which commit it is of/)
  })

  test('is not taken for an image of another commit', async () => {
    stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['v0.1.0'])
    const refused = await build({ 'tag-scheme': 'release' })
    expect([refused.code, docker.calls]).toEqual([1, []])
    expect(refused.log).toMatch(/Error: .*web:v0.1.0 is in the registry already, and is of commit fffffff, not a1b2c3d/)
  })

  test('is taken for one of another commit when it is asked to be', async () => {
    stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['v0.1.0'])
    const taken = await build({ 'tag-scheme': 'release', 'if-exists': 'skip' })
    expect(taken).toMatchObject({ code: 0, outputs: { built: 'false' } })
    expect(taken.log).toMatch(/Warning: .*web:v0.1.0 .* is of commit fffffff, not a1b2c3d: taken as it is/)
  })

  test('is not given the name of this commit when it is of another', async () => {
    stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['v0.1.0'])
    const taken = await build({ 'tag-scheme': 'release, sha, tag-hash', 'extra-tags': 'latest', 'if-exists': 'skip' })
    expect(taken.outputs).toMatchObject({ tags: 'v0.1.0\nlatest', commit: SHA })
    expect(JSON.parse(taken.outputs.images ?? '')).toMatchObject([{ commit: 'f'.repeat(40), built: false }])
    expect(taken.log).toMatch(/Warning: .*web:sha-a1b2c3d is not set: the image is of commit fffffff, not a1b2c3d/)
    expect([await digestOf('sha-a1b2c3d'), await digestOf('v0.1.0-a1b2c3d')]).toEqual([undefined, undefined])
  })

  test('is known by a commit that is cut short', async () => {
    stage.sandbox.putImage('staging', 'web', of(SHA), ['v123-a1b2c3'])
    const inputs = { tag: 'v123', 'tag-scheme': 'tag-hash', 'git-sha': 'a1b2c3' }
    const outputs = { built: 'false', 'image-tag': 'v123-a1b2c3' }
    expect(await build(inputs)).toMatchObject({ code: 0, outputs })
  })

  test('is built anew when it is asked to be', async () => {
    stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['v0.1.0'])
    const built = await build({ 'tag-scheme': 'release', 'if-exists': 'overwrite' })
    expect(built).toMatchObject({ code: 0, outputs: { built: 'true' } })
    expect(await digestOf('v0.1.0')).toBe(docker.digests.get(`${REPOSITORY}:v0.1.0`))
  })

  test('gets the other tags that it is asked to have', async () => {
    stage.sandbox.putImage('staging', 'web', of(SHA), ['v0.1.0'])
    const ended = await build({ 'tag-scheme': 'release, sha', 'extra-tags': 'latest' })
    expect(ended.outputs.tags).toBe('v0.1.0\nsha-a1b2c3d\nlatest')
    expect([await digestOf('sha-a1b2c3d'), await digestOf('latest')]).toEqual([of(SHA).digest, of(SHA).digest])
    expect(docker.calls).toEqual([])
  })
})

describe('an image that is not there', () => {
  test('is built, pushed and proved, with the password on stdin and masked', async () => {
    const ended = await build({ dockerfile: 'My $(touch x) File', context: '--help' })
    const { digest = '' } = ended.outputs
    expect(ended).toMatchObject({
      code: 0,
      outputs: { built: 'true', tags: 'sha-a1b2c3d', commit: SHA, registry: HOST },
    })
    expect(digest).toBe(docker.digests.get(`${REPOSITORY}:sha-a1b2c3d`))
    expect(await digestOf('sha-a1b2c3d')).toBe(digest)
    expect(JSON.parse(ended.outputs.digests ?? '')).toEqual({ web: digest })
    expect(JSON.parse(ended.outputs.images ?? '')).toMatchObject([
      {
        repository: REPOSITORY,
        tag: 'sha-a1b2c3d',
        digest,
        commit: SHA,
        size: expect.any(Number),
        seconds: 0,
        built: true,
      },
    ])
    const looked = ['version', 'buildx version', 'buildx inspect', 'login']
    expect(docker.verbs()).toEqual([...looked, 'buildx build', 'image', 'tag', 'push'])
    const words = docker.words('buildx', 'build')
    expect(words).toContain('My $(touch x) File')
    expect(words.slice(-2)).toEqual(['--', '--help'])
    expect(words).toContain(`org.opencontainers.image.revision=${SHA}`)
    expect(words).toContain('org.opencontainers.image.source=https://github.com/acme/address-api')
    const password = docker.calls.find(({ input }) => input)?.input ?? ''
    expect(password).not.toBe('')
    expect(docker.calls.flatMap(({ args }) => args).join(' ')).not.toContain(password)
    expect(ended.log).not.toContain(password)
    expect(ended.log.trimEnd().split('\n').at(-1)).toBe(
      `✓ Image web:sha-a1b2c3d was built and pushed: ${digest.slice(0, 19)}.`,
    )
    expect(ended.summary).toContain('| `sha-a1b2c3d` |')
  })

  test.each([
    ['the BuildKit of an older client', 'buildkit', '1'],
    ['the classic builder', 'classic', '0'],
  ] as const)('is built by %s where there is no buildx', async (_, builder, variable) => {
    docker.close()
    docker = await fakeDocker(stage, builder)
    expect((await build()).code).toBe(0)
    expect(docker.calls.find(({ args }) => args[0] === 'build')?.env).toMatchObject({ DOCKER_BUILDKIT: variable })
  })

  test('is built by the classic builder although there is buildx, for who says so', async () => {
    expect((await build({}, { DOCKER_BUILDKIT: '0' })).code).toBe(0)
    expect(docker.words('build').slice(0, 2)).toEqual(['build', '--file'])
    expect(docker.calls.find(({ args }) => args[0] === 'build')?.env).toMatchObject({ DOCKER_BUILDKIT: '0' })
  })

  test('may be built and not pushed, without any word to AWS', async () => {
    const { code, log, outputs } = await stage.run('build-push', {
      inputs: { repository: REPOSITORY, push: 'false' },
      env: { PATH: docker.bin },
      account: '',
    })
    expect([code, outputs.built, outputs.digest]).toEqual([0, 'true', undefined])
    expect(log).toContain('✓ Image web:sha-a1b2c3d was built, and not pushed.')
    expect(docker.verbs()).toEqual(['version', 'buildx version', 'buildx inspect', 'buildx build', 'image', 'tag'])
    expect(stage.sandbox.journal.entries).toEqual([])
  })

  test.each([
    ['login', /Error: docker login to .* was denied: denied: not today/, 'login'],
    ['push', /Error: docker push of .* was denied: denied: not today/, 'push'],
  ])('is red when the %s is denied, and says so in one line', async (command, line, last) => {
    docker.on(command, () => ({ code: 1, err: 'denied: not today\n' }))
    const ended = await build()
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(line)
    expect(ended.log).not.toMatch(/^\s+at /m)
    expect(docker.verbs().at(-1)).toBe(last)
    expect(await digestOf('sha-a1b2c3d')).toBeUndefined()
  })

  test('that does not build is explained by the line of its Dockerfile', async () => {
    docker.on('buildx build', () => ({
      code: 1,
      err: '#8 [2/3] RUN false\n#8 0.5 about to fail\n#8 ERROR: exit code: 1\n------\n > [2/3] RUN false:\n------\nDockerfile:3\nERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1\n',
    }))
    const { child, ended } = start()
    const raw: string[] = []
    child.stdout?.on('data', chunk => raw.push(String(chunk)))
    const { code, log } = await ended
    expect(code).toBe(1)
    expect(log).toContain(
      'Error: docker build of Dockerfile:3 failed: process "/bin/sh -c false" did not complete successfully: exit code: 1. Nothing was pushed.',
    )
    expect(raw.join('')).toMatch(/::error title=web was not built,file=Dockerfile,line=3::process .*%0Aabout to fail/)
    expect(docker.verbs()).not.toContain('push')
  })

  test('that does not build is explained by its Dockerfile, although its program speaks of the network', async () => {
    docker.on('buildx build', () => ({
      code: 1,
      err: '#8 [2/3] RUN curl x\n#8 0.5 curl: connection refused\n#8 ERROR: exit code: 7\n------\n > [2/3] RUN curl x:\n0.5 curl: connection refused\n------\nDockerfile:3\nERROR: failed to solve: process "/bin/sh -c curl x" did not complete successfully: exit code: 7\n',
    }))
    const { child, ended } = start()
    const raw: string[] = []
    child.stdout?.on('data', chunk => raw.push(String(chunk)))
    expect((await ended).log).toMatch(/Error: docker build of Dockerfile:3 failed: .*exit code: 7\. Nothing was pushed/)
    expect(raw.join('')).toMatch(
      /::error title=web was not built,file=Dockerfile,line=3::.*%0Acurl: connection refused/,
    )
  })

  test('what a build writes is no command to the runner', async () => {
    docker.on('buildx build', () => ({ err: '::add-mask::web\n' }))
    const { child, ended } = start()
    const raw: string[] = []
    child.stdout?.on('data', chunk => raw.push(String(chunk)))
    await ended
    expect(raw.join('')).toMatch(/::group::Build web\n::stop-commands::([\w-]+)\n::add-mask::web\n::\1::\n::endgroup::/)
  })

  test('cannot be built without Docker', async () => {
    expect((await build({}, { PATH: '/nowhere' })).log).toContain(
      'Error: Docker was not found on this runner: use a runner with Docker',
    )
  })

  test('cannot be built with an engine that is down', async () => {
    docker.on('version', () => ({
      code: 1,
      err: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
    }))
    expect((await build()).log).toContain('Error: The Docker engine does not run: start it before this step.')
  })

  test('is refused by another account’s registry, unless that lets it in', async () => {
    stage.sandbox.putImage('production', 'web', image, ['v0'])
    const repository = '429032495558.dkr.ecr.ap-south-1.amazonaws.com/web'
    const ended = await build({ repository })
    expect(ended.log).toMatch(/Error: .*429032495558/)
    expect([ended.code, docker.calls]).toEqual([1, []])
    const Statement = { Effect: 'Allow', Principal: { AWS: '127214192604' }, Action: 'ecr:*' }
    await stage.sandbox.call('production', 'ecr', 'SetRepositoryPolicy', {
      repositoryName: 'web',
      policyText: JSON.stringify({ Statement }),
    })
    expect(await build({ repository })).toMatchObject({ code: 0, outputs: { built: 'true' } })
  })
})

describe('a push', () => {
  test('that loses its connection is tried again', async () => {
    docker.on('push', (_, times) =>
      times < 3 ? { code: 1, err: 'write tcp 10.0.0.1: connection reset by peer\n' } : undefined,
    )
    const ended = await build()
    expect(ended.code).toBe(0)
    expect(docker.verbs().filter(verb => verb === 'push')).toHaveLength(3)
    expect(ended.log).toMatch(
      /web: docker push of .* failed: the connection was lost \(.*reset by peer\)\. Trying again\./,
    )
  })

  test('that never gets through is red in one line', async () => {
    docker.on('push', () => ({ code: 1, err: 'dial tcp: lookup registry: no such host\n' }))
    const ended = await build()
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(
      /Error: docker push of .* failed: the registry cannot be reached \(dial tcp: lookup registry: no such host\)/,
    )
  })

  test('whose login has ended meanwhile logs in again', async () => {
    docker.on('push', (_, times) =>
      times === 1
        ? { code: 1, err: 'denied: Your authorization token has expired. Reauthenticate and try again.\n' }
        : undefined,
    )
    expect((await build()).code).toBe(0)
    expect(docker.verbs().slice(-5)).toEqual(['tag', 'push', 'login', 'tag', 'push'])
  })

  test('with a login that is about to end logs in before', async () => {
    const soon = stage.clock.now() / 1000 + 300
    const sly = await between(stage, (operation, said) => {
      const [data] = (said.body.authorizationData ?? []) as Record<string, unknown>[]
      return operation === 'GetAuthorizationToken'
        ? { ...said, body: { authorizationData: [{ ...data, expiresAt: soon }] } }
        : said
    })
    const ended = await build({}, { AWS_ENDPOINT_URL: sly.url })
    sly.close()
    expect(ended.outputs['expires-at']).toBe(new Date(soon * 1000).toISOString())
    expect(docker.verbs().slice(3)).toEqual(['login', 'buildx build', 'image', 'login', 'tag', 'push'])
  })

  test.each([
    ['unset', {}],
    ['fail', { 'if-exists': 'fail' }],
  ])('does not go over what somebody else pushed during the build (if-exists: %s)', async (_, inputs) => {
    const other = of('f'.repeat(40))
    docker.on('buildx build', () => {
      stage.sandbox.putImage('staging', 'web', other, ['v0.1.0'])
      return undefined
    })
    const ended = await build({ 'tag-scheme': 'release', ...inputs })
    expect([ended.code, await digestOf('v0.1.0')]).toEqual([1, other.digest])
    expect(ended.log).toMatch(
      /Error: .*web:v0.1.0 is in the registry already.*Somebody pushed it while this image was built: it stays as it is/,
    )
    expect(docker.verbs()).not.toContain('push')
  })

  test('is not made when somebody else pushed the same commit during the build', async () => {
    docker.on('buildx build', () => {
      stage.sandbox.putImage('staging', 'web', of(SHA), ['v0.1.0'])
      return undefined
    })
    const ended = await build({ 'tag-scheme': 'release, sha' })
    const outputs = { digest: of(SHA).digest, built: 'false', tags: 'v0.1.0\nsha-a1b2c3d' }
    expect(ended).toMatchObject({ code: 0, outputs })
    expect(ended.log).toContain('was pushed by somebody else while it was built here, and is taken')
    expect(docker.verbs()).not.toContain('push')
  })

  test('goes over it where the tag may move', async () => {
    docker.on('buildx build', () => {
      stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['v0.1.0'])
      return undefined
    })
    expect((await build({ 'tag-scheme': 'release', 'if-exists': 'overwrite' })).code).toBe(0)
    expect(await digestOf('v0.1.0')).toBe(docker.digests.get(`${REPOSITORY}:v0.1.0`))
  })

  test('whose tag somebody else sets meanwhile is no proof', async () => {
    docker.on('push', () => {
      stage.sandbox.putImage('staging', 'web', image, ['sha-a1b2c3d'])
      return { out: `sha-a1b2c3d: digest: sha256:${'0'.repeat(64)} size: 528\n` }
    })
    const ended = await build()
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(
      /Error: The registry holds sha256:\w{12} under .*, but sha256:000000000000 was pushed: somebody else pushed the same tag/,
    )
  })

  const evil = buildImage({ files: { evil: 'yes' }, labels: { [COMMIT_LABEL]: SHA } })
  const NAME = `${REPOSITORY}:sha-a1b2c3d`

  test.each(['buildx', 'buildkit', 'classic'] as const)(
    'is of what %s built, whatever its name is put on',
    async by => {
      docker.close()
      docker = await fakeDocker(stage, by)
      docker.on('run', () => {
        docker.name(NAME, evil)
        return undefined
      })
      const ended = await build({ 'verify-run': 'true' })
      expect([ended.code, ended.outputs.digest]).toEqual([0, docker.digests.get(NAME)])
      expect(await digestOf('sha-a1b2c3d')).not.toBe(evil.digest)
      expect(docker.words('run').at(-1)).toMatch(/^sha256:[0-9a-f]{64}$/)
      expect(docker.words('tag')).toEqual(['tag', docker.words('run').at(-1), NAME])
    },
  )

  test('of a name that is moved in its very moment is red', async () => {
    docker.on('push', () => {
      docker.name(NAME, evil)
      return undefined
    })
    const ended = await build()
    expect([ended.code, ended.outputs.digest]).toEqual([1, undefined])
    expect(ended.log).toMatch(
      /Error: .*web:sha-a1b2c3d is sha256:\w{12}, which is not the image that was built \(sha256:\w{12}\): somebody moved/,
    )
  })

  test('is of what the engine knows by its manifest, as one with containerd does', async () => {
    docker.on('image inspect', ({ args }, times) => {
      if (times === 1) return { code: 1, err: 'No such image\n' }
      docker.name(args.at(-1) as string, docker.built.at(-1) as BuiltImage)
      return { out: `${args.at(-1)}\n` }
    })
    expect(await build()).toMatchObject({ code: 0, outputs: { built: 'true' } })
    expect(docker.words('tag')[1]).toBe(docker.digests.get(NAME))
  })

  test('is not begun when the engine does not have what was built', async () => {
    docker.on('image inspect', () => ({ code: 1, err: 'No such image\n' }))
    expect((await build()).log).toMatch(/Error: docker build of Dockerfile ended well, but the engine does not have/)
    expect(docker.verbs()).not.toContain('push')
  })

  test('that does not say what it sent is no proof', async () => {
    docker.on('push', () => ({ out: 'done\n' }))
    expect((await build()).log).toMatch(/Error: docker push of .* did not say which digest it sent/)
  })
})

describe('a job that is cancelled', () => {
  test.each([
    ['buildx build', 'The job was cancelled while images were built: nothing was pushed.'],
    ['push', 'The job was cancelled while .* was pushed: its tag is not set\\. Run the job again\\.'],
  ])('in the middle of %s ends it and says so', async (verb, line) => {
    docker.on(verb, () => ({ hang: true }))
    const { child, ended } = start()
    await docker.met(verb)
    child.kill('SIGINT')
    const { code, log } = await ended
    expect(code).toBe(1)
    expect(log).toMatch(new RegExp(`Error: ${line}`))
    expect(await digestOf('sha-a1b2c3d')).toBeUndefined()
  })
})

test('a job that is cancelled when the push was done says that it is there', async () => {
  docker.on('push', () => {
    stage.sandbox.putImage('staging', 'web', of(SHA), ['sha-a1b2c3d'])
    return { hang: true }
  })
  const { child, ended } = start()
  await docker.met('push')
  child.kill('SIGINT')
  expect((await ended).log).toMatch(/was pushed: its tag is set, and the next attempt takes it\. Run the job again\.$/m)
  expect(await build()).toMatchObject({ code: 0, outputs: { built: 'false' } })
})

test.each([
  [{ repository: `${REPOSITORY}:v1` }, /repository is ".*": write host and repository without a tag/],
  [{ repository: '' }, /repository is empty: give host and repository/],
  [{ 'image-tag': 'a b' }, /image-tag is "a b": write letters, digits/],
  [{ 'tag-scheme': 'nope' }, /tag-scheme is "nope": write release, /],
  [{ 'tag-scheme': '{nope}' }, /tag-scheme has \{nope\}: there are \{tag\}/],
  [{ 'git-sha': 'main' }, /The commit "main" is none/],
  [{ 'git-sha': 'a1b2c' }, /The commit "a1b2c" is none/],
  [{ labels: 'org.opencontainers.image.revision=other' }, /labels has org\.opencontainers\.image\.revision/],
  [
    { 'verify-path': 'x' },
    /2 inputs are wrong:\n- verify-path is "x": begin it with \/\n- verify-path is given, but verify-run/,
  ],
  [{ encryption: 'ROT13' }, /encryption is "ROT13"/],
  [{ images: 'web', registry: HOST }, /repository and images are both given/],
  [{ repository: REPOSITORY.replace('/web', '/wbe') }, /Repository .*\/wbe was not found: create it/],
])('%j is refused', async (inputs, line) => {
  const ended = await build(inputs)
  expect(ended.log).toMatch(line)
  expect([ended.code, docker.calls]).toEqual([1, []])
})
