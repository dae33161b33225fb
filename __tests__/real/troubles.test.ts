import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Started } from '../step.ts'
import { context, digestAt, kept, lastLine, PATH, saying, source } from './builds.ts'
import { docker } from './engine.ts'
import { type Gate, openEcr, openGate } from './gate.ts'
import { clientOf, type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { cutting, HTPASSWD, type Registry, startRegistry } from './registry.ts'
import { startSmallEngine } from './small-engine.ts'

const WEB = repositoryOf('web')
let ministack: Ministack
let open: Registry
const closing: { close(): unknown }[] = []
beforeAll(async () => {
  ministack = await startMinistack()
  open = await startRegistry(5000)
  await new ECRClient(clientOf()).send(new CreateRepositoryCommand({ repositoryName: 'web' }))
})
afterAll(async () => {
  await open?.close()
  await ministack?.close()
})
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close()
})
const until = <T extends { close(): unknown }>(one: T): T => {
  closing.push(one)
  return one
}

let builds = 0
/** A step that says `begun` and takes a moment, in which things can happen; each is another, as the engine remembers them. */
const slow = () => `RUN echo begun; busybox sleep 2; echo ${++builds}\n`
const BEGUN = /\.\d+ begun/

function start(repository: string, tag: string, dockerfile = '', env: Record<string, string> = {}): Started {
  const inputs = { repository, 'image-tag': tag, ...source(context('true', dockerfile)) }
  return ministack.start('build-push', { inputs, env: { PATH, AWS_ENDPOINT_URL: '', ...env } })
}

/** A folder for `DOCKER_CONFIG` in which Docker itself has logged in. */
async function loggedIn(host: string): Promise<string> {
  const folder = kept(mkdtempSync(join(tmpdir(), 'docker-')))
  await docker('--config', folder, 'login', '--username', 'ci', '--password', 'right', host)
  return folder
}

describe('a registry with logins', () => {
  test('is pushed to with the login that Docker keeps', async () => {
    const registry = until(await startRegistry(5001, { users: HTPASSWD }))
    const { code, log } = await start(`${registry.host}/web`, 'v1', '', {
      DOCKER_CONFIG: await loggedIn(registry.host),
    }).ended
    expect(log).toContain('✓ Image web:v1 was built and pushed')
    expect(code).toBe(0)
  })

  test('that takes the login back while the image is built gets nothing', async () => {
    const registry = until(await startRegistry(5001, { users: HTPASSWD }))
    const started = start(`${registry.host}/web`, 'v1', slow(), { DOCKER_CONFIG: await loggedIn(registry.host) })
    await saying(started, BEGUN)
    registry.admit(`nobody:$2y$05$${'x'.repeat(53)}`)
    const ended = await started.ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      expect.stringMatching(/^Error: .* would not read web:v1 \(401, .+\): it does not accept the login\.$/),
    ])
  })
})

