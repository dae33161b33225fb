// Does a release go back behind what its environment had already?
import semver from 'semver'
import type { Target } from '../decisions/environment.ts'
import { Failure } from '../failure.ts'
import type { GitHub } from '../io/github.ts'
import type { World } from '../world.ts'

/**
 * Warns of a release that goes back behind what its environment had already, or throws a Failure where that is `required`.
 * Without a version in the tag, or without a token, nothing can be compared.
 */
export async function checkOrder(
  { environment, tag }: Target,
  token: string | undefined,
  required: boolean,
  world: Pick<World, 'github' | 'runner'>,
): Promise<void> {
  const version = semver.valid(tag)
  if (!version) return
  if (!token) {
    if (required) throw new Failure('require-increasing needs github-token to read earlier deployments.')
    return
  }
  const later = await latestAfter(version, environment, await world.github(token)).catch(error => {
    if (required) throw error
    const { message } = error as Error
    world.runner.warn(`Whether ${tag} goes back behind an earlier release to ${environment} is not known. ${message}`)
    return undefined
  })
  if (!later) return
  const words = `${tag} goes back: v${later} was deployed to ${environment} before`
  if (required)
    throw new Failure(`${words}. Release a later version; or, to go back on purpose, set require-increasing to false.`)
  world.runner.warn(`${words}.`)
}

/** The latest version after `version` that was deployed well: one that failed never took over, so nothing goes back behind it. */
async function latestAfter(version: string, environment: string, github: GitHub): Promise<string | undefined> {
  const later = (await github.listDeployments(environment))
    .map(({ id, ref }) => ({ id, version: semver.valid(ref) ?? '' }))
    .filter(one => one.version && semver.gt(one.version, version))
    .sort((a, b) => semver.rcompare(a.version, b.version))
  // What was once a success stays among the statuses, also when a later release made the record inactive.
  for (const one of later)
    if ((await github.listStatuses(one.id)).some(({ state }) => state === 'success')) return one.version
  return undefined
}
