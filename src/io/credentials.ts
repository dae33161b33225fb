// Where do fresh credentials come from when those of the job run out?
import { runner } from './runner.ts'

/** As AWS gives them; `sessionToken` of temporary ones. */
type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string }

/** One a process: the role that the job assumed, and what it was given since. */
const session: {
  role: string | undefined
  renewed: Credentials | undefined
  renewing: Promise<boolean> | undefined
  /** Whether they are renewed before they end. */
  early: boolean
  /** When they end (ms); undefined: nobody says. */
  endsAt: number | undefined
  /** When renewing them early is tried again after it failed (ms). */
  tryAgainAt: number
  /** What was said when they were last asked for, and not given. */
  refused: string | undefined
} = {
  ...{ role: undefined, renewed: undefined, renewing: undefined, early: false },
  ...{ endsAt: undefined, tryAgainAt: 0, refused: undefined },
}

/**
 * How long (ms) before their end they are renewed: whoever is in the middle of something must not find them gone, nor
 * when a call takes long.
 */
const BEFORE_THE_END = 6 * 60_000
const TRY_AGAIN = 60_000

/** Whether the job may ask GitHub who it is (`permissions: id-token: write`), and its credentials are ones that expire. */
export const canRenew = (): boolean =>
  ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'AWS_SESSION_TOKEN'].every(runner.variable)

/** To be said while the credentials still hold, where AWS_ROLE_ARN does not say it: later nobody can ask who it was. */
export function rememberRole(arn: string | undefined): void {
  session.role = arn
}

/**
 * What to do about credentials that have expired, by why they were not renewed: this job cannot say who it is, or nobody
 * knows which role it had, since one whose credentials have expired cannot ask; or AWS refused it.
 */
export function howToRenew(): string {
  if (!canRenew())
    return "raise role-duration-seconds of aws-actions/configure-aws-credentials (and the role's maximum session duration), or give the job permissions: id-token: write, so that they can be renewed"
  const role = roleNow()
  if (!role)
    return 'run aws-actions/configure-aws-credentials again before this step, or set AWS_ROLE_ARN to the role of this job, so that it can be assumed again'
  return `run aws-actions/configure-aws-credentials again before this step; ${role} could not be assumed with the identity of this job${session.refused ? ` (${session.refused.replace(/\.$/, '')})` : ''}`
}

const roleNow = (): string | undefined => session.role ?? runner.variable('AWS_ROLE_ARN')

/** From now on they are renewed before they end, and once now, as nobody says when those of the job do. Whether that works. */
export async function renewEarly(stsSettings: () => Promise<object>): Promise<boolean> {
  session.early = true
  return renew(stsSettings)
}

/** Renews them where their end is near; never fails, since they still hold. */
export async function renewWhenDue(stsSettings: () => Promise<object>): Promise<void> {
  const { early, endsAt, tryAgainAt } = session
  const now = Date.now()
  if (!early || session.renewing || endsAt === undefined || endsAt - now > BEFORE_THE_END || now < tryAgainAt) return
  session.tryAgainAt = now + TRY_AGAIN
  await renew(stsSettings)
}

/** For AWS clients; undefined where they find credentials by themselves. What has no expiry in the future is asked for at each call. */
export function renewable(): (() => Promise<Credentials & { expiration: Date }>) | undefined {
  if (!canRenew()) return undefined
  const own = (name: string) => runner.variable(name) ?? ''
  return async () => ({
    ...(session.renewed ?? {
      accessKeyId: own('AWS_ACCESS_KEY_ID'),
      secretAccessKey: own('AWS_SECRET_ACCESS_KEY'),
      sessionToken: own('AWS_SESSION_TOKEN'),
    }),
    expiration: new Date(0),
  })
}

/** Assumes the role again with the job's identity; false where that cannot be. Calls at the same time share one answer. */
export function renew(stsSettings: () => Promise<object>): Promise<boolean> {
  session.renewing ??= assumeAgain(stsSettings)
    .catch(error => {
      session.refused = error.message
      runner.debug(`The credentials could not be renewed: ${error.message}`)
      return false
    })
    .finally(() => {
      session.renewing = undefined
    })
  return session.renewing
}

async function assumeAgain(stsSettings: () => Promise<object>): Promise<boolean> {
  const role = roleNow()
  if (!role || !canRenew()) return false
  const { AssumeRoleWithWebIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: role,
    RoleSessionName: 'ecs-release',
    WebIdentityToken: await runner.idToken('sts.amazonaws.com'),
  })
  const { Credentials: given } = await new STSClient(await stsSettings()).send(command)
  const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) return false
  for (const secret of [SecretAccessKey, SessionToken]) runner.mask(secret)
  const [first, expired] = [session.endsAt === undefined, (session.endsAt ?? 0) <= Date.now()]
  session.renewed = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  session.endsAt = given?.Expiration?.getTime()
  if (!session.early || (expired && !first))
    runner.line('The AWS credentials expired; the role was assumed again with the identity of this job.')
  else runner.debug(`The role was assumed again, until ${given?.Expiration?.toISOString()}.`)
  return true
}
