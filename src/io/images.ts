// What does a registry hold under a name, be it ECR's or another?
import type { Repository } from '../decisions/image.ts'
import type { Manifest } from '../decisions/manifest.ts'
import { Failure } from '../failure.ts'
import { regionOrFail } from './aws.ts'
import { ecrImages } from './ecr-images.ts'
import { oci } from './oci.ts'
import { bytesOf } from './oci-request.ts'
import { runner } from './runner.ts'

export type Images = {
  /** By tag or digest; undefined when it is not there. */
  find(reference: string): Promise<Manifest | undefined>
  /** A config or another small blob, as text; undefined when it cannot be had. */
  blob(digest: string): Promise<string | undefined>
  /** Sets a tag on a manifest that is there. `kept`: it is on another image, and the repository does not let it move. */
  setTag(manifest: Manifest, tag: string): Promise<'set' | 'kept'>
}

/**
 * The region in which ECR's API is asked about a repository; undefined for other registries. An emulator of AWS keeps its
 * registry on this machine.
 */
export function ecrRegion({ host, ecr }: Repository): string | undefined {
  if (ecr) return ecr.region
  const emulated = runner.variable('AWS_ENDPOINT_URL_ECR') ?? runner.variable('AWS_ENDPOINT_URL')
  return emulated && /^(localhost|127\.)/.test(host) ? regionOrFail(undefined) : undefined
}

/** The images of one repository. */
export async function images(repository: Repository, cancel: AbortSignal): Promise<Images> {
  const region = ecrRegion(repository)
  if (region !== undefined) return ecrImages(repository, region)
  const { host, name } = repository
  const registry = oci(host, cancel)
  return {
    find: reference => registry.manifest(name, reference),
    blob: async digest => (await bytesOf(await registry.blob(name, digest))).toString('utf8'),
    async setTag(manifest, tag) {
      try {
        await registry.putManifest(name, tag, manifest)
        return 'set'
      } catch (error) {
        // https://github.com/goharbor/harbor/wiki/Architecture-Overview-of-Harbor and others answer 412 or 409 for a tag that does not move.
        if (error instanceof Failure && /\((409|412),|immutable/i.test(error.message)) return 'kept'
        throw error
      }
    },
  }
}
