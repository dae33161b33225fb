import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { buildImage } from '../../sandbox/oci/build.ts'
import buildPush from '../../src/actions/build-push.ts'
import { COMMIT_LABEL } from '../../src/decisions/image-choice.ts'
import { type FakeDocker, fakeDocker } from '../fake-docker.ts'
import { type Play, play, SHA } from '../play.ts'

const HOST = '127214192604.dkr.ecr.ap-south-1.amazonaws.com'
const REPOSITORY = `${HOST}/web`
const of = (commit: string, labels: Record<string, string> = {}) =>
  buildImage({ files: {}, labels: { [COMMIT_LABEL]: commit, ...labels } })
let stage: Play
let docker: FakeDocker
const used = new Set<string>()
beforeEach(async () => {
  stage = await play()
  await create('web')
  docker = await fakeDocker(stage)
})
afterEach(async () => {
  for (const { service, operation, caller } of stage.sandbox.journal.entries)
    if (caller && service === 'ecr') used.add(`${service}:${operation}`)
  docker.close()
  await stage.close()
})
afterAll(() => {
  const declared: string[] = buildPush.permissions.aws.map(({ action }) => action)
  expect([...used].filter(one => !declared.includes(one))).toEqual([])
})

const create = (repositoryName: string, more: Record<string, unknown> = {}) =>
  stage.sandbox.call('staging', 'ecr', 'CreateRepository', { repositoryName, ...more })
const event = {
  'event.json': JSON.stringify({ release: { tag_name: 'v0.1.0', published_at: '2026-01-28T10:30:45Z' } }),
}
const build = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stage.run('build-push', { inputs, files: event, env: { PATH: docker.bin, GITHUB_EVENT_PATH: 'event.json', ...env } })
const one = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  build({ repository: REPOSITORY, ...inputs }, env)
const held = async (tag: string, repositoryName = 'web') => {
  const { images } = await stage.sandbox.call('staging', 'ecr', 'BatchGetImage', {
    repositoryName,
    imageIds: [{ imageTag: tag }],
  })
  return (images as { imageId: { imageDigest: string } }[])[0]?.imageId.imageDigest
}
const lastLine = (log: string) => log.trimEnd().split('\n').at(-1)

