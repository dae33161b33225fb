// Who is let through to a registry, and what are the others told?
import { createServer, type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { buffer } from 'node:stream/consumers'

/** What is answered instead of the registry: a status, and what registries say with it. */
export type Refusal = { status: number; code: string; message: string; headers?: Record<string, string> }

/** Undefined lets a request through; a promise keeps it waiting. */
export type Keeper = (request: IncomingMessage) => Refusal | undefined | Promise<Refusal | undefined>

export type Gate = { host: string; close(): void }

/** A port of the loopback before the registry at `to`; `as` is the host that the registry is asked for. */
export async function openGate(port: number, to: string, keeper: Keeper, as?: string): Promise<Gate> {
  const { protocol, hostname, port: there } = new URL(to)
  const server = createServer(async (request, response) => {
    const refused = await keeper(request)
    if (refused) {
      const { status, code, message, headers = {} } = refused
      request.resume()
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ errors: [{ code, message }] }))
      return
    }
    const options = {
      ...{ hostname, port: there, path: request.url, method: request.method },
      headers: { ...request.headers, ...(as ? { host: as } : {}) },
    }
    const sent = (protocol === 'https:' ? secure : plain)(options, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    sent.on('error', () => response.destroy())
    request.pipe(sent)
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** ECR as it is to be asked by the bundles: its API gives a new token at each login, its registry lets in only the newest. */
export async function openEcr(port: number, { api, registry }: { api: string; registry: string }) {
  const token = { number: 0, expired: false }
  const keeper: Keeper = ({ headers }) => {
    const asked = { 'www-authenticate': `Basic realm="http://127.0.0.1:${port}/",service="ecr.amazonaws.com"` }
    if (headers.authorization === undefined)
      return { status: 401, code: 'UNAUTHORIZED', message: 'Not Authorized', headers: asked }
    const password = Buffer.from(headers.authorization.replace('Basic ', ''), 'base64').toString()
    if (password !== `AWS:token-${token.number}`) return { status: 401, code: 'DENIED', message: 'Not Authorized' }
    return token.expired
      ? {
          ...{ status: 403, code: 'DENIED' },
          message: 'Your authorization token has expired. Reauthenticate and try again.',
        }
      : undefined
  }
  const gate = await openGate(port, api, keeper, registry)
  const server = createServer(async (request, response) => {
    if (String(request.headers['x-amz-target']).endsWith('.GetAuthorizationToken')) {
      token.number++
      token.expired = false
      const authorizationToken = Buffer.from(`AWS:token-${token.number}`).toString('base64')
      const data = { authorizationToken, expiresAt: Date.now() / 1000 + 43_200, proxyEndpoint: `http://${gate.host}` }
      response.end(JSON.stringify({ authorizationData: [data] }))
      return
    }
    const body = await buffer(request)
    const sent = secure(new URL(request.url ?? '/', api), { method: 'POST', headers: request.headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    sent.end(body)
  })
  await new Promise<void>(resolve => server.listen(port + 1, '127.0.0.1', resolve))
  return {
    host: gate.host,
    api: `http://127.0.0.1:${port + 1}`,
    logins: () => token.number,
    /** From now on the newest token is too old. */
    expire: () => {
      token.expired = true
    },
    close() {
      gate.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
