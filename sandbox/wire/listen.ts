// How does the sandbox listen on a loopback port?
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Clock, JumpClock } from '../clock.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'

/** How a request ends: with a response (`delay` AWS milliseconds late), with a reset connection, or never. */
export type Reply = { response: HttpResponse; delay?: number } | 'cut' | 'silence'

/** Answers one request; `path` carries the query string, header names are in lower case. */
export type Answer = (request: HttpRequest) => Promise<Reply>

export type Listening = {
  /** `http://127.0.0.1:PORT` */
  url: string
  port: number
  /** Cuts all connections and frees the port. */
  close(): Promise<void>
}

/**
 * Serves `answer` on `port` (0: any free one) of the loopback. A clock that jumps stands still while a request is being
 * answered, but not while its answer is late or never comes. Rejects with Node's `EADDRINUSE`.
 */
export async function listen(clock: Clock | JumpClock, port: number, answer: Answer): Promise<Listening> {
  const { hold, park } = 'hold' in clock ? clock : { hold: atOnce, park: atOnce }

  const server = createServer((message, response) => {
    const answered = hold(async () => {
      const reply = await answer(await received(message))
      if (reply === 'cut') message.socket.resetAndDestroy()
      else if (reply === 'silence') await park(() => waiting(clock, Number.POSITIVE_INFINITY, message.socket))
      else {
        const { response: content, delay = 0 } = reply
        if (delay > 0) await park(() => waiting(clock, delay, message.socket))
        await send(response, content, clock)
      }
    })
    answered.catch(() => message.socket.destroy())
  })
  // Clients keep connections open between polls; the sandbox decides when they end.
  server.keepAliveTimeout = 0
  server.requestTimeout = 0

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const taken = (server.address() as AddressInfo).port
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const atOnce = <T>(work: () => Promise<T>) => work()

/** Resolves after `ms` of AWS time, or when the client has gone. */
function waiting(clock: Clock, ms: number, socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      cancel?.()
      socket.off('close', end)
      resolve()
    }
    const cancel = Number.isFinite(ms) ? clock.after(ms, end) : undefined
    socket.once('close', end)
  })
}

async function received(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : `${value}`]),
  )
  return { method: message.method ?? 'GET', path: message.url ?? '/', headers, body: Buffer.concat(chunks) }
}

/** Resolves when the answer has left, or its reader has gone. AWS's SDKs set their clock by the `Date` they are sent. */
function send(response: ServerResponse, { status, headers, body }: HttpResponse, clock: Clock): Promise<void> {
  return new Promise(resolve => {
    response.once('close', resolve)
    response.once('finish', resolve)
    response.writeHead(status, {
      date: new Date(clock.now()).toUTCString(),
      // A late answer brings the time with it: its reader was not told that the clock moved on meanwhile.
      'x-sandbox-now': String(clock.now()),
      'content-length': body.length,
      ...headers,
    })
    response.end(body)
  })
}
