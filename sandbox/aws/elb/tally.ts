// What did a node of the load balancer see in a minute?
import type { LoadBalancer } from './state.ts'

/** Answers that are so fast, but for the slow ones; drawn when the minute is over. */
export type Pace = { latencyMs: number; slowMs: number; answers: number; slow: number }

/** What came to a target group. */
export type Tally = {
  requests: number
  /** Answers of targets by the first digit of their status. */
  codes: Record<2 | 3 | 4 | 5, number>
  /** Connections to targets that failed. */
  refused: number
  /** Response times that were measured, in milliseconds, and how often. */
  times: Map<number, number>
  paces: Map<string, Pace>
}

/** A minute of one node: by target group, and the load balancer's own errors by status. */
export type NodeMinute = { groups: Map<string, Tally>; errors: Map<number, number> }

const minute = 60_000

/** The minute of a node in which `at` lies. */
export function minuteAt({ minutes }: LoadBalancer, node: number, at: number): NodeMinute {
  const begin = Math.floor(at / minute) * minute
  const nodes = minutes.get(begin) ?? new Map<number, NodeMinute>()
  minutes.set(begin, nodes)
  const found = nodes.get(node) ?? { groups: new Map(), errors: new Map() }
  nodes.set(node, found)
  return found
}

export function tallyOf({ groups }: NodeMinute, group: string): Tally {
  const found = groups.get(group)
  if (found) return found
  const made: Tally = {
    requests: 0,
    codes: { 2: 0, 3: 0, 4: 0, 5: 0 },
    refused: 0,
    times: new Map(),
    paces: new Map(),
  }
  groups.set(group, made)
  return made
}

/** Counts `times` errors that the load balancer answered itself. */
export function countError({ errors }: NodeMinute, status: number, times = 1): void {
  if (times > 0) errors.set(status, (errors.get(status) ?? 0) + times)
}

/** Counts `times` answers of targets. */
export function countAnswers({ codes }: Tally, status: number, times = 1): void {
  const digit = Math.floor(status / 100)
  if (digit === 2 || digit === 3 || digit === 4 || digit === 5) codes[digit] += times
}
