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
import { type Call, exchange } from './exchange.ts'
import type { Answer } from './listen.ts'
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

  return async request => {
    const [path = '/', search] = request.path.split('?')
    const layer = ecr.downloads.blobAt(path)
    if (layer)
      return { response: { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: layer } }

    const route = routes.find(one => one.methods.includes(request.method) && one.path.test(path))
    const { name = '', target = '' } = route?.path.exec(path)?.groups ?? {}
    const operation = route?.operation ?? `${request.method} ${path}`
    const input = { name, target }
    const tongue = 'registry'
    const call: Call = { service: 'registry', operation, tongue, account: place.account, caller: '', denial: '', input }
    const action = `ecr:${route?.action ?? 'GetAuthorizationToken'}`
    let caller = nobody

    return exchange(
      call,
      {
        admit() {
          caller = callerOf(request)
          call.caller = caller.arn
          call.denial = denial(caller.arn, action, arn('ecr', place, `repository/${name}`))
          if (!route && path !== '/v2/') throw refusal(tongue, 'unknown-operation')
          if (!allows(accounts.principal(caller.arn)?.allow, action))
            throw refusal(tongue, 'access-denied', call.denial)
        },
        act() {
          if (!route) return marked({ status: 200, headers: {}, body: Buffer.alloc(0) })
          const repository = ecr.store.find(place, name)
          if (!repository) throw noRepository(name, place)
          allowed(caller, action, repository)
          return marked(route.act({ request, repository, target, parameters: new URLSearchParams(search) }))
        },
        refuse: error => marked(refused(spoken(error), place)),
      },
      { faults, journal },
    )
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

function spoken(error: AwsError): AwsError {
  const [code, status] = codes[error.code] ?? [error.code, error.status]
  return new AwsError(code, error.message, status)
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
