// How does the sandbox reach a process on this machine?
import { request as httpRequest } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import type { Endpoint } from '../network.ts'

/** A loopback port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Whoever listens on `port` of the loopback. Rejects with `connection refused` or `connection reset`. */
export function loopback(port: number): Endpoint {
  return ({ method, path, headers, body }) =>
    new Promise((resolve, reject) => {
      const { connection: _, 'content-length': __, 'transfer-encoding': ___, ...rest } = headers
      const sent = httpRequest({
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...rest, 'content-length': body.length },
      })
      sent.once('error', error => reject(new Error(causeOf(error))))
      sent.once('response', async message => {
        try {
          const chunks: Buffer[] = []
          for await (const chunk of message) chunks.push(chunk)
          resolve({ status: message.statusCode ?? 502, headers: plain(message.headers), body: Buffer.concat(chunks) })
        } catch {
          reject(new Error('connection reset'))
        }
      })
      sent.end(body)
    })
}

const causeOf = (error: NodeJS.ErrnoException) =>
  error.code === 'ECONNREFUSED' ? 'connection refused' : 'connection reset'

function plain(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const { connection: _, 'transfer-encoding': __, 'keep-alive': ___, ...rest } = headers
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
}
