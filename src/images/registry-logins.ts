// Is Docker logged in to the registries that it needs, and for how long?
import type { Repository } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import type { Docker } from '../io/docker.ts'
import type { World } from '../world.ts'

/** A login that ends sooner than this is renewed before a push (ms). */
const MARGIN = 10 * 60_000

export type Logins = {
  /** Logs in to the registries of these repositories, once each, and again when a login is about to end. */
  ensure(repositories: Repository[]): Promise<void>
  /** Logs in anew, whatever the old login was good for. */
  renew(repository: Repository): Promise<void>
  /** When the first of the logins ends (ms since the epoch); undefined when there are none. */
  expiresAt(): number | undefined
}

/** What `post` has to log out of. */
const HOSTS = 'hosts'

/** Logins to ECR by its tokens. Other registries are logged in to by whoever uses them: nothing is done about them. */
export function registryLogins(world: World, docker: Docker, keep: boolean): Logins {
  const ends = new Map<string, number>()
  const hosts = new Set<string>()

  async function renew(repository: Repository): Promise<void> {
    const region = await world.ecrRegion(repository)
    if (region === undefined) return
    const { username, password, expiresAt } = await (await world.registry(region)).login()
    world.runner.mask(password)
    const kept = await docker.login(repository.host, { username, password }).then(() => true, isHelped)
    if (!kept) world.runner.line(`Docker has a credential helper for ${repository.host}, which logs in by itself.`)
    ends.set(repository.host, expiresAt ?? Number.POSITIVE_INFINITY)
    if (kept) hosts.add(repository.host)
    if (kept && !keep) world.runner.keep(HOSTS, [...hosts].join('\n'))
  }

  return {
    renew,
    async ensure(repositories) {
      for (const repository of repositories)
        if ((ends.get(repository.host) ?? 0) < world.clock.now() + MARGIN) await renew(repository)
    },
    expiresAt: () => (ends.size === 0 ? undefined : Math.min(...ends.values())),
  }
}

/** ECR's credential helper asks for tokens when they are needed, and keeps none: https://github.com/awslabs/amazon-ecr-credential-helper */
function isHelped(error: unknown): false {
  if (error instanceof Failure && /error storing credentials.*not implemented/i.test(error.message)) return false
  throw error
}

/** Takes back what this step logged in to: the last thing of a job. */
export async function logOut(world: World): Promise<void> {
  const hosts = world.runner.kept(HOSTS).split('\n').filter(Boolean)
  if (hosts.length === 0) return
  const docker = await world.docker()
  for (const host of hosts) {
    await docker.logout(host)
    world.runner.line(`Logged out of ${host}.`)
  }
}
