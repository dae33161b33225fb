// Which services are released, with what, and in which order?

/** One service of a release, as the user names it. */
export type Wanted = {
  /** The user's name for it: a process (`worker`) or the service itself. */
  name: string
  /** ECS's name. */
  service: string
  /** Its ARN, where the user gave that. */
  arn?: string
  /** ARN, `family:n` or family; undefined: what it runs now. */
  taskDefinition: string | undefined
  /** Image to put into it: `repository:tag`, `repository@sha256:…`. */
  image: string | undefined
  /** A tag in the repository that it runs from now. */
  imageTag: string | undefined
  /** The container that gets the image. */
  container: string | undefined
}

/** What a user wrote, one input each. */
export type Asked = {
  service: string[]
  /** A list of names, or a map of name to task definition or to an entry. */
  services: unknown
  only: string[]
  /** Other names: `web` → `default`. */
  aliases: Record<string, string>
  /** Groups in order, each with names. */
  order: string[][]
  taskDefinition: string | undefined
  image: string | undefined
  imageTag: string | undefined
  container: string | undefined
}

/** The name of a service, given as its ARN or as its name. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids */
const serviceName = (reference: string): string =>
  reference.match(/^arn:[\w-]+:ecs:[\w-]+:\d+:service\/(?:[^/]+\/)?([^/]+)$/)?.[1] ?? reference

/** Whether an ARN, with its cluster or as ECS once wrote it without, is that of a service. */
export const isArnOf = (given: string, arn: string): boolean =>
  given === arn || given === arn.replace(/:service\/[^/]+\//, ':service/')

const KEYS = ['service', 'task-definition', 'image', 'image-tag', 'container-name', 'aliases'] as const

/** Groups of services in the order in which they are released; without an order all are one group. Or every problem. */
export function planServices(asked: Asked): { groups: Wanted[][] } | { problems: string[] } {
  const problems: string[] = []
  const entries = readEntries(asked, problems)
  const aliases = new Map(Object.entries(asked.aliases))
  for (const [name, entry] of entries) for (const alias of entry.aliases) aliases.set(alias, name)
  const resolve = (given: string, input: string): string[] => {
    const name = serviceName(given)
    const meant = entries.has(name) ? name : (aliases.get(name) ?? name)
    if (entries.has(meant)) return [meant]
    problems.push(`${input} has "${given}", which is not among the services: ${[...entries.keys()].join(', ')}`)
    return []
  }
  const only = asked.only.flatMap(name => resolve(name, 'only'))
  const order = asked.order.map(group => group.flatMap(name => resolve(name, 'order')))
  const chosen = [...entries.keys()].filter(name => asked.only.length === 0 || only.includes(name))
  const ordered = order.flat()
  if (order.length > 0)
    for (const name of chosen.filter(one => !ordered.includes(one)))
      problems.push(`order does not say when "${name}" is released: put it into a group, or leave it out by only`)
  const twice = ordered.find((name, i) => ordered.indexOf(name) !== i)
  if (twice) problems.push(`order has "${twice}" twice`)
  const ecsName = (name: string) => serviceName((entries.get(name) as Entry).service)
  const same = chosen.find((name, i) => chosen.findIndex(one => ecsName(one) === ecsName(name)) !== i)
  if (same) problems.push(`services has "${entries.get(same)?.service}" twice`)
  if (problems.length > 0) return { problems }
  const groups = order.length > 0 ? order.map(group => group.filter(name => chosen.includes(name))) : [chosen]
  return {
    groups: groups
      .filter(group => group.length > 0)
      .map(group => group.map(name => wantedOf(name, entries.get(name) as Entry, asked))),
  }
}

type Entry = { service: string; aliases: string[] } & Partial<Record<(typeof KEYS)[number], unknown>>

function readEntries({ service, services }: Asked, problems: string[]): Map<string, Entry> {
  const plain = (name: string): [string, Entry] => [serviceName(name), { service: name, aliases: [] }]
  if (services === undefined) return new Map([...new Set(service)].map(plain))
  if (Array.isArray(services)) return new Map([...service, ...services.map(String)].map(plain))
  if (services === null || typeof services !== 'object') {
    problems.push('services is not a list or a map of services')
    return new Map()
  }
  const entries = Object.entries(services).map(([name, value]): [string, Entry] => {
    if (value === null) return plain(name)
    if (typeof value === 'string') return [serviceName(name), { service: name, aliases: [], 'task-definition': value }]
    const entry = value as Record<string, unknown>
    for (const key of Object.keys(entry).filter(one => !KEYS.includes(one as (typeof KEYS)[number])))
      problems.push(`services.${name}.${key} is not known; known are: ${KEYS.join(', ')}`)
    const aliases = Array.isArray(entry.aliases) ? entry.aliases.map(String) : []
    return [serviceName(name), { ...entry, service: typeof entry.service === 'string' ? entry.service : name, aliases }]
  })
  return new Map([...service.map(plain), ...entries])
}

function wantedOf(name: string, entry: Entry, asked: Asked): Wanted {
  const text = (key: (typeof KEYS)[number]) => (isNothing(entry[key]) ? undefined : String(entry[key]))
  const [image, imageTag] = [text('image'), text('image-tag')]
  return {
    name,
    service: serviceName(entry.service),
    ...(entry.service.startsWith('arn:') ? { arn: entry.service } : {}),
    taskDefinition: text('task-definition') ?? asked.taskDefinition,
    // Its own image, of whatever form, comes before the common one.
    image: image ?? (imageTag === undefined ? asked.image : undefined),
    imageTag: imageTag ?? (image === undefined ? asked.imageTag : undefined),
    container: text('container-name') ?? asked.container,
  }
}

const isNothing = (value: unknown) => value === undefined || value === null
