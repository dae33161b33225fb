// Can a revision that was live before be run again as it ran then?
import { NO_EDITS } from '../decisions/definition-edits.ts'
import { readImage, readRepository } from '../decisions/image.ts'
import type { Ran } from '../decisions/release-line.ts'
import type { Revision } from '../decisions/snapshot.ts'
import { pinned, type Registered, stripReadOnly } from '../decisions/task-definition.ts'
import { Failure } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import { draft, ownTags, registerOnce } from '../release/revise.ts'
import type { World } from '../world.ts'

/** The revision as ECS takes it, `copy` when it had to be registered anew; or why it cannot be run again. */
export type Restored = { taskDefinition: string; revision: Revision; copy: string | undefined } | { refusal: string }

/**
 * Looks after its images, and registers it anew where it is not active any more or where a tag of it has moved: with the
 * digests that ran. With `plan` nothing is registered.
 */
export async function restore(revision: Revision, images: Ran[], world: World, plan: boolean): Promise<Restored> {
  const ecs = await world.ecs()
  const registered = await ecs.describeTaskDefinition(revision)
  if (!registered)
    return {
      refusal: `its task definition was deleted: release its image with ecs-deploy-wait`,
    }
  const looks = await Promise.all(
    (registered.definition.containerDefinitions ?? []).map(({ name = '', image = '' }) =>
      lookAfter(image, images.find(ran => ran.container === name)?.digest, world),
    ),
  )
  const gone = looks.flatMap(one => ('gone' in one ? one.gone : []))
  if (gone.length > 0)
    return { refusal: `its image ${gone.join(' and ')} is gone: push it again, or name another revision to go back to` }
  const moved = looks.flatMap(one => ('moved' in one && one.moved ? one.moved : []))
  if (registered.active && moved.length === 0)
    return { taskDefinition: registered.arn, revision: registered.revision, copy: undefined }
  const why = registered.active ? `${moved.join(' and ')} is another image by now` : 'it is not active any more'
  if (plan) return { taskDefinition: '', revision: `${registered.definition.family} (next)`, copy: why }
  return { ...(await copyOf(registered, images, ecs, world)), copy: why }
}

async function copyOf(registered: Registered, images: Ran[], ecs: Ecs, world: World) {
  const digests = new Map(images.flatMap(({ container, digest }) => (digest ? [[container, digest] as const] : [])))
  const definition = stripReadOnly(pinned(registered.definition, digests))
  const next = await draft({ definition, tags: ownTags(registered.tags) }, NO_EDITS, [], ecs)
  const { arn, revision } = next.same ?? (await registerOnce(next, ecs, world))
  return { taskDefinition: arn, revision }
}

/** What has become of an image: whether the digest that ran is there, and whether its tag has moved on. */
async function lookAfter(
  reference: string,
  ran: string | undefined,
  world: World,
): Promise<{ gone: string } | { moved: string | undefined }> {
  const image = readImage(reference)
  const repository = image && readRepository(image.repository)
  if (!image || !repository?.ecr) return { moved: undefined }
  const digest = image.digest ?? ran
  const tag = image.tag ?? 'latest'
  try {
    const registry = await world.registry(repository.ecr.region)
    const found = await registry.describeImage(repository, digest ? { digest } : { tag })
    if (!found) return { gone: digest ? `${repository.uri}@${digest}` : reference }
    return { moved: image.digest || !digest || found.tags.includes(tag) ? undefined : `${repository.uri}:${tag}` }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // A repository that is gone has no image; what may not be seen now is for ECS to find out.
    if (!error.denied && !error.passing) return { gone: reference }
    world.runner.warn(`Whether ${reference} is still there is not known. ${error.message}`)
    return { moved: undefined }
  }
}