describe('ECR', () => {
  const ecr = async () =>
    until(await openEcr(5003, { api: 'https://localhost', registry: WEB.split('/')[0] as string }))

  test('whose login ends while the image is built is logged in to again', async () => {
    const gate = await ecr()
    const started = start(`${gate.host}/web`, 'late', slow(), { AWS_ENDPOINT_URL: gate.api })
    await saying(started, BEGUN)
    expect(gate.logins()).toBe(1)
    gate.expire()
    const ended = await started.ended
    expect([ended.code, gate.logins()]).toEqual([0, 2])
    expect(ended.outputs.digest).toBe(await digestAt(WEB, 'late'))
    expect(ended.log).not.toMatch(/token-\d/)
  })

  test('is left to the credential helper of a runner that has one', async () => {
    const gate = await ecr()
    const folder = kept(mkdtempSync(join(tmpdir(), 'docker-')))
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ credHelpers: { [gate.host]: 'ecr-login' } }))
    // As https://github.com/awslabs/amazon-ecr-credential-helper does it: it has a token, and keeps none.
    const helper = `case $1 in get) echo '{"Username":"AWS","Secret":"token-1"}';; *) echo -n 'not implemented'; exit 1;; esac`
    writeFileSync(join(folder, 'docker-credential-ecr-login'), `#!/bin/sh\n${helper}\n`, { mode: 0o755 })
    const env = { AWS_ENDPOINT_URL: gate.api, DOCKER_CONFIG: folder, PATH: `${folder}:${PATH}` }
    const ended = await start(`${gate.host}/web`, 'helped', '', env).ended
    expect([ended.code, ended.outputs.digest]).toEqual([0, await digestAt(WEB, 'helped')])
    expect(ended.log).toContain('which logs in by itself')
  })

  test('that does not accept its own token is a login that fails, before anything is built', async () => {
    const api = await ecr()
    const refused = { status: 401, code: 'UNAUTHORIZED', message: 'authentication required' }
    const headers = { 'www-authenticate': 'Basic realm="http://127.0.0.1:5006/",service="ecr.amazonaws.com"' }
    const gate = until(await openGate(5006, 'https://localhost', () => ({ ...refused, headers })))
    const ended = await start(`${gate.host}/web`, 'none', slow(), { AWS_ENDPOINT_URL: api.api }).ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      expect.stringMatching(/^Error: docker login to 127\.0\.0\.1:5006 failed: the registry does not accept the login/),
    ])
    expect(ended.log).not.toContain('begun')
  })
})

describe('a push', () => {
  const gated = async (keeper: Parameters<typeof openGate>[2]): Promise<Gate> =>
    until(await openGate(5004, `http://${open.host}`, keeper))

  test('that is denied says what is not allowed, and sets no tag', async () => {
    const message = 'User: arn:aws:sts::1:assumed-role/ci is not authorized to perform: ecr:InitiateLayerUpload'
    const gate = await gated(({ method }) => (method === 'POST' ? { status: 403, code: 'DENIED', message } : undefined))
    const ended = await start(`${gate.host}/denied`, 'v1').ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      `Error: docker push of ${gate.host}/denied:v1 was denied: denied: ${message}. Allow it in the role's policy and in the repository's.`,
    ])
    expect(await digestAt(`${open.host}/denied`, 'v1')).toBeNull()
  })

  test('to a registry that takes nothing is said so', async () => {
    const registry = until(await startRegistry(5001, { readonly: true }))
    const ended = await start(`${registry.host}/web`, 'v1').ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      expect.stringMatching(
        /^Error: docker push of .*web:v1 was refused: the registry takes nothing, it can only be read/,
      ),
    ])
  })

  test.each([
    ['question', /^GET \/v2\/\S+\/manifests\//m],
    ['manifest', /^PUT \/v2\/\S+\/manifests\//m],
  ])('whose connection is lost at the %s gets through', async (name, sign) => {
    const way = until(await cutting(5002, 5000, 2, sign))
    const ended = await start(`${way.host}/${name}`, 'v1', `LABEL at=${name}\n`).ended
    expect([ended.code, way.cuts()]).toEqual([0, 2])
    expect(ended.outputs.digest).toBe(await digestAt(`${open.host}/${name}`, 'v1'))
    expect(ended.log).toContain('Trying again.')
  })

  test('to a registry that goes away for a moment gets through when it is back', async () => {
    const registry = until(await startRegistry(5001))
    const started = start(`${registry.host}/web`, 'v1', slow())
    await saying(started, BEGUN)
    await registry.stop()
    await saying(started, /cannot be reached to read web:v1 .*ECONNREFUSED.* Trying again\./)
    await registry.restart()
    const ended = await started.ended
    expect([ended.code, ended.outputs.digest]).toEqual([0, await digestAt(`${registry.host}/web`, 'v1')])
  })

  test('that is cancelled ends at once, and sets no tag; the next attempt does', async () => {
    let sending = () => undefined as unknown
    const sends = new Promise<void>(resolve => {
      sending = resolve
    })
    const gate = await gated(({ method }) => {
      if (method !== 'PATCH') return undefined
      sending()
      return new Promise(() => undefined)
    })
    const started = start(`${gate.host}/cut`, 'v1', 'LABEL cut=now\n')
    await sends
    started.child.kill('SIGINT')
    const ended = await started.ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      `Error: The job was cancelled while ${gate.host}/cut:v1 was pushed: its tag is not set. Run the job again.`,
    ])
    expect(await digestAt(`${open.host}/cut`, 'v1')).toBeNull()
    expect((await start(`${open.host}/cut`, 'v1').ended).code).toBe(0)
  })
})

