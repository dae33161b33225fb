// Do the credentials of this job last as long as its work?
import { Failure } from './failure.ts'
import type { World } from './world.ts'

const minutes = (ms: number): number => Math.ceil(ms / 60_000)

/**
 * Sees to it that work which takes so long (ms) does not lose its credentials on the way: takes fresh ones now and, from then
 * on, in time, where the job can prove who it is. Otherwise it must fit into what is left; a Failure names what is missing.
 * Answers how long (ms) they hold from now on. `session` is the most that this can be, where AWS_CREDENTIAL_EXPIRATION does
 * not say it.
 */
export async function outlast(work: number, session: number, world: World): Promise<number> {
  const { runner, clock } = world
  // Keys of a user do not end.
  if (runner.variable('AWS_SESSION_TOKEN') === undefined) return Number.POSITIVE_INFINITY
  if (await world.keepFresh()) return Number.POSITIVE_INFINITY
  const said = Date.parse(runner.variable('AWS_CREDENTIAL_EXPIRATION') ?? '')
  const left = Number.isNaN(said) ? session : said - clock.now()
  if (work <= left) return left
  throw new Failure(
    `This takes ${minutes(work)} minutes and the AWS credentials hold for ${minutes(left)} at most: ${minutes(work - left)} minutes are missing. Give the job permissions: id-token: write (and let its role be assumed with it), so that they are renewed, or raise role-duration-seconds of aws-actions/configure-aws-credentials and say session-minutes.`,
  )
}