describe('several images', () => {
  const images = 'web\napi context=services/api target=prod build-arg.PORT=80\nweb target=worker tag-suffix=-worker'
  beforeEach(() => create('api'))

  test('have one tag, and each its digest, in one output', async () => {
    const ended = await build({ images, registry: HOST, 'tag-scheme': 'branch-sha-time' }, { GITHUB_REF_NAME: 'main' })
    expect(ended.code).toBe(0)
    const tag = 'main-a1b2c3d-20260128103045'
    const found = JSON.parse(ended.outputs.images ?? '') as Record<string, string>[]
    expect(found.map(({ repository, tag }) => [repository, tag])).toEqual([
      [REPOSITORY, tag],
      [`${HOST}/api`, tag],
      [REPOSITORY, `${tag}-worker`],
    ])
    for (const { image, digest, repository = '', tag = '' } of found) {
      expect(await held(tag, repository.split('/')[1])).toBe(digest)
      expect(image).toBe(`${repository}@${digest}`)
    }
    const contexts = docker.calls.filter(({ args }) => args[1] === 'build').map(({ args }) => args.at(-1))
    expect(contexts.toSorted()).toEqual(['.', '.', 'services/api'])
    expect(docker.calls.find(({ args }) => args.at(-1) === 'services/api')?.args).toEqual(
      expect.arrayContaining(['--file', 'services/api/Dockerfile', '--target', 'prod', '--build-arg', 'PORT=80']),
    )
    expect(docker.verbs().filter(verb => verb === 'login')).toHaveLength(1)
    expect(lastLine(ended.log)).toBe(`✓ 3 images are in the registry as ${tag}: 3 built, 0 there already.`)
  })

  test('of which one is there are built but for that one', async () => {
    stage.sandbox.putImage('staging', 'api', of(SHA), ['sha-a1b2c3d'])
    const ended = await build({ images, registry: HOST })
    expect(lastLine(ended.log)).toBe('✓ 3 images are in the registry as sha-a1b2c3d: 2 built, 1 there already.')
    expect(docker.verbs().filter(verb => verb === 'push')).toHaveLength(2)
  })

  test('of which one does not build are not pushed, and the end says which', async () => {
    docker.on('buildx build', ({ args }) =>
      args.at(-1) === 'services/api' ? { code: 1, err: 'ERROR: no luck\n' } : undefined,
    )
    const ended = await build({ images, registry: HOST })
    expect(ended.code).toBe(1)
    expect(ended.log).toContain(
      'Error: 1 of 3 images were not built, so none was pushed:\n- api: docker build of services/api/Dockerfile failed: no luck',
    )
    expect(docker.verbs()).not.toContain('push')
  })

  test('of which somebody pushes one meanwhile are not pushed, not even the others', async () => {
    docker.on('buildx build', () => {
      stage.sandbox.putImage('staging', 'api', of('f'.repeat(40)), ['sha-a1b2c3d'])
      return undefined
    })
    const ended = await build({ images, registry: HOST })
    expect([ended.code, await held('sha-a1b2c3d')]).toEqual([1, undefined])
    expect(ended.log).toMatch(/Error: .*api:sha-a1b2c3d is in the registry already, and is of commit fffffff/)
    expect(docker.verbs()).not.toContain('push')
  })

  test('of which one is not pushed say which are there, and the next attempt goes on', async () => {
    docker.on('push', ({ args }) => (args[1]?.includes('/api') ? { code: 1, err: 'denied: no\n' } : undefined))
    const ended = await build({ images, registry: HOST })
    expect(ended.log).toContain('web is pushed, not api, web-worker: the next attempt takes what is there.')
    docker.on('push', () => undefined)
    expect(lastLine((await build({ images, registry: HOST })).log)).toBe(
      '✓ 3 images are in the registry as sha-a1b2c3d: 2 built, 1 there already.',
    )
  })

  test('are shown one after the other, each in a group', async () => {
    docker.on('buildx build', ({ args }) => ({ err: `from ${args.at(-1)}\n` }))
    const { log } = await build({ images: 'web\napi services/api', registry: HOST, push: 'false' })
    expect(log).toMatch(
      /▸ Build web\nfrom \.\n+.*web: built in 0s \(\d of 2 done\)\n▸ Build api\nfrom services\/api\n+.*api: built in 0s \(\d of 2 done\)/,
    )
  })
})

