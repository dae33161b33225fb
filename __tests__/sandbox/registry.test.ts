// Does a registry speak the distribution protocol as ECR's does?
import { gzipSync } from 'node:zlib'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { expect, test } from '@jest/globals'
import { buildImage } from '../../sandbox/oci/build.ts'
import { digestOf, mediaTypes } from '../../sandbox/oci/manifest.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { clientOf, sandboxForTest } from './setting.ts'

const image = buildImage({ files: { 'app.js': 'hello' } })

async function loginOf(sandbox: Sandbox, account: string): Promise<string> {
  const { authorizationData } = await new ECRClient(clientOf(sandbox, account)).send(
    new GetAuthorizationTokenCommand({}),
  )
  return `Basic ${authorizationData?.[0]?.authorizationToken}`
}

/** A registry with an empty repository `app`, and a client that has logged in to it. */
async function registry(account = 'staging') {
  const sandbox = await sandboxForTest()
  await sandbox.call('staging', 'ecr', 'CreateRepository', { repositoryName: 'app' })
  const authorization = await loginOf(sandbox, account)
  const ask = (method: string, path: string, body?: Buffer | string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, `http://${sandbox.registryOf('staging')}`), {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    })
  const pushBlob = async (blob: Buffer) => {
    const { headers } = await ask('POST', '/v2/app/blobs/uploads/')
    return ask('PUT', `${headers.get('location')}?digest=${digestOf(blob)}`, blob)
  }
  return { sandbox, ask, pushBlob }
}

const refusal = async (answer: Response) => {
  const { errors } = (await answer.json()) as { errors: { code: string; message: string }[] }
  return [answer.status, errors[0]?.code]
}

test('nobody gets in without the password that GetAuthorizationToken gives', async () => {
  const { sandbox, ask } = await registry()
  const stranger = await fetch(`http://${sandbox.registryOf('staging')}/v2/`)
  expect(stranger.status).toBe(401)
  expect(stranger.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
  const welcome = await ask('GET', '/v2/')
  expect([welcome.status, welcome.headers.get('docker-distribution-api-version')]).toEqual([200, 'registry/2.0'])
  await sandbox.advance(12 * 3_600_000)
  expect(await refusal(await ask('GET', '/v2/'))).toEqual([403, 'DENIED'])
})

test('another account can log in, but neither push nor pull', async () => {
  const { ask } = await registry('production')
  expect((await ask('GET', '/v2/')).status).toBe(200)
  expect(await refusal(await ask('POST', '/v2/app/blobs/uploads/'))).toEqual([403, 'DENIED'])
  expect(await refusal(await ask('GET', '/v2/app/manifests/v1'))).toEqual([403, 'DENIED'])
})

test('an image that is pushed can be pulled by tag and by digest', async () => {
  const { ask, pushBlob } = await registry()
  for (const blob of image.blobs) expect((await pushBlob(blob)).status).toBe(201)
  const pushed = await ask('PUT', '/v2/app/manifests/v1', image.manifest, { 'content-type': mediaTypes.manifest })
  expect([pushed.status, pushed.headers.get('docker-content-digest')]).toEqual([201, image.digest])
  for (const reference of ['v1', image.digest]) {
    const pulled = await ask('GET', `/v2/app/manifests/${reference}`)
    expect(pulled.headers.get('content-type')).toBe(mediaTypes.manifest)
    expect(Buffer.from(await pulled.arrayBuffer())).toEqual(image.manifest)
  }
  const head = await ask('HEAD', '/v2/app/manifests/v1')
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(image.manifest.length)])
  const [config = Buffer.alloc(0)] = image.blobs
  const blob = await ask('GET', `/v2/app/blobs/${digestOf(config)}`)
  expect(blob.redirected).toBe(true)
  expect(Buffer.from(await blob.arrayBuffer())).toEqual(config)
})

test('a layer can be sent in pieces, and the registry says how far it got', async () => {
  const { ask } = await registry()
  const blob = Buffer.from('0123456789')
  const { headers } = await ask('POST', '/v2/app/blobs/uploads/')
  const at = headers.get('location') ?? ''
  const first = await ask('PATCH', at, blob.subarray(0, 4), { 'content-range': '0-3' })
  expect([first.status, first.headers.get('range')]).toEqual([202, '0-3'])
  const gap = await ask('PATCH', at, blob.subarray(6), { 'content-range': '6-9' })
  expect(await refusal(gap)).toEqual([416, 'BLOB_UPLOAD_INVALID'])
  const state = await ask('GET', at)
  expect([state.status, state.headers.get('range')]).toEqual([204, '0-3'])
  await ask('PATCH', at, blob.subarray(4), { 'content-range': '4-9' })
  expect((await ask('PUT', `${at}?digest=${digestOf(blob)}`)).status).toBe(201)
  expect((await ask('HEAD', `/v2/app/blobs/${digestOf(blob)}`)).headers.get('content-length')).toBe('10')
  expect(await refusal(await ask('PATCH', at, 'more'))).toEqual([404, 'BLOB_UPLOAD_UNKNOWN'])
})

