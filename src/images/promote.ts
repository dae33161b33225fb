// How is an image put under its tags at another registry, and who has to allow it?

import { type Repository, shortDigest } from '../decisions/image.ts'
import type { Manifest } from '../decisions/manifest.ts'
import { policiesFor, recordedDigest } from '../decisions/promotion.ts'
import { datedTag, type PlannedTag } from '../decisions/tags.ts'
import { Failure } from '../failure.ts'
import { startLog } from '../log.ts'
import type { World } from '../world.ts'
import { copyImage, type Shelf } from './copy-image.ts'
import type { DateCollision } from './look-up-images.ts'
import type { TagPlan } from './plan-images.ts'

export type Promotion = {
  from: Shelf
  to: Shelf
  manifest: Manifest
  plan: TagPlan
  destination: Repository
  referrers: boolean
  dateCollision: DateCollision
}

/** Copies, tags, and reads back. A tag that is on another image stops it before anything is sent. */
export async function promote(
  { from, to, manifest, plan, destination, referrers, dateCollision }: Promotion,
  world: World,
): Promise<{ tags: string[]; changed: boolean; how: string }> {
  const { runner } = world
  const log = startLog(world.clock, runner.line)
  const tags: { tag: string; there: boolean; moves: boolean }[] = []
  for (const planned of plan.tags) tags.push(await placeTag(planned, { to, manifest, dateCollision, destination }))

  const copied = await copyImage(from, to, manifest, { referrers })
  const { sent, mounted, bytes } = copied
  if (sent + mounted > 0)
    log(
      to.name,
      `${sent} pieces sent (${bytes} bytes of layers), ${mounted} taken from ${from.name}, ${copied.there} were there`,
    )
  const set: string[] = []
  let changed = sent + mounted > 0
  for (const { tag, there, moves } of tags) {
    if (!there && !(await setTag(to, tag, manifest))) {
      const line = `${destination.uri}:${tag} is not set: the repository does not let tags move.`
      if (!moves) throw new Failure(line)
      runner.warn(line)
      continue
    }
    const now = await to.again(() => to.oci.manifest(to.name, tag))
    if (!now?.body.equals(manifest.body))
      throw new Failure(
        `${destination.uri}:${tag} is ${now ? shortDigest(now.digest) : 'nothing'} after it was set to ${shortDigest(manifest.digest)}: somebody else set the same tag. Run the job again.`,
      )
    log(to.name, `${tag} ${there ? 'was there' : 'is set'}, and is ${manifest.digest}`)
    changed ||= !there
    set.push(tag)
  }
  if (changed && sent + mounted === 0) return { tags: set, changed, how: 'all was there but the tags' }
  const what =
    copied.referrers > 0 ? `with ${copied.referrers} referrer${copied.referrers > 1 ? 's' : ''}` : 'without a pull'
  return { tags: set, changed, how: changed ? `copied ${what}` : 'all was there, nothing to do' }
}

const MOST_OF_A_DAY = 99

type Placing = { to: Shelf; manifest: Manifest; dateCollision: DateCollision; destination: Repository }

/** Under which name a tag goes, and whether it is there on this very image. Throws when it is on another and must not move. */
async function placeTag({ tag, moves, dated }: PlannedTag, { to, manifest, dateCollision, destination }: Placing) {
  const last = dated && dateCollision === 'suffix' ? MOST_OF_A_DAY : 1
  for (let n = 1; n <= last; n++) {
    const name = datedTag(tag, n)
    const found = await to.again(() => to.oci.manifest(to.name, name))
    if (found?.digest === manifest.digest) return { tag: name, there: true, moves }
    if (!found || moves || (dated && dateCollision === 'move')) return { tag: name, there: false, moves }
    if (n === last)
      throw new Failure(
        `${destination.uri}:${name} is ${shortDigest(found.digest)} already, not ${shortDigest(manifest.digest)}: a tag that was given does not move. Release under another tag.`,
      )
  }
  throw new Failure(`${tag} could not be placed.`)
}

/** Whether the tag could be set. */
async function setTag({ oci, name, again }: Shelf, tag: string, manifest: Manifest): Promise<boolean> {
  try {
    await again(() => oci.putManifest(name, tag, manifest))
    return true
  } catch (error) {
    if (error instanceof Failure && /immutable|TAG_INVALID|\((409|412),/i.test(error.message)) return false
    throw error
  }
}

/** Deployments that are asked for their statuses: a commit is not released to an environment more often. */
const NEWEST = 20

/** What an environment's newest successful record of a commit says was deployed of a repository. */
export async function findRecord(
  { environment, repository, sha }: { environment: string; repository: string; sha: string },
  token: string | undefined,
  world: World,
) {
  if (!token) throw new Failure('github-token is empty: leave it out to use the job’s own token.')
  const github = await world.github(token)
  const records = await github.listDeployments(environment, { sha, limit: NEWEST })
  const read = records.map(async ({ id, payload }) => ({ id, payload, statuses: await github.listStatuses(id) }))
  return recordedDigest(await Promise.all(read), repository)
}

/** Of a refusal, both policies that it takes; of a repository that is not there, its name; any other error as it is. */
export async function explainGap(
  error: unknown,
  source: Repository,
  destination: Repository,
  world: World,
): Promise<unknown> {
  if (!(error instanceof Failure)) return error
  if (/NAME_UNKNOWN/.test(error.message)) {
    const missing = error.message.startsWith(`${destination.host} `) ? destination : source
    return new Failure(`Repository ${missing.uri} was not found: create it, or check the account, region and name.`, {
      cause: error,
    })
  }
  if (error.denied === undefined) return error
  const region = source.ecr?.region ?? destination.ecr?.region
  const caller = region === undefined ? '' : await world.account(region).catch(() => '')
  if (!/^\d{12}$/.test(caller)) return error
  const { role, repository } = policiesFor(source, destination, caller)
  const { runner } = world
  runner.group('The policy of the role', JSON.stringify(role, undefined, 2).split('\n'))
  if (!repository) return new Failure(`${error.message} The policy it needs is shown above.`, { cause: error })
  const other = [source, destination].find(({ ecr }) => ecr && ecr.account !== caller) as Repository
  runner.group(`The policy of repository ${other.uri}`, JSON.stringify(repository, undefined, 2).split('\n'))
  return new Failure(
    `${error.message} Account ${caller} must be let in by account ${other.ecr?.account}: both policies are shown above.`,
    { cause: error },
  )
}
