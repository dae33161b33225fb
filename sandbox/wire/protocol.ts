// What does a wire protocol do for the services that speak it?
import type { AwsError, Fields, Service } from '../aws/service.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'

/** Which operation of which service a request asks for. */
export type Address = { service: Service; operation: string }

/**
 * A protocol is a way of naming operations and of writing inputs, outputs and errors. A further one (rest-xml, CBOR) is
 * a further file beside these and one line in `front-door.ts`.
 */
export type Protocol = {
  kind: Service['protocol']['kind']
  /** Whom the request is for, when it speaks this protocol; `signedFor` is the signature's service name. */
  address(request: HttpRequest, services: Service[], signedFor: string | undefined): Address | undefined
  /** The input, as the model names it. Throws `AwsError` when it cannot be read. */
  read(request: HttpRequest, service: Service): Fields
  result(address: Address, output: Fields, requestId: string): HttpResponse
  error(service: Service, error: AwsError, requestId: string): HttpResponse
}

/**
 * What the text of a member means (see `Service.members`): a number, a flag, a time (in seconds or ISO 8601), or bytes
 * in base64. Goes through structures and lists; an entry of a list is read as its list is named.
 */
export function meant(value: unknown, members: NonNullable<Service['members']>, name = ''): unknown {
  if (Array.isArray(value)) return value.map(entry => meant(entry, members, name))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, meant(inner, members, member)]))
  }
  const kind = members[name]
  if (kind === 'number' && typeof value === 'string' && value !== '') return Number(value)
  if (kind === 'flag' && typeof value === 'string') return value === 'true'
  if (kind === 'time' && typeof value === 'number') return new Date(value * 1000)
  if (kind === 'time' && typeof value === 'string') return new Date(value)
  if (kind === 'blob' && typeof value === 'string') return Buffer.from(value, 'base64')
  return value
}
