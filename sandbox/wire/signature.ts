// Was this request signed with the secret that belongs to its access key?
import { createHash, createHmac } from 'node:crypto'
import type { HttpRequest } from '../network.ts'

/** What an `Authorization` header of Signature Version 4 says. */
export type Signature = {
  accessKeyId: string
  /** `20260128` */
  day: string
  region: string
  /** Signing name of the service: `ecs`, `elasticloadbalancing` … */
  service: string
  signedHeaders: string[]
  signature: string
}

/** Reads the `Authorization` header; undefined when there is none, or none of this kind. */
export function signatureOf(headers: Record<string, string>): Signature | undefined {
  const [, credential, signed, signature] =
    /^AWS4-HMAC-SHA256\s+Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? []
  const [accessKeyId, day, region, service, end] = credential?.split('/') ?? []
  if (!accessKeyId || !day || !region || !service || end !== 'aws4_request' || !signed || !signature) return undefined
  return { accessKeyId, day, region, service, signedHeaders: signed.split(';'), signature }
}

/** When the request says it was signed, in milliseconds since the epoch; undefined without a readable `X-Amz-Date`. */
export function signedAt(headers: Record<string, string>): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers['x-amz-date'] ?? '')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match?.slice(1).map(Number) ?? []
  return match ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined
}

/**
 * The signature that `secret` gives this request. Written from the specification and not with the SDK's signer, so that
 * the two check each other: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function sign(request: HttpRequest, { day, region, service, signedHeaders }: Signature, secret: string): string {
  const [path = '/', query = ''] = request.path.split('?', 2)
  const canonical = [
    request.method,
    path.split('/').map(encode).join('/'),
    [...new URLSearchParams(query)]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.map(name => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    request.headers['x-amz-content-sha256'] ?? hash(request.body),
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'] ?? '', scope, hash(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
