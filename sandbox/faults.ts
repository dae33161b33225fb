// What goes wrong on order, and how often did it?
import { refusal, type Tongue } from './aws/refusals.ts'
import type { Clock } from './clock.ts'

/** One call on its way to a service. */
export type Met = {
  service: string
  operation: string
  account: string
  /** Whose words an error is put in. */
  tongue: Tongue
  /** The sentence that says this caller may not do this. */
  denial: string
  input: unknown
}

/** What happens to a call. `ms` is AWS time. */
export type Effect =
  | { kind: 'error'; code: string; status: number; message: string }
  /** Carried out at once, answered late. */
  | { kind: 'latency'; ms: number }
  /** Not carried out; the connection is reset. */
  | { kind: 'drop' }
  /** Carried out; the connection is reset instead of the answer. */
  | { kind: 'lost-answer' }
  /** Neither carried out nor ever answered. */
  | { kind: 'hang' }

const refusals = ['throttling', 'server-error', 'unavailable', 'access-denied', 'expired-token'] as const
const kinds = ['drop', 'lost-answer', 'hang'] as const

export type Preset = (typeof refusals)[number] | (typeof kinds)[number]
export const presets: readonly Preset[] = [...refusals, ...kinds]

/** Which calls meet what: absent members match all. The first `after` matches pass; then `times` of them are hit (all, when absent). */
export type Order = {
  service?: string
  operation?: string
  account?: string
  after?: number
  times?: number
  where?: (call: Met) => boolean
  effect: Effect | Preset
}

/** A token bucket on the sandbox's clock; what overflows is answered with the service's own throttling error. */
export type Limit = Pick<Order, 'service' | 'operation' | 'account'> & { perSecond: number; burst: number }

export type Fault = {
  readonly order: Order | Limit
  /** How often it has hit a call. */
  readonly fired: number
  cancel(): void
}

export type Faults = {
  order(order: Order): Fault
  limit(limit: Limit): Fault
  all(): Fault[]
  clear(): void
  /** What happens to this call; counts it. */
  meet(call: Met): Effect | undefined
}

const orderMembers = ['service', 'operation', 'account', 'after', 'times', 'where', 'effect']
const limitMembers = ['service', 'operation', 'account', 'perSecond', 'burst']

type Standing = Fault & { fired: number; meet(call: Met): Effect | undefined }

/** Faults to order. Those ordered first are asked first; a call meets at most one. */
export function faultsOf({ clock }: { clock: Clock }): Faults {
  let standing: Standing[] = []

  const add = (order: Order | Limit, known: string[], effectOn: (call: Met) => Effect | undefined): Fault => {
    // A misspelt member would be left out, and the fault strike every call.
    const unknown = Object.keys(order).find(member => !known.includes(member))
    if (unknown) throw new Error(`A fault has no ${unknown}; it has: ${known.join(', ')}`)
    const fault: Standing = {
      order,
      fired: 0,
      cancel() {
        standing = standing.filter(one => one !== fault)
      },
      meet(call) {
        const effect = concerns(order, call) ? effectOn(call) : undefined
        if (effect) fault.fired++
        return effect
      },
    }
    standing.push(fault)
    return fault
  }

  return {
    order(order) {
      if (typeof order.effect === 'string' && !presets.includes(order.effect))
        throw new Error(`No fault is called ${order.effect}; there are: ${presets.join(', ')}`)
      let passing = order.after ?? 0
      let left = order.times ?? Number.POSITIVE_INFINITY
      return add(order, orderMembers, call => {
        if (order.where && !order.where(call)) return undefined
        if (passing-- > 0 || left-- <= 0) return undefined
        return effectOf(order.effect, call)
      })
    },
    limit(limit) {
      let tokens = limit.burst
      let filledAt = clock.now()
      return add(limit, limitMembers, call => {
        const now = clock.now()
        tokens = Math.min(limit.burst, tokens + ((now - filledAt) / 1000) * limit.perSecond)
        filledAt = now
        if (tokens < 1) return effectOf('throttling', call)
        tokens--
        return undefined
      })
    },
    all: () => [...standing],
    clear() {
      standing = []
    },
    meet(call) {
      for (const fault of standing) {
        const effect = fault.meet(call)
        if (effect) return effect
      }
      return undefined
    },
  }
}

const concerns = (order: Order | Limit, call: Met) =>
  (['service', 'operation', 'account'] as const).every(
    member => order[member] === undefined || order[member] === call[member],
  )

function effectOf(effect: Order['effect'], { tongue, denial }: Met): Effect {
  if (typeof effect !== 'string') return effect
  if (effect === 'drop' || effect === 'lost-answer' || effect === 'hang') return { kind: effect }
  const { code, status, message } = refusal(tongue, effect, effect === 'access-denied' ? denial : undefined)
  return { kind: 'error', code, status, message }
}
