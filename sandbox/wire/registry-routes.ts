// What can be asked of a registry?
// https://github.com/opencontainers/distribution-spec/blob/main/spec.md
import type { Ecr } from '../aws/ecr/service.ts'
import { imageBehind, keepImage, type Repository } from '../aws/ecr/store.ts'
import { AwsError } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { digestOf } from '../oci/manifest.ts'

/** One request to one repository; `target` is the tag, digest or upload id at the end of its path. */
export type Asked = { request: HttpRequest; repository: Repository; target: string; parameters: URLSearchParams }

export type Route = {
  /** As the journal and faults name it. */
  operation: string
  methods: string[]
  /** Groups `name` and `target`. */
  path: RegExp
  /** The IAM action that ECR asks for. */
  action: string
  act(asked: Asked): HttpResponse
}

const empty = Buffer.alloc(0)

const respond = (status: number, headers: Record<string, string> = {}, body: Buffer = empty): HttpResponse => ({
  status,
  headers,
  body,
})

/** Names of all there is to ask, for those who order faults. */
export const registryOperations = (ecr: Ecr, clock: Clock): string[] =>
  registryRoutes(ecr, clock, () => undefined).map(({ operation }) => operation)

/** The routes of one account's registry. `mountable` finds the repository that a blob may be mounted from. */
export function registryRoutes(
  { uploads, downloads }: Pick<Ecr, 'uploads' | 'downloads'>,
  clock: Clock,
  mountable: (name: string) => Repository | undefined,
): Route[] {
  const blobOf = ({ repository, target }: Asked): Buffer => {
    const blob = repository.blobs.get(target)
    if (!blob) throw new AwsError('BLOB_UNKNOWN', 'blob unknown to registry', 404)
    return blob
  }

  const kept = ({ name }: Repository, digest: string) =>
    respond(201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest })

  const underWay = ({ name }: Repository, id: string, size: number, status = 202) =>
    respond(status, {
      location: `/v2/${name}/blobs/uploads/${id}`,
      'docker-upload-uuid': id,
      range: `0-${Math.max(size - 1, 0)}`,
    })

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
        const { digest } = keepImage(repository, request.body, how)
        const location = `/v2/${repository.name}/manifests/${digest}`
        return respond(201, { location, 'docker-content-digest': digest })
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
    {
      operation: 'POST /v2/{name}/blobs/uploads/',
      methods: ['POST'],
      path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/?$/,
      action: 'InitiateLayerUpload',
      act({ request, repository, parameters }) {
        const mounted = parameters.get('mount')
        const blob = mounted && mountable(parameters.get('from') ?? '')?.blobs.get(mounted)
        if (mounted && blob) {
          repository.blobs.set(mounted, blob)
          return kept(repository, mounted)
        }
        const id = uploads.begin(repository)
        const digest = parameters.get('digest')
        if (!digest) return underWay(repository, id, 0)
        uploads.append(repository, id, request.body, 0)
        uploads.finish(repository, id, digest)
        return kept(repository, digest)
      },
    },
    {
      operation: 'PATCH /v2/{name}/blobs/uploads/{id}',
      methods: ['PATCH'],
      path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<target>[^/]+)$/,
      action: 'UploadLayerPart',
      act({ request, repository, target }) {
        const first = /^(?:bytes )?(\d+)-/.exec(request.headers['content-range'] ?? '')?.[1]
        const at = first === undefined ? uploads.size(repository, target) : Number(first)
        return underWay(repository, target, uploads.append(repository, target, request.body, at))
      },
    },
    {
      operation: 'PUT /v2/{name}/blobs/uploads/{id}',
      methods: ['PUT'],
      path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<target>[^/]+)$/,
      action: 'CompleteLayerUpload',
      act({ request, repository, target, parameters }) {
        const digest = parameters.get('digest') ?? ''
        uploads.append(repository, target, request.body, uploads.size(repository, target))
        uploads.finish(repository, target, digest)
        return kept(repository, digest)
      },
    },
    {
      operation: 'GET /v2/{name}/blobs/uploads/{id}',
      methods: ['GET'],
      path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<target>[^/]+)$/,
      action: 'UploadLayerPart',
      act: ({ repository, target }) => underWay(repository, target, uploads.size(repository, target), 204),
    },
    {
      operation: 'DELETE /v2/{name}/blobs/uploads/{id}',
      methods: ['DELETE'],
      path: /^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<target>[^/]+)$/,
      action: 'UploadLayerPart',
      act({ repository, target }) {
        uploads.cancel(repository, target)
        return respond(204)
      },
    },
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
        const location = downloads.urlOf(asked.repository.place, blobOf(asked))
        return respond(307, { location, 'docker-content-digest': asked.target })
      },
    },
  ]
}
