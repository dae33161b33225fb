// What does ECR hold under a tag, and how is a tag set without a push?
import {
  BatchGetImageCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
  type Image,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import type { Repository } from '../decisions/image.ts'
import type { Manifest } from '../decisions/manifest.ts'
import { Failure } from '../failure.ts'
import { call, clientSettings } from './aws.ts'
import { get } from './http.ts'
import { ACCEPTED, digestOf } from './oci.ts'

/** The images of one ECR repository, by ECR's API. */
export async function ecrImages(repository: Repository, region: string) {
  const client = new ECRClient(await clientSettings('api.ecr', region))
  const place = {
    repositoryName: repository.name,
    ...(repository.ecr ? { registryId: repository.ecr.account } : {}),
  }
  const purpose = (permission: string) => ({
    permission,
    resource: `repository ${repository.uri}`,
    region,
    known: {
      RepositoryNotFoundException: () =>
        `Repository ${repository.uri} was not found: create it, or check the account, region and name.`,
    },
  })

  return {
    /** By tag or digest; undefined when it is not there. */
    async find(reference: string): Promise<Manifest | undefined> {
      const imageIds = [reference.startsWith('sha256:') ? { imageDigest: reference } : { imageTag: reference }]
      const command = new BatchGetImageCommand({ ...place, imageIds, acceptedMediaTypes: ACCEPTED })
      const { images = [] } = await call(purpose('ecr:BatchGetImage'), () => client.send(command))
      return images[0]?.imageManifest === undefined ? undefined : read(images[0], images[0].imageManifest)
    },

    /** A config or another small blob, as text; undefined when it cannot be had. */
    async blob(layerDigest: string): Promise<string | undefined> {
      const command = new GetDownloadUrlForLayerCommand({ ...place, layerDigest })
      const { downloadUrl } = await call(purpose('ecr:GetDownloadUrlForLayer'), () => client.send(command))
      const how = { headers: {}, timeout: 10_000, cancel: new AbortController().signal }
      const answer = await get(downloadUrl ?? '', how)
      return 'error' in answer || answer.status !== 200 ? undefined : answer.body
    },

    /** Sets a tag on a manifest that is there. `kept`: it is on another image, and the repository does not let it move. */
    async setTag({ mediaType, body, digest }: Manifest, tag: string): Promise<'set' | 'kept'> {
      const command = new PutImageCommand({
        ...place,
        imageManifest: body.toString('utf8'),
        imageManifestMediaType: mediaType,
        imageTag: tag,
        imageDigest: digest,
      })
      const known = {
        ImageAlreadyExistsException: () => SET,
        ImageTagAlreadyExistsException: () => KEPT,
      }
      try {
        await call({ ...purpose('ecr:PutImage'), known }, () => client.send(command))
      } catch (error) {
        if (error instanceof Failure && error.message === KEPT) return 'kept'
        if (!(error instanceof Failure && error.message === SET)) throw error
      }
      return 'set'
    },
  }
}

const SET = 'the tag is there'
const KEPT = 'the tag does not move'

function read({ imageManifestMediaType }: Image, text: string): Manifest {
  const body = Buffer.from(text)
  const { mediaType } = JSON.parse(text) as { mediaType?: string }
  return { digest: digestOf(body), mediaType: mediaType ?? imageManifestMediaType ?? (ACCEPTED[1] as string), body }
}
