// Which images does ECR hold, and how does Docker log in to it?
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import type { Repository } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import { call, clientSettings } from './aws.ts'
import { get } from './http.ts'

/** ECR in one region. */
export async function registry(region: string) {
  const client = new ECRClient(await clientSettings('api.ecr', region))
  return {
    /** Digest and tags of an image by tag or digest; undefined when the repository has no such image. */
    async describeImage(repository: Repository, image: { tag: string } | { digest: string }) {
      const command = new DescribeImagesCommand({
        repositoryName: repository.name,
        ...(repository.ecr ? { registryId: repository.ecr.account } : {}),
        imageIds: ['tag' in image ? { imageTag: image.tag } : { imageDigest: image.digest }],
      })
      const purpose = {
        permission: 'ecr:DescribeImages',
        resource: `repository ${repository.uri}`,
        region,
        known: {
          ImageNotFoundException: () => NOT_FOUND,
          RepositoryNotFoundException: () =>
            `Repository ${repository.uri} was not found: create it, or check the account, region and name.`,
        },
      }
      try {
        const { imageDetails = [] } = await call(purpose, () => client.send(command))
        const [found] = imageDetails
        return found?.imageDigest ? { digest: found.imageDigest, tags: found.imageTags ?? [] } : undefined
      } catch (error) {
        if (error instanceof Failure && error.message === NOT_FOUND) return undefined
        throw error
      }
    },

    /** The CPU architectures an image is built for (`amd64`, `arm64`); undefined when its manifest does not tell. */
    async platforms(
      repository: Repository,
      image: { tag: string } | { digest: string },
    ): Promise<string[] | undefined> {
      const purpose = { permission: 'ecr:BatchGetImage', resource: `repository ${repository.uri}`, region }
      const place = {
        repositoryName: repository.name,
        ...(repository.ecr ? { registryId: repository.ecr.account } : {}),
      }
      const imageIds = ['tag' in image ? { imageTag: image.tag } : { imageDigest: image.digest }]
      const { images = [] } = await call(purpose, () => client.send(new BatchGetImageCommand({ ...place, imageIds })))
      const manifest = JSON.parse(images[0]?.imageManifest ?? '{}') as Manifest
      if (manifest.manifests)
        return manifest.manifests.flatMap(one => one.platform?.architecture ?? []).filter(one => one !== 'unknown')
      const layerDigest = manifest.config?.digest
      if (!layerDigest) return undefined
      const reading = { ...purpose, permission: 'ecr:GetDownloadUrlForLayer' }
      const command = new GetDownloadUrlForLayerCommand({ ...place, layerDigest })
      const { downloadUrl = '' } = await call(reading, () => client.send(command))
      const answer = await get(downloadUrl, { headers: {}, timeout: 10_000, cancel: new AbortController().signal })
      if ('error' in answer || answer.status !== 200) return undefined
      const { architecture } = JSON.parse(answer.body) as { architecture?: string }
      return architecture ? [architecture] : undefined
    },

    /**
     * User name and password for `docker login`, and until when they are good (ms since the epoch): ECR gives them for
     * twelve hours. They open every registry of the region that lets these credentials in, whichever account's it is.
     */
    async login(): Promise<{ username: string; password: string; expiresAt: number | undefined; endpoint: string }> {
      const purpose = { permission: 'ecr:GetAuthorizationToken', resource: `registry in ${region}`, region }
      const { authorizationData } = await call(purpose, () => client.send(new GetAuthorizationTokenCommand({})))
      const { authorizationToken = '', expiresAt, proxyEndpoint = '' } = authorizationData?.[0] ?? {}
      const token = Buffer.from(authorizationToken, 'base64').toString('utf8')
      const [username = '', password = ''] = token.split(':')
      if (!password) throw new Failure('ECR answered GetAuthorizationToken without a token: try again later.')
      return {
        username,
        password,
        expiresAt: expiresAt?.getTime(),
        endpoint: proxyEndpoint.replace(/^https?:\/\//, ''),
      }
    },
  }
}

/** An image's manifest, or an index of several. https://github.com/opencontainers/image-spec */
type Manifest = {
  manifests?: { platform?: { architecture?: string } }[]
  config?: { digest?: string }
}

const NOT_FOUND = 'image not found'

export type Registry = Awaited<ReturnType<typeof registry>>
