// How does a container engine send a layer to a registry?
// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs
import type { Repository } from '../aws/ecr/store.ts'
import type { Uploads } from '../aws/ecr/uploads.ts'
import { type Route, respond } from './registry-route.ts'

/** Whole, in pieces, or mounted from a repository that `mountable` finds. */
export function uploadRoutes(uploads: Uploads, mountable: (name: string) => Repository | undefined): Route[] {
  return [
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
  ]
}

const kept = ({ name }: Repository, digest: string) =>
  respond(201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest })

const underWay = ({ name }: Repository, id: string, size: number, status = 202) =>
  respond(status, {
    location: `/v2/${name}/blobs/uploads/${id}`,
    'docker-upload-uuid': id,
    range: `0-${Math.max(size - 1, 0)}`,
  })
