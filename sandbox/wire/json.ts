// How do the services that speak JSON 1.0 and 1.1 read and answer?
// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
import { gunzipSync } from 'node:zlib'
import { AwsError, type Fields, type Service } from '../aws/service.ts'
import type { HttpResponse } from '../network.ts'
import { meant, type Protocol } from './protocol.ts'

/** ECS, ECR, CloudWatch Logs, Secrets Manager, SSM and, lately, CloudWatch: `X-Amz-Target: Prefix.Operation`. */
export const json: Protocol = {
  kind: 'json',
  address(request, services) {
    const [prefix, operation] = request.headers['x-amz-target']?.split('.') ?? []
    const service = services.find(({ protocol }) => protocol.kind === 'json' && protocol.target === prefix)
    return service && operation ? { service, operation } : undefined
  },
  read(request, service) {
    const packed = request.headers['content-encoding'] === 'gzip'
    const input = parsed((packed ? gunzipSync(request.body) : request.body).toString() || '{}')
    return meant(input, service.members ?? {}) as Fields
  },
  result({ service }, output, requestId) {
    return response(service, 200, plain(output), requestId)
  },
  error(service, { code, status, message, members }, requestId) {
    const answer = response(service, status, plain({ __type: code, message, ...members }), requestId)
    const { protocol } = service
    if (protocol.kind !== 'json' || protocol.words !== 'query') return answer
    const blame = status < 500 ? 'Sender' : 'Receiver'
    return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${code};${blame}` } }
  },
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {}
  throw new AwsError('SerializationException', 'The request body is not a JSON object')
}

function response({ protocol }: Service, status: number, body: unknown, requestId: string): HttpResponse {
  const version = protocol.kind === 'json' ? (protocol.version ?? '1.1') : '1.1'
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId },
    body: Buffer.from(JSON.stringify(body)),
  }
}

/** Times as seconds since the epoch, bytes as base64, maps as objects. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Map) return plain(Object.fromEntries(value))
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, plain(inner)]))
}
