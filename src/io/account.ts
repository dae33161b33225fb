// Whose credentials are these?
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { call, clientSettings, regionOrFail } from './aws.ts'
import { canRenew, rememberRole, renewEarly } from './credentials.ts'
import { runner } from './runner.ts'

/** The account number of the credentials in use; needs no permission. */
export const account = async (givenRegion?: string): Promise<string> => (await caller(givenRegion)).account

/**
 * Keeps in mind which role this job assumed, so that work which outlasts its credentials gets fresh ones; for the action's
 * `post` too, which comes when those that it is given have long expired. Never fails.
 */
export async function keepRole(): Promise<void> {
  if (!canRenew()) return
  const role = await assumedRole().catch(() => undefined)
  rememberRole(role)
  if (role) runner.keep(ROLE, role)
}

/**
 * As `keepRole`, and from now on fresh credentials come before those that are in use end. False where that cannot be: the
 * job may not ask GitHub who it is, or the role does not trust it.
 */
export async function keepFresh(): Promise<boolean> {
  await keepRole()
  return renewEarly(() => clientSettings('sts', regionOrFail(undefined)))
}

/** The role, kept for the end of the job. */
const ROLE = 'role'

/** AWS_ROLE_ARN, or what this step kept, or what the session tells, which leaves out a path. Undefined for users. */
async function assumedRole(): Promise<string | undefined> {
  const said = runner.variable('AWS_ROLE_ARN') ?? (runner.kept(ROLE) || undefined)
  if (said) return said
  const [, partition, id, name] = (await caller()).arn.match(/^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//) ?? []
  return name && `arn:${partition}:iam::${id}:role/${name}`
}

async function caller(givenRegion?: string): Promise<{ account: string; arn: string }> {
  const region = regionOrFail(givenRegion)
  const client = new STSClient(await clientSettings('sts', region))
  const purpose = { permission: 'sts:GetCallerIdentity', resource: 'the caller', region }
  const { Account = '', Arn = '' } = await call(purpose, () => client.send(new GetCallerIdentityCommand({})))
  return { account: Account, arn: Arn }
}
