// How does a task definition look with what a user wants changed in it? Merges, never replaces.
import type { ContainerDefinition, Definition } from './task-definition.ts'

/** What is wanted of a definition; what is not named stays as it is. */
export type Edits = {
  family: string | undefined
  cpu: string | undefined
  memory: string | undefined
  taskRoleArn: string | undefined
  executionRoleArn: string | undefined
  /** Image by container. */
  images: Record<string, string>
  /** The containers that the rest is for; empty: the only essential one. */
  containers: string[]
  image: string | undefined
  environment: Record<string, string>
  removeEnvironment: string[]
  /** Name → ARN of a secret or parameter. */
  secrets: Record<string, string>
  environmentFiles: string[]
  logDriver: string | undefined
  logOptions: Record<string, string>
  labels: Record<string, string>
  command: string[] | undefined
  healthCheck: HealthCheck | undefined
  /** A JSON merge patch (RFC 7396); its containerDefinitions may be a map by container. */
  patch: unknown
}

/** Nothing is wanted to be different. */
export const NO_EDITS: Edits = {
  ...{ family: undefined, cpu: undefined, memory: undefined, taskRoleArn: undefined, executionRoleArn: undefined },
  ...{ images: {}, containers: [], image: undefined, environment: {}, removeEnvironment: [], secrets: {} },
  ...{ environmentFiles: [], logDriver: undefined, logOptions: {}, labels: {}, command: undefined },
  ...{ healthCheck: undefined, patch: undefined },
}

/** As ECS takes it; times in seconds. */
export type HealthCheck = {
  command?: string[]
  interval?: number
  timeout?: number
  retries?: number
  startPeriod?: number
}

/** The definition as it is wanted, and which containers were meant; or every problem at once. */
export function editDefinition(
  definition: Definition,
  edits: Edits,
): { definition: Definition; containers: string[] } | { problems: string[] } {
  const there = definition.containerDefinitions ?? []
  const names = there.map(one => one.name ?? '')
  const chosen = chooseContainers(there, edits)
  const unknown = [...edits.containers, ...Object.keys(edits.images)].filter(name => !names.includes(name))
  const problems = [
    ...unknown.map(
      name => `container-name "${name}" is not in the task definition; it has: ${names.join(', ') || 'none'}`,
    ),
    ...(typeof chosen === 'string' ? [chosen] : []),
  ]
  if (problems.length > 0 || typeof chosen === 'string') return { problems }
  const { family, cpu, memory, taskRoleArn, executionRoleArn } = edits
  const edited: Definition = {
    ...definition,
    ...given({ family, cpu, memory, taskRoleArn, executionRoleArn }),
    containerDefinitions: there.map(one => {
      const image = edits.images[one.name ?? '']
      const own = chosen.includes(one.name ?? '') ? editContainer(one, edits) : one
      return image === undefined ? own : { ...own, image }
    }),
  }
  return {
    definition: edits.patch === undefined ? edited : patchDefinition(edited, edits.patch),
    containers: [...new Set([...(edits.image === undefined ? [] : chosen), ...Object.keys(edits.images)])],
  }
}

/** The names that the edits are for, or why that cannot be told. */
function chooseContainers(there: ContainerDefinition[], { containers, ...edits }: Edits): string[] | string {
  if (containers.length > 0) return containers
  if (!forContainers(edits)) return []
  const essential = there.filter(one => one.essential !== false).map(one => one.name ?? '')
  if (essential.length === 1) return essential
  return essential.length === 0
    ? 'container-name is empty and the task definition has no essential container: say which one is meant'
    : `container-name is empty and the task definition has several containers: say which one of ${essential.join(', ')}`
}

const forContainers = ({ image, command, healthCheck, logDriver, ...edits }: Omit<Edits, 'containers'>): boolean =>
  [image, command, healthCheck, logDriver].some(one => one !== undefined) ||
  [
    edits.environment,
    edits.removeEnvironment,
    edits.secrets,
    edits.environmentFiles,
    edits.logOptions,
    edits.labels,
  ].some(one => Object.keys(one).length > 0)

function editContainer(container: ContainerDefinition, edits: Edits): ContainerDefinition {
  // A variable that becomes a secret, or the other way round, is one thing: ECS refuses both.
  const gone = (name: string) => edits.removeEnvironment.includes(name) || name in edits.secrets
  const environment = merge(pairs(container.environment, 'value'), edits.environment, gone)
  const secrets = merge(pairs(container.secrets, 'valueFrom'), edits.secrets, name => name in edits.environment)
  const files = edits.environmentFiles.map(value => ({ value, type: 's3' }))
  return {
    ...container,
    ...given({ image: edits.image, command: edits.command }),
    ...listed('environment', container, environment, 'value'),
    ...listed('secrets', container, secrets, 'valueFrom'),
    ...(files.length > 0 ? { environmentFiles: files } : {}),
    ...logs(container, edits),
    ...(Object.keys(edits.labels).length > 0
      ? { dockerLabels: { ...(container.dockerLabels as object), ...edits.labels } }
      : {}),
    ...(edits.healthCheck ? { healthCheck: { ...(container.healthCheck as object), ...edits.healthCheck } } : {}),
  }
}

type Pairs = Map<string, string>

const pairs = (value: unknown, member: string): Pairs =>
  new Map((Array.isArray(value) ? value : []).map(one => [String(one.name), String(one[member] ?? '')]))

const merge = (there: Pairs, wanted: Record<string, string>, gone: (name: string) => boolean): Pairs =>
  new Map([...[...there].filter(([name]) => !gone(name)), ...Object.entries(wanted)])

/** A list of name and value as ECS takes it; left out where there was none and none is wanted. */
const listed = (member: string, container: ContainerDefinition, values: Pairs, value: string) =>
  values.size > 0 || container[member] !== undefined
    ? { [member]: [...values].map(([name, text]) => ({ name, [value]: text })) }
    : {}

/** Another driver takes none of the old one's options. */
function logs(container: ContainerDefinition, { logDriver, logOptions }: Edits): object {
  if (logDriver === undefined && Object.keys(logOptions).length === 0) return {}
  const before = (container.logConfiguration ?? {}) as { logDriver?: string; options?: object }
  const driver = logDriver ?? before.logDriver ?? 'awslogs'
  const options = { ...(driver === before.logDriver ? before.options : {}), ...logOptions }
  return { logConfiguration: { ...(driver === before.logDriver ? before : {}), logDriver: driver, options } }
}

const given = (values: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

function patchDefinition(definition: Definition, patch: unknown): Definition {
  const { containerDefinitions: containers, ...rest } = patch as { containerDefinitions?: unknown }
  const patched = mergePatch(definition, rest) as Definition
  if (containers === undefined) return patched
  if (Array.isArray(containers)) return { ...patched, containerDefinitions: containers }
  const byName = containers as Record<string, unknown>
  return {
    ...patched,
    containerDefinitions: (definition.containerDefinitions ?? []).flatMap(one => {
      const change = byName[one.name ?? '']
      return change === null ? [] : [change === undefined ? one : (mergePatch(one, change) as ContainerDefinition)]
    }),
  }
}

/** RFC 7396: null removes, objects merge, all else replaces. https://www.rfc-editor.org/rfc/rfc7396#section-2 */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch
  const merged = new Map(
    Object.entries(target !== null && typeof target === 'object' && !Array.isArray(target) ? target : {}),
  )
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name)
    else merged.set(name, mergePatch(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}
