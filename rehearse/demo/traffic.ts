// What do the users of the service see while it is released?
import { request } from 'node:http'

/** One request of a user: which version answered, or what went wrong. `at` in the sandbox's time, `ms` of this machine. */
export type Sample = { at: number; environment: string; status: number | undefined; version: string; ms: number }

/** A user of each environment, who asks again and again over connections of their own; `stop` answers all samples. */
export function startTraffic(urls: Record<string, string>, now: () => number, everyMs: number) {
  const samples: Sample[] = []
  const under = new Set<Promise<void>>()
  const ask = (environment: string, url: string) => {
    const at = now()
    const began = performance.now()
    const done = get(url).then(({ status, version }) => {
      samples.push({ at, environment, status, version, ms: Math.round(performance.now() - began) })
      under.delete(done)
    })
    under.add(done)
  }
  const timer = setInterval(() => {
    for (const [environment, url] of Object.entries(urls)) ask(environment, url)
  }, everyMs)
  return {
    samples,
    async stop(): Promise<Sample[]> {
      clearInterval(timer)
      await Promise.all(under)
      return samples
    },
  }
}

/** One GET; which version says it answers. */
export function get(url: string): Promise<{ status: number | undefined; version: string }> {
  return new Promise(resolve => {
    const lost = (error: Error) => resolve({ status: undefined, version: error.message })
    const asking = request(url, { agent: false, timeout: 5000 }, response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', text => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode, version: versionIn(body) }))
      response.on('error', lost)
    })
    asking.on('timeout', () => asking.destroy(new Error('no answer within 5 s')))
    asking.on('error', lost)
    asking.end()
  })
}

function versionIn(body: string): string {
  try {
    return String((JSON.parse(body) as { version?: unknown }).version ?? '')
  } catch {
    return ''
  }
}
