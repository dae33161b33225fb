// How does an answer of the sandbox become one that the sandbox does not give?
import { createServer, type IncomingHttpHeaders, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Play } from './play.ts'

/** An answer in AWS's JSON protocol. */
export type Said = { status: number; body: Record<string, unknown> }

/**
 * Stands between a step and the sandbox and changes what is answered to an operation. `url` is for `AWS_ENDPOINT_URL`;
 * requests go through as they came, host and all, since they are signed.
 */
export async function between(stage: Play, change: (operation: string, said: Said) => Said) {
  const server = createServer((request, response) =>
    stage.clock.hold(async () => {
      const { method = 'POST', headers } = request
      const { said, time } = await forward(stage.sandbox.awsUrl, method, headers, await buffer(request))
      const operation = String(headers['x-amz-target']).split('.').at(-1) ?? ''
      const { status, body } = change(operation, said)
      response.writeHead(status, time).end(JSON.stringify(body))
    }),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const forward = (url: string, method: string, { connection: _, ...headers }: IncomingHttpHeaders, body: Buffer) =>
  new Promise<{ said: Said; time: Record<string, string> }>((resolve, reject) => {
    const sent = send(url, { method, headers }, async answer => {
      const text = (await buffer(answer)).toString('utf8')
      // The caller's clock keeps the sandbox's time by these two.
      const time = { date: answer.headers.date ?? '', 'x-sandbox-now': String(answer.headers['x-sandbox-now']) }
      resolve({ said: { status: answer.statusCode ?? 500, body: JSON.parse(text) }, time })
    })
    sent.once('error', reject).end(body)
  })
