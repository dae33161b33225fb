// Is everything there that the tasks of a definition need at their start?
import { readImage, readRepository } from '../decisions/image.ts'
import { readManifest } from '../decisions/manifest.ts'
import { type Reference, referencesOf } from '../decisions/references.ts'
import type { Definition } from '../decisions/task-definition.ts'
import { Failure } from '../failure.ts'
import type { Images } from '../io/images.ts'
import type { World } from '../world.ts'

/** What is wrong, a line each; and what could not be looked at. */
export type Verified = { problems: string[]; unseen: string[] }

/** ECS names them X86_64 and ARM64, images amd64 and arm64. */
const ARCHITECTURES: Record<string, string> = { X86_64: 'amd64', ARM64: 'arm64' }

/** Looks after images and their platform, secrets, log groups and roles, all at once. What this role may not ask is no problem. */
export async function verifyDefinition(definition: Definition, world: World): Promise<Verified> {
  const { images, secrets, parameters, logGroups, roles } = referencesOf(definition)
  const unseen = new Set<string>()
  const check = async (ask: () => Promise<string | undefined>): Promise<string[]> => {
    try {
      return [(await ask()) ?? []].flat()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (error.denied) unseen.add(`${error.denied} is not allowed to this role`)
      // A repository that is missing is a problem of the definition, not of the question.
      return error.denied ? [] : [error.message.replace(/\.$/, '')]
    }
  }
  const platform = ARCHITECTURES[definition.runtimePlatform?.cpuArchitecture ?? 'X86_64'] ?? 'amd64'
  const problems = await Promise.all([
    ...images.map(one => check(() => checkImage(one, platform, world))),
    ...secrets.map(one => check(() => checkSecret(one, world))),
    ...logGroups.map(one => check(() => checkLogGroup(one, world))),
    ...roles.map(one => check(() => checkRole(one, world))),
    ...(parameters.length > 0 ? [check(() => checkParameters(parameters, world))] : []),
  ])
  return { problems: problems.flat(), unseen: [...unseen] }
}

async function checkImage({ where, value }: Reference, platform: string, world: World): Promise<string | undefined> {
  const image = readImage(value)
  const repository = image && readRepository(image.repository)
  if (!repository?.ecr || !image) return undefined
  const registry = await world.registry(repository.ecr.region)
  const wanted = image.digest ? { digest: image.digest } : { tag: image.tag ?? 'latest' }
  if (!(await registry.describeImage(repository, wanted))) return `${where}: the image ${value} does not exist`
  const platforms = await architecturesOf(await world.images(repository), image.digest ?? image.tag ?? 'latest')
  if (!platforms || platforms.includes(platform)) return undefined
  return `${where}: the image is built for ${platforms.join(', ')}, but the tasks run on ${platform} (runtimePlatform)`
}

/** The CPU architectures an image is built for (`amd64`, `arm64`); undefined when its manifest does not tell. */
async function architecturesOf(images: Images, reference: string): Promise<string[] | undefined> {
  const manifest = await images.find(reference)
  const content = manifest && readManifest(manifest)
  if (content && content.children.length > 0)
    return content.children.flatMap(one => one.platform?.architecture ?? []).filter(one => one !== 'unknown')
  const config = content?.config && (await images.blob(content.config.digest))
  const { architecture } = JSON.parse(config ?? '{}') as { architecture?: string }
  return architecture ? [architecture] : undefined
}

async function checkSecret({ where, value }: Reference, world: World): Promise<string | undefined> {
  const there = await (await world.secrets(value.split(':')[3])).exists(value)
  return there ? undefined : `${where}: Secrets Manager does not have ${value}`
}

async function checkParameters(parameters: Reference[], world: World): Promise<string | undefined> {
  const missing = await (await world.secrets()).missingParameters([...new Set(parameters.map(one => one.value))])
  const lines = parameters.filter(one => missing.includes(one.value))
  return lines.length > 0
    ? lines.map(({ where, value }) => `${where}: Parameter Store does not have ${value}`).join('\n')
    : undefined
}

async function checkLogGroup({ where, value, region }: Reference & { region: string | undefined }, world: World) {
  const there = await (await world.logs(region)).groupExists(value)
  return there ? undefined : `${where}: the log group ${value} does not exist (or set awslogs-create-group)`
}

async function checkRole({ where, value }: Reference, world: World): Promise<string | undefined> {
  const trusted = await (await world.roles()).trusted(value)
  if (!trusted) return `${where}: the role ${value} does not exist`
  return trusted.includes('ecs-tasks.amazonaws.com')
    ? undefined
    : `${where}: the role ${value} does not trust ecs-tasks.amazonaws.com, so no task can assume it`
}