describe('tags', () => {
  test('behind the primary one are set by the registry, which does not get the image twice', async () => {
    const ended = await one(
      { 'tag-scheme': 'release, sha, branch-latest, staging-date, tag-hash' },
      { GITHUB_REF_NAME: 'feature/x' },
    )
    const tags = ['v0.1.0', 'sha-a1b2c3d', 'feature-x-latest', 'staging-20260128', 'v0.1.0-a1b2c3d']
    expect(ended.outputs.tags).toBe(tags.join('\n'))
    for (const tag of tags) expect(await held(tag)).toBe(ended.outputs.digest)
    expect(docker.verbs().filter(verb => verb === 'push')).toHaveLength(1)
  })

  test('are led by the one that is given', async () => {
    const made = await one({ tag: 'v123', 'git-sha': 'abc123', 'tag-scheme': 'tag-hash' })
    expect(made.outputs['image-tag']).toBe('v123-abc123')
    const given = await one({ tag: 'v123', 'git-sha': 'abc123', 'tag-scheme': 'tag-hash', 'image-tag': 'v9' })
    expect(given.outputs).toMatchObject({ 'image-tag': 'v9', tags: 'v9\nv123-abc123' })
  })

  test('of the second image of a day have a number, and the first one’s stays', async () => {
    stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['staging-20260128'])
    const ended = await one({ 'tag-scheme': 'sha, staging-date' })
    expect(ended.outputs.tags).toBe('sha-a1b2c3d\nstaging-20260128.2')
    expect(await held('staging-20260128')).toBe(of('f'.repeat(40)).digest)
    expect((await one({ 'tag-scheme': 'sha, staging-date' })).outputs.tags).toBe('sha-a1b2c3d\nstaging-20260128.2')
  })

  test('of a day may be primary, move, or be refused', async () => {
    stage.sandbox.putImage('staging', 'web', of('f'.repeat(40)), ['staging-20260128'])
    expect((await one({ 'tag-scheme': 'staging-date' })).outputs['image-tag']).toBe('staging-20260128.2')
    const refused = await one({ 'tag-scheme': 'staging-date', 'date-collision': 'fail' })
    expect(refused.log).toMatch(/Error: .*web:staging-20260128 is in the registry already, and is of commit fffffff/)
  })

  test('that move are a warning where the repository does not let them', async () => {
    await create('fixed', { imageTagMutability: 'IMMUTABLE' })
    stage.sandbox.putImage('staging', 'fixed', of('f'.repeat(40)), ['main-latest'])
    const ended = await build(
      { repository: `${HOST}/fixed`, 'extra-tags': '{branch}-latest' },
      { GITHUB_REF_NAME: 'main' },
    )
    expect([ended.code, ended.outputs.tags]).toEqual([0, 'sha-a1b2c3d'])
    expect(ended.log).toMatch(
      /Warning: .*fixed:main-latest stays on sha256:\w{12}: the repository does not let tags move/,
    )
  })

  test('that somebody else sets in the very moment are no proof', async () => {
    const other = of('f'.repeat(40))
    stage.sandbox.faults.order({
      ...{ service: 'ecr', operation: 'BatchGetImage', effect: 'drop' },
      where() {
        const set = stage.sandbox.journal.calls({ operation: 'PutImage' }).length > 0
        if (set) stage.sandbox.putImage('staging', 'web', other, ['latest'])
        return false
      },
    })
    const ended = await one({ 'extra-tags': 'latest' })
    expect([ended.code, ended.outputs.tags]).toEqual([1, undefined])
    expect(ended.log).toMatch(
      /Error: The registry holds sha256:\w{12} under .*web:latest, but it was set to sha256:\w{12}: somebody else set/,
    )
  })

  test('say what they lost of the release tag, and that a tag is no branch', async () => {
    const scheme = { 'tag-scheme': 'release, branch-latest', tag: 'v1+x', push: 'false' }
    const { log } = await one(scheme, { GITHUB_REF: 'refs/tags/v1+x', GITHUB_REF_NAME: 'v1+x' })
    expect(log).toMatch(/Warning: The tag "v1\+x" cannot be that of an image and becomes v1-x/)
    expect(log).toContain('Warning: This run is for tag v1+x, and has no branch: {branch} is v1+x.')
    const other = await one({ ...scheme, tag: 'v1' }, { GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main' })
    expect(other.log).not.toContain('Warning:')
  })

  test('take their time from the event when the run does not say its own', async () => {
    const server = createServer((_, response) => stage.clock.hold(async () => response.end('{"id":7001}')))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const GITHUB_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const ended = await one({ 'tag-scheme': '{timestamp}', push: 'false', 'github-token': 'x' }, { GITHUB_API_URL })
    server.closeAllConnections()
    server.close()
    expect([ended.code, ended.outputs['image-tag']]).toEqual([0, '20260128103045'])
  })

  test('take their time from the run, else from its event', async () => {
    const scheme = { 'tag-scheme': '{timestamp}', push: 'false' }
    expect((await one(scheme)).outputs['image-tag']).toBe('20260128103045')
    stage.sandbox.github.repository('acme/address-api', { runs: { 7001: Date.UTC(2026, 0, 28, 9, 0, 1) } })
    const { token } = stage.sandbox.github.openJob({
      repository: 'acme/address-api',
      ref: 'refs/tags/v0.1.0',
      sha: SHA,
    })
    expect((await one({ ...scheme, 'github-token': token })).outputs['image-tag']).toBe('20260128090001')
    const none = await one(scheme, { GITHUB_EVENT_PATH: '' })
    expect(none.outputs['image-tag']).toMatch(/^\d{14}$/)
    expect(none.log).toMatch(/Warning: When this run began is not known/)
  })
})

test('all times in an image are those of its commit, so that the same commit gives the same bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'commit-'))
  const date = '2026-01-27T08:00:00Z'
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      encoding: 'utf8',
    })
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message', '$(touch pwned)')
  const env = { GITHUB_WORKSPACE: folder, PATH: `${docker.bin}:${process.env.PATH}` }
  const ended = await one({ 'git-sha': git('rev-parse', 'HEAD').trim() }, env)
  rmSync(folder, { recursive: true })
  expect(ended.code).toBe(0)
  const words = docker.words('buildx', 'build')
  expect(words).toContain('org.opencontainers.image.created=2026-01-27T08:00:00.000Z')
  expect(words).toContain(`SOURCE_DATE_EPOCH=${Date.parse(date) / 1000}`)
})

