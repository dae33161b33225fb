// Do the credentials of this job last as long as its work?
import type { Session } from './decisions/shift-plan.ts'
import { Failure } from './failure.ts'
import type { World } from './world.ts'

const minutes = (ms: number): number => Math.ceil(ms / 60_000)

/** What (ms) comes after the last minute of a watch: metrics that are late, and the way back. */
export const MARGIN = 5 * 60_000

/**
 * How long the job's credentials hold from now on. Where the job can prove who it is, fresh ones come now and, from then on,
 * in time. Otherwise AWS_CREDENTIAL_EXPIRATION says it or, where that is not set, `given` (ms) is the most that it can be.
 */
export async function sessionOf(given: number, world: World): Promise<Session> {
  const { runner, clock } = world
  // Keys of a user do not end.
  if (runner.variable('AWS_SESSION_TOKEN') === undefined) return { renewable: false, holds: undefined }
  // As JSON where it comes from an output of aws-actions/configure-aws-credentials.
  const said = Date.parse((runner.variable('AWS_CREDENTIAL_EXPIRATION') ?? '').replaceAll('"', ''))
  const holds = Number.isNaN(said) ? given : said - clock.now()
  return { renewable: await world.keepFresh(), holds }
}

/**
 * Sees to it that work which takes so long (ms) does not lose its credentials on the way; where they cannot be renewed it must
 * fit into what is left, and a Failure names what is missing. Answers how long (ms) they hold from now on.
 */
export async function outlast(work: number, session: number, world: World): Promise<number> {
  const { renewable, holds } = await sessionOf(session, world)
  if (renewable || holds === undefined) return Number.POSITIVE_INFINITY
  if (work <= holds) return holds
  throw new Failure(
    `This takes ${minutes(work)} minutes and the AWS credentials hold for ${minutes(holds)} at most: ${minutes(work - holds)} minutes are missing. Give the job permissions: id-token: write (and let its role be assumed with it), so that they are renewed, or raise role-duration-seconds of aws-actions/configure-aws-credentials and say session-minutes.`,
  )
}
