// Which images does a repository hold?
import type { Clock } from '../../clock.ts'
import { digestOf } from '../../oci/manifest.ts'
import { page } from '../page.ts'
import { AwsError, type Fields, type Operation } from '../service.ts'
import { ask, type ImageId, imageIdsIn, refuse, repositoryIn } from './ask.ts'
import { imageBehind, keepImage, type Repository, type Store, type StoredImage, tagsOf } from './store.ts'

const invalidToken = () => refuse('nextToken', undefined, 'Invalid nextToken')

/** Describe, list, get, put and delete images. */
export function imageOperations(store: Store, clock: Clock): Record<string, Operation> {
  return {
    DescribeImages(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'DescribeImages')
      const ids = imageIdsIn(asked, { max: 100 })
      const limit = asked.maybeNumber('maxResults', { min: 1, max: 1000 }) ?? 100
      if (ids.length > 0) {
        return { imageDetails: ids.map(id => details(repository, found(repository, id))) }
      }
      const images = [...repository.images.values()].filter(image => hasStatus(input, tagsOf(repository, image.digest)))
      const { entries, next } = page(images, limit, asked.maybeText('nextToken'), invalidToken)
      return { imageDetails: entries.map(image => details(repository, image)), nextToken: next }
    },

    ListImages(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'ListImages')
      const limit = asked.maybeNumber('maxResults', { min: 1, max: 1000 }) ?? 100
      const ids = [...repository.images.keys()].flatMap(imageDigest => {
        const tags = tagsOf(repository, imageDigest)
        if (!hasStatus(input, tags)) return []
        return tags.length > 0 ? tags.map(imageTag => ({ imageDigest, imageTag })) : [{ imageDigest }]
      })
      const { entries, next } = page(ids, limit, asked.maybeText('nextToken'), invalidToken)
      return { imageIds: entries, nextToken: next }
    },

    BatchGetImage(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'BatchGetImage')
      const accepted = asked.texts('acceptedMediaTypes', { max: 100 })
      const images: Fields[] = []
      const failures: Fields[] = []
      for (const imageId of imageIdsIn(asked, { min: 1, max: 100 })) {
        const sought = seek(repository, imageId)
        if ('failureCode' in sought) failures.push({ imageId, ...sought })
        else if (accepted.length > 0 && !accepted.includes(sought.image.manifest.mediaType))
          failures.push({ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' })
        else images.push(shown(repository, sought.image, imageId.imageTag))
      }
      return { images, failures }
    },

    PutImage(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'PutImage')
      const bytes = Buffer.from(asked.text('imageManifest', { min: 1, max: 4_194_304 }))
      const digest = digestOf(bytes)
      const tag = asked.maybeText('imageTag', { min: 1, max: 300, pattern: /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/ })
      const expected = asked.maybeText('imageDigest')
      if (expected !== undefined && expected !== digest) {
        const message = `The provided image digest '${expected}' does not match the digest '${digest}' of the image manifest`
        throw new AwsError('ImageDigestDoesNotMatchException', message)
      }
      const already = tag === undefined ? repository.images.has(digest) : repository.tags.get(tag) === digest
      if (already) {
        const message = `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${repository.name}' in registry with id '${repository.place.account}'`
        throw new AwsError('ImageAlreadyExistsException', message)
      }
      const mediaType = asked.maybeText('imageManifestMediaType')
      const image = keepImage(repository, bytes, { mediaType, tag, now: clock.now() })
      return { image: shown(repository, image, tag) }
    },

    BatchDeleteImage(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'BatchDeleteImage')
      const imageIds: Fields[] = []
      const failures: Fields[] = []
      for (const imageId of imageIdsIn(asked, { min: 1, max: 100 })) {
        const sought = seek(repository, imageId)
        if ('failureCode' in sought) failures.push({ imageId, ...sought })
        else imageIds.push(...remove(repository, sought.image, imageId.imageTag))
      }
      return { imageIds, failures }
    },
  }
}

/** By tag the tag goes, and the image with its last tag; by digest all of it goes. */
function remove(repository: Repository, { digest }: StoredImage, tag: string | undefined): Fields[] {
  const tags = tag === undefined ? tagsOf(repository, digest) : [tag]
  for (const one of tags) repository.tags.delete(one)
  if (tagsOf(repository, digest).length === 0) repository.images.delete(digest)
  return tags.length > 0 ? tags.map(imageTag => ({ imageDigest: digest, imageTag })) : [{ imageDigest: digest }]
}

type Sought = { image: StoredImage } | { failureCode: string; failureReason: string }

function seek(repository: Repository, { imageDigest, imageTag }: ImageId): Sought {
  if (imageDigest === undefined && imageTag === undefined)
    return { failureCode: 'MissingDigestAndTag', failureReason: 'Must specify either a digest or tag' }
  if (imageDigest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(imageDigest))
    return { failureCode: 'InvalidImageDigest', failureReason: 'Invalid request: invalid image digest' }
  const image = imageBehind(repository, imageTag ?? imageDigest ?? '')
  if (!image) return { failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }
  if (imageDigest !== undefined && image.digest !== imageDigest)
    return { failureCode: 'ImageTagDoesNotMatchDigest', failureReason: 'Image tag does not match image digest' }
  return { image }
}

function found(repository: Repository, id: ImageId): StoredImage {
  const sought = seek(repository, id)
  if ('image' in sought) return sought.image
  const { imageDigest = 'null', imageTag = 'null' } = id
  const message = `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${repository.name}' in the registry with id '${repository.place.account}'`
  throw new AwsError('ImageNotFoundException', message)
}

const hasStatus = (input: Fields, tags: string[]) => {
  const { tagStatus = 'ANY' } = (input.filter ?? {}) as { tagStatus?: string }
  return tagStatus === 'ANY' || (tagStatus === 'TAGGED') === tags.length > 0
}

const shown = (repository: Repository, { digest, bytes, manifest }: StoredImage, tag: string | undefined): Fields => ({
  registryId: repository.place.account,
  repositoryName: repository.name,
  imageId: { imageDigest: digest, imageTag: tag },
  imageManifest: bytes.toString(),
  imageManifestMediaType: manifest.mediaType,
})

function details(repository: Repository, image: StoredImage): Fields {
  const tags = tagsOf(repository, image.digest)
  return {
    registryId: repository.place.account,
    repositoryName: repository.name,
    imageDigest: image.digest,
    imageTags: tags.length > 0 ? tags : undefined,
    imageSizeInBytes: sizeOf(repository, image),
    imagePushedAt: new Date(image.pushedAt),
    imageManifestMediaType: image.manifest.mediaType,
    artifactMediaType: image.manifest.config?.mediaType,
    lastRecordedPullTime: image.pulledAt === undefined ? undefined : new Date(image.pulledAt),
    imageStatus: 'ACTIVE',
  }
}

/** Layers as they are stored; of an index its largest image (ImageDetail in ECR's API reference). */
function sizeOf(repository: Repository, { manifest }: StoredImage): number {
  const images = manifest.manifests.flatMap(({ digest }) => repository.images.get(digest) ?? [])
  if (images.length > 0) return Math.max(...images.map(image => sizeOf(repository, image)))
  return manifest.layers.reduce((sum, { size }) => sum + size, 0)
}
