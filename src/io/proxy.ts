// Through which proxy does a request go, if through any?
import { getProxyUrl } from '@actions/http-client/lib/proxy'
import { Failure } from '../failure.ts'

/**
 * An agent for the proxy that HTTPS_PROXY names, unless NO_PROXY excepts the address; loaded only where there is one.
 * A proxy that is no address is a failure, which does not show it: a password may be in it.
 */
export async function agentTo(url: URL) {
  try {
    const proxy = getProxyUrl(url)
    return proxy && new (await import('https-proxy-agent')).HttpsProxyAgent(proxy)
  } catch {
    throw new Failure('HTTPS_PROXY is no address: write http://host:port (what it is now is not shown here).')
  }
}
