// What is the next task definition, and is it different?
import { readImage } from './image.ts'
import type { Revision } from './snapshot.ts'

/** A task definition in ECS's own JSON; members we do not know are kept as they are. */
export type Definition = {
  family?: string
  containerDefinitions?: ContainerDefinition[]
  runtimePlatform?: { cpuArchitecture?: string; operatingSystemFamily?: string }
  [member: string]: unknown
}

export type ContainerDefinition = { name?: string; image?: string; essential?: boolean; [member: string]: unknown }

/** One that is registered. */
export type Registered = { arn: string; revision: Revision; active: boolean; definition: Definition; tags: Tag[] }

export type Tag = { key?: string; value?: string }

/** What ECS adds to a registered definition and does not take back. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
const READ_ONLY = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]

/** A definition as it can be registered: without read-only members, and without the members that say nothing. */
export function stripReadOnly(definition: Definition): Definition {
  return Object.fromEntries(Object.entries(definition).filter(([name]) => !READ_ONLY.includes(name)))
}

/** The definition with the texts that YAML reads as numbers or flags: `cpu: 256`, and values of variables. */
export function withTexts(definition: Definition): Definition {
  const { cpu, memory, containerDefinitions } = definition
  return {
    ...definition,
    ...(cpu === undefined ? {} : { cpu: text(cpu) }),
    ...(memory === undefined ? {} : { memory: text(memory) }),
    ...(containerDefinitions
      ? { containerDefinitions: containerDefinitions.map(one => (one.environment ? withTextValues(one) : one)) }
      : {}),
  }
}

const withTextValues = (container: ContainerDefinition): ContainerDefinition => ({
  ...container,
  environment: list(container.environment).map(({ value, ...rest }) => ({ ...rest, value: text(value) })),
})

/**
 * The definition with `image` in its container `name` (by default its only container, or its only essential one).
 * The problem names the containers there are.
 */
export function withImage(
  definition: Definition,
  image: string,
  name: string | undefined,
): { definition: Definition; container: string } | { problem: string } {
  const containers = definition.containerDefinitions ?? []
  const names = containers.map(one => one.name).join(', ') || 'none'
  const essential = containers.filter(one => one.essential !== false)
  const [only] = name === undefined ? essential : containers.filter(one => one.name === name)
  if (!only) return { problem: `container-name "${name ?? ''}" is not in the task definition; it has: ${names}` }
  if (name === undefined && essential.length > 1)
    return {
      problem: `container-name is empty and the task definition has several containers: say which one of ${names}`,
    }
  return {
    container: only.name ?? '',
    definition: {
      ...definition,
      containerDefinitions: containers.map(one => (one === only ? { ...one, image } : one)),
    },
  }
}

/** The definition with these images by digest, by the container that ran them; whatever a tag was or will be. */
export const pinned = (definition: Definition, digests: ReadonlyMap<string, string>): Definition => ({
  ...definition,
  containerDefinitions: (definition.containerDefinitions ?? []).map(one => {
    const digest = digests.get(one.name ?? '')
    const repository = one.image && readImage(one.image)?.repository
    return digest && repository ? { ...one, image: `${repository}@${digest}` } : one
  }),
})

/** Whether two definitions are the same to ECS: whatever the order of members, defaults filled in or left out. */
export const sameDefinition = (one: Definition, other: Definition): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other))

/** What ECS fills in where nothing is said. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const DEFINITION_DEFAULTS: Record<string, unknown> = { enableFaultInjection: false }
const CONTAINER_DEFAULTS: Record<string, unknown> = { essential: true, cpu: 0 }
const PORT_DEFAULTS: Record<string, unknown> = { protocol: 'tcp' }
const HEALTH_DEFAULTS: Record<string, unknown> = { interval: 30, timeout: 5, retries: 3 }

/** A definition in which what means the same is written the same. */
export function canonical(definition: Definition): unknown {
  const awsvpc = definition.networkMode === 'awsvpc'
  const containers = (definition.containerDefinitions ?? []).map(container => ({
    ...CONTAINER_DEFAULTS,
    ...container,
    environment: byName(container.environment, 'name'),
    secrets: byName(container.secrets, 'name'),
    portMappings: list(container.portMappings).map(port => ({
      ...PORT_DEFAULTS,
      ...port,
      // In awsvpc mode the host port is the container port, said or not; elsewhere 0 and nothing are one.
      hostPort: awsvpc ? port.containerPort : port.hostPort || undefined,
    })),
    ...(container.healthCheck ? { healthCheck: { ...HEALTH_DEFAULTS, ...(container.healthCheck as object) } } : {}),
  }))
  return tidy({
    ...DEFINITION_DEFAULTS,
    ...stripReadOnly(definition),
    tags: undefined,
    cpu: text(definition.cpu),
    memory: text(definition.memory),
    containerDefinitions: containers,
  })
}

const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : [])

const byName = (value: unknown, key: string) =>
  list(value).toSorted((a, b) => String(a[key]).localeCompare(String(b[key]), 'en'))

const text = (value: unknown) => (value === undefined || value === null ? undefined : String(value))

/** Members in order; nothing, empty lists and empty objects are one. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(tidy)
  if (value === null || typeof value !== 'object') return value ?? undefined
  const entries = Object.entries(value)
    .map(([name, member]) => [name, tidy(member)] as const)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Where a container's lines go, when they go to CloudWatch Logs. */
export type Awslogs = { group: string; prefix: string; region: string | undefined }

/** The awslogs settings of a container; undefined when it logs elsewhere or without a stream prefix. */
export function awslogsOf(definition: Definition, container: string): Awslogs | undefined {
  const one = definition.containerDefinitions?.find(each => each.name === container)
  const { logDriver, options = {} } = (one?.logConfiguration ?? {}) as {
    logDriver?: string
    options?: Record<string, string>
  }
  const [group, prefix] = [options['awslogs-group'], options['awslogs-stream-prefix']]
  return logDriver === 'awslogs' && group && prefix ? { group, prefix, region: options['awslogs-region'] } : undefined
}

/** Stream of a task's container: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export const logStream = ({ prefix }: Awslogs, container: string, task: string): string =>
  `${prefix}/${container}/${task}`
