// What does an image manifest say?
import { createHash } from 'node:crypto'

export type Descriptor = {
  mediaType: string
  digest: string
  size: number
  platform?: { architecture: string; os: string }
}

/** A manifest of one image (config and layers), or an index of several (manifests). */
export type Manifest = {
  mediaType: string
  config: Descriptor | undefined
  layers: Descriptor[]
  manifests: Descriptor[]
  /** What it is about: a signature, for one, is about an image. */
  subject: Descriptor | undefined
  artifactType: string | undefined
}

export const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
}

const indexes = [mediaTypes.index, mediaTypes.dockerIndex]

/** `sha256:…` of exactly these bytes. */
export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/**
 * Reads a manifest; `declared` is the media type it was sent as, for those that do not say it themselves. Throws an
 * `Error` that says what is wrong with it.
 * https://github.com/opencontainers/image-spec/blob/main/manifest.md
 */
export function readManifest(bytes: Buffer, declared?: string): Manifest {
  const content = objectOf(bytes)
  const mediaType = textOf(content.mediaType) ?? declared ?? guessed(content)
  if (content.schemaVersion !== 2) throw new Error('manifest invalid: schemaVersion must be 2')
  if (!Object.values(mediaTypes).includes(mediaType)) throw new Error(`manifest invalid: media type ${mediaType}`)
  const [subject] = content.subject === undefined ? [] : descriptors([content.subject])
  const artifactType = textOf(content.artifactType)
  if (indexes.includes(mediaType)) {
    const manifests = descriptors(content.manifests)
    return { mediaType, config: undefined, layers: [], manifests, subject, artifactType }
  }
  const [config] = descriptors([content.config])
  return { mediaType, config, layers: descriptors(content.layers), manifests: [], subject, artifactType }
}

/** Of an index, the image that a Linux host of `architecture` would run; the first real one when there is none. */
export function choosePlatform({ manifests }: Manifest, architecture = 'amd64'): Descriptor | undefined {
  // Attestations are listed as images of an unknown platform.
  const images = manifests.filter(({ platform }) => platform?.os !== 'unknown')
  return images.find(({ platform }) => platform?.os === 'linux' && platform.architecture === architecture) ?? images[0]
}

type Content = Record<string, unknown>

function objectOf(bytes: Buffer): Content {
  try {
    const content: unknown = JSON.parse(bytes.toString())
    if (typeof content === 'object' && content !== null) return content as Content
  } catch {}
  throw new Error('manifest invalid: not a JSON object')
}

function descriptors(list: unknown): Descriptor[] {
  if (!Array.isArray(list)) throw new Error('manifest invalid: neither layers nor manifests')
  return list.map((entry: Partial<Descriptor> | undefined) => {
    const { mediaType, digest, size, platform } = entry ?? {}
    if (typeof mediaType !== 'string' || typeof size !== 'number' || !/^sha256:[0-9a-f]{64}$/.test(digest ?? ''))
      throw new Error('manifest invalid: a descriptor needs mediaType, digest and size')
    return { mediaType, size, digest: digest ?? '', ...(platform && { platform }) }
  })
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
const guessed = (content: Content) => ('manifests' in content ? mediaTypes.index : mediaTypes.manifest)
