import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type BuiltImage, buildImage } from '../../sandbox/oci/build.ts'
import { digestOf, mediaTypes } from '../../sandbox/oci/manifest.ts'
import promoteImage from '../../src/actions/promote-image.ts'
import { type Play, play, SHA } from '../play.ts'

const [STAGING, PRODUCTION] = ['127214192604', '429032495558']
const amd = buildImage({ files: { app: 'amd64' } })
const arm = buildImage({ files: { app: 'arm64' }, architecture: 'arm64' })
const describeManifest = ({ mediaType, digest, manifest }: BuiltImage) => ({ mediaType, digest, size: manifest.length })
const of = (mediaType: string, content: object, blobs: Buffer[] = []): BuiltImage => {
  // Written with spaces, as no serializer of ours would: the bytes must come through as they are.
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...content }, undefined, 3))
  return { digest: digestOf(manifest), mediaType, manifest, blobs }
}
const index = of(mediaTypes.index, {
  manifests: [
    { ...describeManifest(amd), platform: { os: 'linux', architecture: 'amd64' } },
    { ...describeManifest(arm), platform: { os: 'linux', architecture: 'arm64' } },
  ],
})
const empty = Buffer.from('{}')
const referrerOf = (subject: BuiltImage, text: string) => {
  const layer = Buffer.from(text)
  const blob = (bytes: Buffer, mediaType: string) => ({ mediaType, digest: digestOf(bytes), size: bytes.length })
  const content = {
    artifactType: 'application/vnd.example.signature',
    config: blob(empty, 'application/vnd.oci.empty.v1+json'),
    layers: [blob(layer, 'text/plain')],
    subject: describeManifest(subject),
  }
  return of(mediaTypes.manifest, content, [empty, layer])
}
const signature = referrerOf(index, 'signed')

let stage: Play
let source: string
let destination: string
const used = new Set<string>()
beforeEach(async () => {
  stage = await play({ registryHosts: 'loopback' })
  source = `${stage.sandbox.registryOf('staging')}/web`
  destination = `${stage.sandbox.registryOf('production')}/web`
  for (const image of [amd, arm]) stage.sandbox.putImage('staging', 'web', image, [])
  stage.sandbox.putImage('staging', 'web', index, ['v0.1.0-rc.1'])
  stage.sandbox.putImage('staging', 'web', signature, [])
  await openTo(PRODUCTION as string)
  const repository = { repositoryName: 'web', imageTagMutability: 'IMMUTABLE' }
  await stage.sandbox.call('production', 'ecr', 'CreateRepository', repository)
})
afterEach(async () => {
  for (const { service, operation } of stage.sandbox.journal.calls())
    if (service === 'ecr') used.add(`ecr:${operation}`)
  await stage.close()
})
afterAll(() => {
  const declared: string[] = promoteImage.permissions.aws.map(({ action }) => action)
  expect([...used].filter(one => !declared.includes(one))).toEqual([])
})

async function openTo(account: string) {
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  }
  await stage.sandbox.call('staging', 'ecr', 'SetRepositoryPolicy', {
    repositoryName: 'web',
    policyText: JSON.stringify({ Statement }),
  })
}
/** v0.1.0 is published on 28 January 2026. */
const event = {
  'event.json': JSON.stringify({ release: { tag_name: 'v0.1.0', published_at: '2026-01-28T10:30:45Z' } }),
}
const promote = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stage.run('promote-image', {
    account: 'production',
    inputs: { source: `${source}:v0.1.0-rc.1`, destination, ...inputs },
    files: event,
    env: { GITHUB_EVENT_PATH: 'event.json', ...env },
  })
const held = async (account: string, tag: string) => {
  const { images } = await stage.sandbox.call(account, 'ecr', 'BatchGetImage', {
    repositoryName: 'web',
    imageIds: [tag.startsWith('sha256:') ? { imageDigest: tag } : { imageTag: tag }],
  })
  return (images as { imageManifest: string }[])[0]?.imageManifest
}
const sent = (account = PRODUCTION) =>
  stage.sandbox.journal
    .calls({ service: 'registry', account: account as string })
    .filter(({ operation }) => /^(PUT|PATCH)/.test(operation))

