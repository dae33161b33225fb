import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { SHA, type Step } from '../step.ts'
import { context, digestAt, kept, lastLine, PATH, source } from './builds.ts'
import { docker } from './engine.ts'
import { serving } from './image.ts'
import { clientOf, type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { cutting, type Registry, startRegistry } from './registry.ts'

const WEB = repositoryOf('web')
const API = repositoryOf('api')
let ministack: Ministack
beforeAll(async () => {
  ministack = await startMinistack()
  await make('web')
  await make('api')
  await make('fixed', 'IMMUTABLE')
})
afterAll(() => ministack?.close())

const make = (repositoryName: string, imageTagMutability: 'MUTABLE' | 'IMMUTABLE' = 'MUTABLE') =>
  new ECRClient(clientOf()).send(new CreateRepositoryCommand({ repositoryName, imageTagMutability }))

const run = (inputs: Record<string, string>, step: Step = {}) =>
  ministack.run('build-push', { ...step, inputs, env: { PATH, ...step.env } })
const start = (inputs: Record<string, string>) => ministack.start('build-push', { inputs, env: { PATH } })

describe('an image', () => {
  test('is built by BuildKit, tried, pushed, tagged and proved; run again, nothing is built', async () => {
    const inputs = {
      ...{ repository: WEB, 'tag-scheme': 'release, sha, tag-hash', 'extra-tags': 'latest' },
      ...{ 'verify-run': 'true', 'verify-path': '/index.html', 'verify-port': '8080' },
      ...source(context(serving('hello'), 'LABEL a=b\n')),
    }
    const ended = await run(inputs)
    expect(ended).toMatchObject({
      code: 0,
      outputs: { built: 'true', tags: 'v0.1.0\nsha-a1b2c3d\nv0.1.0-a1b2c3d\nlatest' },
    })
    const { digest = '' } = ended.outputs
    for (const tag of ['v0.1.0', 'sha-a1b2c3d', 'v0.1.0-a1b2c3d', 'latest'])
      expect(await digestAt(WEB, tag)).toBe(digest)
    expect(ended.log).toContain('web: the container answers /index.html with 200')
    expect(ended.log).toMatch(/#\d+ \[1\/1\] COPY root \//)
    await docker('image', 'rm', '--force', `${WEB}:v0.1.0`)
    await docker('pull', `${WEB}@${digest}`)
    const labels = JSON.parse(
      await docker('image', 'inspect', '--format', '{{json .Config.Labels}}', `${WEB}@${digest}`),
    )
    expect(labels).toMatchObject({
      'org.opencontainers.image.revision': SHA,
      'org.opencontainers.image.version': 'v0.1.0',
      a: 'b',
    })
    expect(await docker('ps', '--all', '--quiet', '--filter', 'label=ecs-release.trial')).toBe('')

    const again = await run(inputs)
    expect(again).toMatchObject({ code: 0, outputs: { built: 'false', digest } })
    expect(again.log).not.toContain('Build web')
  })

  test('of another commit under the same tag is refused', async () => {
    const ended = await run({ repository: WEB, 'tag-scheme': 'release', 'git-sha': 'f'.repeat(40) })
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(/Error: .*web:v0.1.0 is in the registry already, and is of commit a1b2c3d, not fffffff/)
  })

  test('that does not build is not pushed: the line of its Dockerfile, and what it wrote last', async () => {
    const folder = context('true', '\nRUN echo about to fail; \\\n  exit 3\n')
    const { child, ended } = start({ repository: WEB, 'image-tag': 'broken', ...source(folder) })
    const raw: string[] = []
    child.stdout?.on('data', chunk => raw.push(String(chunk)))
    const { code, log } = await ended
    expect(code).toBe(1)
    expect(log).toMatch(/Error: docker build of .*Dockerfile:6 failed: .*exit code: 3\. Nothing was pushed\./)
    expect(raw.join('')).toMatch(/::error title=web was not built,file=.*Dockerfile,line=6::.*%0Aabout to fail/)
    expect(await digestAt(WEB, 'broken')).toBeNull()
  })

  test('is built and not pushed for a pull request', async () => {
    const ended = await run({ repository: WEB, 'image-tag': 'pr', push: 'false', ...source(context('true')) })
    expect([ended.code, await digestAt(WEB, 'pr')]).toEqual([0, null])
  })

  test.each([
    ['ends with exit code 1', 'echo no database; exit 1', {}, /ended with exit code 1 after \d+ s/],
    [
      'never answers',
      'sleep 60',
      { 'verify-path': '/', 'verify-port': '8080', 'verify-timeout-seconds': '3' },
      /did not answer \/ well within 3 s/,
    ],
  ])('that %s is not pushed', async (_, script, inputs, line) => {
    const ended = await run({
      repository: WEB,
      'image-tag': 'bad',
      'verify-run': 'true',
      ...inputs,
      ...source(context(script)),
    })
    expect([ended.code, await digestAt(WEB, 'bad')]).toEqual([1, null])
    expect(ended.log).toMatch(line)
    expect(await docker('ps', '--all', '--quiet', '--filter', 'label=ecs-release.trial')).toBe('')
  })

  test('has its secrets in no layer and no log', async () => {
    const folder = context('true', 'RUN --mount=type=secret,id=npm busybox md5sum /run/secrets/npm\n')
    const ended = await run({
      repository: WEB,
      'image-tag': 'secret',
      'build-secrets': 'npm=hunter2hunter2',
      ...source(folder),
    })
    expect(ended.code).toBe(0)
    expect(ended.log).toContain(createHash('md5').update('hunter2hunter2').digest('hex'))
    const history = await docker('history', '--no-trunc', `${WEB}:secret`)
    expect(history).toContain('/run/secrets/npm')
    expect(ended.log + history).not.toContain('hunter2hunter2')
  })

  test('of hostile names runs no shell', async () => {
    const folder = context('true')
    const dockerfile = '$(touch pwned); `touch pwned`'
    renameSync(join(folder, 'Dockerfile'), join(folder, dockerfile))
    const { ended, workspace } = ministack.start('build-push', {
      inputs: {
        ...{
          repository: WEB,
          'tag-scheme': '{branch}-{short-sha}',
          context: folder,
          dockerfile: join(folder, dockerfile),
        },
        'build-args': 'A=$(touch pwned)',
        labels: 'message=`touch pwned`"; touch pwned',
      },
      env: { PATH, GITHUB_HEAD_REF: 'x/$(touch pwned);`id`' },
    })
    expect(await ended).toMatchObject({ code: 0, outputs: { 'image-tag': 'x-touch-pwned-id-a1b2c3d' } })
    expect([existsSync(join(workspace, 'pwned')), existsSync(join(folder, 'pwned'))]).toEqual([false, false])
    const labels = await docker(
      'image',
      'inspect',
      '--format',
      '{{.Config.Labels.message}}',
      `${WEB}:x-touch-pwned-id-a1b2c3d`,
    )
    expect(labels).toBe('`touch pwned`"; touch pwned')
  })

  test('goes into a repository that does not let tags move: the second time nothing is built, moving tags are a warning', async () => {
    const fixed = repositoryOf('fixed')
    const inputs = (script: string, more: Record<string, string>) => ({
      repository: fixed,
      'extra-tags': 'latest',
      ...source(context(script)),
      ...more,
    })
    const first = await run(inputs('echo 1', { 'image-tag': 'v1' }))
    const second = await run(inputs('echo 2', { 'image-tag': 'v2' }))
    expect([first.outputs.tags, second.outputs.tags, second.code]).toEqual(['v1\nlatest', 'v2', 0])
    expect(second.log).toMatch(/Warning: .*fixed:latest stays on sha256:\w{12}: the repository does not let tags move/)
    expect(await run(inputs('echo 3', { 'image-tag': 'v1' }))).toMatchObject({
      code: 0,
      outputs: { built: 'false', digest: first.outputs.digest },
    })
    const over = await run(inputs('echo 3', { 'image-tag': 'v1', 'if-exists': 'overwrite' }))
    expect(over.log).toMatch(
      /Error: docker push of .* was refused: the tag is there, and the repository does not let tags move/,
    )
    expect(await digestAt(fixed, 'v1')).toBe(first.outputs.digest)
  })

  test('goes into a repository that is made for it', async () => {
    const repository = repositoryOf('made')
    const ended = await run({ repository, 'create-repository': 'true', 'image-tag': 'v1', ...source(context('true')) })
    expect(ended).toMatchObject({ code: 0, outputs: { digest: await digestAt(repository, 'v1') } })
    expect(ended.log).toContain(`Repository ${repository} was made.`)
  })
})

describe('several images', () => {
  test('have one tag although they are built one after the other, and are all there', async () => {
    const names = ['portal', 'smarttab', 'gateway', 'frontend']
    const ended = await run(
      {
        ...{ registry: WEB.replace('/web', ''), 'tag-scheme': 'branch-sha-time', 'create-repository': 'true' },
        images: names.map(name => `${name} ${context(`echo ${name}`)}`).join('\n'),
        parallel: '1',
      },
      { env: { GITHUB_REF_NAME: 'main' } },
    )
    expect(ended.code).toBe(0)
    const found = JSON.parse(ended.outputs.images ?? '') as { tag: string; digest: string; size: number }[]
    const tag = ended.outputs['image-tag'] ?? ''
    expect(tag).toMatch(/^main-a1b2c3d-\d{14}$/)
    expect(found.map(one => one.tag)).toEqual(names.map(() => tag))
    expect(found.map(({ digest }) => digest)).toEqual(
      await Promise.all(names.map(name => digestAt(repositoryOf(name), tag))),
    )
    for (const { size } of found) expect(size).toBeGreaterThan(500_000)
  })

  test('take from one another what was built once', async () => {
    const folder = context('true', 'RUN echo once and for all\n')
    const images = `web ${folder}\napi ${folder}`
    const ended = await run({ images, registry: WEB.replace('/web', ''), 'image-tag': 'shared', parallel: '1' })
    expect(ended.log.match(/^#\d+ [\d.]+ once and for all$/gm)).toHaveLength(1)
    expect(ended.log).toMatch(/RUN echo once and for all\n(?:#\d+ sha256.*\n)?#\d+ CACHED/)
  })

  test('of which one does not build are not there', async () => {
    const [web, api] = [context('true'), context('true', 'RUN exit 1\n')]
    const ended = await run({
      images: `web ${web}\napi ${api}`,
      registry: WEB.replace('/web', ''),
      'image-tag': 'none',
    })
    expect(ended.log).toMatch(
      /Error: 1 of 2 images were not built, so none was pushed:\n- api: docker build of .*:5 failed/,
    )
    expect([await digestAt(WEB, 'none'), await digestAt(API, 'none')]).toEqual([null, null])
  })
})

describe('what goes wrong is one line, and no tag', () => {
  test('without Docker', async () => {
    const ended = await run(
      { repository: WEB, 'image-tag': 'x', ...source(context('true')) },
      { env: { PATH: '/nowhere' } },
    )
    expect(lastLine(ended)).toBe(
      'Error: Docker was not found on this runner: use a runner with Docker, such as ubuntu-latest.',
    )
  })

  test('with an engine that is down', async () => {
    const ended = await run(
      { repository: WEB, 'image-tag': 'x', ...source(context('true')) },
      { env: { DOCKER_HOST: 'unix:///run/nowhere.sock' } },
    )
    expect(lastLine(ended)).toBe('Error: The Docker engine does not run: start it before this step.')
  })

  test('with a program in the build that finds a disk full: the line of the Dockerfile', async () => {
    const folder = context('true', 'RUN echo x > /dev/full\n')
    const ended = await run({ repository: WEB, 'image-tag': 'x', ...source(folder) })
    expect(lastLine(ended)).toMatch(
      /^Error: docker build of .*Dockerfile:5 failed: .*exit code: 1\. Nothing was pushed/,
    )
  })

  describe('at a registry that is not ECR', () => {
    let registry: Registry
    let closed: Registry
    beforeAll(async () => {
      registry = await startRegistry(5000)
      // htpasswd of nobody: whoever comes is refused.
      closed = await startRegistry(5001, { users: `nobody:$2y$05$${'x'.repeat(53)}` })
    })
    afterAll(async () => {
      await registry?.close()
      await closed?.close()
    })
    const there = (host: string, tag: string, name = 'web') =>
      run(
        { repository: `${host}/${name}`, 'image-tag': tag, ...source(context('true')) },
        { env: { AWS_ENDPOINT_URL: '' } },
      )

    test('is pushed to and proved as well', async () => {
      const ended = await there(registry.host, 'v1')
      expect(ended).toMatchObject({ code: 0, outputs: { digest: await digestAt(`${registry.host}/web`, 'v1') } })
    })

    test('which nobody answers', async () => {
      const ended = await there('127.0.0.1:9', 'v1')
      expect(lastLine(ended)).toMatch(/^Error: 127\.0\.0\.1:9 cannot be reached to read web:v1 \(connect ECONNREFUSED/)
    })

    test('which does not know who comes', async () => {
      const ended = await there(closed.host, 'v1')
      expect(lastLine(ended)).toBe(
        `Error: ${closed.host} asks for a login to read web:v1: log in to it before this step.`,
      )
    })

    test('which knows who comes, and does not accept them', async () => {
      const config = kept(mkdtempSync(join(tmpdir(), 'docker-')))
      const auths = { [closed.host]: { auth: Buffer.from('nobody:wrong').toString('base64') } }
      writeFileSync(join(config, 'config.json'), JSON.stringify({ auths }))
      const inputs = { repository: `${closed.host}/web`, 'image-tag': 'v1', ...source(context('true')) }
      const ended = await run(inputs, { env: { AWS_ENDPOINT_URL: '', DOCKER_CONFIG: config } })
      expect(lastLine(ended)).toMatch(/^Error: .* would not read web:v1 \(401.*\): it does not accept the login\.$/)
    })

    test('on a way that is cut in the middle of a layer: sent again', async () => {
      const way = await cutting(5002, 5000, 2)
      const ended = await there(way.host, 'v2', 'cut')
      way.close()
      expect([ended.code, way.cuts()]).toEqual([0, 2])
      expect(ended.outputs.digest).toBe(await digestAt(`${registry.host}/cut`, 'v2'))
    })
  })
})
