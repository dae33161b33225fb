// Do images come out as they went in?
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { ecrService } from '../../sandbox/aws/ecr/service.ts'
import { jumpClock } from '../../sandbox/clock.ts'
import { ids } from '../../sandbox/ids.ts'
import { buildImage, type FileSpec } from '../../sandbox/oci/build.ts'
import { digestOf, mediaTypes } from '../../sandbox/oci/manifest.ts'
import { unpackedImages } from '../../sandbox/oci/unpack.ts'

const place = { account: '127214192604', region: 'ap-south-1' }
const host = '127214192604.dkr.ecr.ap-south-1.amazonaws.com'

function ecr() {
  const at = (asked: string) => (asked === '127.0.0.1:5000' ? place : undefined)
  return ecrService({ clock: jumpClock(), ids: ids(1), hosts: 'aws', loopback: { of: () => '127.0.0.1:5000', at } })
}

const layerOf = (files: Record<string, FileSpec>) => buildImage({ files }).blobs[1] ?? Buffer.alloc(0)

test('the same input gives the same digest, whatever the order of its files', () => {
  const one = buildImage({ files: { a: '1', 'b/c': '2' }, entrypoint: ['node', 'a'] })
  const two = buildImage({ files: { '/b/c': '2', '/a': '1' }, entrypoint: ['node', 'a'] })
  expect(two.digest).toBe(one.digest)
  expect(one.digest).toBe('sha256:b5578353a84ec95a55cbad0da45a82d0c88f7d09f0b1f898bd1ddeb4e62a5a4e')
})

test('a folder gives the same image as its files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-'))
  writeFileSync(join(folder, 'run.sh'), 'exit 0', { mode: 0o755 })
  const fromFiles = buildImage({ files: { 'run.sh': { content: 'exit 0', mode: 0o755 } } })
  expect(buildImage({ files: folder }).digest).toBe(fromFiles.digest)
  rmSync(folder, { recursive: true })
})

test('a pulled image says how it runs and unpacks to its files, until the sandbox ends', async () => {
  const { put, pull, close } = ecr()
  const image = buildImage({
    files: { 'app/server.js': 'listen()', 'app/run': { content: '#!/bin/sh', mode: 0o755 } },
    entrypoint: ['node'],
    command: ['server.js'],
    environment: { PORT: '8080', OPTIONS: 'a=b' },
    workingDirectory: '/app',
    labels: { team: 'web' },
    architecture: 'arm64',
  })
  put(place, 'staging/app', image, ['v1'])
  for (const reference of [`${host}/staging/app:v1`, `127.0.0.1:5000/staging/app@${image.digest}`]) {
    expect(await pull(reference, place.account)).toMatchObject({
      digest: image.digest,
      entrypoint: ['node'],
      command: ['server.js'],
      environment: { PORT: '8080', OPTIONS: 'a=b' },
      workingDirectory: '/app',
      architecture: 'arm64',
      labels: { team: 'web' },
    })
  }
  const pulled = await pull(`${host}/staging/app:v1`, place.account)
  const [folder, again] = await Promise.all([pulled.files(), pulled.files()])
  expect(again).toBe(folder)
  expect(readFileSync(join(folder, 'app/server.js'), 'utf8')).toBe('listen()')
  expect(statSync(join(folder, 'app/run')).mode & 0o777).toBe(0o755)
  await close()
  expect(existsSync(folder)).toBe(false)
})

test('what cannot be pulled is refused in the words of a container agent', async () => {
  const { put, pull } = ecr()
  put(place, 'app', buildImage({ files: {} }), ['v1'])
  const reason = (reference: string, account = place.account) =>
    pull(reference, account).then(
      () => 'pulled',
      (error: Error) => error.message,
    )
  expect(await reason(`${host}/app:v9`)).toBe(`failed to resolve ref ${host}/app:v9: ${host}/app:v9: not found`)
  expect(await reason(`${host}/none:v1`)).toBe(`failed to resolve ref ${host}/none:v1: ${host}/none:v1: not found`)
  expect(await reason(`${host}/app:v1`, '429032495558')).toBe(
    `failed to resolve ref ${host}/app:v1: pulling from host ${host} failed with status code [manifests v1]: 403 Forbidden`,
  )
  expect(await reason(`${host}/none:v1`, '429032495558')).toMatch(/403 Forbidden$/)
  expect(await reason('nginx')).toBe(
    'failed to resolve ref docker.io/library/nginx:latest: failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": dial tcp: i/o timeout',
  )
})

test('of an index the image for this kind of machine runs, under the digest of the index', async () => {
  const { put, pull, store } = ecr()
  const arm = buildImage({ files: { which: 'arm' }, architecture: 'arm64' })
  const amd = buildImage({ files: { which: 'amd' } })
  put(place, 'app', arm, [])
  put(place, 'app', amd, [])
  const manifests = [arm, amd].map(({ digest, manifest, mediaType }, at) => ({
    mediaType,
    digest,
    size: manifest.length,
    platform: { os: 'linux', architecture: at === 0 ? 'arm64' : 'amd64' },
  }))
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests }))
  const all = { digest: digestOf(index), mediaType: mediaTypes.index, manifest: index, blobs: [] }
  put(place, 'app', all, ['v1'])
  expect(await pull(`${host}/app:v1`, place.account)).toMatchObject({ digest: all.digest, architecture: 'amd64' })
  expect(store.find(place, 'app')?.images.size).toBe(3)
})

test('layers lie over one another, gzipped or not, and whiteouts hide what was below', async () => {
  const unpacked = unpackedImages()
  const folder = await unpacked.folder('sha256:1', [
    layerOf({ kept: '1', gone: '1', changed: '1', 'dir/old': '1', 'dir/older': '1' }),
    gzipSync(layerOf({ '.wh.gone': '', changed: '2', 'dir/.wh..wh..opq': '', 'dir/new': '2' })),
  ])
  expect(readdirSync(folder).sort()).toEqual(['changed', 'dir', 'kept'])
  expect(readdirSync(join(folder, 'dir'))).toEqual(['new'])
  expect(readFileSync(join(folder, 'changed'), 'utf8')).toBe('2')
  await unpacked.close()
})

test('a layer cannot reach out of its folder', async () => {
  const unpacked = unpackedImages()
  const outside = join(tmpdir(), 'outside-of-the-image')
  writeFileSync(outside, 'mine')
  const climb = '../'.repeat(12)
  const folder = await unpacked.folder('sha256:2', [
    layerOf({ [`${climb}tmp/escaped`]: 'x', [`${climb}${tmpdir().slice(1)}/.wh.outside-of-the-image`]: '' }),
  ])
  expect(existsSync('/tmp/escaped')).toBe(false)
  expect(readFileSync(outside, 'utf8')).toBe('mine')
  expect(existsSync(folder)).toBe(true)
  rmSync(outside)
  await unpacked.close()
})

test('what is pulled while the sandbox ends leaves no files behind', async () => {
  const unpacked = unpackedImages()
  await unpacked.close()
  await expect(unpacked.folder('sha256:1', [])).rejects.toThrow('the sandbox has ended')
})
