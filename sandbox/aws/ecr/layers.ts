// Which layers does a repository hold, and how are they moved through the API?
import { AwsError, type Fields, type Operation } from '../service.ts'
import { ask, refuse, repositoryIn } from './ask.ts'
import type { Downloads } from './downloads.ts'
import type { Repository, Store } from './store.ts'
import type { Uploads } from './uploads.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const largestPart = 20 * 1024 * 1024
const smallestPart = 5 * 1024 * 1024
const digestForm = /^sha256:[0-9a-f]{64}$/
const layerMediaType = 'application/vnd.docker.image.rootfs.diff.tar.gzip'

/** Check, download and upload layers. */
export function layerOperations(store: Store, uploads: Uploads, downloads: Downloads): Record<string, Operation> {
  const named = ({ name, place }: Repository): Fields => ({ registryId: place.account, repositoryName: name })

  return {
    BatchCheckLayerAvailability(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'BatchCheckLayerAvailability')
      const layers: Fields[] = []
      const failures: Fields[] = []
      for (const layerDigest of asked.texts('layerDigests', { min: 1, max: 100 })) {
        const blob = repository.blobs.get(layerDigest)
        const failure = { layerDigest, failureCode: 'InvalidLayerDigest', failureReason: 'Invalid layer digest' }
        if (!digestForm.test(layerDigest)) failures.push(failure)
        else if (!blob) layers.push({ layerDigest, layerAvailability: 'UNAVAILABLE' })
        else
          layers.push({
            layerDigest,
            layerAvailability: 'AVAILABLE',
            layerSize: blob.length,
            mediaType: layerMediaType,
          })
      }
      return { layers, failures }
    },

    GetDownloadUrlForLayer(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'GetDownloadUrlForLayer')
      const layerDigest = asked.text('layerDigest', { pattern: digestForm })
      const blob = repository.blobs.get(layerDigest)
      if (!blob) {
        const message = `The layer with digest '${layerDigest}' does not exist in the repository with name '${repository.name}' in the registry with id '${repository.place.account}'`
        throw new AwsError('LayersNotFoundException', message)
      }
      return { downloadUrl: downloads.urlOf(repository.place, blob), layerDigest }
    },

    InitiateLayerUpload(input, caller) {
      const repository = repositoryIn(ask(input), caller, store, 'InitiateLayerUpload')
      return { uploadId: uploads.begin(repository), partSize: largestPart }
    },

    UploadLayerPart(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'UploadLayerPart')
      const uploadId = asked.text('uploadId')
      const first = asked.maybeNumber('partFirstByte', { min: 0 })
      const last = asked.maybeNumber('partLastByte', { min: 0 })
      const part = input.layerPartBlob
      if (!(part instanceof Buffer)) throw refuse('layerPartBlob', part, 'Member must not be null')
      if (first === undefined || last === undefined || last - first + 1 !== part.length || part.length > largestPart)
        throw refuse('layerPartBlob', part, 'Part must be as long as its byte range, and at most 20971520 bytes')
      const size = uploads.append(repository, uploadId, part, first)
      return { ...named(repository), uploadId, lastByteReceived: size - 1 }
    },

    CompleteLayerUpload(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'CompleteLayerUpload')
      const uploadId = asked.text('uploadId')
      const [layerDigest = ''] = asked.texts('layerDigests', { min: 1, max: 100 })
      const parts = uploads.parts(repository, uploadId)
      if (parts.length === 0) throw new AwsError('EmptyUploadException', 'The upload has no layer parts')
      if (parts.slice(0, -1).some(size => size < smallestPart))
        throw new AwsError('LayerPartTooSmallException', 'Layer parts must be at least 5 MiB in size, except the last')
      if (repository.blobs.has(layerDigest)) {
        const message = `Layer with digest '${layerDigest}' already exists in the repository with name '${repository.name}' in registry with id '${repository.place.account}'`
        throw new AwsError('LayerAlreadyExistsException', message)
      }
      uploads.finish(repository, uploadId, layerDigest)
      return { ...named(repository), uploadId, layerDigest }
    },
  }
}
