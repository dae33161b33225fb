// Does ECR's API keep images as AWS does?
import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ListImagesCommand,
  PutImageCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { expect, test } from '@jest/globals'
import { buildImage } from '../../sandbox/oci/build.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const repositoryName = 'staging/app'
const image = buildImage({ files: { 'app.js': 'hello' } })
const other = buildImage({ files: { 'app.js': 'good bye' } })

async function staging() {
  const sandbox = await sandboxForTest()
  sandbox.putImage('staging', repositoryName, image, ['v1'])
  return { sandbox, ecr: new ECRClient(clientOf(sandbox)) }
}

test('an image is described by tag and by digest, with the size of its layers', async () => {
  const { sandbox, ecr } = await staging()
  const expected = {
    repositoryName,
    registryId: '127214192604',
    imageDigest: image.digest,
    imageTags: ['v1'],
    imageSizeInBytes: image.blobs[1]?.length,
    imagePushedAt: new Date(sandbox.clock.now()),
  }
  for (const imageId of [{ imageTag: 'v1' }, { imageDigest: image.digest }]) {
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [imageId] }))
    expect(imageDetails).toMatchObject([expected])
  }
})

test('an image or repository that is not there is an error of its own', async () => {
  const { ecr } = await staging()
  const imageIds = [{ imageTag: 'v9' }]
  expect(await errorOf(ecr.send(new DescribeImagesCommand({ repositoryName, imageIds })))).toMatchObject({
    name: 'ImageNotFoundException',
    message:
      "The image with imageId {imageDigest:'null', imageTag:'v9'} does not exist within the repository with name 'staging/app' in the registry with id '127214192604'",
  })
  expect(await errorOf(ecr.send(new DescribeImagesCommand({ repositoryName: 'none' })))).toMatchObject({
    name: 'RepositoryNotFoundException',
    message: "The repository with name 'none' does not exist in the registry with id '127214192604'",
  })
  const { failures } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }))
  expect(failures).toEqual([
    { imageId: { imageTag: 'v9' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
  ])
})

test('a batch tells the tag that belongs to another digest, and the identifier that says nothing', async () => {
  const { ecr } = await staging()
  const imageIds = [{ imageTag: 'v1', imageDigest: other.digest }, {}]
  const { failures } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }))
  expect(failures?.map(({ failureCode }) => failureCode)).toEqual(['ImageTagDoesNotMatchDigest', 'MissingDigestAndTag'])
})

test('a manifest put under a new tag keeps its bytes and so its digest', async () => {
  const { ecr } = await staging()
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
  const imageManifest = images?.[0]?.imageManifest
  expect(imageManifest).toBe(image.manifest.toString())
  const put = await ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'live' }))
  expect(put.image?.imageId).toEqual({ imageDigest: image.digest, imageTag: 'live' })
  const again = errorOf(ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'live' })))
  expect(await again).toMatchObject({ name: 'ImageAlreadyExistsException' })
  const { imageIds } = await ecr.send(new ListImagesCommand({ repositoryName }))
  expect(imageIds?.map(({ imageTag }) => imageTag)).toEqual(['v1', 'live'])
})

test('a manifest without its layers, under a fixed tag, or unreadable is refused', async () => {
  const { sandbox, ecr } = await staging()
  const put = (imageManifest: string, imageTag: string, to = repositoryName) =>
    errorOf(ecr.send(new PutImageCommand({ repositoryName: to, imageManifest, imageTag })))
  expect(await put(other.manifest.toString(), 'v2')).toMatchObject({ name: 'LayersNotFoundException' })
  expect(await put('{"schemaVersion":1}', 'v2')).toMatchObject({ name: 'InvalidParameterException' })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'fixed', imageTagMutability: 'IMMUTABLE' }))
  sandbox.putImage('staging', 'fixed', image, ['v1'])
  sandbox.putImage('staging', 'fixed', other, ['v2'])
  expect(await put(other.manifest.toString(), 'v1', 'fixed')).toEqual({
    name: 'ImageTagAlreadyExistsException',
    status: 400,
    message:
      "The image tag 'v1' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.",
  })
})

test('another account sees a repository only when its policy says so', async () => {
  const { sandbox, ecr } = await staging()
  const production = new ECRClient(clientOf(sandbox, 'production'))
  const look = new BatchGetImageCommand({ repositoryName, registryId: '127214192604', imageIds: [{ imageTag: 'v1' }] })
  expect(await errorOf(production.send(look))).toMatchObject({
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:iam::429032495558:user/sandbox is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:ap-south-1:127214192604:repository/staging/app because no resource-based policy allows the ecr:BatchGetImage action',
  })
  const policyText = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '429032495558' }, Action: ['ecr:BatchGetImage'] }],
  })
  const missing = new BatchGetImageCommand({ ...look.input, repositoryName: 'none' })
  expect(await errorOf(production.send(missing))).toMatchObject({ name: 'AccessDeniedException' })
  const listing = new DescribeRepositoriesCommand({ registryId: '127214192604' })
  expect(await errorOf(production.send(listing))).toMatchObject({ name: 'AccessDeniedException' })
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText }))
  expect((await production.send(look)).images).toHaveLength(1)
})

test('long lists come in pages', async () => {
  const { sandbox, ecr } = await staging()
  for (const name of ['b', 'a', 'c'])
    await sandbox.call('staging', 'ecr', 'CreateRepository', { repositoryName: `x/${name}` })
  const first = await ecr.send(new DescribeRepositoriesCommand({ maxResults: 2 }))
  const second = await ecr.send(new DescribeRepositoriesCommand({ maxResults: 2, nextToken: first.nextToken }))
  const names = [first, second].map(({ repositories }) => repositories?.map(one => one.repositoryName))
  expect(names).toEqual([
    ['staging/app', 'x/a'],
    ['x/b', 'x/c'],
  ])
  expect(second.nextToken).toBeUndefined()
  const forged = new DescribeRepositoriesCommand({ nextToken: 'forged' })
  expect(await errorOf(ecr.send(forged))).toMatchObject({ name: 'InvalidParameterException' })
})

test('an image goes with its last tag, a repository only when it is empty or by force', async () => {
  const { ecr } = await staging()
  expect(await errorOf(ecr.send(new DeleteRepositoryCommand({ repositoryName })))).toMatchObject({
    name: 'RepositoryNotEmptyException',
  })
  const gone = await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
  expect(gone.imageIds).toEqual([{ imageDigest: image.digest, imageTag: 'v1' }])
  expect((await ecr.send(new ListImagesCommand({ repositoryName }))).imageIds).toEqual([])
  await ecr.send(new DeleteRepositoryCommand({ repositoryName }))
})

test('a name that is no repository name is refused in ECR’s words', async () => {
  const { ecr } = await staging()
  const refused = await errorOf(ecr.send(new CreateRepositoryCommand({ repositoryName: 'Not/Good' })))
  expect(refused.name).toBe('InvalidParameterException')
  expect(refused.message).toMatch(/^Invalid parameter at 'repositoryName' failed to satisfy constraint: '.+'$/)
})
