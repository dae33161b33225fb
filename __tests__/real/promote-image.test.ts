import { createHash } from 'node:crypto'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { docker } from './engine.ts'
import { pushImage, serving } from './image.ts'
import { type Account, clientOf, type Ministack, repositoryOf, startMinistack } from './ministack.ts'
import { cutting, type Registry, startRegistry } from './registry.ts'

const STAGING = repositoryOf('web')
const PRODUCTION = repositoryOf('web', 'production')
const ACCEPT = [
  'oci.image.index.v1',
  'oci.image.manifest.v1',
  'docker.distribution.manifest.v2',
  'docker.distribution.manifest.list.v2',
]
  .map(type => `application/vnd.${type}+json`)
  .join(', ')
let ministack: Ministack
let registry: Registry
/** Digest of the image, of an index of it, and of what refers to the index. */
let image: string
let index: string
let signature: string
beforeAll(async () => {
  ministack = await startMinistack()
  registry = await startRegistry(5000)
  await make('staging')
  await make('production', 'IMMUTABLE')
  image = await pushImage(STAGING, 'v1', serving('v1'))
  const { body, type } = await read(STAGING, image)
  const about = { mediaType: type, digest: image, size: body.length }
  const platforms = [{ ...about, platform: { os: 'linux', architecture: 'amd64' } }]
  const oci = 'application/vnd.oci.image'
  index = await write(STAGING, 'v0.1.0-rc.1', `${oci}.index.v1+json`, { manifests: platforms })
  const layer = await upload(STAGING, Buffer.from('signed'))
  const config = await upload(STAGING, Buffer.from('{}'))
  const size = (await read(STAGING, index)).body.length
  signature = await write(STAGING, undefined, `${oci}.manifest.v1+json`, {
    config: { mediaType: `${oci}.config.v1+json`, ...config },
    layers: [{ mediaType: `${oci}.layer.v1.tar`, ...layer }],
    subject: { mediaType: `${oci}.index.v1+json`, digest: index, size },
  })
  // ministack has no list of referrers (ECR has); whoever signs keeps one under the digest's tag then, as OCI asks for.
  const listed = {
    mediaType: `${oci}.manifest.v1+json`,
    digest: signature,
    size: (await read(STAGING, signature)).body.length,
  }
  await write(STAGING, index.replace(':', '-'), `${oci}.index.v1+json`, { manifests: [listed] })
})
afterAll(async () => {
  await registry?.close()
  await ministack?.close()
})

const make = (account: Account, imageTagMutability: 'MUTABLE' | 'IMMUTABLE' = 'MUTABLE') =>
  new ECRClient(clientOf(account)).send(new CreateRepositoryCommand({ repositoryName: 'web', imageTagMutability }))
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
function ask(repository: string, path: string, how: RequestInit = {}) {
  const [host = '', name = ''] = repository.split(/\/(.*)/s)
  return fetch(
    new URL(
      path.startsWith('/') ? path : `/v2/${name}/${path}`,
      `${host.startsWith('127.') ? 'http' : 'https'}://${host}`,
    ),
    how,
  )
}
async function read(repository: string, reference: string) {
  const answer = await ask(repository, `manifests/${reference}`, { headers: { accept: ACCEPT } })
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    body: Buffer.from(await answer.arrayBuffer()),
  }
}
async function write(repository: string, tag: string | undefined, mediaType: string, content: object): Promise<string> {
  // Spaces, as no serializer of ours would write them: the bytes must come through as they are.
  const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...content }, undefined, 3))
  const digest = digestOf(body)
  const answer = await ask(repository, `manifests/${tag ?? digest}`, {
    method: 'PUT',
    headers: { 'content-type': mediaType },
    body,
  })
  expect(answer.status).toBe(201)
  return digest
}
async function upload(repository: string, blob: Buffer): Promise<{ digest: string; size: number }> {
  const begun = await ask(repository, 'blobs/uploads/', { method: 'POST' })
  const { pathname, search } = new URL(begun.headers.get('location') ?? '', 'http://localhost')
  const digest = digestOf(blob)
  const answer = await ask(repository, `${pathname}${search}${search ? '&' : '?'}digest=${digest}`, {
    method: 'PUT',
    body: blob,
  })
  expect(answer.status).toBe(201)
  return { digest, size: blob.length }
}
const promote = (inputs: Record<string, string>) =>
  ministack.run('promote-image', {
    account: 'production',
    inputs: { source: `${STAGING}:v0.1.0-rc.1`, 'tag-scheme': 'release', ...inputs },
  })
const bytes = async (repository: string, reference: string) => (await read(repository, reference)).body.toString()

describe('from staging’s ECR', () => {
  test('to production’s: byte for byte, and the second time there is nothing to do', async () => {
    const ended = await promote({ destination: PRODUCTION })
    expect(ended).toMatchObject({ code: 0, outputs: { digest: index, tags: 'v0.1.0', copied: 'true' } })
    for (const one of ['v0.1.0', index]) expect(await bytes(PRODUCTION, one)).toBe(await bytes(STAGING, index))
    for (const one of [image, signature]) expect(await bytes(PRODUCTION, one)).toBe(await bytes(STAGING, one))
    expect(await promote({ destination: PRODUCTION })).toMatchObject({
      code: 0,
      outputs: { digest: index, copied: 'false' },
    })
    await docker('pull', `${PRODUCTION}:v0.1.0`)
    expect(await docker('run', '--rm', `${PRODUCTION}:v0.1.0`, '/bin/busybox', 'echo', 'it runs')).toBe('it runs')
  })

  test('to an immutable tag of another digest is refused, and the tag stays', async () => {
    const ended = await promote({ source: `${STAGING}@${image}`, destination: PRODUCTION })
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(
      /Error: .*web:v0.1.0 is sha256:\w{12} already, not sha256:\w{12}: a tag that was given does not move/,
    )
    expect(await bytes(PRODUCTION, 'v0.1.0')).toBe(await bytes(STAGING, index))
  })

  test('to a registry of another kind, over a way that is cut: what refers to it is listed there', async () => {
    const way = await cutting(5002, 5000, 2)
    const ended = await promote({ destination: `${way.host}/team/web` })
    way.close()
    const there = `${registry.host}/team/web`
    expect([ended.code, way.cuts(), ended.outputs.digest]).toEqual([0, 2, index])
    for (const one of ['v0.1.0', index]) expect(await bytes(there, one)).toBe(await bytes(STAGING, index))
    // It is from before OCI 1.1, and has no list of its own: the tag of the digest is one.
    expect(JSON.parse(await bytes(there, index.replace(':', '-')))).toMatchObject({
      manifests: [{ digest: signature }],
    })
    expect(await promote({ destination: there })).toMatchObject({ code: 0, outputs: { copied: 'false' } })
  })

  test('within a registry without sending a layer twice', async () => {
    const there = `${registry.host}/other/web`
    const inputs = { source: `${registry.host}/team/web:v0.1.0`, destination: there }
    expect(await promote(inputs)).toMatchObject({ code: 0, outputs: { digest: index } })
    expect((await promote(inputs)).outputs.copied).toBe('false')
    expect(await bytes(there, 'v0.1.0')).toBe(await bytes(STAGING, index))
  })

  test('of a tag that is not there is said so', async () => {
    const ended = await promote({ source: `${STAGING}:v9`, destination: PRODUCTION })
    expect(ended.log).toMatch(/Error: .*web:v9 was not found: check the tag/)
  })
})
