// How does an account's registry answer a container engine?
import type { Accounts } from '../accounts.ts'
import { arn, type Place } from '../aws/arn.ts'
import { allowed } from '../aws/ecr/access.ts'
import { noRepository } from '../aws/ecr/ask.ts'
import type { Ecr } from '../aws/ecr/service.ts'
import { refusal } from '../aws/refusals.ts'
import { AwsError, type Caller } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Journal } from '../journal.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { allows, denial, nobody } from './caller.ts'
import { replyOf } from './front-door.ts'
import type { Answer, Reply } from './listen.ts'
import { registryRoutes } from './registry-routes.ts'

export type RegistrySurroundings = {
  ecr: Ecr
  accounts: Accounts
  clock: Clock
  faults: Faults
  journal: Journal
}

/** The registry of one account and region: OCI distribution over ECR's store, for logins by GetAuthorizationToken. */
export function registry(place: Place, { ecr, accounts, clock, faults, journal }: RegistrySurroundings): Answer {
  const routes = registryRoutes(ecr, clock, name => ecr.store.find(place, name))

  const callerOf = ({ headers }: HttpRequest): Caller => {
    const [scheme, credentials = ''] = headers.authorization?.split(' ') ?? []
    const [user, password = ''] = Buffer.from(credentials, 'base64').toString().split(':')
    const login = scheme === 'Basic' && user === 'AWS' ? ecr.logins.byPassword(password) : undefined
    if (!login) throw refusal('registry', 'no-signature')
    if (clock.now() >= login.expiresAt) throw refusal('registry', 'expired-token')
    return login.caller
  }

  return async (request): Promise<Reply> => {
    const [path = '/', search] = request.path.split('?')
    const layer = ecr.downloads.blobAt(path)
    if (layer)
      return { response: { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: layer } }

    const route = routes.find(one => one.methods.includes(request.method) && one.path.test(path))
    const { name = '', target = '' } = route?.path.exec(path)?.groups ?? {}
    const operation = route?.operation ?? `${request.method} ${path}`
    let caller = nobody
    let reply: Reply
    let error: AwsError | undefined
    try {
      caller = callerOf(request)
      if (!route && path !== '/v2/') throw refusal('registry', 'unknown-operation')
      const action = `ecr:${route?.action ?? 'GetAuthorizationToken'}`
      const sentence = denial(caller.arn, action, arn('ecr', place, `repository/${name}`))
      if (!allows(accounts.principal(caller.arn)?.allow, action)) throw refusal('registry', 'access-denied', sentence)
      const call = { service: 'registry', operation, account: place.account, input: { name, target } }
      const effect = faults.meet({ ...call, tongue: 'registry', denial: sentence })
      if (effect?.kind === 'error') throw new AwsError(effect.code, effect.message, effect.status)
      const carriedOut = effect?.kind !== 'drop' && effect?.kind !== 'hang'
      let response: HttpResponse = { status: 200, headers: {}, body: Buffer.alloc(0) }
      if (route && carriedOut) {
        const repository = ecr.store.find(place, name)
        if (!repository) throw noRepository(name, place)
        allowed(caller, action, repository)
        response = route.act({ request, repository, target, parameters: new URLSearchParams(search) })
      }
      reply = replyOf(marked(response), effect)
    } catch (thrown) {
      error = spoken(thrown)
      reply = { response: marked(refused(error, place)) }
    }
    journal.write({
      service: 'registry',
      operation,
      account: place.account,
      caller: caller.arn,
      input: { name, target },
      status: typeof reply === 'object' ? reply.response.status : undefined,
      ...(error && { error: error.code }),
    })
    return reply
  }
}

/** What ECR's store says, in a registry's codes. */
const codes: Record<string, [code: string, status: number]> = {
  AccessDeniedException: ['DENIED', 403],
  RepositoryNotFoundException: ['NAME_UNKNOWN', 404],
  UploadNotFoundException: ['BLOB_UPLOAD_UNKNOWN', 404],
  InvalidLayerException: ['DIGEST_INVALID', 400],
  InvalidLayerPartException: ['BLOB_UPLOAD_INVALID', 416],
  LayersNotFoundException: ['MANIFEST_BLOB_UNKNOWN', 400],
  ReferencedImagesNotFoundException: ['MANIFEST_BLOB_UNKNOWN', 400],
  InvalidParameterException: ['MANIFEST_INVALID', 400],
  ImageTagAlreadyExistsException: ['TAG_INVALID', 400],
}

function spoken(thrown: unknown): AwsError {
  if (!(thrown instanceof AwsError)) return refusal('registry', 'server-error', `The sandbox itself failed: ${thrown}`)
  const [code, status] = codes[thrown.code] ?? [thrown.code, thrown.status]
  return new AwsError(code, thrown.message, status)
}

function refused({ code, status, message }: AwsError, place: Place): HttpResponse {
  const realm = `Basic realm="https://${place.account}.dkr.ecr.${place.region}.amazonaws.com/",service="ecr.amazonaws.com"`
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 401 && { 'www-authenticate': realm }) },
    body: Buffer.from(JSON.stringify({ errors: [{ code, message }] })),
  }
}

const marked = (response: HttpResponse): HttpResponse => ({
  ...response,
  headers: { 'docker-distribution-api-version': 'registry/2.0', ...response.headers },
})