describe('an image that staging has', () => {
  test('is in production byte for byte, with its platforms and what refers to it', async () => {
    const ended = await promote()
    expect(ended).toMatchObject({
      code: 0,
      outputs: {
        digest: index.digest,
        image: `${destination}@${index.digest}`,
        'image-tag': 'v0.1.0',
        tags: 'v0.1.0\nprod-20260128',
        copied: 'true',
        platforms: 'linux/amd64\nlinux/arm64',
      },
    })
    for (const tag of ['v0.1.0', 'prod-20260128']) expect(await held('production', tag)).toBe(index.manifest.toString())
    for (const one of [amd, arm, signature]) expect(await held('production', one.digest)).toBe(one.manifest.toString())
    expect(ended.log.trimEnd().split('\n').at(-1)).toMatch(
      /^✓ web:v0.1.0 is sha256:\w{12}, byte for byte as in .*: copied with 1 referrer\.$/,
    )
  })

  test('is not sent again by a job that runs again', async () => {
    await promote()
    const before = sent().length
    expect(await promote()).toMatchObject({
      code: 0,
      outputs: { copied: 'false', digest: index.digest, tags: 'v0.1.0\nprod-20260128' },
    })
    expect(sent()).toHaveLength(before)
  })

  test('goes without what refers to it when that is not wanted', async () => {
    await promote({ referrers: 'false' })
    expect([await held('production', index.digest), await held('production', signature.digest)]).toEqual([
      expect.any(String),
      undefined,
    ])
  })

  test('is promoted by its digest although its tag has moved', async () => {
    stage.sandbox.putImage('staging', 'web', amd, ['v0.1.0-rc.1'])
    const ended = await promote({ source: `${source}:v0.1.0-rc.1@${index.digest}` })
    expect(ended.outputs.digest).toBe(index.digest)
    expect(ended.log).toMatch(
      /Warning: .*web:v0.1.0-rc.1 is on sha256:\w{12} now: the digest that was given is promoted/,
    )
  })

  test('is copied within a registry without sending a layer', async () => {
    await stage.sandbox.call('staging', 'ecr', 'CreateRepository', { repositoryName: 'prod/web' })
    const inputs = {
      source: `${source}:v0.1.0-rc.1`,
      destination: source.replace(/web$/, 'prod/web'),
      'image-tag': 'v1',
    }
    expect(await stage.run('promote-image', { inputs })).toMatchObject({ code: 0, outputs: { digest: index.digest } })
    expect(stage.sandbox.journal.calls({ operation: 'PATCH /v2/{name}/blobs/uploads/{id}' })).toEqual([])
  })
})

test('an image that is there already is only tagged', async () => {
  const inputs = { source: `${source}:v0.1.0-rc.1`, destination: source, 'image-tag': 'v0.1.0' }
  const ended = await stage.run('promote-image', { inputs })
  expect(ended).toMatchObject({ code: 0, outputs: { digest: index.digest, copied: 'true', tags: 'v0.1.0' } })
  expect(ended.log.trimEnd()).toMatch(/: all was there but the tags\.$/)
  expect([sent(STAGING).length, await held('staging', 'v0.1.0')]).toEqual([1, index.manifest.toString()])
})

