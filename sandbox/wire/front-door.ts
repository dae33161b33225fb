// How does a request become a call to one of AWS's services, and its answer?
import type { Accounts } from '../accounts.ts'
import { refusal } from '../aws/refusals.ts'
import type { Caller, Fields, Service } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Ids } from '../ids.ts'
import type { Journal } from '../journal.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { allows, asked, authenticate, denial, nobody } from './caller.ts'
import { type Call, exchange } from './exchange.ts'
import { json } from './json.ts'
import type { Answer } from './listen.ts'
import type { Protocol } from './protocol.ts'
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
  const find = (request: HttpRequest, signedFor: string | undefined) => {
    for (const protocol of protocols) {
      const address = protocol.address(request, services, signedFor)
      if (address) return { protocol, address }
    }
    return undefined
  }

  return async request => {
    const signature = signatureOf(request.headers)
    const found = find(request, signature?.service)
    if (!found) return { response: nowhere(request) }

    const { protocol, address } = found
    const { service, operation } = address
    const tongue = 'words' in service.protocol ? (service.protocol.words ?? protocol.kind) : protocol.kind
    const requestId = [8, 4, 4, 4, 12].map(ids).join('-')
    const act = service.operations[operation]
    const call: Call = { service: service.name, operation, tongue, account: '', caller: '', denial: '', input: {} }
    let input: Fields = {}
    let caller: Caller = nobody

    return exchange(
      call,
      {
        admit() {
          input = protocol.read(request, service)
          call.input = input
          if (!act) throw refusal(tongue, 'unknown-operation', `The sandbox's ${service.name} has no ${operation}`)
          if (!signature && service.unsigned?.includes(operation)) return
          const { account, arn, allow } = authenticate(request, signature, { accounts, clock, tongue })
          caller = { account: account.id, region: signature?.region ?? account.region, arn }
          const judged = asked(service, operation, input, caller)
          const { action, resource } = judged.find(one => !allows(allow, one.action)) ?? judged[0]
          Object.assign(call, { account: account.id, caller: arn, denial: denial(arn, action, resource) })
          if (!allows(allow, action)) throw refusal(tongue, 'access-denied', call.denial)
        },
        act: async () => protocol.result(address, (await act?.(input, caller)) ?? {}, requestId),
        refuse: error => protocol.error(service, error, requestId),
      },
      { faults, journal },
    )
  }
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
