// Is the very digest that staging proved in production's registry?
import { action } from '../action.ts'
import { type Repository, readImage, readRepository, shortDigest } from '../decisions/image.ts'
import { readManifest, runnable } from '../decisions/manifest.ts'
import { chooseSource } from '../decisions/promotion.ts'
import { Failure } from '../failure.ts'
import { asker } from '../images/ask-again.ts'
import { tagInputs } from '../images/build-inputs.ts'
import { planRun } from '../images/plan-images.ts'
import { explainGap, findRecord, promote } from '../images/promote.ts'
import { flag, list, text, type Values } from '../input.ts'

const { imageTag, extraTags, tag, gitSha, dateCollision } = tagInputs
const inputs = {
  source: text({
    description:
      'The image: `repository:tag`, `repository@sha256:…`, or a bare repository with `require-record`. A digest wins over a tag.',
    required: true,
  }),
  destination: text({
    description: 'Host and repository that it is copied to, in whatever account, region or registry.',
    required: true,
  }),
  requireRecord: text({
    description:
      'The environment that must have proved this digest for this commit: its GitHub deployment succeeded and names it. Anything else is refused.',
  }),
  imageTag,
  tagScheme: list({
    description:
      'Tags at the destination, the first is primary: those of build-push, or templates. Unset, and no `image-tag`: `release` and `prod-date`.',
  }),
  ...{ extraTags, tag, gitSha, dateCollision },
  referrers: flag({ description: 'Copy what refers to it as well: signatures, attestations.', default: 'true' }),
  githubToken: text({
    description: 'Reads the record (permission `deployments: read`).',
    default: '${{ github.token }}',
    secret: true,
  }),
}
type Given = Values<typeof inputs>

export default action({
  question: "Is the very digest that staging proved in production's registry?",
  about:
    'Copies an image from registry to registry, byte for byte: index, platforms and referrers too. Nothing is built, pulled or pushed by Docker. The tag is set last, and read back: green means that the destination gives exactly the source’s bytes. Run again it finds all there and does nothing; a tag that is on another image is not moved.',
  usage: `source: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web
destination: 444455556666.dkr.ecr.eu-west-1.amazonaws.com/web
require-record: staging
`,
  inputs,
  outputs: {
    image: 'The image by digest at the destination: `repository@sha256:…`.',
    digest: 'The digest, the same as at the source: `sha256:…`.',
    imageTag: 'The primary tag.',
    tags: 'All tags that it has there now, one a line.',
    copied: '`true` when anything had to be copied or tagged.',
    platforms: 'Its platforms, one a line; empty when it is not an index.',
    message: 'The last line of the log.',
  },
  permissions: {
    aws: [
      { action: 'ecr:GetAuthorizationToken', on: 'any', why: 'to log in to both registries' },
      { action: 'ecr:BatchGetImage', on: 'repository', why: 'to read manifests, and to prove what was copied' },
      { action: 'ecr:GetDownloadUrlForLayer', on: 'repository', why: 'to read layers at the source' },
      { action: 'ecr:BatchCheckLayerAvailability', on: 'repository', why: 'to see which layers are there' },
      { action: 'ecr:InitiateLayerUpload', on: 'repository', why: 'to copy, at the destination' },
      { action: 'ecr:UploadLayerPart', on: 'repository', why: 'to copy, at the destination' },
      { action: 'ecr:CompleteLayerUpload', on: 'repository', why: 'to copy, at the destination' },
      { action: 'ecr:PutImage', on: 'repository', why: 'to copy, and to set tags' },
    ],
    github: [{ scope: 'deployments', access: 'read', why: 'for `require-record`' }],
  },
  rules: ({ source, destination }) => [
    ...(sourceOf(source) ? [] : [`source is "${source}": write repository:tag or repository@sha256:…, with its host`]),
    ...(readRepository(destination)
      ? []
      : [`destination is "${destination}": write host and repository without a tag`]),
  ],
  async run(given, world, tell) {
    const { runner } = world
    const { repository, ...wanted } = sourceOf(given.source) as Source
    const destination = readRepository(given.destination) as Repository
    const plan = await planRun(plannable(given), world)
    const again = asker(world, 'an image was copied: no tag is set')
    const from = { oci: await world.oci(repository.host), name: repository.name, again }
    const to = { oci: await world.oci(destination.host), name: destination.name, again }
    try {
      const tagDigest =
        wanted.tag === undefined
          ? undefined
          : (await again(() => from.oci.manifest(from.name, wanted.tag as string)))?.digest
      const recorded =
        given.requireRecord === undefined
          ? undefined
          : await findRecord(
              { environment: given.requireRecord, repository: repository.name, sha: plan.sha },
              given.githubToken,
              world,
            )
      const choice = chooseSource({
        ...wanted,
        name: repository.uri,
        tagDigest,
        recorded,
        requireRecord: given.requireRecord,
      })
      if ('refuse' in choice) throw new Failure(choice.refuse)
      if (choice.warning !== undefined) runner.warn(choice.warning)
      const manifest = await again(() => from.oci.manifest(from.name, choice.digest))
      if (!manifest)
        throw new Failure(
          recorded
            ? `${repository.uri}@${choice.digest}, which the record of ${given.requireRecord} names (deployment ${recorded.id}), was not found: it was deleted, perhaps by a lifecycle policy, or was released from another repository.`
            : `${repository.uri}@${choice.digest} was not found: it was deleted, perhaps by a lifecycle policy.`,
        )
      tell('digest', manifest.digest)
      const content = readManifest(manifest)
      tell(
        'platforms',
        content
          ? runnable(content)
              .map(({ platform }) => `${platform?.os}/${platform?.architecture}`)
              .join('\n')
          : '',
      )

      const { tags, changed, how } = await promote(
        { from, to, manifest, plan, destination, referrers: given.referrers, dateCollision: given.dateCollision },
        world,
      )
      tell('image', `${destination.uri}@${manifest.digest}`)
      tell('imageTag', tags[0] ?? '')
      tell('tags', tags.join('\n'))
      tell('copied', String(changed))
      const line = `${destination.name}:${tags[0]} is ${shortDigest(manifest.digest)}, byte for byte as in ${repository.uri}: ${how}.`
      tell('message', line)
      return { good: true, line }
    } catch (error) {
      throw await explainGap(
        error,
        { ...repository, ecr: repository.ecr ?? from.oci.owner() },
        { ...destination, ecr: destination.ecr ?? to.oci.owner() },
        world,
      )
    }
  },
})

type Source = { repository: Repository; tag: string | undefined; digest: string | undefined }

function sourceOf(source: string): Source | undefined {
  const image = readImage(source)
  const repository = image && readRepository(image.repository)
  return repository && { repository, tag: image.tag, digest: image.digest }
}

const plannable = (given: Given) => ({
  ...{ imageTag: given.imageTag, tag: given.tag, gitSha: given.gitSha, githubToken: given.githubToken },
  extraTags: given.extraTags,
  tagScheme: given.tagScheme.length > 0 || given.imageTag !== undefined ? given.tagScheme : ['release', 'prod-date'],
})
