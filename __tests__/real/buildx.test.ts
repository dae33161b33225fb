import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Buildx, startBuildx } from './buildkit.ts'
import { context, digestAt, lastLine, manifestAt, PATH, saying, source } from './builds.ts'
import { docker } from './engine.ts'
import { serving } from './image.ts'
import { type Account, clientOf, type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { type Registry, startRegistry } from './registry.ts'

const WEB = repositoryOf('web')
const BOTH = 'linux/amd64, linux/arm64'
let ministack: Ministack
let registry: Registry
let buildx: Buildx
beforeAll(async () => {
  ministack = await startMinistack()
  registry = await startRegistry(5000)
  buildx = await startBuildx()
  for (const account of ['staging', 'production'] as const) await make('web', account)
  await make('fixed', 'staging', 'IMMUTABLE')
})
afterAll(async () => {
  await buildx?.close()
  await registry?.close()
  await ministack?.close()
})

const make = (repositoryName: string, account: Account, imageTagMutability: 'MUTABLE' | 'IMMUTABLE' = 'MUTABLE') =>
  new ECRClient(clientOf(account)).send(new CreateRepositoryCommand({ repositoryName, imageTagMutability }))
const start = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
  ministack.start('build-push', {
    inputs: { repository: WEB, ...inputs },
    env: { PATH, DOCKER_CONFIG: buildx.own, ...env },
  })
const build = (inputs: Record<string, string>, env: Record<string, string> = {}) => start(inputs, env).ended
const index = async (repository: string, reference: string) =>
  (await (await manifestAt(repository, reference)).json()) as {
    mediaType: string
    manifests: { digest: string; platform: { os: string; architecture: string } }[]
  }

describe('an image of several platforms, with attestations', () => {
  const inputs = (tag: string, more: Record<string, string> = {}) => ({
    ...{ repository: repositoryOf('fixed'), 'image-tag': tag, 'extra-tags': 'latest' },
    ...{ platforms: BOTH, provenance: 'true', 'verify-run': 'true', 'verify-path': '/', 'verify-port': '8080' },
    ...more,
  })

  test('is built, its native platform tried, pushed as an index, tagged, proved; and promoted byte for byte', async () => {
    const built = await build({ ...inputs('v1'), ...source(context(serving('hello'))) })
    expect(built.log).toContain('fixed: the container answers / with 200')
    const { digest = '' } = built.outputs
    expect([built.code, built.outputs.tags]).toEqual([0, 'v1\nlatest'])
    for (const tag of ['v1', 'latest']) expect(await digestAt(repositoryOf('fixed'), tag)).toBe(digest)
    const { manifests } = await index(repositoryOf('fixed'), digest)
    const platforms = manifests.map(({ platform }) => `${platform.os}/${platform.architecture}`)
    expect(platforms).toEqual(['linux/amd64', 'linux/arm64', 'unknown/unknown', 'unknown/unknown'])

    for (const destination of [repositoryOf('web', 'production'), `${registry.host}/web`]) {
      const promote = { source: `${repositoryOf('fixed')}:v1`, destination, 'tag-scheme': 'release' }
      const ended = await ministack.run('promote-image', { account: 'production', inputs: promote })
      expect(ended).toMatchObject({ code: 0, outputs: { digest, platforms: 'linux/amd64\nlinux/arm64' } })
      for (const reference of ['v0.1.0', ...manifests.map(one => one.digest)]) {
        const bytes = Buffer.from(await (await manifestAt(destination, reference)).arrayBuffer())
        const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
        expect(found).toBe(reference === 'v0.1.0' ? digest : reference)
      }
    }
  })

  test('is there when it is asked for again: nothing is built', async () => {
    const again = await build({ ...inputs('v1'), ...source(context('true')) })
    expect(again).toMatchObject({
      code: 0,
      outputs: { built: 'false', digest: await digestAt(repositoryOf('fixed'), 'v1') },
    })
  })

  test('whose native platform does not stay up is not pushed', async () => {
    const ended = await build({ ...inputs('bad', { platforms: BOTH }), ...source(context('exit 3')) })
    expect(lastLine(ended)).toMatch(
      /^Error: fixed: its container ended with exit code 3 after \d+ s, before \/ was answered well\. Nothing was pushed\.$/,
    )
    expect(await digestAt(repositoryOf('fixed'), 'bad')).toBeNull()
  })

  test('cannot be made by the engine’s own builder, and is refused before anything is built', async () => {
    const ended = await build({ 'image-tag': 'x', platforms: BOTH }, { DOCKER_CONFIG: buildx.engine })
    expect(lastLine(ended)).toBe(
      'Error: Several platforms, provenance and sbom need buildx with a builder of its own, and this runner has no builder but the engine’s: add docker/setup-buildx-action before this step.',
    )
  })
})

describe('a cache in ECR', () => {
  test('is filled by one build and read by the next, of a builder that knows nothing', async () => {
    const inputs = { cache: 'ecr', ...source(context('true', 'RUN echo long work\n')) }
    await buildx.forget()
    const first = await build({ ...inputs, 'image-tag': 'cold' })
    expect([first.code, first.log.includes('CACHED')]).toEqual([0, false])
    expect(first.log).toMatch(/#\d+ \d\.\d+ long work$/m)
    expect(await digestAt(WEB, 'buildcache')).toMatch(/^sha256:/)
    await buildx.forget()
    const second = await build({ ...inputs, 'image-tag': 'warm' })
    expect(second.code).toBe(0)
    expect(second.log).toMatch(/#\d+ \[1\/2\] COPY root \/\n#\d+ CACHED/)
    expect(second.log).not.toMatch(/#\d+ \d\.\d+ long work$/m)
  })

  test('with the engine’s own builder is a warning, and the image is built', async () => {
    const inputs = { cache: 'ecr', 'image-tag': 'plain', ...source(context('true')) }
    const ended = await build(inputs, { DOCKER_CONFIG: buildx.engine })
    expect([ended.code, ended.outputs.digest]).toEqual([0, await digestAt(WEB, 'plain')])
    expect(ended.log).toContain('Warning: The input cache needs buildx with a builder of its own')
  })
})

describe('the same commit', () => {
  /** A checkout: its files are as old as it is. */
  const checkout = () => {
    const folder = context('true', 'RUN echo made > /made\n')
    const date = '2026-01-27T08:00:00Z'
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], { cwd: folder, env })
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--no-gpg-sign', '--message', 'all')
    return { folder, sha: git('rev-parse', 'HEAD').toString().trim() }
  }

  test.each([
    ['', {}],
    [' for several platforms', { platforms: BOTH }],
  ])('built twice%s, from two checkouts, by builders that know nothing, has the same digest', async (_, more) => {
    const digests = []
    for (const tag of ['one', 'two']) {
      await buildx.forget()
      const { folder, sha } = checkout()
      // RUN needs the platform that it runs on.
      if ('platforms' in more) execFileSync('sed', ['-i', '/^RUN/d', `${folder}/Dockerfile`])
      const repository = `${registry.host}/${'platforms' in more ? 'same-index' : 'same'}-${tag}`
      const ended = await build(
        { repository, 'git-sha': sha, ...source(folder), ...more },
        { GITHUB_WORKSPACE: folder, AWS_ENDPOINT_URL: '' },
      )
      expect(ended).toMatchObject({ code: 0, outputs: { built: 'true', digest: expect.stringMatching(/^sha256:/) } })
      digests.push(ended.outputs.digest)
    }
    expect(digests[0]).toBe(digests[1])
  })
})

describe('buildx', () => {
  test('keeps secrets out of layers and logs', async () => {
    const folder = context('true', 'RUN --mount=type=secret,id=npm busybox md5sum /run/secrets/npm\n')
    const ended = await build({ 'image-tag': 'secret', 'build-secrets': 'npm=hunter2hunter2', ...source(folder) })
    expect(ended.code).toBe(0)
    expect(ended.log).toContain(createHash('md5').update('hunter2hunter2').digest('hex'))
    expect(ended.log + (await docker('history', '--no-trunc', `${WEB}:secret`))).not.toContain('hunter2hunter2')
  })

  test('that fails names the line of the Dockerfile, and what was written last', async () => {
    const { child, ended } = start({
      'image-tag': 'broken',
      ...source(context('true', '\nRUN echo so; \\\n  exit 3\n')),
    })
    const raw: string[] = []
    child.stdout?.on('data', chunk => raw.push(String(chunk)))
    expect(lastLine(await ended)).toMatch(
      /^Error: docker build of .*Dockerfile:6 failed: .*exit code: 3\. Nothing was pushed\.$/,
    )
    expect(raw.join('')).toMatch(/::error title=web was not built,file=.*Dockerfile,line=6::.*%0Aso/)
    expect(await digestAt(WEB, 'broken')).toBeNull()
  })

  test('that is cancelled leaves nothing', async () => {
    const started = start({ 'image-tag': 'cut', ...source(context('true', 'RUN echo begun; busybox sleep 765\n')) })
    await saying(started, /\.\d+ begun/)
    started.child.kill('SIGINT')
    expect(lastLine(await started.ended)).toBe(
      'Error: The job was cancelled while images were built: nothing was pushed.',
    )
    expect(await digestAt(WEB, 'cut')).toBeNull()
  })
})
