// What is in the registries, account by account?
import type { Clock } from '../../clock.ts'
import { digestOf, type Manifest, readManifest } from '../../oci/manifest.ts'
import { covers } from '../../wildcard.ts'
import { arn, type Place } from '../arn.ts'
import { AwsError } from '../service.ts'

export type StoredImage = {
  digest: string
  bytes: Buffer
  manifest: Manifest
  /** AWS time in milliseconds. */
  pushedAt: number
  pulledAt: number | undefined
}

export type Mutability = 'MUTABLE' | 'IMMUTABLE' | 'MUTABLE_WITH_EXCLUSION' | 'IMMUTABLE_WITH_EXCLUSION'

export type Repository = {
  name: string
  place: Place
  arn: string
  createdAt: number
  mutability: Mutability
  /** Tags to which the opposite of `mutability` applies, with `*`. */
  exclusions: readonly string[]
  scanOnPush: boolean
  policy: string | undefined
  lifecyclePolicy: string | undefined
  encryption: { encryptionType: string; kmsKey?: string }
  images: Map<string, StoredImage>
  tags: Map<string, string>
  blobs: Map<string, Buffer>
}

export type Store = {
  create(
    place: Place,
    name: string,
    how: Pick<Repository, 'mutability' | 'exclusions' | 'scanOnPush'> & Partial<Pick<Repository, 'encryption'>>,
  ): Repository
  find(place: Place, name: string): Repository | undefined
  /** In the order of their names. */
  list(place: Place): Repository[]
  remove(repository: Repository): void
}

/** Repositories by account and region; the API and the registry both work on this. */
export function storeOf({ clock }: { clock: Clock }): Store {
  const repositories = new Map<string, Repository>()
  const key = ({ account, region }: Place, name: string) => `${account}/${region}/${name}`
  return {
    create(place, name, how) {
      const repository: Repository = {
        encryption: { encryptionType: 'AES256' },
        ...how,
        name,
        place,
        arn: arn('ecr', place, `repository/${name}`),
        createdAt: clock.now(),
        policy: undefined,
        lifecyclePolicy: undefined,
        images: new Map(),
        tags: new Map(),
        blobs: new Map(),
      }
      repositories.set(key(place, name), repository)
      return repository
    },
    find: (place, name) => repositories.get(key(place, name)),
    list: place =>
      [...repositories.values()]
        .filter(one => one.place.account === place.account && one.place.region === place.region)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove(repository) {
      repositories.delete(key(repository.place, repository.name))
    },
  }
}

/** Keeps a blob and answers its digest. */
export function keepBlob(repository: Repository, bytes: Buffer): string {
  const digest = digestOf(bytes)
  repository.blobs.set(digest, bytes)
  return digest
}

/** The image behind a tag or digest. */
export function imageBehind(repository: Repository, reference: string): StoredImage | undefined {
  return repository.images.get(repository.tags.get(reference) ?? reference)
}

export function tagsOf(repository: Repository, digest: string): string[] {
  return [...repository.tags].filter(([, target]) => target === digest).map(([tag]) => tag)
}

/** Whether a tag, once given, stays where it is. */
function isFixed({ mutability, exclusions }: Repository, tag: string): boolean {
  const excluded = mutability.endsWith('_WITH_EXCLUSION') && exclusions.some(filter => covers(filter, tag))
  return mutability.startsWith('IMMUTABLE') !== excluded
}

/**
 * Puts an image under its digest, and under `tag` when there is one. Throws what PutImage answers for an unreadable
 * manifest, missing layers or images, and a tag that must not move.
 */
export function keepImage(
  repository: Repository,
  bytes: Buffer,
  { mediaType, tag, now }: { mediaType: string | undefined; tag: string | undefined; now: number },
): StoredImage {
  const manifest = read(bytes, mediaType)
  const where = `repository with name '${repository.name}' in the registry with id '${repository.place.account}'`
  const blobs = [...(manifest.config ? [manifest.config] : []), ...manifest.layers].map(({ digest }) => digest)
  const missing = blobs.filter(digest => !repository.blobs.has(digest))
  if (missing.length > 0) {
    const message = `Layers with digests '[${missing.join(', ')}]' required for pushing image into ${where} do not exist`
    throw new AwsError('LayersNotFoundException', message)
  }
  const unknown = manifest.manifests.map(({ digest }) => digest).filter(digest => !repository.images.has(digest))
  if (unknown.length > 0) {
    const message = `Images with digests '[${unknown.join(', ')}]' required for pushing image into ${where} do not exist`
    throw new AwsError('ReferencedImagesNotFoundException', message)
  }
  if (tag !== undefined && repository.tags.has(tag) && isFixed(repository, tag)) {
    const message = `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`
    throw new AwsError('ImageTagAlreadyExistsException', message)
  }
  const digest = digestOf(bytes)
  const image = repository.images.get(digest) ?? { digest, bytes, manifest, pushedAt: now, pulledAt: undefined }
  repository.images.set(digest, image)
  if (tag !== undefined) repository.tags.set(tag, digest)
  return image
}

function read(bytes: Buffer, mediaType: string | undefined): Manifest {
  try {
    return readManifest(bytes, mediaType)
  } catch (error) {
    const message = `Invalid parameter at 'ImageManifest' failed to satisfy constraint: '${(error as Error).message}'`
    throw new AwsError('InvalidParameterException', message)
  }
}
