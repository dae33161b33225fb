// Through which proxy does a request go, if through any?
import { getProxyUrl } from '@actions/http-client/lib/proxy'

/** An agent for the proxy that HTTPS_PROXY names, unless NO_PROXY excepts the address; loaded only where there is one. */
export async function agentTo(url: URL) {
  const proxy = getProxyUrl(url)
  return proxy && new (await import('https-proxy-agent')).HttpsProxyAgent(proxy)
}
