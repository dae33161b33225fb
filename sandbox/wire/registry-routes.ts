// What can be asked of a registry?
// https://github.com/opencontainers/distribution-spec/blob/main/spec.md
import type { Ecr } from '../aws/ecr/service.ts'
import { imageBehind, keepImage, type Repository } from '../aws/ecr/store.ts'
import { AwsError } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import { digestOf, mediaTypes } from '../oci/manifest.ts'
import { type Asked, type Route, respond } from './registry-route.ts'
import { uploadRoutes } from './registry-uploads.ts'

/** Names of all there is to ask, for those who order faults. */
export const registryOperations = (ecr: Ecr, clock: Clock): string[] =>
  registryRoutes(ecr, clock, () => undefined).map(({ operation }) => operation)

/** The routes of one account's registry. `mountable` finds the repository that a blob may be mounted from. */
export function registryRoutes(
  ecr: Pick<Ecr, 'uploads' | 'downloads'>,
  clock: Clock,
  mountable: (name: string) => Repository | undefined,
): Route[] {
  const blobOf = ({ repository, target }: Asked): Buffer => {
    const blob = repository.blobs.get(target)
    if (!blob) throw new AwsError('BLOB_UNKNOWN', 'blob unknown to registry', 404)
    return blob
  }

  return [
    {
      operation: 'GET /v2/{name}/manifests/{reference}',
      methods: ['GET', 'HEAD'],
      path: /^\/v2\/(?<name>.+)\/manifests\/(?<target>[^/]+)$/,
      action: 'BatchGetImage',
      act({ request, repository, target }) {
        const image = imageBehind(repository, target)
        const accepted = request.headers.accept ?? '*/*'
        if (!image || !(accepted.includes('*/*') || accepted.includes(image.manifest.mediaType)))
          throw new AwsError('MANIFEST_UNKNOWN', 'Requested image not found', 404)
        image.pulledAt = clock.now()
        const headers = { 'content-type': image.manifest.mediaType, 'docker-content-digest': image.digest }
        return respond(200, headers, image.bytes)
      },
    },
    {
      operation: 'PUT /v2/{name}/manifests/{reference}',
      methods: ['PUT'],
      path: /^\/v2\/(?<name>.+)\/manifests\/(?<target>[^/]+)$/,
      action: 'PutImage',
      act({ request, repository, target }) {
        const byDigest = target.startsWith('sha256:')
        if (byDigest && digestOf(request.body) !== target)
          throw new AwsError('DIGEST_INVALID', 'provided digest did not match uploaded content')
        const how = { mediaType: request.headers['content-type'], tag: byDigest ? undefined : target, now: clock.now() }
        const { digest, manifest } = keepImage(repository, request.body, how)
        const location = `/v2/${repository.name}/manifests/${digest}`
        const about = manifest.subject && { 'oci-subject': manifest.subject.digest }
        return respond(201, { location, 'docker-content-digest': digest, ...about })
      },
    },
    {
      operation: 'GET /v2/{name}/referrers/{digest}',
      methods: ['GET'],
      path: /^\/v2\/(?<name>.+)\/referrers\/(?<target>[^/]+)$/,
      action: 'BatchGetImage',
      act({ repository, target }) {
        const about = [...repository.images.values()].filter(({ manifest }) => manifest.subject?.digest === target)
        const manifests = about.map(({ digest, bytes, manifest: { mediaType, artifactType, config } }) => ({
          ...{ mediaType, digest, size: bytes.length },
          artifactType: artifactType ?? config?.mediaType,
        }))
        const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests }
        return respond(200, { 'content-type': mediaTypes.index }, Buffer.from(JSON.stringify(index)))
      },
    },
    {
      operation: 'GET /v2/{name}/tags/list',
      methods: ['GET'],
      path: /^\/v2\/(?<name>.+)\/tags\/list$/,
      action: 'ListImages',
      act({ repository, parameters }) {
        const size = Number(parameters.get('n') ?? 1000)
        const last = parameters.get('last') ?? ''
        const after = [...repository.tags.keys()].sort().filter(tag => tag > last)
        const tags = after.slice(0, size)
        const next = `</v2/${repository.name}/tags/list?last=${tags.at(-1)}&n=${size}>; rel="next"`
        const headers = { 'content-type': 'application/json', ...(after.length > size && { link: next }) }
        return respond(200, headers, Buffer.from(JSON.stringify({ name: repository.name, tags })))
      },
    },
    ...uploadRoutes(ecr.uploads, mountable),
    {
      operation: 'HEAD /v2/{name}/blobs/{digest}',
      methods: ['HEAD'],
      path: /^\/v2\/(?<name>.+)\/blobs\/(?<target>[^/]+)$/,
      action: 'BatchCheckLayerAvailability',
      act(asked) {
        const headers = { 'content-type': 'application/octet-stream', 'docker-content-digest': asked.target }
        return respond(200, headers, blobOf(asked))
      },
    },
    {
      // ECR keeps layers elsewhere and sends its readers there.
      operation: 'GET /v2/{name}/blobs/{digest}',
      methods: ['GET'],
      path: /^\/v2\/(?<name>.+)\/blobs\/(?<target>[^/]+)$/,
      action: 'GetDownloadUrlForLayer',
      act(asked) {
        const location = ecr.downloads.urlOf(asked.repository.place, blobOf(asked))
        return respond(307, { location, 'docker-content-digest': asked.target })
      },
    },
  ]
}