describe('tags at the destination', () => {
  test('of another digest stop it before anything is sent', async () => {
    stage.sandbox.putImage('production', 'web', arm, ['v0.1.0'])
    const ended = await promote()
    expect([ended.code, sent()]).toEqual([1, []])
    expect(ended.log).toMatch(
      /Error: .*web:v0.1.0 is sha256:\w{12} already, not sha256:\w{12}: a tag that was given does not move/,
    )
  })

  test('of the second image of a day have a number', async () => {
    stage.sandbox.putImage('production', 'web', arm, ['prod-20260128'])
    expect((await promote()).outputs.tags).toBe('v0.1.0\nprod-20260128.2')
  })

  test('that somebody else sets in the very moment are no proof', async () => {
    await stage.sandbox.call('production', 'ecr', 'CreateRepository', { repositoryName: 'loose' })
    const put = 'PUT /v2/{name}/manifests/{reference}'
    stage.sandbox.faults.order({
      ...{ service: 'registry', operation: 'GET /v2/{name}/manifests/{reference}', effect: 'drop' },
      where() {
        // Index, two platforms and a signature by digest; the fifth is the tag.
        const set = stage.sandbox.journal.calls({ operation: put }).length >= 5
        if (set) stage.sandbox.putImage('production', 'loose', arm, ['v0.1.0'])
        return false
      },
    })
    const ended = await promote({ destination: destination.replace(/web$/, 'loose') })
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(
      /Error: .*loose:v0.1.0 is sha256:\w{12} after it was set to sha256:\w{12}: somebody else set the same tag/,
    )
  })

  test('that move are a warning where they may not', async () => {
    stage.sandbox.putImage('production', 'web', arm, ['latest'])
    const ended = await promote({ 'extra-tags': 'latest' })
    expect([ended.code, ended.outputs.tags]).toEqual([0, 'v0.1.0\nprod-20260128'])
    expect(ended.log).toMatch(/Warning: .*web:latest is not set: the repository does not let tags move/)
  })
})

describe('a connection', () => {
  test.each([
    ['GET /v2/{name}/blobs/{digest}', 'drop'],
    ['PATCH /v2/{name}/blobs/uploads/{id}', 'lost-answer'],
    ['PUT /v2/{name}/blobs/uploads/{id}', 'drop'],
    ['PUT /v2/{name}/manifests/{reference}', 'lost-answer'],
    ['GET /v2/{name}/manifests/{reference}', 'server-error'],
  ] as const)('that is lost at %s (%s) is found again', async (operation, effect) => {
    const fault = stage.sandbox.faults.order({ service: 'registry', operation, times: 2, effect })
    const ended = await promote()
    expect([ended.code, fault.fired]).toEqual([0, 2])
    expect(await held('production', 'v0.1.0')).toBe(index.manifest.toString())
  })

  test('that stays lost is red, and no tag is set', async () => {
    stage.sandbox.faults.order({
      service: 'registry',
      operation: 'PATCH /v2/{name}/blobs/uploads/{id}',
      effect: 'drop',
    })
    const ended = await promote()
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(/Error: 127\.0\.0\.1:\d+ cannot be reached to send a layer of web/)
    expect(await held('production', 'v0.1.0')).toBeUndefined()
  })
})

test('a job that is cancelled in the middle sets no tag, and the next attempt goes on from there', async () => {
  const operation = 'PUT /v2/{name}/blobs/uploads/{id}'
  const fault = stage.sandbox.faults.order({ service: 'registry', operation, after: 1, effect: 'hang' })
  const { child, ended } = stage.start('promote-image', {
    account: 'production',
    inputs: { source: `${source}:v0.1.0-rc.1`, destination },
    files: event,
    env: { GITHUB_EVENT_PATH: 'event.json' },
  })
  while (fault.fired === 0) await new Promise(resolve => setImmediate(resolve))
  child.kill('SIGINT')
  const { code, log } = await ended
  expect([code, await held('production', 'v0.1.0')]).toEqual([1, undefined])
  expect(log).toContain('Error: The job was cancelled while an image was copied: no tag is set. Run the job again.')
  fault.cancel()
  expect((await promote()).log).toMatch(/[1-9] were there/)
  expect(await held('production', 'v0.1.0')).toBe(index.manifest.toString())
})

describe('who may not', () => {
  test('read the source is shown both policies', async () => {
    await openTo('000000000000')
    const ended = await promote()
    expect(ended.code).toBe(1)
    expect(ended.log).toContain('▸ The policy of the role')
    expect(ended.log).toContain(`"Resource": "arn:aws:ecr:ap-south-1:${STAGING}:repository/web"`)
    expect(ended.log).toContain(`▸ The policy of repository ${source}`)
    expect(ended.log).toContain(`"AWS": "arn:aws:iam::${PRODUCTION}:root"`)
    expect(ended.log).toMatch(
      new RegExp(
        `Error: .*not authorized to perform: ecr:BatchGetImage.* Account ${PRODUCTION} must be let in by account ${STAGING}: both policies are shown above\\.$`,
        'm',
      ),
    )
  })
})

