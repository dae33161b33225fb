// Which revision carries what is wanted, and is it really new?
import { diffDefinitions } from '../decisions/definition-diff.ts'
import { type Edits, editDefinition } from '../decisions/definition-edits.ts'
import { isDefinitionText } from '../decisions/definition-texts.ts'
import { readImage, readRepository } from '../decisions/image.ts'
import {
  type Definition,
  type Registered,
  sameDefinition,
  stripReadOnly,
  type Tag,
  withTexts,
} from '../decisions/task-definition.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

/** A definition to start from, with its tags; `registered` when it is one of ECS's. */
export type Base = { definition: Definition; tags: Tag[]; registered?: Registered }

/** What is wanted, worked out but not registered yet. */
export type Draft = {
  definition: Definition
  containers: string[]
  tags: Tag[]
  same: Registered | undefined
  diff: string[]
}

/** From what the inputs name: a path, `family:n` or an ARN, a family (a word that is no file), or what a service runs. */
export async function startFrom(
  {
    taskDefinition,
    cluster,
    service,
  }: { taskDefinition: string | undefined; cluster: string | undefined; service: string | undefined },
  ecs: Ecs,
  world: World,
): Promise<Base> {
  if (taskDefinition === undefined) return fromService(cluster as string, service as string, ecs)
  if (/^arn:|^[\w-]+:\d+$/.test(taskDefinition)) return fromRevision(taskDefinition, ecs)
  const isFile = /[./]/.test(taskDefinition) || (await (await world.files()).read(taskDefinition)) !== undefined
  return isFile ? fromFile(taskDefinition, world) : fromRevision(taskDefinition, ecs)
}

/** What the service runs now. */
async function fromService(cluster: string, service: string, ecs: Ecs): Promise<Base> {
  const { services } = await ecs.describeServices(cluster, [service])
  const [found] = services
  if (!found)
    throw new Failure(
      `Service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`,
    )
  return fromRevision(found.revision, ecs)
}

/** What is registered as `family:n`, an ARN, or newest in a family. */
export async function fromRevision(reference: string, ecs: Ecs): Promise<Base> {
  const registered = await ecs.describeTaskDefinition(reference)
  if (!registered)
    throw new Failure(
      `Task definition "${reference}" was not found: check the input task-definition, the region and the account.`,
    )
  return { definition: stripReadOnly(registered.definition), tags: ownTags(registered.tags), registered }
}

/** Without those that AWS itself sets, of CloudFormation for example, and takes from nobody. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
export const ownTags = (tags: Tag[]): Tag[] => tags.filter(({ key }) => !/^aws:/i.test(key ?? ''))

/** A file of the repository; what `aws ecs describe-task-definition` printed will do too. */
export async function fromFile(path: string, world: World): Promise<Base> {
  const content = await (await world.files()).readYaml(path, isDefinitionText)
  if (content === undefined)
    throw new Failure(
      `task-definition "${path}" does not exist in the workspace: check out the repository before this step, and check the path.`,
    )
  const { taskDefinition = content, tags } = (content ?? {}) as { taskDefinition?: unknown; tags?: Tag[] }
  const { tags: own, ...definition } = withTexts(stripReadOnly((taskDefinition ?? {}) as Definition))
  if (typeof definition.family !== 'string' || !Array.isArray(definition.containerDefinitions))
    throw new Failure(
      `task-definition "${path}" is not a task definition: it needs "family" and a list "containerDefinitions".`,
    )
  return { definition, tags: (own as Tag[] | undefined) ?? tags ?? [] }
}

/** The digest decides what runs: a tag can move between now and the next task. */
export async function pinImage(image: string, world: Pick<World, 'registry'>): Promise<string> {
  const { repository: uri, tag, digest } = readImage(image) as NonNullable<ReturnType<typeof readImage>>
  if (digest) return `${uri}@${digest}`
  const repository = readRepository(uri)
  if (!repository?.ecr)
    throw new Failure(
      `image "${image}" is not in ECR, so its tag cannot be pinned: give it by digest, repository@sha256:….`,
    )
  const found = await (await world.registry(repository.ecr.region)).describeImage(repository, { tag: tag as string })
  if (!found)
    throw new Failure(
      `image "${image}" does not exist: repository ${repository.name} has no tag "${tag}". Push it first.`,
    )
  return `${uri}@${found.digest}`
}

/** Works out the next definition, and whether it, or what we started from, is registered as it is. */
export async function draft(base: Base, edits: Edits, tags: Tag[], ecs: Ecs): Promise<Draft> {
  const edited = editDefinition(base.definition, edits)
  if ('problems' in edited) throw new Failure(edited.problems.map(one => `${one}.`).join('\n'))
  const { definition, containers } = edited
  const newest = await ecs.describeTaskDefinition(definition.family as string)
  const candidates = [base.registered, newest].filter(one => one?.active && one.definition.family === definition.family)
  const same = candidates.find(one => one && sameDefinition(one.definition, definition))
  const before = base.registered ?? newest
  const named = new Set(tags.map(one => one.key))
  return {
    definition,
    containers,
    tags: [...base.tags.filter(one => !named.has(one.key)), ...tags],
    same,
    diff: before ? diffDefinitions(before.definition, definition) : [],
  }
}

/** How long (ms) a registration may take while ECS throttles or cannot be reached. */
const PATIENCE = 60_000

/** Registers once: when an answer was lost on its way, the newest revision tells whether ECS had taken it. */
export async function registerOnce(
  { definition, tags }: Draft,
  ecs: Ecs,
  { clock, cancel }: World,
): Promise<Registered> {
  let tried = false
  const { judgement, blind } = await watch<Registered, Registered>({
    clock,
    cancel,
    until: clock.now() + PATIENCE,
    async look() {
      const newest = tried ? await ecs.describeTaskDefinition(definition.family as string) : undefined
      tried = true
      if (newest && sameDefinition(newest.definition, definition)) return newest
      return ecs.registerTaskDefinition(definition, tags)
    },
    judge: registered => ({ judgement: registered }),
    mayPass,
  })
  if (judgement) return judgement
  throw blind ?? new Failure(`Cancelled before a revision of ${definition.family} was registered.`)
}
