// How do we reach AWS, and what do its errors mean to a user?
import { partitionOf } from '../decisions/region.ts'
import { Failure } from '../failure.ts'
import { howToRenew, renew, renewable, renewWhenDue } from './credentials.ts'
import { agentTo } from './proxy.ts'
import { runner } from './runner.ts'

/** The region a client works in: the given one, or the environment's. */
export function regionOrFail(region: string | undefined): string {
  const known = region ?? runner.variable('AWS_REGION') ?? runner.variable('AWS_DEFAULT_REGION')
  if (known) return known
  throw new Failure(
    'No AWS region is set: give aws-region to aws-actions/configure-aws-credentials before this step, or set AWS_REGION.',
  )
}

/**
 * Settings every client shares. `standard` retries, since `adaptive` slows every later call after one throttle
 * (measured: 2.1 s instead of 12 ms). Times in milliseconds: a connection or an answer that takes longer is lost.
 */
export async function clientSettings(
  service: string,
  region: string,
  maxAttempts = 5,
  lost = { connection: 5_000, request: 20_000 },
) {
  const credentials = renewable()
  const agent = await agentFor(service, region)
  return {
    region,
    maxAttempts,
    retryMode: 'standard',
    customUserAgent: 'ecs-release',
    ...(credentials ? { credentials } : {}),
    requestHandler: {
      connectionTimeout: lost.connection,
      requestTimeout: lost.request,
      throwOnRequestTimeout: true,
      ...(agent ? { httpAgent: agent, httpsAgent: agent } : {}),
    },
  }
}

/** For the proxy that leads to a service: by the address that is really called. */
async function agentFor(service: string, region: string) {
  const given = [`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`, 'AWS_ENDPOINT_URL'].map(
    runner.variable,
  )
  const address = given.find(Boolean) ?? `https://${service}.${region}.${partitionOf(region).suffix}`
  if (!URL.canParse(address))
    throw new Failure(`AWS_ENDPOINT_URL is no address: write https://host:port (found "${address}").`)
  return agentTo(new URL(address))
}

/** What a call was for, so that its error can name it. */
export type Purpose = {
  /** IAM action: `ecs:UpdateService`. */
  permission: string
  /** What it was done to, in words: `service web in cluster prod`. */
  resource: string
  region: string
  /** Names of the service's own errors → the line a user gets. */
  known?: Record<string, (message: string) => string>
}

/** Does a call; an error becomes a `Failure` that names resource or permission, says what was found and what to do. */
export async function call<T>(purpose: Purpose, send: () => Promise<T>): Promise<T> {
  try {
    return await renewing(send, purpose.region)
  } catch (error) {
    throw translate(error as AwsError, purpose)
  }
}

/** Does a call of which some refusals, named as the service names them, are answers too: then that name. */
export async function callOr<T, R extends string>(
  purpose: Purpose,
  refusals: readonly R[],
  send: () => Promise<T>,
): Promise<T | R> {
  try {
    return await call(purpose, send)
  } catch (error) {
    const { cause } = error as Failure
    const refusal = refusals.find(name => cause instanceof Error && cause.name === name)
    if (refusal === undefined) throw error
    return refusal
  }
}

/** Once more with fresh credentials, where those it had have expired and the job can get others. */
async function renewing<T>(send: () => Promise<T>, region: string): Promise<T> {
  await renewWhenDue(() => clientSettings('sts', region))
  try {
    return await send()
  } catch (error) {
    if (!EXPIRED.test((error as Error).name) || !(await renew(() => clientSettings('sts', region)))) throw error
    return send()
  }
}

type AwsError = Error & { code?: string; $metadata?: { httpStatusCode?: number }; $fault?: string; cause?: unknown }

const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RequestThrottled|ProvisionedThroughput)/
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/
const LOST = /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|TimeoutError|UND_ERR)/

function translate(error: AwsError, { permission, resource, region, known = {} }: Purpose): Failure {
  const { name, message } = error
  const say = (line: string, more: { passing?: true; denied?: string } = {}) =>
    new Failure(line, { ...more, cause: error })
  const line = known[name]
  if (line) return say(line(message))
  if (name === 'CredentialsProviderError' || /Could not load credentials/.test(message))
    return say(
      'No AWS credentials were found: run aws-actions/configure-aws-credentials before this step (the job needs permissions: id-token: write), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    )
  if (EXPIRED.test(name))
    return say(`The AWS credentials expired during ${permission} on ${resource}: ${howToRenew()}.`)
  if (
    /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/.test(
      name,
    )
  )
    return say(`AWS does not accept the credentials (${name}): check the keys or the role that this job assumes.`)
  if (/^(AccessDenied|UnauthorizedOperation|NotAuthorized)/.test(name)) {
    const who = message.match(/User: (\S+)/)?.[1]
    // A call can ask for a second permission: RunTask, for one, asks for iam:PassRole on the task's roles.
    const [, denied = permission, on] = message.match(/perform: ([\w-]+:\w+)(?: on resource: (\S+))?/) ?? []
    const what =
      denied === permission
        ? `${permission} on ${resource}`
        : `${denied}${on ? ` on ${on}` : ''}, which ${permission} on ${resource} needs,`
    return say(
      `${what} is denied${who ? ` to ${who}` : ''}: allow ${denied} in the role's policy (each action's README has the policy it needs).`,
      { denied },
    )
  }
  const status = error.$metadata?.httpStatusCode ?? 0
  if (THROTTLED.test(name) || status === 429)
    return say(`AWS throttled ${permission} on ${resource} again and again (${name}): try again later.`, {
      passing: true,
    })
  const network = [error, error.cause as AwsError | undefined].find(one => one && LOST.test(one.code ?? one.name))
  if (network)
    return say(
      `AWS cannot be reached in ${region} for ${permission} on ${resource} (${network.message || network.code}): check the region, the network and HTTPS_PROXY.`,
      { passing: true },
    )
  if (status >= 500)
    return say(`AWS is out of order: ${permission} on ${resource} answered ${status} ${name}.`, { passing: true })
  return say(`${permission} on ${resource} was refused: ${(message || name).replace(/\.$/, '')}.`)
}
