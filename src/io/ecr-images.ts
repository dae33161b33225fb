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
import { call, callOr, clientSettings } from './aws.ts'
import { placeOf, unknownRepository } from './ecr-place.ts'
import { get } from './http.ts'
import { ACCEPTED, digestOf } from './oci.ts'

/** The images of one ECR repository, by ECR's API. */
export async function ecrImages(repository: Repository, region: string) {
  const client = new ECRClient(await clientSettings('api.ecr', region))
  const place = placeOf(repository)
  const purpose = (permission: string) => ({
    permission,
    resource: `repository ${repository.uri}`,
    region,
    known: unknownRepository(repository),
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
      const refusals = ['ImageAlreadyExistsException', 'ImageTagAlreadyExistsException'] as const
      const answer = await callOr(purpose('ecr:PutImage'), refusals, () => client.send(command))
      return answer === 'ImageTagAlreadyExistsException' ? 'kept' : 'set'
    },
  }
}

function read({ imageManifestMediaType }: Image, text: string): Manifest {
  const body = Buffer.from(text)
  const { mediaType } = JSON.parse(text) as { mediaType?: string }
  return { digest: digestOf(body), mediaType: mediaType ?? imageManifestMediaType ?? (ACCEPTED[1] as string), body }
}
