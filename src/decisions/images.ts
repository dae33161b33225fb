// Which images are built, from what, and where do they go?
import { isTag, type Repository, readRepository } from './image.ts'

/** One image of a run. */
export type ImageSpec = {
  repository: Repository
  context: string
  dockerfile: string
  /** A stage of the Dockerfile; the last one when undefined. */
  target: string | undefined
  buildArgs: Record<string, string>
  /** Behind each of its tags: `-worker` makes `v1.2.3-worker`. Empty for most. */
  tagSuffix: string
}

export type ImagesGiven = {
  /** What `images` was read as: a list of lines, or a list or map from YAML. */
  images: unknown
  /** `host` or `host/path`, before repositories without a host. */
  registry: string | undefined
  /** Build arguments of every image. */
  buildArgs: Record<string, string>
}

const FIELDS = ['repository', 'context', 'dockerfile', 'target', 'build-args', 'tag-suffix']

/**
 * The images of a list. A line is `repository context=folder dockerfile=file target=stage tag-suffix=-x build-arg.NAME=value`;
 * a bare second word is the context; YAML has the same names, and `build-args` as a map. The Dockerfile is the context's
 * own unless named. Problems follow the word `images`.
 */
export function readImages({
  images,
  registry,
  buildArgs,
}: ImagesGiven): { images: ImageSpec[] } | { problems: string[] } {
  const entries = entriesOf(images)
  if (!entries || entries.length === 0)
    return {
      problems: ['images is not a list of images: write one a line, `repository context=folder`, or a YAML list'],
    }
  const problems: string[] = []
  const found = entries.flatMap((entry, at): ImageSpec[] => {
    const where = `images, entry ${at + 1}`
    if (typeof entry === 'string') {
      problems.push(`${where} ${entry}`)
      return []
    }
    const strange = Object.keys(entry).find(name => !FIELDS.includes(name))
    if (strange !== undefined) problems.push(`${where} has "${strange}": there are ${FIELDS.join(', ')}`)
    const { repository: name = '', context = '.', target, dockerfile } = entry as Record<string, string | undefined>
    const repository = locate(name, registry)
    if (!repository) {
      problems.push(
        `${where} has the repository "${name}": write host and repository without a tag, or a name below the input registry`,
      )
      return []
    }
    const suffix = String(entry['tag-suffix'] ?? '')
    if (suffix && !isTag(`x${suffix}`))
      problems.push(`${where} has the tag-suffix "${suffix}", which no tag can end with`)
    const own = entry['build-args'] as Record<string, unknown> | undefined
    return [
      {
        repository,
        context,
        dockerfile: dockerfile ?? dockerfileIn(context),
        target,
        buildArgs: { ...buildArgs, ...mapOf(own) },
        tagSuffix: suffix,
      },
    ]
  })
  const names = found.map(({ repository, tagSuffix }) => `${repository.uri}${tagSuffix}`)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined)
    problems.push(`images has ${twice} twice, and both would get the same tag: give one of them a tag-suffix`)
  return problems.length > 0 ? { problems } : { images: found }
}

/** A repository by its whole name, or below a registry. */
function locate(name: string, registry: string | undefined): Repository | undefined {
  return readRepository(name) ?? (registry ? readRepository(`${registry.replace(/\/+$/, '')}/${name}`) : undefined)
}

const dockerfileIn = (context: string): string =>
  context === '.' ? 'Dockerfile' : `${context.replace(/\/+$/, '')}/Dockerfile`

const mapOf = (given: Record<string, unknown> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]))

type Entry = Record<string, unknown> | string

/** Entries as YAML has them; a text is what is wrong with one. */
function entriesOf(images: unknown): Entry[] | undefined {
  if (Array.isArray(images)) return images.map(one => (typeof one === 'string' ? readLine(one) : readEntry(one)))
  if (typeof images !== 'object' || images === null) return undefined
  return Object.entries(images).map(([repository, rest]) =>
    typeof rest === 'string' ? readLine(`${repository} ${rest}`) : readEntry({ repository, ...(rest as object) }),
  )
}

const readEntry = (one: unknown): Entry =>
  typeof one === 'object' && one !== null && !Array.isArray(one)
    ? (one as Entry)
    : 'is neither a line nor a map: write `repository context=folder`'

function readLine(line: string): Entry {
  const [repository = '', ...words] = line.trim().split(/\s+/)
  const entry: Record<string, unknown> = { repository }
  const buildArgs: Record<string, string> = {}
  for (const [at, word] of words.entries()) {
    const [, name, value = ''] = word.match(/^([\w.-]+)=(.*)$/) ?? []
    if (name === undefined && at === 0) entry.context = word
    else if (name === undefined) return `has the word "${word}": write name=value`
    else if (name.startsWith('build-arg.')) buildArgs[name.slice('build-arg.'.length)] = value
    else entry[name] = value
  }
  return { ...entry, ...(Object.keys(buildArgs).length > 0 ? { 'build-args': buildArgs } : {}) }
}
