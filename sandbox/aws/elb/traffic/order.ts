// What traffic can be ordered, and how targets behave under it?

/** Requests a second: always, from step to step (`from`: seconds since the order), or a function of those seconds. */
export type Rate = number | { from: number; rps: number }[] | ((second: number) => number)

/**
 * What targets do with requests that reach them. Of the entries that fit, a later one overrides what it names; without any
 * every request is answered 200 after about 80 ms. Shares are from 0 to 1.
 */
export type Behaviour = {
  /** Whose: `web:2` or a task definition's ARN; a target group by name or ARN; an ECS service by name. Absent: everybody's. */
  revision?: string
  group?: string
  service?: string
  /** When, in seconds since the order. */
  from?: number
  until?: number
  /** Only so many seconds after the first request that came to whom it is about. */
  after?: number
  /** Share answered 500. */
  errorRate?: number
  /** Share answered 404. */
  clientErrors?: number
  /** Share whose connection the target closes: 502. */
  connectionErrors?: number
  /** Usual answers take about so long; those of `slowShare` more than `slowMs`. */
  latencyMs?: number
  slowShare?: number
  slowMs?: number
  /** Requests a second that one task can take; it answers 503 to what is above. */
  perTask?: number
}

export type TrafficOrder = {
  /** A load balancer by name, ARN or DNS name, or a listener's ARN. */
  to: string
  /** 12 digits, where load balancers of two accounts have one name. */
  account?: string
  /** Of the listener, where the load balancer has several. */
  port?: number
  rps: Rate
  /** The one request that stands for all; it decides which rule they meet. */
  path?: string
  host?: string
  headers?: Record<string, string>
  /** How many clients send them; of interest only to rules with stickiness. */
  clients?: number
  behaviours?: Behaviour[]
}

export const usualBehaviour = {
  errorRate: 0,
  clientErrors: 0,
  connectionErrors: 0,
  latencyMs: 80,
  slowShare: 0,
  slowMs: 2000,
  perTask: Number.POSITIVE_INFINITY,
}
export type Acting = typeof usualBehaviour

/** Requests a second, `second` seconds after the order. */
export function rateAt(rate: Rate, second: number): number {
  if (typeof rate === 'number') return rate
  if (typeof rate === 'function') return Math.max(0, rate(second))
  return rate.findLast(({ from }) => from <= second)?.rps ?? 0
}

const orderMembers = ['to', 'account', 'port', 'rps', 'path', 'host', 'headers', 'clients', 'behaviours']
const texts = ['revision', 'group', 'service']
const shares = ['errorRate', 'clientErrors', 'connectionErrors', 'slowShare']
const figures = ['from', 'until', 'after', 'latencyMs', 'slowMs', 'perTask']

/** Throws an `Error` of one line when an order says what no traffic can be. */
export function checkOrder(order: TrafficOrder): void {
  refuseUnknown('traffic', order, orderMembers)
  if (typeof order.to !== 'string') throw new Error('traffic: "to" is missing: a load balancer, or a listener’s ARN')
  const rates = Array.isArray(order.rps) ? order.rps.map(({ rps }) => rps) : [order.rps]
  if (!rates.every(rate => typeof rate === 'function' || (typeof rate === 'number' && rate >= 0)))
    throw new Error('traffic: "rps" is a number, or a list of {"from": seconds, "rps": number}')
  for (const behaviour of order.behaviours ?? []) checkBehaviour(behaviour)
}

/** Likewise, of a behaviour. */
export function checkBehaviour(behaviour: Behaviour): void {
  refuseUnknown('behaviour', behaviour, [...texts, ...shares, ...figures])
  const fields: Record<string, unknown> = behaviour
  const wrong = (member: string, takes: string) => new Error(`behaviour: ${member}=${fields[member]} is not ${takes}`)
  for (const member of shares) {
    const value = fields[member]
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= 1))
      throw wrong(member, 'a share from 0 to 1')
  }
  for (const member of figures) {
    const value = fields[member]
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) throw wrong(member, 'a number, 0 or more')
  }
}

function refuseUnknown(what: string, given: object, known: string[]): void {
  const unknown = Object.keys(given).find(member => !known.includes(member))
  if (unknown) throw new Error(`${what}: there is no ${unknown}; there are: ${known.join(', ')}`)
}
