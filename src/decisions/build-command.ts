// In which words is a builder told to build an image?

/** buildx; the BuildKit in clients from 18.09 to 22; the classic builder, in later clients without buildx. */
export type Builder = 'buildx' | 'buildkit' | 'classic'

export type Recipe = {
  /** Name and tag in the engine: `repository:tag`. */
  reference: string
  context: string
  dockerfile: string
  target: string | undefined
  buildArgs: Record<string, string>
  labels: Record<string, string>
  /** `linux/amd64`; none: the engine's own. */
  platforms: string[]
  provenance: boolean
  sbom: boolean
  /** Secrets by id; each is a file, or a variable of the builder's environment. Values are never words of a command. */
  secrets: { id: string; from: { file: string } | { variable: string; value: string } }[]
  cache: { kind: 'registry'; reference: string } | { kind: 'gha'; scope: string } | undefined
  /** Seconds since the epoch for all times in the image, so that the same commit gives the same bytes. */
  epoch: number | undefined
}

/** Where the result goes: into the engine, nowhere but the builder's cache, or straight to the registry. */
export type Destination = 'engine' | 'cache' | 'registry'

export type Command = { args: string[]; env: Record<string, string> }

/** Several platforms, or attestations, make an index, which older engines cannot hold. */
export const isIndex = ({ platforms, provenance, sbom }: Recipe): boolean => platforms.length > 1 || provenance || sbom

/** What a builder cannot do for this recipe, as a line for its user. */
export function refuseRecipe(builder: Builder, recipe: Recipe): string | undefined {
  const without = 'this runner has no buildx: add docker/setup-buildx-action before this step'
  if (builder === 'buildx') return undefined
  if (isIndex(recipe)) return `Several platforms, provenance and sbom need buildx, and ${without}.`
  if (builder === 'buildkit') return undefined
  if (recipe.secrets.length > 0) return `Build secrets need BuildKit, and ${without}.`
  return recipe.platforms.length > 0 ? `The input platforms needs BuildKit, and ${without}.` : undefined
}

/**
 * The words after `docker`, and variables for its environment. `metadata` is a file that buildx writes the digest to.
 * https://docs.docker.com/reference/cli/docker/buildx/build/
 */
export function buildCommand(builder: Builder, recipe: Recipe, to: Destination, metadata?: string): Command {
  const { reference, context, dockerfile, target, platforms, secrets, epoch } = recipe
  const modern = builder !== 'classic'
  const args = [
    ...(builder === 'buildx' ? ['buildx', 'build', ...outputOf(recipe, to, metadata)] : ['build']),
    ...(modern ? ['--progress', 'plain'] : []),
    ...['--file', dockerfile],
    ...(to === 'cache' ? [] : ['--tag', reference]),
    ...(target === undefined ? [] : ['--target', target]),
    ...(modern && platforms.length > 0 ? ['--platform', platforms.join(',')] : []),
    ...pairs('--build-arg', recipe.buildArgs),
    // The classic builder complains of an argument that the Dockerfile does not take.
    ...(modern && epoch !== undefined ? ['--build-arg', `SOURCE_DATE_EPOCH=${epoch}`] : []),
    ...pairs('--label', recipe.labels),
    ...secrets.flatMap(({ id, from }) => [
      '--secret',
      'file' in from ? `id=${id},src=${from.file}` : `id=${id},env=${from.variable}`,
    ]),
    ...(builder === 'buildx' ? cacheOf(recipe, to) : []),
    // What follows is the context, whatever it begins with.
    ...['--', context],
  ]
  const values = secrets.flatMap(({ from }) => ('variable' in from ? [[from.variable, from.value] as const] : []))
  const env = {
    ...(builder === 'buildx' ? {} : { DOCKER_BUILDKIT: modern ? '1' : '0' }),
    ...(modern && epoch !== undefined ? { SOURCE_DATE_EPOCH: String(epoch) } : {}),
    ...Object.fromEntries(values),
  }
  return { args, env }
}

/** For the platform that this machine runs, into the engine, so that it can be started. */
export const nativeOf = (recipe: Recipe, native: string): Recipe => ({
  ...recipe,
  platforms: recipe.platforms.length > 0 ? [native] : [],
  ...{ provenance: false, sbom: false },
})

function outputOf(recipe: Recipe, to: Destination, metadata: string | undefined): string[] {
  const attestations = [`--provenance=${recipe.provenance}`, `--sbom=${recipe.sbom}`]
  const output = { engine: ['--load'], cache: ['--output', 'type=cacheonly'], registry: ['--push'] }[to]
  return [...output, ...attestations, ...(metadata === undefined ? [] : ['--metadata-file', metadata])]
}

/** Read by every build, written by the first alone. ECR takes a cache only as an image: https://docs.docker.com/build/cache/backends/registry/ */
function cacheOf({ cache, platforms }: Recipe, to: Destination): string[] {
  if (!cache) return []
  const place = cache.kind === 'gha' ? `type=gha,scope=${cache.scope}` : `type=registry,ref=${cache.reference}`
  const how = cache.kind === 'gha' ? '' : ',image-manifest=true,oci-mediatypes=true'
  const writes = to === 'cache' || (to === 'engine' && platforms.length < 2)
  return ['--cache-from', place, ...(writes ? ['--cache-to', `${place},mode=max${how},ignore-error=true`] : [])]
}

const pairs = (flag: string, values: Record<string, string>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])