describe('with a record required', () => {
  let job: ReturnType<Play['sandbox']['github']['openJob']>
  beforeEach(() => {
    job = stage.sandbox.github.openJob({ repository: 'acme/address-api', ref: 'refs/tags/v0.1.0', sha: SHA })
  })
  const record = async (digest: string, states = 'success', environment = 'staging') => {
    const post = async (path: string, body: object) => {
      const answer = await fetch(`${stage.sandbox.githubUrl}/repos/acme/address-api/deployments${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${job.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { id: number }
    }
    const payload = { image: `web@${digest}` }
    const { id } = await post('', { ref: SHA, environment, required_contexts: [], auto_merge: false, payload })
    for (const state of states.split(' then ')) await post(`/${id}/statuses`, { state })
  }
  const recorded = (inputs: Record<string, string> = {}) =>
    promote({ 'require-record': 'staging', 'github-token': job.token, ...inputs })

  test('what it proved is promoted', async () => {
    await record(index.digest)
    expect(await recorded({ source })).toMatchObject({ code: 0, outputs: { digest: index.digest } })
  })

  test('what it proved and is not at the source is said to be its word', async () => {
    await record(`sha256:${'0'.repeat(64)}`)
    expect((await recorded({ source })).log).toMatch(
      /Error: .*web@sha256:0{64}, which the record of staging names \(deployment \d+\), was not found/,
    )
  })

  test('another digest is refused, by tag or by digest', async () => {
    await record(amd.digest)
    for (const name of [`${source}:v0.1.0-rc.1`, `${source}@${index.digest}`]) {
      const ended = await recorded({ source: name })
      expect([ended.code, sent()]).toEqual([1, []])
      expect(ended.log).toMatch(
        /Error: .* is sha256:\w{12}, but staging proved sha256:\w{12} \(deployment \d+\): promote what was proved/,
      )
    }
  })

  test.each([
    ['none', async () => undefined],
    ['one that failed', () => record(index.digest, 'failure')],
    ['one that failed after it had succeeded', () => record(index.digest, 'success then failure')],
    ['one of another environment', () => record(index.digest, 'success', 'qa')],
  ])('%s is not enough', async (_, prepare) => {
    await prepare()
    expect((await recorded()).log).toMatch(
      /Error: No successful record of staging names a digest for this commit: release it there first/,
    )
  })
})

test.each([
  [{ source: 'web:v1' }, /source is "web:v1": write repository:tag/],
  [{ destination: 'web' }, /destination is "web": write host and repository/],
  [{ source: '127.0.0.1:1/web:v1' }, /127\.0\.0\.1:1 cannot be reached to read web:v1/],
  [{ 'tag-scheme': 'nope' }, /tag-scheme is "nope"/],
])('%j is refused', async (inputs, line) => {
  const ended = await promote(inputs)
  expect([ended.code, sent()]).toEqual([1, []])
  expect(ended.log).toMatch(line)
})

test('a repository that is not there is said so', async () => {
  const ended = await promote({ destination: destination.replace(/web$/, 'wbe') })
  expect(ended.log).toMatch(
    /Error: Repository .*\/wbe was not found: create it, or check the account, region and name\.$/m,
  )
})

test('logins of Docker that cannot be read are said so, without what stands there', async () => {
  const server = createServer((_, response) =>
    stage.clock.hold(async () => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'docker-'))
  writeFileSync(join(folder, 'config.json'), '{"auths": hunter2')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const ended = await promote({ source: `${host}/web:v1` }, { DOCKER_CONFIG: folder })
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
  expect(ended.log).toMatch(/Error: .*config\.json is not JSON, so its logins cannot be read: log in anew/)
  expect(ended.log).not.toContain('hunter2')
})

test('a source that is not there is said so', async () => {
  expect((await promote({ source: `${source}:v9` })).log).toMatch(/Error: .*web:v9 was not found: check the tag/)
  expect((await promote({ source })).log).toMatch(/Error: .*web names neither tag nor digest/)
})