describe('a repository that is not there', () => {
  test('is made as asked, once', async () => {
    const policy = {
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 9 },
          action: { type: 'expire' },
        },
      ],
    }
    const inputs = {
      repository: `${HOST}/new`,
      'create-repository': 'true',
      'mutable-tags': '*-latest',
      'lifecycle-policy': JSON.stringify(policy),
      encryption: 'KMS',
    }
    expect((await build(inputs)).log).toContain(`Repository ${HOST}/new was made.`)
    const { repositories } = await stage.sandbox.call('staging', 'ecr', 'DescribeRepositories', {
      repositoryNames: ['new'],
    })
    expect(repositories).toMatchObject([
      {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: '*-latest' }],
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: 'KMS' },
      },
    ])
    const { lifecyclePolicyText } = await stage.sandbox.call('staging', 'ecr', 'GetLifecyclePolicy', {
      repositoryName: 'new',
    })
    expect(JSON.parse(lifecyclePolicyText as string)).toEqual(policy)
    expect((await build(inputs)).log).not.toContain('was made')
  })
})

describe('a trial', () => {
  let server: Server
  let port: number
  let status = 200
  beforeEach(async () => {
    status = 200
    server = createServer((_, response) => stage.clock.hold(async () => response.writeHead(status).end('ok')))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    docker.on('port', () => ({ out: `127.0.0.1:${port}\n` }))
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })
  const tried = (more: Record<string, string> = {}) => one({ 'verify-run': 'true', ...more })

  test('of an image that answers lets it be pushed, and is taken away', async () => {
    const variables = 'MODE=trial\nDOCKER_CONFIG=/nowhere\nPATH=/nowhere'
    const ended = await tried({ 'verify-path': '/healthz', 'verify-environment': variables })
    expect(ended.code).toBe(0)
    expect(ended.log).toContain('web: the container answers /healthz with 200')
    const words = docker.words('run')
    const name = words[words.indexOf('--name') + 1] as string
    expect(words).toEqual([
      ...['run', '--detach', '--name', expect.stringMatching(/^ecs-release-trial-/), '--label', 'ecs-release.trial'],
      ...['--env-file', expect.any(String), '--publish', '127.0.0.1::8080', expect.stringMatching(/^sha256:/)],
    ])
    expect(docker.words('rm').at(-1)).toBe(name)
    const call = docker.calls.find(({ args }) => args[0] === 'run')
    expect(call?.variables).toEqual({ text: `${variables}\n`, mode: '600' })
    expect(call?.env).toEqual({})
    expect(existsSync(words[words.indexOf('--env-file') + 1] as string)).toBe(false)
    expect(docker.verbs().filter(verb => ['run', 'rm', 'push'].includes(verb))).toEqual(['run', 'rm', 'push'])
  })

  test.each([
    [
      'answers badly',
      () => {
        status = 500
      },
      { 'verify-path': '/healthz' },
      'did not answer /healthz well within 30 s: status 500',
    ],
    ['ends', () => docker.on('inspect', () => ({ out: 'false 3\n' })), {}, 'ended with exit code 3 after 0 s'],
  ])('of an image that %s keeps it from being pushed, and shows its last lines', async (_, prepare, inputs, line) => {
    prepare()
    docker.on('logs', () => ({ err: 'no database\n' }))
    const ended = await tried(inputs as Record<string, string>)
    expect([ended.code, await held('sha-a1b2c3d')]).toEqual([1, undefined])
    expect(ended.log).toContain(`Error: web: its container ${line}. Nothing was pushed.`)
    expect(ended.log).toContain('no database')
    expect(docker.verbs().at(-1)).toBe('rm')
  })

  test('without a path is passed by exit code 0, and by staying up', async () => {
    expect((await tried({ push: 'false' })).log).toContain('web: the container stays up (5 s)')
    docker.on('inspect', () => ({ out: 'false 0\n' }))
    expect((await tried({ push: 'false' })).log).toContain('web: the container ended with exit code 0 after 0 s')
  })

  test('that is cancelled takes its container away', async () => {
    const { child, ended } = stage.start('build-push', {
      inputs: { repository: REPOSITORY, 'verify-run': 'true', 'verify-path': '/healthz' },
      env: { PATH: docker.bin },
    })
    docker.on('port', () => ({ out: '127.0.0.1:1\n' }))
    docker.on('inspect', () => {
      child.kill('SIGINT')
      return undefined
    })
    expect((await ended).log).toContain('Error: The job was cancelled while an image was tried: nothing was pushed.')
    expect(docker.verbs().at(-1)).toBe('rm')
  })

  test('whose container does not start leaves none', async () => {
    docker.on('run', () => ({
      code: 127,
      out: `${'c0ffee'.repeat(10)}\n`,
      err: 'Error response from daemon: exec: "/nope"\n',
    }))
    const ended = await tried()
    expect(ended.log).toMatch(/Error: docker run of .*web:sha-a1b2c3d failed: exec: "\/nope"/)
    const words = docker.words('run')
    expect(docker.calls.at(-1)?.args).toEqual(['rm', '--force', '--volumes', words[words.indexOf('--name') + 1]])
  })

  test('that is killed leaves its container to post, which removes it', async () => {
    const state = join(mkdtempSync(join(tmpdir(), 'state-')), 'state')
    writeFileSync(state, '')
    const { child, ended } = stage.start('build-push', {
      inputs: { repository: REPOSITORY, 'verify-run': 'true' },
      env: { PATH: docker.bin, GITHUB_STATE: state },
    })
    docker.on('run', () => {
      child.kill('SIGKILL')
      return undefined
    })
    await ended
    const words = docker.words('run')
    const name = words[words.indexOf('--name') + 1] as string
    expect(docker.verbs()).not.toContain('rm')
    expect(readFileSync(state, 'utf8')).toContain(`trial<<`)
    expect(readFileSync(state, 'utf8')).toContain(name)
    rmSync(join(state, '..'), { recursive: true })
    const env = { PATH: docker.bin, STATE_trial: name }
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/build-push/post.js'], { env })
    expect(docker.calls.at(-1)?.args).toEqual(['rm', '--force', '--volumes', name])
    expect(stdout).toBe(`Container ${name} of a trial was removed.\n`)
  })

  test.each([
    ['{"KEY": "one\\ntwo"}', /verify-environment has KEY on several lines/],
    ['{"#KEY": "one"}', /verify-environment has "#KEY", which is no name/],
  ])('is not made with %s', async (variables, line) => {
    const ended = await tried({ 'verify-environment': variables })
    expect([ended.code, docker.calls]).toEqual([1, []])
    expect(ended.log).toMatch(line)
  })

  test('needs to know the port', async () => {
    docker.on('image inspect --format {{json .Config.ExposedPorts}}', () => ({
      out: '{"80/tcp":{},"443/tcp":{},"53/udp":{}}\n',
    }))
    expect((await tried({ 'verify-path': '/' })).log).toMatch(
      /Error: .* exposes several ports \(80, 443\): give verify-port/,
    )
  })

  test('of several platforms starts the runner’s own, and the builder pushes', async () => {
    const ended = await tried({ 'verify-path': '/', platforms: 'linux/amd64, linux/arm64', provenance: 'true' })
    expect([ended.code, ended.outputs.digest]).toEqual([0, await held('sha-a1b2c3d')])
    const builds = docker.calls.filter(({ args }) => args[1] === 'build').map(({ args }) => args.join(' '))
    expect(builds.map(line => line.match(/type=(docker|registry|cacheonly)/)?.[0])).toEqual([
      'type=cacheonly',
      'type=docker',
      'type=registry',
    ])
    expect(builds[1]).toContain('--platform linux/amd64 ')
    expect(builds[2]).toContain('--platform linux/amd64,linux/arm64 ')
    expect(docker.verbs()).not.toContain('push')
  })
})

