// Which images does ECR hold, and how does Docker log in to it?
import { DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { Repository } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import { call, callOr, clientSettings } from './aws.ts'
import { placeOf, unknownRepository } from './ecr-place.ts'

/** ECR in one region. */
export async function registry(region: string) {
  const client = new ECRClient(await clientSettings('api.ecr', region))
  return {
    /** Digest and tags of an image by tag or digest; undefined when the repository has no such image. */
    async describeImage(repository: Repository, image: { tag: string } | { digest: string }) {
      const command = new DescribeImagesCommand({
        ...placeOf(repository),
        imageIds: ['tag' in image ? { imageTag: image.tag } : { imageDigest: image.digest }],
      })
      const resource = `repository ${repository.uri}`
      const purpose = { permission: 'ecr:DescribeImages', resource, region, known: unknownRepository(repository) }
      const answer = await callOr(purpose, ['ImageNotFoundException'], () => client.send(command))
      const [found] = typeof answer === 'string' ? [] : (answer.imageDetails ?? [])
      return found?.imageDigest ? { digest: found.imageDigest, tags: found.imageTags ?? [] } : undefined
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

export type Registry = Awaited<ReturnType<typeof registry>>
