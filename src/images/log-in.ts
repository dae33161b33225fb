// Is Docker logged in, for the steps that follow?
import type { Ending, Tell } from '../action.ts'
import { ecrHost, type Repository, readRepository } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'
import { registryLogins } from './registry-logins.ts'

/** Logs in to each of `registries` (account, host or repository), or to the account's own; `expires-at` is that of the first to end. */
export async function logIn(
  { registries, skipLogout }: { registries: string[]; skipLogout: boolean },
  world: World,
  tell: Tell<{ registry: string; expiresAt: string; message: string }>,
): Promise<Ending> {
  const region = await world.region()
  const hosts = registries.map(one => hostOf(one, region))
  if (hosts.length === 0) hosts.push((await (await world.registry(region)).login()).endpoint)
  const logins = registryLogins(world, await world.docker(), skipLogout)
  await logins.ensure(hosts.map(placeAt))
  const ends = logins.expiresAt()
  if (ends === undefined) throw new Failure(`${hosts.join(', ')} is not ECR's: log in to it with docker/login-action.`)
  const expiresAt = new Date(ends).toISOString()
  tell('registry', hosts[0] as string)
  tell('expiresAt', expiresAt)
  const line = `Docker is logged in to ${hosts.join(', ')} until ${expiresAt}.`
  tell('message', line)
  return { good: true, line }
}

/** A host alone, as a place to log in to. */
const placeAt = (host: string): Repository => readRepository(`${host}/any`) as Repository

function hostOf(registry: string, region: string): string {
  if (/^\d{12}$/.test(registry)) return ecrHost(registry, region)
  const host = registry.replace(/^https?:\/\//, '').split('/')[0] as string
  if (readRepository(`${host}/any`)) return host
  throw new Failure(`Input registries has "${registry}": write an account (12 digits), a registry or a repository.`)
}
