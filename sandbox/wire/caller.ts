// Who makes this call, and may they?
import type { Accounts, Credential } from '../accounts.ts'
import { type Refusal, refusal, type Tongue } from '../aws/refusals.ts'
import type { Caller, Fields, Service } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { HttpRequest } from '../network.ts'
import { covers } from '../wildcard.ts'
import { type Signature, sign, signedAt } from './signature.ts'

const minute = 60_000
/** How far a request's time may be from AWS's: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
const tolerated = 15 * minute

/** Whom calls without a signature come from. */
export const nobody: Caller = { account: '', region: '', arn: '' }

/**
 * The holder of the request's key. Throws what AWS answers when key, token, time or signature are wrong. A running sandbox
 * has clients of two kinds, those in its own time and those that live by the wall's: a signature may be of either time.
 */
export function authenticate(
  request: HttpRequest,
  signature: Signature | undefined,
  { accounts, clock, tongue }: { accounts: Accounts; clock: Clock; tongue: Tongue },
): Credential {
  const refuse = (reason: Refusal, message?: string) => refusal(tongue, reason, message)
  if (!signature) throw refuse('no-signature')
  const credential = accounts.credential(signature.accessKeyId)
  if (!credential || credential.sessionToken !== request.headers['x-amz-security-token']) throw refuse('unknown-key')
  const expected = sign(request, signature, credential.secretAccessKey)
  if (signature.signature !== expected) throw refuse('bad-signature')
  const then = signedAt(request.headers)
  const now = clock.now()
  const wall = clock.wall()
  const byTheWall = then !== undefined && wall !== undefined && Math.abs(wall - then) <= tolerated
  if (then === undefined || (now - then > tolerated && !byTheWall))
    throw refuse(
      'bad-signature',
      `Signature expired: ${stamp(then)} is now earlier than ${stamp(now - tolerated)} (${stamp(now)} - 15 min.)`,
    )
  if (then - now > tolerated && !byTheWall)
    throw refuse(
      'bad-signature',
      `Signature not yet current: ${stamp(then)} is still later than ${stamp(now + tolerated)} (${stamp(now)} + 15 min.)`,
    )
  if (credential.expiresAt !== undefined && now >= credential.expiresAt) throw refuse('expired-token')
  return credential
}

const stamp = (time = 0) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')

/** AWS's sentence for a call that no identity policy allows. */
export function denial(arn: string, action: string, resource: string): string {
  return `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
}

/** The IAM actions, each with the ARN (or `*`), that a call is judged by; the first is its own. */
export function asked(service: Service, operation: string, input: Fields, caller: Caller) {
  const own = {
    action: `${service.iam ?? service.name}:${operation}`,
    resource: service.resource?.(operation, input, caller) ?? firstArn(input) ?? '*',
  }
  const also = service.also?.(operation, input, caller)
  return also ? ([own, also] as const) : ([own] as const)
}

const firstArn = (input: Fields) =>
  Object.values(input).find((value): value is string => typeof value === 'string' && value.startsWith('arn:'))

/**
 * Whether a list of IAM actions (`ecs:Describe*`) covers this one; no list covers all. Who one is may always be asked:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function allows(allow: string[] | undefined, action: string): boolean {
  return allow === undefined || action === 'sts:GetCallerIdentity' || allow.some(pattern => covers(pattern, action))
}
