// Can layers be carried from one repository to another through ECR's API?
import { createHash } from 'node:crypto'
import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr'
import { expect, test } from '@jest/globals'
import { buildImage } from '../../sandbox/oci/build.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const repositoryName = 'staging/app'
const image = buildImage({ files: { 'app.js': 'hello' } })

async function staging() {
  const sandbox = await sandboxForTest()
  sandbox.putImage('staging', repositoryName, image, ['v1'])
  return { sandbox, ecr: new ECRClient(clientOf(sandbox)) }
}

test('an image is carried to another account, layer by layer', async () => {
  const { sandbox, ecr } = await staging()
  const production = new ECRClient(clientOf(sandbox, 'production'))
  const target = { repositoryName: 'production/app' }
  await production.send(new CreateRepositoryCommand(target))
  const layerDigests = image.blobs.map(blob => `sha256:${createHash('sha256').update(blob).digest('hex')}`)
  const before = await production.send(new BatchCheckLayerAvailabilityCommand({ ...target, layerDigests }))
  expect(before.layers?.map(({ layerAvailability }) => layerAvailability)).toEqual(['UNAVAILABLE', 'UNAVAILABLE'])
  for (const layerDigest of layerDigests) {
    const { downloadUrl = '' } = await ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest }))
    const layer = new Uint8Array(await (await fetch(downloadUrl)).arrayBuffer())
    const { uploadId } = await production.send(new InitiateLayerUploadCommand(target))
    const part = { partFirstByte: 0, partLastByte: layer.length - 1, layerPartBlob: layer }
    await production.send(new UploadLayerPartCommand({ ...target, uploadId, ...part }))
    await production.send(new CompleteLayerUploadCommand({ ...target, uploadId, layerDigests: [layerDigest] }))
  }
  const imageManifest = image.manifest.toString()
  const put = await production.send(new PutImageCommand({ ...target, imageManifest, imageTag: 'v1' }))
  expect(put.image?.imageId?.imageDigest).toBe(image.digest)
})

test('a download link runs out after an hour', async () => {
  const { sandbox, ecr } = await staging()
  const layerDigest = JSON.parse(image.manifest.toString()).layers[0].digest
  const { downloadUrl = '' } = await ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest }))
  expect((await fetch(downloadUrl)).status).toBe(200)
  await sandbox.advance(3_600_000)
  expect((await fetch(downloadUrl)).status).not.toBe(200)
})

test('an upload that leaves a gap or ends with another digest is refused', async () => {
  const { ecr } = await staging()
  const { uploadId } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }))
  const part = (first: number) =>
    new UploadLayerPartCommand({
      repositoryName,
      uploadId,
      partFirstByte: first,
      partLastByte: first + 1,
      layerPartBlob: Buffer.from('ab'),
    })
  await ecr.send(part(0))
  expect(await errorOf(ecr.send(part(5)))).toMatchObject({ name: 'InvalidLayerPartException' })
  const layerDigests = [`sha256:${'0'.repeat(64)}`]
  const end = new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests })
  expect(await errorOf(ecr.send(end))).toMatchObject({ name: 'InvalidLayerException' })
})
