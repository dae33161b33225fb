// Which task definition revision carries this image, and is it really new?
import { action } from '../action.ts'
import { readImage, readRepository, shortDigest } from '../decisions/image.ts'
import {
  type Definition,
  type Registered,
  sameDefinition,
  stripReadOnly,
  type Tag,
  withImage,
  withTexts,
} from '../decisions/task-definition.ts'
import { Failure, mayPass } from '../failure.ts'
import { text } from '../input.ts'
import type { Ecs } from '../io/ecs.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

export default action({
  question: 'Which task definition revision carries this image, and is it really new?',
  about:
    'Takes the task definition from a file, or from what the service runs now, puts the image into one container, and registers it. Everything else stays as it is. What is registered already is not registered again.',
  usage: `task-definition: ecs/web.json
image: \${{ steps.image.outputs.image }}
`,
  inputs: {
    taskDefinition: text({
      description: 'A task definition in the repository, JSON or YAML. Unset: the revision that `service` runs now.',
    }),
    cluster: text({ description: 'The cluster of `service`.' }),
    service: text({ description: 'The service whose task definition is taken when no file is given.' }),
    containerName: text({ description: 'The container that gets the image. Unset: the only essential one.' }),
    image: text({
      description:
        'The image: `repository@sha256:…`, or `repository:tag` of an ECR repository, which is pinned to its digest.',
      required: true,
    }),
  },
  outputs: {
    taskDefinitionArn: 'The ARN of the revision.',
    revision: 'The revision without an account: `family:n`.',
    changed: '`true` when a new revision was registered.',
    image: 'The image by digest.',
  },
  permissions: {
    aws: [
      { action: 'ecs:DescribeTaskDefinition', on: 'any', why: 'to read what is registered' },
      { action: 'ecs:RegisterTaskDefinition', on: 'task-definition', why: 'to register a new revision' },
      { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
      {
        action: 'ecs:TagResource',
        on: 'task-definition',
        why: 'to carry tags over to the new revision',
        optional: true,
      },
      { action: 'ecs:DescribeServices', on: 'service', why: 'to find what the service runs', optional: true },
      { action: 'ecr:DescribeImages', on: 'repository', why: 'to pin a tag to its digest', optional: true },
    ],
    github: [{ scope: 'contents', access: 'read', why: 'to check out the task definition' }],
  },
  rules({ taskDefinition, cluster, service, image }) {
    const reference = readImage(image)
    const problems: string[] = []
    if (!reference || !readRepository(reference.repository) || (!reference.digest && !reference.tag))
      problems.push(`image is "${image}": write repository@sha256:… or repository:tag`)
    if (taskDefinition === undefined && (cluster === undefined || service === undefined))
      problems.push('task-definition is empty: give a file, or cluster and service to take what the service runs now')
    return problems
  },
  async run(inputs, world, tell) {
    const ecs = await world.ecs()
    const image = await pin(inputs.image, world)
    tell('image', image)
    const base =
      inputs.taskDefinition === undefined
        ? await runningNow(inputs.cluster as string, inputs.service as string, ecs)
        : await fromFile(inputs.taskDefinition, world)
    const next = withImage(base.definition, image, inputs.containerName)
    if ('problem' in next) throw new Failure(`${next.problem}.`)

    const newest = await ecs.describeTaskDefinition(next.definition.family as string)
    const same = [base.registered, newest].find(one => one?.active && sameDefinition(one.definition, next.definition))
    const registered = same ?? (await register(next.definition, base.tags, ecs, world))
    tell('taskDefinitionArn', registered.arn)
    tell('revision', registered.revision)
    tell('changed', String(!same))
    const what = `${registered.revision} has ${shortDigest(image.split('@')[1] as string)} in container "${next.container}"`
    return { good: true, line: same ? `${what}: it is registered already, nothing to do.` : `${what}: registered.` }
  },
})

/** A definition to start from, with its tags; `registered` when it is one of ECS's. */
type Base = { definition: Definition; tags: Tag[]; registered?: Registered }

async function runningNow(cluster: string, service: string, ecs: Ecs): Promise<Base> {
  const { services } = await ecs.describeServices(cluster, [service])
  const [found] = services
  if (!found)
    throw new Failure(
      `service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`,
    )
  const registered = await ecs.describeTaskDefinition(found.revision)
  if (!registered)
    throw new Failure(`${found.revision}, which service "${service}" runs, is gone: give a file as task-definition.`)
  return { definition: stripReadOnly(registered.definition), tags: registered.tags, registered }
}

async function fromFile(path: string, world: World): Promise<Base> {
  const content = await (await world.files()).readYaml(path)
  if (content === undefined)
    throw new Failure(
      `task-definition "${path}" does not exist in the workspace: check out the repository before this step, and check the path.`,
    )
  // `aws ecs describe-task-definition` wraps what it prints.
  const { taskDefinition = content, tags } = (content ?? {}) as { taskDefinition?: unknown; tags?: Tag[] }
  const definition = withTexts(stripReadOnly((taskDefinition ?? {}) as Definition))
  if (typeof definition.family !== 'string' || !Array.isArray(definition.containerDefinitions))
    throw new Failure(
      `task-definition "${path}" is not a task definition: it needs "family" and a list "containerDefinitions".`,
    )
  const { tags: own, ...rest } = definition
  return { definition: rest, tags: (own as Tag[] | undefined) ?? tags ?? [] }
}

/** The digest decides what runs: a tag can move between now and the next task. */
async function pin(image: string, world: World): Promise<string> {
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

/** How long (ms) a registration may take while ECS throttles or cannot be reached. */
const PATIENCE = 60_000

/** Registers once: when an answer was lost on its way, the newest revision tells whether ECS had taken it. */
async function register(definition: Definition, tags: Tag[], ecs: Ecs, { clock, cancel }: World): Promise<Registered> {
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