describe('an engine', () => {
  test('whose disk is full is said so, and nothing is tagged', async () => {
    const engine = until(await startSmallEngine(48))
    const folder = context('true', 'COPY big /\n')
    closeSync(openSync(join(folder, 'big'), 'w'))
    truncateSync(join(folder, 'big'), 64 * 2 ** 20)
    const inputs = { repository: `${open.host}/full`, 'image-tag': 'v1', ...source(folder) }
    const env = { PATH, AWS_ENDPOINT_URL: '', DOCKER_HOST: engine.host }
    const ended = await ministack.run('build-push', { inputs, env })
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      expect.stringMatching(
        /^Error: docker build of .* failed: the disk is full\. Free some .*[^.]\. Nothing was pushed\.$/,
      ),
    ])
    expect(await docker('--host', engine.host, 'image', 'ls', '--quiet')).toBe('')
    expect(await digestAt(`${open.host}/full`, 'v1')).toBeNull()
  })

  test('that dies in the middle of a build is said so', async () => {
    const engine = until(await startSmallEngine(48))
    const started = start(`${open.host}/dead`, 'v1', slow(), { DOCKER_HOST: engine.host })
    await saying(started, BEGUN)
    await engine.stop('SIGKILL')
    const ended = await started.ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      expect.stringMatching(
        /^Error: docker build of .* failed: the connection was lost \(.*(?:EOF|did not provide an image ID).*\)\. Nothing was pushed\.$/,
      ),
    ])
  })
})

describe('a build', () => {
  /** Programs that run on this machine, and so in its containers too. */
  const runs = (words: string) =>
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .some(id => {
        try {
          return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words)
        } catch {
          return false
        }
      })

  test.each([
    ['BuildKit', '1'],
    ['the classic builder', '0'],
  ])('by %s that is cancelled ends at once, in the engine too, and leaves no image', async (_, DOCKER_BUILDKIT) => {
    const started = start(`${open.host}/cancelled`, 'v1', 'RUN echo begun; busybox sleep 654\n', { DOCKER_BUILDKIT })
    await saying(started, /begun$/m)
    while (!runs('sleep 654')) await new Promise(resolve => setImmediate(resolve))
    started.child.kill('SIGINT')
    const ended = await started.ended
    expect([ended.code, lastLine(ended)]).toEqual([
      1,
      'Error: The job was cancelled while images were built: nothing was pushed.',
    ])
    while (runs('busybox sleep 654')) await new Promise(resolve => setImmediate(resolve))
    expect(await docker('image', 'ls', '--quiet', `${open.host}/cancelled`)).toBe('')
    expect(await digestAt(`${open.host}/cancelled`, 'v1')).toBeNull()
  })

  test('by the classic builder is pushed and proved; its failure names the line', async () => {
    const env = { DOCKER_BUILDKIT: '0' }
    const ended = await start(`${open.host}/classic`, 'v1', 'RUN echo classic\n', env).ended
    expect([ended.code, ended.outputs.digest]).toEqual([0, await digestAt(`${open.host}/classic`, 'v1')])
    expect(ended.log).toMatch(/Step 5\/\d+ : RUN echo classic/)
    const failed = await start(`${open.host}/classic`, 'v2', '\nRUN echo so; \\\n  exit 3\n', env).ended
    expect(lastLine(failed)).toMatch(/^Error: docker build of .*Dockerfile:6 failed: .*non-zero code: 3\. Nothing/)
    expect(await digestAt(`${open.host}/classic`, 'v2')).toBeNull()
  })
})
