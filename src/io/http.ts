// What does an address answer?
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { agentTo } from './proxy.ts'

export type Answer = { status: number; body: string; location?: string } | { error: string }

/** A body is read up to this many bytes: enough for a health page, bounded for anything else. */
const LONGEST_BODY = 256 * 1024

/** One GET, without following redirects; never rejects. Gives up after `timeout` ms or when cancelled. */
export async function get(
  address: string,
  { headers, timeout, cancel }: { headers: Record<string, string>; timeout: number; cancel: AbortSignal },
): Promise<Answer> {
  const url = new URL(address)
  const agent = await agentTo(url)
  return new Promise(resolve => {
    let late: NodeJS.Timeout | undefined
    const end = (answer: Answer) => {
      clearTimeout(late)
      resolve(answer)
    }
    const options = {
      headers: { 'user-agent': 'ecs-release', ...headers },
      signal: cancel,
      ...(agent ? { agent } : { agent: false as const }),
    }
    const request = (url.protocol === 'https:' ? secure : plain)(url, options, response => {
      const chunks: Buffer[] = []
      let size = 0
      const { statusCode: status = 0, headers } = response
      const done = () =>
        end({
          status,
          body: Buffer.concat(chunks).toString('utf8'),
          ...(headers.location ? { location: headers.location } : {}),
        })
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > LONGEST_BODY) {
          done()
          response.destroy()
        }
      })
      response.on('end', done)
      response.on('error', error => end({ error: explain(error) }))
    })
    late = setTimeout(() => {
      end({ error: `did not answer within ${timeout / 1000} s` })
      request.destroy()
    }, timeout)
    request.on('error', error => end({ error: explain(error) }))
    request.end()
  })
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'cut the connection',
  ENOTFOUND: 'has no DNS entry',
  EAI_AGAIN: 'could not be looked up in DNS',
  ETIMEDOUT: 'could not be reached in time',
  CERT_HAS_EXPIRED: 'has a TLS certificate that expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed TLS certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a TLS certificate for another name',
  ABORT_ERR: 'was not waited for: the job was cancelled',
}

const explain = (error: Error & { code?: string }): string =>
  WORDS[error.code ?? ''] ?? `could not be asked: ${error.message}`
