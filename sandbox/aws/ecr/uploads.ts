// How does a layer get into a repository, part by part?
import type { Ids } from '../../ids.ts'
import { digestOf } from '../../oci/manifest.ts'
import { AwsError } from '../service.ts'
import { keepBlob, type Repository } from './store.ts'

type Upload = { repository: Repository; parts: Buffer[]; size: number }

/** Uploads under way; the API and the registry share them, as they do at AWS. All throw `UploadNotFoundException`. */
export type Uploads = {
  /** Answers the upload's id. */
  begin(repository: Repository): string
  /** Bytes received so far. */
  size(repository: Repository, id: string): number
  /** Adds a part that starts at byte `first`; answers the new size. Throws `InvalidLayerPartException` for a gap. */
  append(repository: Repository, id: string, part: Buffer, first: number): number
  /** Ends the upload and keeps the layer, when its digest is `digest`. Throws `InvalidLayerException` when not. */
  finish(repository: Repository, id: string, digest: string): void
  /** Sizes of the parts, in order. */
  parts(repository: Repository, id: string): number[]
  cancel(repository: Repository, id: string): void
}

export function uploadsOf(ids: Ids): Uploads {
  const uploads = new Map<string, Upload>()

  const find = (repository: Repository, id: string): Upload => {
    const upload = uploads.get(id)
    if (upload?.repository === repository) return upload
    const message = `Upload with id '${id}' does not exist in the repository with name '${repository.name}' in the registry with id '${repository.place.account}'`
    throw new AwsError('UploadNotFoundException', message)
  }

  return {
    begin(repository) {
      const id = [8, 4, 4, 4, 12].map(ids).join('-')
      uploads.set(id, { repository, parts: [], size: 0 })
      return id
    },
    size: (repository, id) => find(repository, id).size,
    parts: (repository, id) => find(repository, id).parts.map(part => part.length),
    append(repository, id, part, first) {
      const upload = find(repository, id)
      if (first !== upload.size) {
        const message = `The layer part starts at byte ${first}, but ${upload.size} bytes have been received`
        throw new AwsError('InvalidLayerPartException', message, 400, {
          registryId: repository.place.account,
          repositoryName: repository.name,
          uploadId: id,
          lastValidByteReceived: upload.size - 1,
        })
      }
      upload.parts.push(part)
      upload.size += part.length
      return upload.size
    },
    finish(repository, id, digest) {
      const layer = Buffer.concat(find(repository, id).parts)
      if (digestOf(layer) !== digest) {
        const message = `Layer digest '${digest}' does not match the digest '${digestOf(layer)}' of what was uploaded`
        throw new AwsError('InvalidLayerException', message)
      }
      keepBlob(repository, layer)
      uploads.delete(id)
    },
    cancel(repository, id) {
      find(repository, id)
      uploads.delete(id)
    },
  }
}
