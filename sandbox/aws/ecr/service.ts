// What is Elastic Container Registry to the sandbox?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Pull } from '../../image.ts'
import type { BuiltImage } from '../../oci/build.ts'
import { unpackedImages } from '../../oci/unpack.ts'
import { type Place, registryHost } from '../arn.ts'
import type { Service } from '../service.ts'
import { resourceOf } from './ask.ts'
import { type Downloads, downloadsOf } from './downloads.ts'
import { imageOperations } from './images.ts'
import { layerOperations } from './layers.ts'
import { type Logins, loginsOf } from './logins.ts'
import { pullFrom } from './pull.ts'
import { repositoryOperations } from './repositories.ts'
import { scanOperations } from './scans.ts'
import { keepBlob, keepImage, type Store, storeOf } from './store.ts'
import { type Uploads, uploadsOf } from './uploads.ts'

export type Ecr = {
  service: Service
  /** For tasks. */
  pull: Pull
  /** Puts a built image under its tags; makes the repository when there is none. */
  put(place: Place, repository: string, image: BuiltImage, tags: string[]): void
  /** What the registry's own protocol works on. */
  store: Store
  uploads: Uploads
  downloads: Downloads
  logins: Logins
  /** Removes what was unpacked. */
  close(): Promise<void>
}

export type EcrSurroundings = {
  clock: Clock
  ids: Ids
  /** Address of a place's registry on this machine, `127.0.0.1:PORT`, and the place behind such an address. */
  loopback: { of(place: Place): string; at(host: string): Place | undefined }
  /** Whether repositories name AWS's host or the one on this machine, to which a container engine can push. */
  hosts: 'aws' | 'loopback'
}

/** ECR's API and registries. */
export function ecrService({ clock, ids, loopback, hosts }: EcrSurroundings): Ecr {
  const store = storeOf({ clock })
  const uploads = uploadsOf(ids)
  const downloads = downloadsOf(clock, ids, loopback.of)
  const hostOf = hosts === 'aws' ? registryHost : loopback.of
  const scheme = hosts === 'aws' ? 'https' : 'http'
  const logins = loginsOf(clock, ids, place => `${scheme}://${hostOf(place)}`)
  const unpacked = unpackedImages()
  const registryAt = (host: string) => placeOf(host) ?? loopback.at(host)

  return {
    service: {
      name: 'ecr',
      protocol: { kind: 'json', target: 'AmazonEC2ContainerRegistry_V20150921' },
      members: { layerPartBlob: 'blob' },
      resource: (_operation, input, caller) => resourceOf(input, caller),
      operations: {
        ...logins.operations,
        ...repositoryOperations(store, hostOf),
        ...imageOperations(store, clock),
        ...layerOperations(store, uploads, downloads),
        ...scanOperations(store, clock),
      },
    },
    pull: pullFrom({ store, clock, unpacked, registryAt }),
    put(place, name, image, tags) {
      const plain = { mutability: 'MUTABLE', exclusions: [], scanOnPush: false } as const
      const repository = store.find(place, name) ?? store.create(place, name, plain)
      for (const blob of image.blobs) keepBlob(repository, blob)
      const how = { mediaType: image.mediaType, now: clock.now() }
      for (const tag of tags.length > 0 ? tags : [undefined]) keepImage(repository, image.manifest, { ...how, tag })
    },
    store,
    uploads,
    downloads,
    logins,
    close: unpacked.close,
  }
}

/** The place that an ECR host names: `127214192604.dkr.ecr.ap-south-1.amazonaws.com`. */
function placeOf(host: string): Place | undefined {
  const [, account, region] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(host) ?? []
  return account && region ? { account, region } : undefined
}
