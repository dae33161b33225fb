// Which of a run's images are in their registries already, and under which tag will the others go?

import type { Repository } from '../decisions/image.ts'
import {
  type Choice,
  COMMIT_LABEL,
  chooseImage,
  type Held,
  type IfExists,
  sameCommit,
} from '../decisions/image-choice.ts'
import type { ImageSpec } from '../decisions/images.ts'
import { type Manifest, readManifest, runnable } from '../decisions/manifest.ts'
import { datedTag, type PlannedTag } from '../decisions/tags.ts'
import { Failure } from '../failure.ts'
import type { Images } from '../io/images.ts'
import type { World } from '../world.ts'
import { patientImages } from './ask-again.ts'
import { withSuffix } from './plan-images.ts'

export type DateCollision = 'suffix' | 'move' | 'fail'

/** What a registry held when it was looked at, and what follows from it. */
export type Seen = {
  choice: Choice
  held: Manifest | undefined
  /** The commit of what is held, when it says so. */
  commit: string | undefined
}

/** An image of the run, where it goes, and what its registry holds there, as it was last seen. */
export type Place = Seen & {
  spec: ImageSpec
  images: Images
  /** The primary tag, with the image's suffix. */
  tag: string
  /** `repository:tag` */
  reference: string
  /** Asks the registry anew, by the same rules: a build is long, and others push too. */
  look(): Promise<Seen>
}

/** More images of a day than these are nobody's plan. */
const MOST_OF_A_DAY = 99

/** Looks up the primary tag of every image. Throws what is refused, all of it at once. */
export async function lookUp(
  specs: ImageSpec[],
  primary: PlannedTag,
  asked: { ifExists: IfExists; dateCollision: DateCollision; sha: string },
  world: World,
): Promise<Place[]> {
  const registries = await Promise.all(specs.map(spec => patientImages(spec.repository, world)))
  const last = primary.dated && asked.dateCollision === 'suffix' ? MOST_OF_A_DAY : 1
  for (let n = 1; n <= last; n++) {
    const tag = datedTag(primary.tag, n)
    const places = await Promise.all(
      specs.map((spec, at) =>
        placeOf(spec, registries[at] as Images, tag, { ...asked, ...overwriting(primary, asked) }),
      ),
    )
    const taken = places.some(({ choice }) => choice.do === 'refuse')
    if (!taken || n === last) return accept(places)
  }
  throw new Failure(`${primary.tag} was given ${MOST_OF_A_DAY} times today: choose another tag-scheme.`)
}

const overwriting = (
  { dated }: PlannedTag,
  { dateCollision, ifExists }: { dateCollision: DateCollision; ifExists: IfExists },
) => (dated && dateCollision === 'move' ? { ifExists: ifExists ?? ('move' as const) } : { ifExists })

function accept(places: Place[]): Place[] {
  const refused = places.flatMap(({ choice }) => (choice.do === 'refuse' ? [choice.line] : []))
  if (refused.length > 0) throw new Failure(refused.join('\n'))
  return places
}

async function placeOf(
  spec: ImageSpec,
  images: Images,
  tag: string,
  { ifExists, sha }: { ifExists: IfExists | 'move'; sha: string },
): Promise<Place> {
  const own = withSuffix(tag, spec.tagSuffix)
  const reference = `${spec.repository.uri}:${own}`
  async function look(): Promise<Seen> {
    const manifest = await images.find(own)
    const held: Held | undefined = manifest && { digest: manifest.digest, commit: await commitOf(manifest, images) }
    const same = held?.commit !== undefined && sameCommit(held.commit, sha)
    const choice = chooseImage(held, ifExists === 'move' ? (same ? undefined : 'overwrite') : ifExists, sha, reference)
    return { choice, held: manifest, commit: held?.commit }
  }
  return { spec, images, tag: own, reference, look, ...(await look()) }
}

/** The commit that an image's label names; of an index, its first image's. Undefined when there is none to be read. */
async function commitOf(manifest: Manifest, images: Images): Promise<string | undefined> {
  const content = readManifest(manifest)
  const child = content && runnable(content)[0]
  const image = child ? await images.find(child.digest) : manifest
  const config = image && readManifest(image)?.config
  if (!config) return undefined
  try {
    const text = await images.blob(config.digest)
    const { config: inner } = JSON.parse(text ?? '{}') as { config?: { Labels?: Record<string, string> | null } }
    return inner?.Labels?.[COMMIT_LABEL]
  } catch (error) {
    // Without the permission to read it, an image is one that does not say its commit.
    if (error instanceof Failure && error.denied !== undefined) return undefined
    throw error
  }
}

/** Makes the repositories that are not there. */
export async function makeRepositories(
  repositories: Repository[],
  plan: Parameters<Awaited<ReturnType<World['ecr']>>['createRepository']>[1],
  world: World,
): Promise<void> {
  for (const repository of repositories) {
    const region = await world.ecrRegion(repository)
    if (region === undefined) throw new Failure(`create-repository is for ECR, and ${repository.uri} is not in it.`)
    if (await (await world.ecr(region)).createRepository(repository, plan))
      world.runner.line(`Repository ${repository.uri} was made.`)
  }
}
