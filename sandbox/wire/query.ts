// How do the services that speak the query protocol read and answer?
// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
import { gunzipSync } from 'node:zlib'
import type { Fields, Service } from '../aws/service.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { meant, type Protocol } from './protocol.ts'
import { element } from './xml.ts'

/** Elastic Load Balancing, STS, CloudFormation: a form with `Action` and `Version` in, XML out. */
export const query: Protocol = {
  kind: 'query',
  address(request, services, signedFor) {
    const form = formOf(request)
    const operation = form.get('Action')
    if (!operation) return undefined
    // Without a signature only the API's version tells the services apart.
    const service = services.find(
      ({ name, protocol }) =>
        protocol.kind === 'query' &&
        (signedFor === undefined ? protocol.version === form.get('Version') : name === signedFor),
    )
    return service && { service, operation }
  },
  read(request, service) {
    const root: Branch = {}
    for (const [name, value] of formOf(request)) {
      if (name !== 'Action' && name !== 'Version') grow(root, name.split('.'), value)
    }
    return meant(harvest(root), service.members ?? {}) as Fields
  },
  result({ service, operation }, output, requestId) {
    const body = element(`${operation}Result`, output) + element('ResponseMetadata', { RequestId: requestId })
    return response(200, document(`${operation}Response`, service, body), requestId)
  },
  error(service, { code, status, message, members }, requestId) {
    const blame = status < 500 ? 'Sender' : 'Receiver'
    const body =
      element('Error', { Type: blame, Code: code, Message: message, ...members }) + element('RequestId', requestId)
    return response(status, document('ErrorResponse', service, body), requestId)
  },
}

const formOf = ({ body, headers }: HttpRequest) =>
  new URLSearchParams(
    headers['content-type']?.startsWith('application/x-www-form-urlencoded')
      ? (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
      : '',
  )

const document = (name: string, { protocol }: Service, body: string) =>
  `<${name} xmlns="${protocol.kind === 'query' ? protocol.namespace : ''}">${body}</${name}>`

const response = (status: number, body: string, requestId: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: Buffer.from(body),
})

type Branch = { [name: string]: Branch | string }

function grow(branch: Branch, [first = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    branch[first] = value
    return
  }
  const next = branch[first]
  const inner = typeof next === 'object' ? next : {}
  branch[first] = inner
  grow(inner, rest, value)
}

/** `member.1.…` makes a list, `entry.1.key` with `entry.1.value` a map, anything else a structure. */
function harvest(branch: Branch | string): unknown {
  if (typeof branch === 'string') return branch
  const { member, entry } = branch
  if (numbered(member)) return inOrder(member).map(harvest)
  if (numbered(entry)) {
    return Object.fromEntries(
      inOrder(entry).map(pair => (typeof pair === 'object' ? [String(pair.key), harvest(pair.value ?? '')] : [])),
    )
  }
  return Object.fromEntries(Object.entries(branch).map(([name, inner]) => [name, harvest(inner)]))
}

const numbered = (branch: Branch | string | undefined): branch is Branch =>
  typeof branch === 'object' && Object.keys(branch).every(name => /^\d+$/.test(name))

/** Integer keys of an object come in ascending order, whatever the order of the form. */
const inOrder = (branch: Branch) => Object.values(branch)
