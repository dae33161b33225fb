// Are the images in their registries, each under the digest that was built?
import { type Builder, buildCommand, isIndex, type Recipe, readBuilt } from '../decisions/build-command.ts'
import { ownLines } from '../decisions/build-failure.ts'
import { judgeDocker } from '../decisions/docker-trouble.ts'
import { shortDigest } from '../decisions/image.ts'
import { isImage, type Manifest } from '../decisions/manifest.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Docker, Ran } from '../io/docker.ts'
import type { Log } from '../log.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { texts } from '../yaml.ts'
import type { Place, Seen } from './look-up-images.ts'
import { nameOf } from './plan-images.ts'
import type { Logins } from './registry-logins.ts'

/** How long a lost connection is tried again (ms); Docker itself has tried each layer several times by then. */
const PATIENCE = 45_000

/** What is pushed: `id` is the engine's own name of what was built; undefined of an index, which the builder pushes. */
export type Load = { recipe: Recipe; id: string | undefined }

export type Pusher = { builder: Builder; docker: Docker; logins: Logins; world: World; log: Log }

/**
 * Looks once more, as somebody else may have pushed while this image was built. Answers what is taken instead of being
 * pushed, undefined when it is to be pushed, and throws what is refused.
 */
export async function lookAgain(place: Place): Promise<Seen | undefined> {
  const seen = await place.look()
  if (seen.choice.do === 'refuse')
    throw new Failure(
      `${seen.choice.line.replace(/\.$/, '')}. Somebody pushed it while this image was built: it stays as it is.`,
    )
  return seen.choice.do === 'take' && seen.held ? seen : undefined
}

/**
 * Pushes the primary tag, again when the connection is lost (layers that arrived are not sent again) or the login has
 * ended, and answers what the registry then holds: exactly what was built, or a Failure. What somebody else pushed
 * meanwhile is not pushed over: the place then says that it is taken.
 */
export async function push(place: Place, load: Load, pusher: Pusher): Promise<Manifest> {
  const { world, logins, log } = pusher
  const { clock, cancel } = world
  const name = nameOf(place.spec)
  const pushed = await watch({
    clock,
    cancel,
    until: clock.now() + PATIENCE,
    look: async () => {
      await logins.ensure([place.spec.repository])
      return (await lookAgain(place)) ?? pushOnce(place, load, pusher, true)
    },
    judge: judgement => ({ judgement }),
    mayPass,
    onBlind: error => error !== undefined && log(name, `${(error as Error).message} Trying again.`),
  })
  if (pushed.ended === 'cancelled')
    throw new Failure(
      `The job was cancelled while ${place.reference} was pushed: ${await leftBehind(place, world)}. Run the job again.`,
    )
  if (pushed.judgement === undefined) throw pushed.blind
  const { judgement } = pushed
  return typeof judgement === 'string' ? prove(place, judgement, load.id) : take(place, judgement, pusher)
}

function take(place: Place, seen: Seen, { log, world }: Pusher): Manifest {
  Object.assign(place, seen)
  if (seen.choice.do === 'take' && seen.choice.warning) world.runner.warn(seen.choice.warning)
  log(nameOf(place.spec), `${place.reference} was pushed by somebody else while it was built here, and is taken`)
  return seen.held as Manifest
}

/** A cancelled job has little time left for this (ms). */
const LAST_WORD = 3_000

/** What a push that was broken off left in the registry: the engine may have been done before its client was told to end. */
async function leftBehind({ spec, tag, held }: Place, world: World): Promise<string> {
  try {
    const found = await (await world.images(spec.repository, AbortSignal.timeout(LAST_WORD))).find(tag)
    return found && found.digest !== held?.digest
      ? 'its tag is set, and the next attempt takes it'
      : 'its tag is not set'
  } catch {
    return 'whether its tag is set is not known'
  }
}

async function pushOnce(place: Place, load: Load, pusher: Pusher, mayRenew: boolean): Promise<string> {
  const { logins, world } = pusher
  const doing = `docker push of ${place.reference}`
  const close = world.runner.openGroup(`Push ${nameOf(place.spec)}`)
  let sent: { ran: Ran; digest: string | undefined }
  try {
    sent = await send(place, load, pusher)
  } finally {
    close()
  }
  const { ran, digest } = sent
  if (ran.code === 0 && digest !== undefined) return digest
  if (ran.code === 0) throw new Failure(`${doing} did not say which digest it sent: look at its output above.`)
  if (world.cancel.aborted) throw new Failure('', { passing: true })
  const trouble = judgeDocker(doing, isIndex(load.recipe) ? ownLines(ran.lines) : ran.lines, ran.code)
  if (mayRenew && ['expired', 'no-login'].includes(trouble.kind)) {
    await logins.renew(place.spec.repository)
    return pushOnce(place, load, pusher, false)
  }
  throw new Failure(trouble.line, { passing: trouble.passing })
}

/** By Docker from the engine, or by the builder from its cache; with the digest that it says it sent. */
async function send(place: Place, { recipe, id }: Load, { builder, docker, world }: Pusher) {
  const { runner } = world
  if (!isIndex(recipe)) {
    // Only now, as others may move a name in the engine: what was built is known by its id.
    if (id !== undefined) await docker.tag(id, place.reference)
    return docker.push(place.reference, runner.line)
  }
  const metadata = await world.temporaryPath()
  const ran = await docker.build(buildCommand(builder, recipe, 'registry', metadata), runner.line)
  const written = ran.code === 0 ? await (await world.files()).readYaml(metadata, texts) : undefined
  return { ran, digest: readBuilt(written).digest }
}

/** The registry's own answer for the tag must be the digest that was sent, and the image must be the one that was built. */
async function prove({ images, tag, reference }: Place, digest: string, id: string | undefined): Promise<Manifest> {
  const found = await images.find(tag)
  if (found?.digest === digest && id !== undefined && !isImage(found, id))
    throw new Failure(
      `${reference} is ${shortDigest(digest)}, which is not the image that was built (${shortDigest(id)}): somebody moved the name in this engine during the push. Delete the tag, and run the job again.`,
    )
  if (found?.digest === digest) return found
  throw new Failure(
    `The registry holds ${found ? shortDigest(found.digest) : 'nothing'} under ${reference}, but ${shortDigest(digest)} was pushed: somebody else pushed the same tag. Run the job again.`,
  )
}