test('a layer can be posted whole, mounted from a neighbour, or given up', async () => {
  const { sandbox, ask } = await registry()
  const blob = gzipSync('layer')
  const whole = await ask('POST', `/v2/app/blobs/uploads/?digest=${digestOf(blob)}`, blob)
  expect(whole.status).toBe(201)
  await sandbox.call('staging', 'ecr', 'CreateRepository', { repositoryName: 'next' })
  const mounted = await ask('POST', `/v2/next/blobs/uploads/?mount=${digestOf(blob)}&from=app`)
  expect(mounted.status).toBe(201)
  const unknown = await ask('POST', `/v2/next/blobs/uploads/?mount=sha256:${'0'.repeat(64)}&from=app`)
  expect(unknown.status).toBe(202)
  const at = unknown.headers.get('location') ?? ''
  expect((await ask('DELETE', at)).status).toBe(204)
  expect((await ask('GET', at)).status).toBe(404)
})

test('what does not fit is refused with the protocol’s codes', async () => {
  const { ask } = await registry()
  expect(await refusal(await ask('GET', '/v2/none/tags/list'))).toEqual([404, 'NAME_UNKNOWN'])
  expect(await refusal(await ask('GET', '/v2/app/manifests/v1'))).toEqual([404, 'MANIFEST_UNKNOWN'])
  expect(await refusal(await ask('GET', `/v2/app/blobs/sha256:${'0'.repeat(64)}`))).toEqual([404, 'BLOB_UNKNOWN'])
  expect(await refusal(await ask('PUT', '/v2/app/manifests/v1', 'no JSON'))).toEqual([400, 'MANIFEST_INVALID'])
  expect(await refusal(await ask('PUT', '/v2/app/manifests/v1', image.manifest))).toEqual([
    400,
    'MANIFEST_BLOB_UNKNOWN',
  ])
  const wrong = `/v2/app/manifests/sha256:${'0'.repeat(64)}`
  expect(await refusal(await ask('PUT', wrong, image.manifest))).toEqual([400, 'DIGEST_INVALID'])
  const { headers } = await ask('POST', '/v2/app/blobs/uploads/')
  const end = `${headers.get('location')}?digest=sha256:${'0'.repeat(64)}`
  expect(await refusal(await ask('PUT', end, 'content'))).toEqual([400, 'DIGEST_INVALID'])
  expect((await ask('GET', '/v2/_catalog')).status).toBe(405)
})

test('a fixed tag cannot be pushed twice, not even with the same content', async () => {
  const { sandbox, ask } = await registry()
  const immutable = { repositoryName: 'fixed', imageTagMutability: 'IMMUTABLE' }
  await sandbox.call('staging', 'ecr', 'CreateRepository', immutable)
  sandbox.putImage('staging', 'fixed', image, ['v1'])
  expect(await refusal(await ask('PUT', '/v2/fixed/manifests/v1', image.manifest))).toEqual([400, 'TAG_INVALID'])
})

test('tags are listed in order and in pages', async () => {
  const { sandbox, ask } = await registry()
  sandbox.putImage('staging', 'app', image, ['b', 'a', 'c'])
  const first = await ask('GET', '/v2/app/tags/list?n=2')
  expect(await first.json()).toEqual({ name: 'app', tags: ['a', 'b'] })
  const next = /<(.+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  const second = await ask('GET', next)
  expect(await second.json()).toEqual({ name: 'app', tags: ['c'] })
  expect(second.headers.get('link')).toBeNull()
})

test('an index needs its images, and faults reach the registry too', async () => {
  const { sandbox, ask } = await registry()
  const descriptor = { mediaType: mediaTypes.manifest, digest: image.digest, size: image.manifest.length }
  const index = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [descriptor] })
  expect(await refusal(await ask('PUT', '/v2/app/manifests/all', index))).toEqual([400, 'MANIFEST_BLOB_UNKNOWN'])
  sandbox.putImage('staging', 'app', image, [])
  const operation = 'PUT /v2/{name}/manifests/{reference}'
  const fault = sandbox.faults.order({ service: 'registry', operation, times: 1, effect: 'throttling' })
  expect(await refusal(await ask('PUT', '/v2/app/manifests/all', index))).toEqual([429, 'TOOMANYREQUESTS'])
  expect((await ask('PUT', '/v2/app/manifests/all', index)).status).toBe(201)
  expect(fault.fired).toBe(1)
})
