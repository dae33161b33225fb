// Who answers at an address inside the sandbox's VPCs?

export type HttpRequest = { method: string; path: string; headers: Record<string, string>; body: Buffer }
export type HttpResponse = { status: number; headers: Record<string, string>; body: Buffer }

/**
 * What an endpoint answers, and how long that takes: `afterMs` milliseconds of AWS time after the request, at once when
 * absent, never when infinite. A script is slow this way, so that a clock that jumps need not stand still for it.
 */
export type EndpointResponse = HttpResponse & { afterMs?: number }

/**
 * Something that answers HTTP: a real process behind a loopback port, or a script. Rejects with an `Error` whose
 * message says what a load balancer would see (`connection refused`, `connection reset`) when nobody answers.
 */
export type Endpoint = (request: HttpRequest) => Promise<EndpointResponse>

export type Network = {
  /** From now on `endpoint` answers at `address` (`10.0.1.17:8080`); returns how to leave. */
  listen(address: string, endpoint: Endpoint): () => void
  /** Sends one request to whoever listens; rejects with `connection refused` when nobody does. */
  send(address: string, request: HttpRequest): Promise<EndpointResponse>
  /** Whether anybody listens there. */
  listens(address: string): boolean
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
    listens: address => listeners.has(address),
  }
}
