// Do the credentials of this job last as long as its work?
import { Failure } from './failure.ts'
import type { World } from './world.ts'

const minutes = (ms: number): number => Math.ceil(ms / 60_000)

/**
 * Sees to it that work which takes so long (ms) does not lose its credentials on the way: takes fresh ones now and, from then
 * on, in time, where the job can prove who it is. Otherwise it must fit into what is left; a Failure names what is missing.
 * `session` is how long they hold from now on at most, where AWS_CREDENTIAL_EXPIRATION does not say it.
 */
export async function outlast(work: number, session: number, world: World): Promise<void> {
  const { runner, clock } = world
  // Keys of a user do not end.
  if (runner.variable('AWS_SESSION_TOKEN') === undefined) return
  if (await world.keepFresh()) return
  const said = Date.parse(runner.variable('AWS_CREDENTIAL_EXPIRATION') ?? '')
  const left = Number.isNaN(said) ? session : said - clock.now()
  if (work <= left) return
  throw new Failure(
    `This takes up to ${minutes(work)} minutes and the AWS credentials hold for ${minutes(left)} at most: ${minutes(work - left)} minutes are missing. Give the job permissions: id-token: write (and let its role be assumed with it), so that they are renewed, or raise role-duration-seconds of aws-actions/configure-aws-credentials and say session-minutes.`,
  )
}
