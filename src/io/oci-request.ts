// How is one request made to a registry, with the login that it asks for?
import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../failure.ts'
import { agentTo } from './proxy.ts'
import type { Login } from './registry-credentials.ts'

export type OciRequest = {
  method: string
  /** From `/v2/` on, or a whole address that the registry named. */
  path: string
  headers?: Record<string, string>
  body?: Buffer | Readable
  /** What it is for, in words: `read web:v1 in ghcr.io`. */
  doing: string
  /** What a token must allow: `repository:web:pull`. */
  scope: string
}

export type OciResponse = IncomingMessage & { statusCode: number }

/** A connection on which nothing moves for so long is lost (ms). */
const IDLE = 60_000
const REDIRECTS = 3

/**
 * Sends requests to one registry; it is asked without a login first, and given what it asks for. A status that is not in
 * `expected` is a Failure, one that may pass when the connection was lost or the registry is out of order.
 */
export function ociRequests(
  host: string,
  credentials: (host: string, realm: string) => Promise<Login | undefined>,
  cancel: AbortSignal,
) {
  const base = `${/^(localhost|127\.\d+\.\d+\.\d+)(:|$)/.test(host) ? 'http' : 'https'}://${host}`
  const tokens = new Map<string, string>()
  let basic: string | undefined
  let realm = ''

  async function send(asked: OciRequest, expected: number[]): Promise<OciResponse> {
    const url = new URL(asked.path, base)
    const own = url.host === new URL(base).host
    const known = own ? (tokens.get(asked.scope) ?? basic) : undefined
    let answer = await follow(url, asked, known, cancel, host)
    if (answer.statusCode === 401 && own) {
      answer.resume()
      const authorization = await authorize(answer.headers['www-authenticate'] ?? '', asked)
      // A blob is spent: whoever sends it reads it again. The login ended between two requests, as short ones do.
      if (asked.body instanceof Readable) {
        asked.body.destroy()
        throw new Failure(`${host} asked for a new login to ${asked.doing}.`, { passing: true })
      }
      answer = await follow(url, asked, authorization, cancel, host)
    }
    if (expected.includes(answer.statusCode)) return answer
    if (asked.body instanceof Readable) asked.body.destroy()
    throw await refusal(answer, asked, host)
  }

  async function authorize(challenge: string, { doing, scope }: OciRequest): Promise<string> {
    const of = (name: string) => challenge.match(new RegExp(`${name}="([^"]*)"`, 'i'))?.[1] ?? ''
    realm = of('realm')
    const login = await credentials(host, realm)
    const header = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
    if (/^basic/i.test(challenge)) {
      if (!header) throw new Failure(`${host} asks for a login to ${doing}: log in to it before this step.`)
      basic = header
      return header
    }
    // https://distribution.github.io/distribution/spec/auth/token/
    const url = new URL(of('realm'))
    url.searchParams.set('service', of('service'))
    url.searchParams.set('scope', of('scope') || scope)
    const asked = { method: 'GET', path: url.href, doing: `log in to ${doing}`, scope }
    const answer = await follow(url, asked, header, cancel, host)
    if (answer.statusCode !== 200) throw await refusal(answer, asked, host)
    const { token, access_token: other } = JSON.parse((await bytesOf(answer)).toString('utf8')) as Record<
      string,
      string
    >
    const bearer = `Bearer ${token ?? other ?? ''}`
    tokens.set(scope, bearer)
    return bearer
  }

  return { send, realm: () => realm }
}

/** Reads all of an answer. */
export async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Layers lie elsewhere, and that place must not see the registry's login. */
async function follow(
  url: URL,
  asked: OciRequest,
  authorization: string | undefined,
  cancel: AbortSignal,
  host: string,
) {
  let place = url
  for (let times = 0; ; times++) {
    const login = authorization !== undefined && place.host === url.host ? { authorization } : undefined
    const answer = await once(place, { ...asked, headers: { ...asked.headers, ...login } }, cancel, host)
    const { location } = answer.headers
    if (
      !['GET', 'HEAD'].includes(asked.method) ||
      location === undefined ||
      ![301, 302, 303, 307, 308].includes(answer.statusCode)
    )
      return answer
    if (times === REDIRECTS) throw new Failure(`${host} would not ${asked.doing}: it sends from place to place.`)
    answer.resume()
    place = new URL(location, place)
  }
}

async function once(url: URL, { method, headers, body, doing }: OciRequest, cancel: AbortSignal, host: string) {
  const agent = await agentTo(url)
  return new Promise<OciResponse>((resolve, reject) => {
    const lost = (error: Error & { code?: string }) =>
      reject(
        cancel.aborted
          ? new Failure(`The job was cancelled while it tried to ${doing}.`)
          : new Failure(
              `${host} cannot be reached to ${doing} (${error.message || error.code}): check its name, the network and the proxy.`,
              {
                passing: true,
                cause: error,
              },
            ),
      )
    const options = {
      method,
      headers: {
        'user-agent': 'ecs-release',
        ...headers,
        ...(body instanceof Buffer ? { 'content-length': body.length } : {}),
      },
      signal: cancel,
      timeout: IDLE,
      ...(agent ? { agent } : {}),
    }
    const request = (url.protocol === 'https:' ? secure : plain)(url, options, answer => resolve(answer as OciResponse))
    request.on('timeout', () => request.destroy(new Error(`nothing moved for ${IDLE / 1000} s`)))
    request.on('error', lost)
    if (body === undefined || body instanceof Buffer) request.end(body)
    else pipeline(body, request).catch(lost)
  })
}

async function refusal(answer: OciResponse, { doing }: OciRequest, host: string): Promise<Failure> {
  const status = answer.statusCode
  const text = (await bytesOf(answer).catch(() => Buffer.alloc(0))).toString('utf8')
  const said = saidIn(text)
  const line = `${host} would not ${doing} (${status}${said ? `, ${said}` : ''})`
  if (status === 401) return new Failure(`${line}: it does not accept the login.`)
  if (status === 403)
    return new Failure(`${line}: allow it in the role's policy and in the repository's.`, { denied: said })
  const passing = status === 429 || status >= 500
  return new Failure(passing ? `${line}: try again later.` : `${line}.`, { passing })
}

function saidIn(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: { code?: string; message?: string }[] }
    return errors?.map(({ code, message }) => [code, message].filter(Boolean).join(': ')).join('; ') ?? ''
  } catch {
    return text.slice(0, 200).replaceAll(/\s+/g, ' ').trim()
  }
}
