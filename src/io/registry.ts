// Which images does ECR hold, and how does Docker log in to it?
import { DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { Repository } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import { call, clientSettings } from './aws.ts'

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

    /** User name and password for `docker login`; ECR gives them for twelve hours. */
    async login(): Promise<{ username: string; password: string }> {
      const purpose = { permission: 'ecr:GetAuthorizationToken', resource: `registry in ${region}`, region }
      const { authorizationData } = await call(purpose, () => client.send(new GetAuthorizationTokenCommand({})))
      const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString('utf8')
      const [username = '', password = ''] = token.split(':')
      if (!password) throw new Failure('ECR answered GetAuthorizationToken without a token: try again later.')
      return { username, password }
    },
  }
}

const NOT_FOUND = 'image not found'

export type Registry = Awaited<ReturnType<typeof registry>>
