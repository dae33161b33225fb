// Which further tags are on an image now?
import { shortDigest } from '../decisions/image.ts'
import { sameCommit } from '../decisions/image-choice.ts'
import type { Manifest } from '../decisions/manifest.ts'
import { datedTag, type PlannedTag } from '../decisions/tags.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'
import type { DateCollision, Place } from './look-up-images.ts'
import { withSuffix } from './plan-images.ts'

/** An image that is in its registry. */
export type Held = { place: Place; manifest: Manifest }

const MOST_OF_A_DAY = 99

/**
 * Sets the tags behind the primary one, by the registry itself, and proves each. A tag that a repository does not let
 * move is a warning, and so is one that is taken and not made to move. Answers the tags of each image, in their order.
 */
export async function setTags(
  held: Held[],
  tags: PlannedTag[],
  { overwrite, dateCollision, sha }: { overwrite: boolean; dateCollision: DateCollision; sha: string },
  world: World,
): Promise<string[][]> {
  const set: string[][] = held.map(() => [])
  for (const planned of tags) {
    const tag = planned.dated && dateCollision === 'suffix' ? await freeOfDay(held, planned.tag) : planned.tag
    const moves = planned.moves || overwrite || (planned.dated && dateCollision === 'move')
    for (const [at, one] of held.entries()) {
      const name = withSuffix(tag, one.place.spec.tagSuffix)
      const refusal = (planned.commit && otherCommit(one, sha, name)) || (await setTag(one, name, moves))
      if (refusal === undefined) set[at]?.push(name)
      else if (planned.dated && dateCollision === 'fail') throw new Failure(refusal)
      else world.runner.warn(refusal)
    }
  }
  return set
}

/** An image that was taken, not built, may be another commit's: this one's name is not for it. */
function otherCommit({ place }: Held, sha: string, tag: string): string | undefined {
  const { choice, commit, spec } = place
  if (choice.do !== 'take' || commit === undefined || sameCommit(commit, sha)) return undefined
  return `${spec.repository.uri}:${tag} is not set: the image is of commit ${commit.slice(0, 7)}, not ${sha.slice(0, 7)}.`
}

/** Sets and proves one tag; else why not. */
async function setTag({ place, manifest }: Held, tag: string, moves: boolean): Promise<string | undefined> {
  const name = `${place.spec.repository.uri}:${tag}`
  const there = await place.images.find(tag)
  if (there?.digest === manifest.digest) return undefined
  if (there && !moves) return `${name} stays on ${shortDigest(there.digest)}: a tag that was given does not move.`
  if ((await place.images.setTag(manifest, tag)) === 'kept')
    return `${name} stays on ${there ? shortDigest(there.digest) : 'another image'}: the repository does not let tags move.`
  const now = await place.images.find(tag)
  if (now?.digest === manifest.digest) return undefined
  throw new Failure(
    `The registry holds ${now ? shortDigest(now.digest) : 'nothing'} under ${name}, but it was set to ${shortDigest(manifest.digest)}: somebody else set the same tag. Run the job again.`,
  )
}

/** The first of a day's tags that no image has, or that is on these very images. */
async function freeOfDay(held: Held[], tag: string): Promise<string> {
  for (let n = 1; n <= MOST_OF_A_DAY; n++) {
    const one = datedTag(tag, n)
    const there = await Promise.all(held.map(({ place }) => place.images.find(withSuffix(one, place.spec.tagSuffix))))
    if (there.every((found, at) => !found || found.digest === held[at]?.manifest.digest)) return one
  }
  throw new Failure(`${tag} was given ${MOST_OF_A_DAY} times today: choose another tag-scheme.`)
}