describe('secrets of a build', () => {
  test('are in the environment of the builder alone', async () => {
    const ended = await one({ 'build-secrets': 'npm=hunter2', 'build-secret-files': 'key=/run/key' })
    const call = docker.calls.find(({ args }) => args[1] === 'build')
    expect(call?.args).toEqual(expect.arrayContaining(['--secret', 'id=npm,env=BUILD_SECRET_1', 'id=key,src=/run/key']))
    expect(call?.env.BUILD_SECRET_1).toBe('hunter2')
    expect(
      `${docker.calls.flatMap(({ args }) => args).join(' ')}${ended.log}${JSON.stringify(ended.outputs)}`,
    ).not.toContain('hunter2')
  })

  test('need BuildKit', async () => {
    docker.close()
    docker = await fakeDocker(stage, 'classic')
    expect((await one({ 'build-secrets': 'npm=hunter2' })).log).toMatch(
      /Error: Build secrets need BuildKit, and this runner has no buildx/,
    )
  })
})

test.each(['buildkit', 'buildx-engine'] as const)(
  'a cache with %s is a warning, and the image is built',
  async builder => {
    docker.close()
    docker = await fakeDocker(stage, builder)
    const ended = await one({ cache: 'gha' })
    expect([ended.code, ended.outputs.built]).toEqual([0, 'true'])
    expect(ended.log).toMatch(/Warning: The input cache needs buildx with a builder of its own/)
    expect(docker.calls.find(({ args }) => args.includes('--file'))?.args.join(' ')).not.toContain('cache')
  },
)

