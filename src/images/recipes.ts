// From what is each image built, and what is it once it is there?
import type { Recipe } from '../decisions/build-command.ts'
import type { ImageFacts } from '../decisions/images-summary.ts'
import { readManifest, runnable, sizeOf } from '../decisions/manifest.ts'
import type { World } from '../world.ts'
import type { Place } from './look-up-images.ts'
import { labelsOf, nameOf, type TagPlan } from './plan-images.ts'
import type { Published } from './publish-images.ts'

export type RecipeGiven = {
  labels: Record<string, string>
  platforms: string[]
  provenance: boolean
  sbom: boolean
  buildSecrets: Record<string, string>
  buildSecretFiles: Record<string, string>
  cache: 'ecr' | 'gha' | undefined
  cacheTag: string
}

/** Values of secrets are masked here, before anything else is done with them. */
export function recipeOf({ spec, reference }: Place, plan: TagPlan, given: RecipeGiven, world: World): Recipe {
  const { context, dockerfile, target, buildArgs, repository } = spec
  const { platforms, provenance, sbom, cache, cacheTag } = given
  for (const value of Object.values(given.buildSecrets))
    for (const line of value.split('\n').filter(Boolean)) world.runner.mask(line)
  const values = Object.entries(given.buildSecrets).map(([id, value], at) => ({
    id,
    from: { variable: `BUILD_SECRET_${at + 1}`, value },
  }))
  const files = Object.entries(given.buildSecretFiles).map(([id, file]) => ({ id, from: { file } }))
  return {
    ...{ reference, context, dockerfile, target, buildArgs, platforms, provenance, sbom, epoch: plan.epoch },
    labels: { ...labelsOf(plan, world), ...given.labels },
    secrets: [...values, ...files],
    cache:
      cache === undefined
        ? undefined
        : cache === 'gha'
          ? { kind: 'gha', scope: nameOf(spec).replaceAll('/', '-') }
          : { kind: 'registry', reference: `${repository.uri}:${cacheTag}` },
  }
}

/** What is known of each image in its registry; none of those that were not pushed. */
export async function factsOf(places: Place[], { held, tags, seconds }: Published, sha: string): Promise<ImageFacts[]> {
  return Promise.all(
    held.map(async ({ place, manifest }, at) => {
      const { spec, tag, images } = place
      const content = readManifest(manifest)
      const children = content ? await Promise.all(runnable(content).map(({ digest }) => images.find(digest))) : []
      const contents = children.length > 0 ? children.map(child => child && readManifest(child)) : [content]
      return {
        image: `${spec.repository.uri}@${manifest.digest}`,
        name: nameOf(spec),
        repository: spec.repository.uri,
        tag,
        tags: [tag, ...(tags[at] ?? [])],
        digest: manifest.digest,
        commit: place.choice.do === 'take' ? (place.commit ?? '') : sha,
        size: contents.reduce((sum, one) => sum + (one ? sizeOf(one) : 0), 0),
        seconds: seconds[places.indexOf(place)] ?? 0,
        built: place.choice.do === 'build',
      }
    }),
  )
}
