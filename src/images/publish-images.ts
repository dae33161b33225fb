// How do images come from a commit into their registries: all of them, or none?

import { type Builder, isIndex, makesIndexes, nativeOf, type Recipe, refuseRecipe } from '../decisions/build-command.ts'
import type { Severity } from '../decisions/scan.ts'
import type { PlannedTag } from '../decisions/tags.ts'
import { Failure } from '../failure.ts'
import type { Docker } from '../io/docker.ts'
import { startLog } from '../log.ts'
import type { World } from '../world.ts'
import { type Built, buildAll } from './build-images.ts'
import type { DateCollision, Place } from './look-up-images.ts'
import { hostsOf, nameOf } from './plan-images.ts'
import { type Load, lookAgain, push } from './push-images.ts'
import { type Logins, registryLogins } from './registry-logins.ts'
import { scanAll } from './scan-images.ts'
import { type Held, setTags } from './tag-images.ts'
import { type Trial, tryImage } from './try-image.ts'

export type Publication = {
  places: Place[]
  recipes: Recipe[]
  /** Behind the primary one. */
  tags: PlannedTag[]
  /** The commit of the run. */
  sha: string
  overwrite: boolean
  dateCollision: DateCollision
  parallel: number
  pushes: boolean
  trial: Trial | undefined
  scan: { allowed: Severity; limit: number } | undefined
  skipLogout: boolean
}

export type Published = {
  /** In the order of the places; of those that are in their registry. */
  held: Held[]
  /** Of each place, behind its primary one. */
  tags: string[][]
  /** Seconds that each place was built. */
  seconds: (number | undefined)[]
  expiresAt: number | undefined
}

/** Builds all, tries all, pushes all, proves all; then scans, and then the other tags. Throws with what was done until then. */
export async function publish(plan: Publication, world: World): Promise<Published> {
  const log = startLog(world.clock, world.runner.line)
  const { places, recipes } = plan
  const todo = places.flatMap((place, at) =>
    place.choice.do === 'build' ? [{ place, recipe: recipes[at] as Recipe, at }] : [],
  )
  const seconds: Published['seconds'] = places.map(() => undefined)
  const held = new Map<Place, Held>()
  for (const place of places) {
    if (place.choice.do !== 'take' || !place.held) continue
    // It may be of an attempt that was killed when it pushed what it had tried; it may be anybody's.
    const untried = plan.trial ? ': it is neither built nor tried again' : ''
    if (places.length > 1 || untried) log(nameOf(place.spec), `${place.reference} ${place.choice.why}${untried}`)
    if (place.choice.warning) world.runner.warn(place.choice.warning)
    held.set(place, { place, manifest: place.held })
  }
  let expiresAt: number | undefined
  if (todo.length > 0) {
    const docker = await world.docker()
    const { builder, native } = await docker.builder()
    for (const { recipe } of todo) refuse(builder, recipe, world)
    const logins = registryLogins(world, docker, plan.skipLogout)
    // A build may outlast the job's credentials.
    if (plan.pushes) await world.keepRole()
    // Before anything is built: images to build from, and the cache, may lie there, and a login that fails fails early.
    if (plan.pushes) await logins.ensure(hostsOf(todo.map(({ place }) => place.spec.repository)))
    const work = todo.map(({ place, recipe }) => ({ name: nameOf(place.spec), recipe }))
    const built = await buildAll(work, { builder, docker, parallel: plan.parallel }, world, log)
    for (const [n, { seconds: took }] of built.entries()) seconds[(todo[n] as Todo).at] = took
    refuseIncomplete(built, work.length)
    const made = todo.map((one, n) => ({ ...one, id: built[n]?.id }))
    if (plan.trial) await tryAll(made, plan.trial, { builder, native, docker }, world, log)
    if (plan.pushes) await pushAll(made, held, { builder, docker, logins }, world, log)
    // For steps that follow; a push names its image itself.
    else for (const { id, recipe } of made) if (id !== undefined) await docker.tag(id, recipe.reference)
    expiresAt = logins.expiresAt()
  }
  const inRegistry = places.flatMap(place => held.get(place) ?? [])
  if (plan.scan && plan.pushes) await scanAll(inRegistry, plan.scan.allowed, plan.scan.limit, world, log)
  const tags = await setTags(inRegistry, plan.pushes ? plan.tags : [], plan, world)
  return { held: inRegistry, tags, seconds, expiresAt }
}

type Todo = { place: Place; recipe: Recipe; at: number }
type Made = Todo & Load

function refuse(builder: Builder, recipe: Recipe, { runner }: World): void {
  const line = refuseRecipe(builder, recipe)
  if (line !== undefined) throw new Failure(line)
  if (recipe.cache && !makesIndexes(builder))
    runner.warn(
      'The input cache needs buildx with a builder of its own, which this runner has not: built without a cache. Add docker/setup-buildx-action before this step.',
    )
}

function refuseIncomplete(built: Built[], all: number): void {
  const bad = built.filter(one => one.problem !== undefined)
  if (bad.length === 0) return
  const lines = bad.map(({ name, problem }) => (all === 1 ? (problem as string) : `- ${name}: ${problem}`))
  throw new Failure(
    all === 1
      ? `${lines[0]?.replace(/\.$/, '')}. Nothing was pushed.`
      : `${bad.length} of ${all} images were not built, so none was pushed:\n${lines.join('\n')}`,
  )
}

async function tryAll(
  todo: Made[],
  trial: Trial,
  { builder, native, docker }: { builder: Builder; native: string; docker: Docker },
  world: World,
  log: ReturnType<typeof startLog>,
): Promise<void> {
  const bad: string[] = []
  for (const { place, recipe, id } of todo) {
    const name = nameOf(place.spec)
    // An index lies in the builder's cache: what this machine can run of it is taken from there.
    let image = id
    if (isIndex(recipe)) {
      const work = [{ name: `${name} for ${native}`, recipe: nativeOf(recipe, native) }]
      const built = await buildAll(work, { builder, docker, parallel: 1 }, world, log)
      refuseIncomplete(built, 1)
      image = built[0]?.id
    }
    const { good, line } = await tryImage({ id: image as string, name: recipe.reference }, trial, docker, world)
    log(name, `the container ${line}`)
    if (!good) bad.push(`${name}: its container ${line}`)
  }
  if (bad.length > 0) throw new Failure(`${bad.join('\n')}. Nothing was pushed.`)
}

async function pushAll(
  todo: Made[],
  held: Map<Place, Held>,
  { builder, docker, logins }: { builder: Builder; docker: Docker; logins: Logins },
  world: World,
  log: ReturnType<typeof startLog>,
): Promise<void> {
  const pushed: string[] = []
  // All before the first push: what is refused for one of them must not leave the others there.
  if (todo.length > 1) for (const { place } of todo) await lookAgain(place)
  for (const { place, ...load } of todo) {
    try {
      const manifest = await push(place, load, { builder, docker, logins, world, log })
      held.set(place, { place, manifest })
      pushed.push(nameOf(place.spec))
      if (place.choice.do === 'build') log(nameOf(place.spec), `pushed, and ${place.reference} is ${manifest.digest}`)
    } catch (error) {
      if (!(error instanceof Failure) || todo.length === 1) throw error
      const rest = todo.map(one => nameOf(one.place.spec)).filter(name => !pushed.includes(name))
      const there =
        pushed.length > 0 ? `${pushed.join(', ')} ${pushed.length > 1 ? 'are' : 'is'} pushed` : 'None is pushed'
      throw new Failure(`${error.message}\n${there}, not ${rest.join(', ')}: the next attempt takes what is there.`)
    }
  }
}
