// In which words is a builder told to build an image?

/**
 * buildx with a BuildKit of its own (docker-container, kubernetes, remote), with that of an engine whose images are
 * containerd's, or with that of an engine whose images are its own; the BuildKit in clients from 18.09 to 22; the classic
 * builder, in later clients without buildx.
 */
export type Builder = 'buildx' | 'buildx-containerd' | 'buildx-engine' | 'buildkit' | 'classic'

export type Recipe = {
  /** Where it goes, and what it is called in the engine once it was tried: `repository:tag`. */
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

/** An engine that keeps images in its own way holds neither an index nor a cache for elsewhere: https://docs.docker.com/build/builders/drivers/docker/ */
export const makesIndexes = (builder: Builder): boolean => builder === 'buildx' || builder === 'buildx-containerd'

const isBuildx = (builder: Builder) => makesIndexes(builder) || builder === 'buildx-engine'

/** What a builder cannot do for this recipe, as a line for its user. */
export function refuseRecipe(builder: Builder, recipe: Recipe): string | undefined {
  if (makesIndexes(builder)) return undefined
  const lacks = isBuildx(builder) ? 'no builder but the engine’s' : 'no buildx'
  const without = `this runner has ${lacks}: add docker/setup-buildx-action before this step`
  if (isIndex(recipe))
    return `Several platforms, provenance and sbom need buildx with a builder of its own, and ${without}.`
  if (builder !== 'classic') return undefined
  if (recipe.secrets.length > 0) return `Build secrets need BuildKit, and ${without}.`
  return recipe.platforms.length > 0 ? `The input platforms needs BuildKit, and ${without}.` : undefined
}

/**
 * The words after `docker`, and variables for its environment. `metadata` is a file that the builder writes to what it
 * built. Into the engine it goes without a name: a name could be moved before it is tried or pushed.
 * https://docs.docker.com/reference/cli/docker/buildx/build/
 */
export function buildCommand(builder: Builder, recipe: Recipe, to: Destination, metadata?: string): Command {
  const { reference, context, dockerfile, target, platforms, secrets, epoch } = recipe
  const modern = builder !== 'classic'
  const args = [
    ...(isBuildx(builder) ? ['buildx', 'build', ...outputOf(builder, recipe, to)] : ['build']),
    ...(modern ? ['--progress', 'plain'] : []),
    ...['--file', dockerfile],
    ...(metadata === undefined ? [] : [isBuildx(builder) ? '--metadata-file' : '--iidfile', metadata]),
    ...(to === 'registry' ? ['--tag', reference] : []),
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
    ...(makesIndexes(builder) ? cacheOf(recipe, to) : []),
    // What follows is the context, whatever it begins with.
    ...['--', context],
  ]
  const values = secrets.flatMap(({ from }) => ('variable' in from ? [[from.variable, from.value] as const] : []))
  const env = {
    ...(isBuildx(builder) ? {} : { DOCKER_BUILDKIT: modern ? '1' : '0' }),
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

/** The times of files are those of the checkout unless a BuildKit of its own is told to write the commit's: https://github.com/moby/buildkit/blob/master/docs/build-repro.md */
function outputOf(builder: Builder, recipe: Recipe, to: Destination): string[] {
  const attestations = [`--provenance=${recipe.provenance}`, `--sbom=${recipe.sbom}`]
  const times = builder === 'buildx' && recipe.epoch !== undefined ? ',rewrite-timestamp=true' : ''
  const output = { engine: 'type=docker', cache: 'type=cacheonly', registry: 'type=registry' }[to]
  return ['--output', to === 'cache' ? output : `${output}${times}`, ...attestations]
}

/** What a builder wrote of what it built: `digest` of the manifest, `ids` by which an engine may know the image. */
export function readBuilt(written: unknown): { digest: string | undefined; ids: string[] } {
  if (typeof written === 'string') return { digest: undefined, ids: [written.trim()] }
  const said = (written ?? {}) as Record<string, string | undefined>
  const [config, digest] = [said['containerimage.config.digest'], said['containerimage.digest']]
  // An engine names an image by its config, or, when containerd keeps it, by its manifest.
  return { digest, ids: [config, digest].filter(id => id !== undefined) }
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
