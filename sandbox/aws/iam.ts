// Which roles does an account have, and whom do they trust?
import { type Account, type Accounts, type RoleSpec, trustedAccounts } from '../accounts.ts'
import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'
import { globalArn } from './arn.ts'
import { reader, validation } from './check.ts'
import type { RoleReader } from './seams.ts'
import { AwsError, type Fields, type Service } from './service.ts'

export type Iam = {
  service: Service
  /** For services that act as a role. */
  trusts: RoleReader
}

/** Identity and Access Management: the reads that a preflight needs. Nothing of it can be changed. */
export function iamService({ accounts, clock, ids }: { accounts: Accounts; clock: Clock; ids: Ids }): Iam {
  const createdAt = new Date(clock.start)
  const roleIds = new Map<RoleSpec, string>()
  const idOf = (role: RoleSpec) => {
    const id = roleIds.get(role) ?? `AROA${ids(16).toUpperCase()}`
    roleIds.set(role, id)
    return id
  }

  return {
    service: {
      name: 'iam',
      protocol: { kind: 'query', version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
      resource: (_operation, { RoleName }, caller) =>
        typeof RoleName === 'string' ? globalArn('iam', caller, `role/${RoleName}`) : undefined,
      operations: {
        GetRole(input, caller) {
          const name = reader(input, validation('ValidationError')).text('RoleName', { min: 1, max: 64 })
          const account = accounts.find(caller.account)
          const role = account?.roles.find(one => one.name === name)
          if (!account || !role) throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
          return {
            Role: {
              Path: '/',
              RoleName: name,
              RoleId: idOf(role),
              Arn: globalArn('iam', { account: account.id, region: account.region }, `role/${name}`),
              CreateDate: createdAt,
              // https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html: URL-encoded as RFC 3986 says.
              AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustOf(account, role))),
              MaxSessionDuration: role.maxSeconds ?? 3600,
            },
          }
        },
      },
    },
    trusts(roleArn, service) {
      const [, id = '', name = ''] = /^arn:[\w-]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(roleArn) ?? []
      const account = accounts.find(id)
      const role = account?.roles.find(one => one.name === name)
      return account && role && statementsOf(trustOf(account, role)).some(one => allows(one, service))
    },
  }
}

type Statement = { Effect?: string; Action?: string | string[]; Principal?: { Service?: string | string[] } | '*' }

const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

const statementsOf = ({ Statement }: Fields) => list(Statement as Statement | Statement[] | undefined)

function allows({ Effect, Action, Principal }: Statement, service: string): boolean {
  const services = typeof Principal === 'object' ? list(Principal.Service) : []
  return Effect === 'Allow' && list(Action).includes('sts:AssumeRole') && services.includes(service)
}

/** The role's own document, or what its spec amounts to. */
function trustOf(account: Account, role: RoleSpec): Fields {
  const { trust, subjects, services } = role
  if (trust) return trust
  const place = { account: account.id, region: account.region }
  const principals = trustedAccounts(account, role).map(id =>
    id.includes('*') ? '*' : globalArn('iam', { ...place, account: id }, 'root'),
  )
  const allow = (Principal: Fields, Action: string) => ({ Effect: 'Allow', Principal, Action })
  const host = 'token.actions.githubusercontent.com'
  const provider = globalArn('iam', place, `oidc-provider/${host}`)
  const Condition = {
    StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
    StringLike: { [`${host}:sub`]: subjects },
  }
  return {
    Version: '2012-10-17',
    Statement: [
      ...(services ? [allow({ Service: services }, 'sts:AssumeRole')] : []),
      ...(principals.length > 0 ? [allow({ AWS: principals }, 'sts:AssumeRole')] : []),
      ...(subjects ? [{ ...allow({ Federated: provider }, 'sts:AssumeRoleWithWebIdentity'), Condition }] : []),
    ],
  }
}
