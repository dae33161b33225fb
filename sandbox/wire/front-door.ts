// How does a request become a call to one of AWS's services, and its answer?
import type { Accounts } from '../accounts.ts'
import { refusal } from '../aws/refusals.ts'
import { AwsError, type Caller, type Fields, type Service } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { Effect, Faults } from '../faults.ts'
import type { Ids } from '../ids.ts'
import type { Journal } from '../journal.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { allows, asked, authenticate, denial, nobody } from './caller.ts'
import { json } from './json.ts'
import type { Answer, Reply } from './listen.ts'
import type { Address, Protocol } from './protocol.ts'
import { query } from './query.ts'
import { signatureOf } from './signature.ts'

/** A further protocol is a further entry. */
const protocols: Protocol[] = [json, query]

export type Behind = {
  services: Service[]
  accounts: Accounts
  faults: Faults
  journal: Journal
  clock: Clock
  ids: Ids
}

/** Answers requests for all `services` on one address, as `AWS_ENDPOINT_URL` wants it; every call is in the journal. */
export function frontDoor({ services, accounts, faults, journal, clock, ids }: Behind): Answer {
  return async request => {
    const requestId = [8, 4, 4, 4, 12].map(ids).join('-')
    const signature = signatureOf(request.headers)
    const addressed = find(request, services, signature?.service)
    if (!addressed) return { response: nowhere(request) }

    const { protocol, address } = addressed
    const { service, operation } = address
    let caller: Caller = nobody
    let input: Fields = {}
    let fault: Effect | undefined
    let error: AwsError | undefined
    let response: HttpResponse
    try {
      input = protocol.read(request, service)
      const act = service.operations[operation]
      if (!act) throw refusal(protocol.kind, 'unknown-operation', `The sandbox's ${service.name} has no ${operation}`)
      let allow: string[] | undefined
      if (signature || !service.unsigned?.includes(operation)) {
        const credential = authenticate(request, signature, { accounts, clock, tongue: protocol.kind })
        caller = { account: credential.account.id, region: signature?.region ?? '', arn: credential.arn }
        allow = credential.allow
      }
      const { action, resource } = asked(service, operation, input, caller)
      const refused = refusal(protocol.kind, 'access-denied', denial(caller.arn, action, resource))
      if (!allows(allow, action)) throw refused
      const call = { service: service.name, operation, account: caller.account, input }
      fault = faults.meet({ ...call, tongue: protocol.kind, denial: refused.message })
      if (fault?.kind === 'error') throw new AwsError(fault.code, fault.message, fault.status)
      const output = fault?.kind === 'drop' || fault?.kind === 'hang' ? {} : await act(input, caller)
      response = protocol.result(address, output, requestId)
    } catch (thrown) {
      error = thrown instanceof AwsError ? thrown : mishap(thrown, protocol)
      response = protocol.error(service, error, requestId)
    }

    const reply = replyOf(response, fault)
    journal.write({
      service: service.name,
      operation,
      account: caller.account,
      caller: caller.arn,
      input,
      status: typeof reply === 'object' ? reply.response.status : undefined,
      ...(error && { error: error.code }),
      ...(fault && { fault: fault.kind }),
    })
    return reply
  }
}

function find(request: HttpRequest, services: Service[], signedFor: string | undefined) {
  for (const protocol of protocols) {
    const address: Address | undefined = protocol.address(request, services, signedFor)
    if (address) return { protocol, address }
  }
  return undefined
}

/** What an effect makes of a response; shared with the sandbox's other servers. */
export function replyOf(response: HttpResponse, effect: Effect | undefined): Reply {
  switch (effect?.kind) {
    case 'drop':
    case 'lost-answer':
      return 'cut'
    case 'hang':
      return 'silence'
    case 'latency':
      return { response, delay: effect.ms }
    default:
      return { response }
  }
}

/** Our own bug: shown whole, since nobody can mend what they cannot see. */
function mishap(thrown: unknown, { kind }: Protocol): AwsError {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return refusal(kind, 'server-error', `The sandbox itself failed: ${text}`)
}

function nowhere({ method, path, headers }: HttpRequest): HttpResponse {
  const target = headers['x-amz-target'] ?? headers.authorization?.match(/Credential=([^,]+)/)?.[1] ?? 'no target'
  const message = `The sandbox has no service for ${method} ${path} (${target})`
  return {
    status: 404,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify({ __type: 'UnknownOperationException', message })),
  }
}
