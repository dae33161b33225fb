// Is this commit's image in the registry, and what is its digest?
import { action } from '../action.ts'
import { commitTag, isTag, type Repository, readRepository, shortDigest } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import { text } from '../input.ts'
import { regionOrFail } from '../io/aws.ts'
import type { Registry } from '../io/registry.ts'
import type { World } from '../world.ts'

export default action({
  question: "Is this commit's image in the registry, and what is its digest?",
  about:
    'Looks for the commit’s image in ECR and answers its digest. When it is not there, it is built with Docker and pushed, and the registry’s own digest is the answer. The image of a commit is never built twice.',
  usage: `repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web
`,
  inputs: {
    repository: text({
      description:
        'Host and repository of the image, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`.',
      required: true,
    }),
    imageTag: text({ description: 'The tag of the commit’s image. Unset: `sha-` and seven digits of the commit.' }),
    context: text({ description: 'The folder that is built.', default: '.' }),
    dockerfile: text({ description: 'The Dockerfile.', default: 'Dockerfile' }),
  },
  outputs: {
    image: 'The image by digest: `repository@sha256:…`.',
    digest: 'The digest: `sha256:…`.',
    imageTag: 'The tag it has.',
    built: '`true` when it was built in this run.',
  },
  permissions: {
    aws: [
      { action: 'ecr:DescribeImages', on: 'repository', why: 'to find the image, and its digest after the push' },
      { action: 'ecr:GetAuthorizationToken', on: 'any', why: 'to log Docker in' },
      { action: 'ecr:BatchCheckLayerAvailability', on: 'repository', why: 'to push' },
      { action: 'ecr:InitiateLayerUpload', on: 'repository', why: 'to push' },
      { action: 'ecr:UploadLayerPart', on: 'repository', why: 'to push' },
      { action: 'ecr:CompleteLayerUpload', on: 'repository', why: 'to push' },
      { action: 'ecr:PutImage', on: 'repository', why: 'to push' },
    ],
    github: [{ scope: 'contents', access: 'read', why: 'to check out what is built' }],
  },
  rules: ({ repository, imageTag }) => [
    ...(readRepository(repository)
      ? []
      : [
          `repository is "${repository}": write host and repository without a tag, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`,
        ]),
    ...(imageTag === undefined || isTag(imageTag)
      ? []
      : [`image-tag is "${imageTag}": write letters, digits, dots, dashes and underscores, 128 at most`]),
  ],
  async run(inputs, world, tell) {
    const sha = world.runner.variable('GITHUB_SHA') ?? ''
    const repository = readRepository(inputs.repository) as Repository
    const imageTag = inputs.imageTag ?? commitTag(sha)
    const registry = await world.registry(repository.ecr?.region ?? regionOrFail(undefined))

    const found = await registry.describeImage(repository, { tag: imageTag })
    const digest = found?.digest ?? (await buildAndPush(repository, imageTag, { ...inputs, sha }, registry, world))
    tell('built', String(!found))
    tell('digest', digest)
    tell('image', `${repository.uri}@${digest}`)
    tell('imageTag', imageTag)
    const how = found ? 'is there already' : 'was built and pushed'
    return { good: true, line: `Image ${repository.name}:${imageTag} ${how}: ${shortDigest(digest)}.` }
  },
})

async function buildAndPush(
  repository: Repository,
  tag: string,
  { context, dockerfile, sha }: { context: string; dockerfile: string; sha: string },
  registry: Registry,
  world: World,
): Promise<string> {
  const { runner } = world
  if (repository.ecr) {
    const account = await world.account(repository.ecr.region)
    if (account !== repository.ecr.account)
      throw new Failure(
        `repository belongs to account ${repository.ecr.account}, but the credentials are of ${account}: assume a role in the right account.`,
      )
  }
  const docker = await world.docker()
  const reference = `${repository.uri}:${tag}`
  runner.line(`${reference} is not in the registry: building it from ${context}`)
  const source = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`
  await docker.build(reference, {
    context,
    file: dockerfile,
    // https://github.com/opencontainers/image-spec/blob/main/annotations.md
    labels: { 'org.opencontainers.image.revision': sha, 'org.opencontainers.image.source': source },
  })
  const login = await registry.login()
  runner.mask(login.password)
  await docker.login(repository.host, login)
  try {
    await docker.push(reference)
  } finally {
    await docker.logout(repository.host)
  }
  const there = await registry.describeImage(repository, { tag })
  const pushed = await docker.pushedDigest(reference, repository.uri)
  if (!there || (pushed && there.digest !== pushed))
    throw new Failure(
      `The registry holds ${there?.digest ?? 'nothing'} under ${reference}, but ${pushed ?? 'another image'} was pushed: somebody else pushed the same tag. Run the job again.`,
    )
  return there.digest
}
