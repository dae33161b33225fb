// Who answers at an address inside the sandbox's VPCs?

export type HttpRequest = { method: string; path: string; headers: Record<string, string>; body: Buffer }
export type HttpResponse = { status: number; headers: Record<string, string>; body: Buffer }

/**
 * Something that answers HTTP: a real process behind a loopback port, or a script. Rejects with an `Error` whose
 * message says what a load balancer would see (`connection refused`, `timed out`) when nobody answers.
 */
export type Endpoint = (request: HttpRequest) => Promise<HttpResponse>

export type Network = {
  /** From now on `endpoint` answers at `address` (`10.0.1.17:8080`); returns how to leave. */
  listen(address: string, endpoint: Endpoint): () => void
  /** Sends one request to whoever listens; rejects with `connection refused` when nobody does. */
  send(address: string, request: HttpRequest): Promise<HttpResponse>
}

/** The private network that tasks and load balancers share: addresses are `ip:port`, as targets are. */
export function network(): Network {
  const listeners = new Map<string, Endpoint>()
  return {
    listen(address, endpoint) {
      listeners.set(address, endpoint)
      return () => {
        if (listeners.get(address) === endpoint) listeners.delete(address)
      }
    },
    async send(address, request) {
      const endpoint = listeners.get(address)
      if (!endpoint) throw new Error('connection refused')
      return endpoint(request)
    },
  }
}