test.each([
  ['buildx', 0],
  ['buildx-containerd', 0],
  ['buildx-engine', 1],
] as const)('several platforms with %s end with exit code %i', async (builder, code) => {
  docker.close()
  docker = await fakeDocker(stage, builder)
  const ended = await one({ platforms: 'linux/amd64, linux/arm64' })
  expect(ended.code).toBe(code)
  if (code === 1) {
    expect(ended.log).toContain('Error: Several platforms, provenance and sbom need buildx with a builder of its own')
    expect(docker.verbs()).not.toContain('buildx build')
  }
})

describe('a scan', () => {
  const found = (findings: unknown, more: Record<string, string> = {}) =>
    stage.sandbox.putImage('staging', 'web', of(SHA, { 'sandbox.findings': JSON.stringify(findings), ...more }), [
      'sha-a1b2c3d',
    ])
  const high = [{ name: 'CVE-2026-1', severity: 'HIGH' }]
  const gate = { 'max-severity': 'MEDIUM', 'extra-tags': 'latest' }

  test.each([
    ['basic', {}],
    ['enhanced', { 'sandbox.scan': 'enhanced' }],
  ])('(%s) that finds too much is red, and the other tags are not set', async (_, labels) => {
    found(high, labels)
    const ended = await one(gate)
    expect([ended.code, await held('latest')]).toEqual([1, undefined])
    expect(ended.log).toMatch(
      /Error: .*web:sha-a1b2c3d has findings above MEDIUM: 1 high \(CVE-2026-1\)\.\nIt is pushed, but is not released/,
    )
  })

  test('that finds what is let through is green', async () => {
    found(high)
    const ended = await one({ ...gate, 'max-severity': 'HIGH' })
    expect([ended.code, ended.outputs.tags]).toEqual([0, 'sha-a1b2c3d\nlatest'])
    expect(ended.log).toContain('web: was scanned: 1 high')
  })

  test('that cannot be made lets nothing through', async () => {
    found('unsupported')
    const ended = await one(gate)
    expect(ended.log).toMatch(/Error: .* could not be scanned \(FAILED: UnsupportedImageError/)
  })

  test('that is not done in time lets nothing through', async () => {
    found(high)
    const ended = await one({ ...gate, 'scan-timeout-minutes': '5s' })
    expect(ended.log).toMatch(/Error: .* is being scanned and was not done in time/)
  })
})

describe('a login alone', () => {
  test('is to the account’s own registry, says when it ends, and is taken back when the job ends', async () => {
    const ended = await build({ 'login-only': 'true' })
    expect(ended).toMatchObject({ code: 0, outputs: { registry: HOST } })
    expect(Date.parse(ended.outputs['expires-at'] ?? '') - stage.clock.now()).toBeLessThanOrEqual(12 * 3_600_000)
    expect(docker.verbs()).toEqual(['login'])
    expect(docker.words('login').at(-1)).toBe(HOST)
  })

  test('may be to registries of several accounts', async () => {
    const ended = await build({
      'login-only': 'true',
      registries: '429032495558, 127214192604.dkr.ecr.ap-south-1.amazonaws.com/web',
    })
    expect(docker.calls.map(({ args }) => args.at(-1))).toEqual(['429032495558.dkr.ecr.ap-south-1.amazonaws.com', HOST])
    expect(ended.code).toBe(0)
  })

  test('is left to the credential helper of a runner that has one', async () => {
    const err = 'Error saving credentials: error storing credentials - err: exit status 1, out: `not implemented`\n'
    docker.on('login', () => ({ code: 1, err }))
    const ended = await build({ 'login-only': 'true' })
    expect([ended.code, ended.outputs.registry]).toEqual([0, HOST])
    expect(ended.log).toContain(`Docker has a credential helper for ${HOST}, which logs in by itself.`)
  })

  test('is taken back by post, which fails nothing', async () => {
    docker.on('logout', () => ({ code: 1, err: 'not logged in\n' }))
    const env = { PATH: docker.bin, STATE_hosts: `${HOST}\nghcr.io` }
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/build-push/post.js'], { env })
    expect(docker.calls.map(({ args }) => args)).toEqual([
      ['logout', HOST],
      ['logout', 'ghcr.io'],
    ])
    expect(stdout).toBe(`Logged out of ${HOST}.\nLogged out of ghcr.io.\n`)
  })

  test.each([
    ['Not a registry', /registries has "Not a registry"/],
    ['ghcr.io/acme', /ghcr\.io is not ECR's: log in to it with docker\/login-action/],
  ])('to %s is refused', async (registries, line) => {
    const ended = await build({ 'login-only': 'true', registries })
    expect([ended.code, docker.calls]).toEqual([1, []])
    expect(ended.log).toMatch(line)
  })
})
