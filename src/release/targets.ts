// Which revision shall each service run?

import { type Edits, NO_EDITS } from '../decisions/definition-edits.ts'
import { readImage } from '../decisions/image.ts'
import { isArnOf, type Wanted } from '../decisions/services.ts'
import type { Service } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import { inTurns } from '../turns.ts'
import type { World } from '../world.ts'
import { findServices } from './begin.ts'
import type { Target } from './order.ts'
import { type Base, type Draft, draft, fromFile, fromRevision, pinImage, registerOnce } from './revise.ts'

/** All services as they are now and the revision for each; images are registered before any service is touched. */
export async function resolveTargets(
  groups: Wanted[][],
  cluster: string,
  world: World,
  plan: boolean,
): Promise<Target[][]> {
  const ecs = await world.ecs()
  const services = await findServices(
    cluster,
    groups.flat().map(one => one.service),
    ecs,
  )
  const resolved: Target[][] = []
  for (const group of groups) {
    const targets: Target[] = []
    for (const wanted of group) {
      const before = services.find(one => one.name === wanted.service) as Service
      checkArn(wanted, before, cluster)
      targets.push({ ...wanted, before, ...(await revisionFor(wanted, before, ecs, world, plan)) })
    }
    resolved.push(targets)
  }
  // One service alone learns from its update that a revision is missing; of several, none is touched then.
  if (plan || services.length > 1) await refuseMissing(resolved.flat(), ecs)
  return resolved
}

/** Throws where the user named a service by the ARN of another cluster, region or account. */
export function checkArn({ arn }: Wanted, { arn: found }: Service, cluster: string): void {
  if (arn !== undefined && !isArnOf(arn, found))
    throw new Failure(
      `Service "${arn}" is not the one in cluster "${cluster}", which is ${found}: check the inputs service and cluster, the region and the account.`,
    )
}

/** Fails with all revisions that are not registered; says nothing where this role may not look. */
async function refuseMissing(targets: Target[], ecs: Ecs): Promise<void> {
  const references = [...new Set(targets.map(one => one.taskDefinition).filter(Boolean))]
  const missing: string[] = []
  await inTurns(references, 5, async reference => {
    const found = await ecs.describeTaskDefinition(reference).catch(error => {
      if (error instanceof Failure && error.denied) return { active: true }
      throw error
    })
    if (!found?.active) missing.push(reference)
  })
  if (missing.length > 0)
    throw new Failure(
      `Task definition ${missing.map(one => `"${one}"`).join(', ')} was not found or is not active: check the input task-definition, the region and the account. No service was touched.`,
    )
}

/** The ARN of the revision, which is of the service's own account and region; empty where nothing is registered yet. */
export const arnOf = ({ before, taskDefinition, revision }: Target): string =>
  taskDefinition === '' || taskDefinition.startsWith('arn:')
    ? taskDefinition
    : `${before.arn.split(':').slice(0, 5).join(':')}:task-definition/${revision}`

async function revisionFor(wanted: Wanted, before: Service, ecs: Ecs, world: World, plan: boolean) {
  const { taskDefinition, image, imageTag } = wanted
  if (image !== undefined || imageTag !== undefined) return withImage(wanted, before, ecs, world, plan)
  if (taskDefinition === undefined) return { taskDefinition: before.revision, revision: before.revision }
  const named = taskDefinition.match(/(?:^|\/)([\w-]+:\d+)$/)?.[1]
  if (named) return { taskDefinition, revision: named }
  const base = await baseOf(taskDefinition, ecs, world)
  // ECS takes a family too, but only a look says which revision is its newest.
  if (base.registered) return { taskDefinition: base.registered.arn, revision: base.registered.revision }
  return putInPlace(await draft(base, NO_EDITS, [], ecs), wanted.name, taskDefinition, ecs, world, plan)
}

/** The name of a family has neither dot nor slash; the path of a file has one. */
const baseOf = (reference: string, ecs: Ecs, world: World): Promise<Base> =>
  /^(?!arn:).*[./]/.test(reference) ? fromFile(reference, world) : fromRevision(reference, ecs)

async function withImage(
  { name, taskDefinition, image, imageTag, container }: Wanted,
  before: Service,
  ecs: Ecs,
  world: World,
  plan: boolean,
) {
  const base = await baseOf(taskDefinition ?? before.revision, ecs, world)
  const wanted = image ?? `${repositoryNow(base.definition, container, name)}:${imageTag}`
  const edits: Edits = {
    ...NO_EDITS,
    image: await pinImage(wanted, world),
    containers: container === undefined ? [] : [container],
  }
  return putInPlace(await draft(base, edits, [], ecs), name, wanted, ecs, world, plan)
}

/** The revision that is as the draft says: one that is there, or one that is registered now. */
async function putInPlace(next: Draft, name: string, what: string, ecs: Ecs, world: World, plan: boolean) {
  if (next.same) return { taskDefinition: next.same.arn, revision: next.same.revision }
  if (plan) return { taskDefinition: '', revision: `${next.definition.family} (next)` }
  const registered = await registerOnce(next, ecs, world)
  world.runner.line(`${name}: ${registered.revision} is registered with ${what}`)
  return { taskDefinition: registered.arn, revision: registered.revision }
}

/** The repository that a service's container runs from now. */
export function repositoryNow(
  definition: { containerDefinitions?: { name?: string; image?: string; essential?: boolean }[] },
  container: string | undefined,
  name: string,
): string {
  const containers = definition.containerDefinitions ?? []
  const essential = containers.filter(one => one.essential !== false)
  const [one, ...others] = container === undefined ? essential : containers.filter(each => each.name === container)
  const repository = one?.image && others.length === 0 ? readImage(one.image)?.repository : undefined
  if (repository) return repository
  throw new Failure(
    `image-tag of "${name}" says nothing of a repository, and its container cannot be told: give container-name, or the whole image.`,
  )
}
