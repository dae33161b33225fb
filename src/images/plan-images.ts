// What is to be built in this run, under which tags, and with which labels?
import { type Repository, readRepository } from '../decisions/image.ts'
import { COMMIT_LABEL } from '../decisions/image-choice.ts'
import { type ImageSpec, readImages } from '../decisions/images.ts'
import { type PlannedTag, planTags, SCHEMES, tagOf } from '../decisions/tags.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'

export type TagsGiven = {
  imageTag: string | undefined
  tag: string | undefined
  tagScheme: string[]
  extraTags: string[]
  gitSha: string | undefined
  githubToken: string | undefined
}

export type TagPlan = {
  tags: PlannedTag[]
  sha: string
  /** The version that an image is labelled with. */
  version: string
  /** Of the commit, in seconds since the epoch. */
  epoch: number | undefined
}

/** Tags of this run, the primary one first. A Failure names each scheme that does not fit. */
export async function planRun(given: TagsGiven, world: World): Promise<TagPlan> {
  const { runner } = world
  const sha = given.gitSha ?? runner.variable('GITHUB_SHA') ?? ''
  // Fewer digits are of several commits in any grown repository.
  if (!/^[0-9a-f]{6,64}$/.test(sha)) throw new Failure(`The commit "${sha}" is none: give git-sha, the whole commit.`)
  const schemes = given.tagScheme.length > 0 ? given.tagScheme : given.imageTag === undefined ? ['sha'] : []
  const templates = [...schemes, ...given.extraTags].map(scheme => SCHEMES[scheme] ?? scheme)
  const epoch = await world.commitTime(sha)
  const needsTime = templates.some(template => /\{(timestamp|date)\}/.test(template))
  const startedAt = needsTime ? await beginningOf(world, given.githubToken, epoch) : 0
  const tag = given.tag ?? (await releaseTag(world))
  const branch = runner.variable('GITHUB_HEAD_REF') ?? runner.variable('GITHUB_REF_NAME') ?? ''
  const planned = planTags(schemes, given.extraTags, { tag, branch, sha, startedAt })
  if ('problems' in planned) throw new Failure(planned.problems.map(problem => `Input ${problem}.`).join('\n'))
  for (const warning of planned.warnings) runner.warn(warning)
  if (runner.variable('GITHUB_REF')?.startsWith('refs/tags/') && templates.some(one => one.includes('{branch}')))
    runner.warn(`This run is for tag ${branch}, and has no branch: {branch} is ${branch}.`)
  const explicit =
    given.imageTag === undefined ? [] : [{ tag: given.imageTag, moves: false, dated: false, commit: false }]
  const tags = [...explicit, ...planned.tags.filter(one => one.tag !== given.imageTag)]
  return { tags, sha, version: tag ?? (tags[0] as PlannedTag).tag, epoch }
}

async function releaseTag(world: World): Promise<string | undefined> {
  const ref = world.runner.variable('GITHUB_REF') ?? ''
  return ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : (await world.event()).event.release?.tag
}

/** When the run began: the same for all its jobs and attempts, as the run itself, its event and its commit are. */
async function beginningOf(world: World, token: string | undefined, epoch: number | undefined): Promise<number> {
  const { runner, clock } = world
  const run = Number(runner.variable('GITHUB_RUN_ID') ?? 0)
  const created = token && run ? await (await world.github(token)).runCreatedAt(run).catch(() => undefined) : undefined
  // Hosts that only speak like GitHub may leave the time out.
  const known =
    (Number.isFinite(created) ? created : undefined) ??
    (await world.event()).time ??
    (epoch === undefined ? undefined : epoch * 1000)
  if (known === undefined)
    runner.warn(
      'When this run began is not known: another attempt will write another time into its tags. Allow actions: read.',
    )
  return known ?? clock.now()
}

export type ImagesGiven = {
  repository: string | undefined
  images: unknown
  registry: string | undefined
  context: string
  dockerfile: string
  target: string | undefined
  buildArgs: Record<string, string>
}

/** The images of a run: those of the list, or the only one. */
export function imagesOf(given: ImagesGiven): { images: ImageSpec[] } | { problems: string[] } {
  const { repository, images, context, dockerfile, target, buildArgs } = given
  if (images !== undefined)
    return repository === undefined
      ? readImages(given)
      : { problems: ['repository and images are both given: write the repository into images, or leave images out'] }
  if (repository === undefined)
    return { problems: ['repository is empty: give host and repository of the image, without a tag'] }
  const read = readRepository(repository)
  if (!read)
    return {
      problems: [
        `repository is "${repository}": write host and repository without a tag, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`,
      ],
    }
  return { images: [{ repository: read, context, dockerfile, target, buildArgs, tagSuffix: '' }] }
}

/** Of an image with a suffix, each tag with it. */
export const withSuffix = (tag: string, suffix: string): string =>
  suffix === '' ? tag : tagOf(tag.slice(0, 128 - suffix.length)) + suffix

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
export function labelsOf({ sha, version, epoch }: TagPlan, world: World): Record<string, string> {
  const { runner } = world
  return {
    [COMMIT_LABEL]: sha,
    'org.opencontainers.image.source': `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`,
    'org.opencontainers.image.version': version,
    ...(epoch === undefined ? {} : { 'org.opencontainers.image.created': new Date(epoch * 1000).toISOString() }),
  }
}

/** How people call an image in a log: its name, with the suffix of its tags. */
export const nameOf = ({ repository, tagSuffix }: Pick<ImageSpec, 'repository' | 'tagSuffix'>): string =>
  `${repository.name}${tagSuffix}`

/** Each registry once. */
export const hostsOf = (repositories: Repository[]): Repository[] =>
  repositories.filter((one, at) => repositories.findIndex(({ host }) => host === one.host) === at)
