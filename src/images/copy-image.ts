// How does an image come from one registry into another, byte for byte?

import { type Descriptor, type Manifest, readManifest } from '../decisions/manifest.ts'
import { Failure } from '../failure.ts'
import type { Oci } from '../io/oci.ts'
import { inTurns } from '../turns.ts'
import type { Again } from './ask-again.ts'

/** A repository in a registry, and how to ask it again when a connection is lost. */
export type Shelf = { oci: Oci; name: string; again: Again }

export type Copied = {
  /** Blobs and manifests that had to be sent or mounted, and those that were there. */
  sent: number
  mounted: number
  there: number
  bytes: number
  /** Signatures, attestations, bills of materials. */
  referrers: number
}

const AT_ONCE = 4
/** A signature of a signature of an image is as deep as this goes. */
const DEEPEST = 4
/** Where cosign keeps what it knows of an image, beside the list of referrers. */
const BESIDE = ['sig', 'att', 'sbom']

/** Copies everything that a manifest is made of, and what refers to it; sets no tag. What is there already is not sent again. */
export async function copyImage(
  from: Shelf,
  to: Shelf,
  manifest: Manifest,
  { referrers }: { referrers: boolean },
): Promise<Copied> {
  const copied: Copied = { sent: 0, mounted: 0, there: 0, bytes: 0, referrers: 0 }
  const { again } = to
  const sameRegistry = from.oci.host === to.oci.host

  async function copyBlob(blob: Descriptor): Promise<void> {
    if (await again(() => to.oci.hasBlob(to.name, blob.digest))) {
      copied.there++
      return
    }
    await again(async () => {
      const location = await to.oci.beginUpload(to.name, blob.digest, sameRegistry ? from.name : undefined)
      if (location === undefined) {
        copied.mounted++
        return
      }
      await to.oci.finishUpload(to.name, location, blob, await from.oci.blob(from.name, blob.digest))
      copied.sent++
      copied.bytes += blob.size
    })
  }

  /** Children and blobs first: a registry takes a manifest only when it has all that this names. */
  async function copyManifest(one: Manifest, depth: number): Promise<void> {
    const content = readManifest(one)
    if (!content) throw new Failure(`${from.name}@${one.digest} is not a manifest: it cannot be promoted.`)
    for (const child of content.children) await copyManifest(await manifestOf(child.digest), depth)
    const blobs = [...(content.config ? [content.config] : []), ...content.layers].filter(isHere)
    const different = blobs.filter((blob, at) => blobs.findIndex(({ digest }) => digest === blob.digest) === at)
    await inTurns(different, AT_ONCE, copyBlob)
    if (await again(() => to.oci.manifest(to.name, one.digest))) copied.there++
    else {
      const listed = await again(() => to.oci.putManifest(to.name, one.digest, one))
      if (content.subject && !listed) await listReferrer(content.subject.digest, one, content.artifactType)
      copied.sent++
    }
    if (referrers && depth < DEEPEST) await copyReferrers(one.digest, depth)
  }

  async function manifestOf(digest: string): Promise<Manifest> {
    const found = await again(() => from.oci.manifest(from.name, digest))
    if (found) return found
    throw new Failure(
      `${from.name}@${digest} is named by the image, but is not in ${from.oci.host}: it cannot be promoted whole.`,
    )
  }

  async function copyReferrers(digest: string, depth: number): Promise<void> {
    for (const one of await again(() => from.oci.referrers(from.name, digest))) {
      await copyManifest(await manifestOf(one.digest), depth + 1)
      copied.referrers++
    }
    for (const kind of BESIDE) {
      const tag = `${digest.replace(':', '-')}.${kind}`
      const found = await again(() => from.oci.manifest(from.name, tag))
      if (!found) continue
      await copyManifest(found, depth + 1)
      if ((await again(() => to.oci.manifest(to.name, tag)))?.digest !== found.digest)
        await again(() => to.oci.putManifest(to.name, tag, found))
      copied.referrers++
    }
  }

  /** Registries from before OCI 1.1 keep the list under a tag, which whoever writes a referrer keeps up to date. */
  async function listReferrer(subject: string, one: Manifest, artifactType: string | undefined): Promise<void> {
    const entry = {
      mediaType: one.mediaType,
      digest: one.digest,
      size: one.body.length,
      ...(artifactType ? { artifactType } : {}),
    }
    const listed = (await again(() => to.oci.referrers(to.name, subject))).filter(({ digest }) => digest !== one.digest)
    const mediaType = 'application/vnd.oci.image.index.v1+json'
    const index = { schemaVersion: 2, mediaType, manifests: [...listed, entry] }
    const tag = subject.replace(':', '-')
    await again(() => to.oci.putManifest(to.name, tag, { mediaType, body: Buffer.from(JSON.stringify(index)) }))
  }

  await copyManifest(manifest, 0)
  return copied
}

/** Layers that must not be passed on lie where they came from: https://github.com/opencontainers/image-spec/blob/main/layer.md#non-distributable-layers */
const isHere = ({ mediaType }: Descriptor) => !/nondistributable|foreign/.test(mediaType)
