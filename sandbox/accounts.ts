// Which accounts are there, and whose is an access key?
import { globalArn } from './aws/arn.ts'
import type { Clock } from './clock.ts'
import type { Ids } from './ids.ts'

/** A user's static key. Without `allow` it may do everything. */
export type KeySpec = { user: string; accessKeyId: string; secretAccessKey: string; allow?: string[] }

/**
 * A role: who may assume it (GitHub subjects and account ids, both with `*`; services of AWS), and what it may do then.
 * `trust` is the trust policy that IAM shows and AWS's services go by, where it should say something else.
 */
export type RoleSpec = {
  name: string
  subjects?: string[]
  accounts?: string[]
  services?: string[]
  trust?: Record<string, unknown>
  allow?: string[]
  /** A longer session is refused; an hour when absent. */
  maxSeconds?: number
  /** A session that is asked for longer ends after so many seconds, which AWS does to nobody: so that a test sees many. */
  endsAfterSeconds?: number
}

/** Accounts (ids, with `*`) whose principals a role trusts: its own, unless it names others or is for services. */
export const trustedAccounts = ({ id }: Account, { accounts, services }: RoleSpec): string[] =>
  accounts ?? (services ? [] : [id])

/** The roles that tasks usually have. */
const taskRoles: RoleSpec[] = [
  { name: 'ecsTaskExecutionRole', services: ['ecs-tasks.amazonaws.com'] },
  { name: 'ecsTaskRole', services: ['ecs-tasks.amazonaws.com'] },
]

export type Account = { name: string; id: string; region: string; keys: KeySpec[]; roles: RoleSpec[] }

/** Who stands behind an access key. `expiresAt` in milliseconds of AWS time; `allow` as IAM actions with wildcards. */
export type Principal = {
  account: Account
  /** As STS GetCallerIdentity shows it. */
  arn: string
  userId: string
  allow: string[] | undefined
  expiresAt: number | undefined
}

export type Credential = Principal & {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string | undefined
}

export type Accounts = {
  all: Account[]
  /** By name or id. */
  find(nameOrId: string): Account | undefined
  credential(accessKeyId: string): Credential | undefined
  /** Whoever calls by this ARN. */
  principal(arn: string): Principal | undefined
  /** Temporary credentials for a role, good for `seconds` of AWS time. */
  assume(account: Account, role: RoleSpec, session: string, seconds: number): Credential
}

/** A staging and a production account in ap-south-1; GitHub jobs of the environment of that name may assume `deploy`. */
export const twoAccounts: Account[] = [
  accountWithDefaults('staging', '127214192604'),
  accountWithDefaults('production', '429032495558'),
]

function accountWithDefaults(name: string, id: string): Account {
  const accessKeyId = `AKIASANDBOX${name.toUpperCase().slice(0, 9).padEnd(9, '0')}`
  return {
    name,
    id,
    region: 'ap-south-1',
    keys: [{ user: 'sandbox', accessKeyId, secretAccessKey: `sandbox/secret/of/${name}` }],
    roles: [{ name: 'deploy', subjects: [`repo:*:environment:${name}`] }, ...taskRoles],
  }
}

/** The sandbox's accounts, their keys, and the temporary credentials given out so far. */
export function accountsOf(all: Account[], { clock, ids }: { clock: Clock; ids: Ids }): Accounts {
  const credentials = new Map<string, Credential>()

  for (const account of all) {
    for (const { user, accessKeyId, secretAccessKey, allow } of account.keys) {
      const arn = globalArn('iam', { account: account.id, region: account.region }, `user/${user}`)
      const userId = `AIDA${ids(16).toUpperCase()}`
      const rest = { sessionToken: undefined, expiresAt: undefined, allow }
      credentials.set(accessKeyId, { account, arn, userId, accessKeyId, secretAccessKey, ...rest })
    }
  }

  return {
    all,
    find: nameOrId => all.find(({ name, id }) => name === nameOrId || id === nameOrId),
    credential: accessKeyId => credentials.get(accessKeyId),
    principal: arn => [...credentials.values()].find(credential => credential.arn === arn),
    assume(account, role, session, seconds) {
      const place = { account: account.id, region: account.region }
      const credential: Credential = {
        account,
        arn: globalArn('sts', place, `assumed-role/${role.name}/${session}`),
        userId: `AROA${ids(16).toUpperCase()}:${session}`,
        allow: role.allow,
        expiresAt: clock.now() + seconds * 1000,
        accessKeyId: `ASIA${ids(16).toUpperCase()}`,
        secretAccessKey: ids(40),
        sessionToken: Buffer.from(ids(200), 'hex').toString('base64'),
      }
      credentials.set(credential.accessKeyId, credential)
      return credential
    },
  }
}

/** What to export so that AWS's and GitHub's tools speak to this sandbox as the account's first user. */
export function environmentOf(
  { keys: [key], region }: Account,
  { awsUrl, githubUrl }: { awsUrl: string; githubUrl: string },
  otherRegion?: string,
): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: key?.accessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: key?.secretAccessKey ?? '',
    AWS_REGION: otherRegion ?? region,
    AWS_DEFAULT_REGION: otherRegion ?? region,
    AWS_EC2_METADATA_DISABLED: 'true',
    GITHUB_API_URL: githubUrl,
  }
}
