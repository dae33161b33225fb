// Who am I, and whom may I become?
import { type Account, type Accounts, type Credential, type RoleSpec, trustedAccounts } from '../accounts.ts'
import type { Claims } from '../github/oidc.ts'
import { covers } from '../wildcard.ts'
import { globalArn } from './arn.ts'
import { type Reader, reader, validation } from './check.ts'
import { AwsError, type Caller, type Fields, type Service } from './service.ts'

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const hour = 3600
const shortest = 900
const longest = 43_200

const sessionName = { pattern: /^[\w+=,.@-]*$/, min: 2, max: 64 }

export type StsSurroundings = {
  accounts: Accounts
  /** The claims of a token that GitHub really gave out; undefined for any other. Throws when it has run out. */
  verify: (token: string) => Claims | undefined
}

/** Security Token Service: identities, and roles for other accounts and for GitHub's jobs. */
export function stsService({ accounts, verify }: StsSurroundings): Service {
  const ask = (input: Fields) => reader(input, validation('ValidationError'))

  const roleIn = (asked: Reader): { account: Account; role: RoleSpec } | undefined => {
    const [, id = '', name] =
      /^arn:[\w-]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(asked.text('RoleArn', { min: 20 })) ?? []
    const account = accounts.find(id)
    const role = account?.roles.find(one => one.name === name)
    return account && role && { account, role }
  }

  const assume = (asked: Reader, account: Account, role: RoleSpec): Credential => {
    const session = asked.text('RoleSessionName', sessionName)
    const seconds = asked.maybeNumber('DurationSeconds', { min: shortest, max: longest }) ?? hour
    if (seconds > (role.maxSeconds ?? hour)) {
      const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
      throw new AwsError('ValidationError', message)
    }
    return accounts.assume(account, role, session, Math.min(seconds, role.endsAfterSeconds ?? seconds))
  }

  return {
    name: 'sts',
    protocol: { kind: 'query', version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
    members: { DurationSeconds: 'number' },
    unsigned: ['AssumeRoleWithWebIdentity'],
    resource: (_operation, input) => (typeof input.RoleArn === 'string' ? input.RoleArn : undefined),
    operations: {
      GetCallerIdentity(_input, caller) {
        const userId = accounts.principal(caller.arn)?.userId
        return { UserId: userId, Account: caller.account, Arn: caller.arn }
      },

      AssumeRole(input, caller) {
        const asked = ask(input)
        const found = roleIn(asked)
        const trusted = found && mayAssume(found.account, found.role, caller)
        if (!trusted) {
          const resource = String(input.RoleArn)
          const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${resource}`
          throw new AwsError('AccessDenied', message, 403)
        }
        return assumed(assume(asked, found.account, found.role))
      },

      AssumeRoleWithWebIdentity(input) {
        const asked = ask(input)
        const token = asked.text('WebIdentityToken', { min: 4, max: 20_000 })
        const found = roleIn(asked)
        const claims = verify(token)
        if (!claims) {
          const message =
            "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements"
          throw new AwsError('InvalidIdentityToken', message)
        }
        if (claims.aud !== 'sts.amazonaws.com') throw new AwsError('InvalidIdentityToken', 'Incorrect token audience')
        const trusted = found?.role.subjects?.some(pattern => covers(pattern, claims.sub))
        if (!found || !trusted)
          throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)
        const { account, role } = found
        const provider = globalArn(
          'iam',
          { account: account.id, region: account.region },
          `oidc-provider/${new URL(claims.iss).host}`,
        )
        return {
          ...assumed(assume(asked, account, role)),
          SubjectFromWebIdentityToken: claims.sub,
          Provider: provider,
          Audience: claims.aud,
        }
      },
    },
  }
}

const mayAssume = (account: Account, role: RoleSpec, caller: Caller) =>
  trustedAccounts(account, role).some(pattern => covers(pattern, caller.account))

const assumed = ({ accessKeyId, secretAccessKey, sessionToken, expiresAt, arn, userId }: Credential): Fields => ({
  Credentials: {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(expiresAt ?? 0),
  },
  AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
})
