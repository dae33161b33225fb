// Which clients keep to which target group?
import type { Chance } from '../../../chance.ts'
import type { Forward } from '../actions.ts'
import { comesBack, type Pin, type Stickiness, weighted } from '../routing.ts'

/** Clients of equal diligence; each keeps the last cookie that it was given. */
export type Clients = { pins: (Pin | undefined)[] }

export const clientsOf = (count: number): Clients => ({ pins: Array.from({ length: count }, () => undefined) })

/** To which groups `requests` of any of the clients go at `now`, by ARN. Those that have no group are given one. */
export function spreadSticky(
  { pins }: Clients,
  forward: Forward,
  requests: number,
  { now, chance, stickiness }: { now: number; chance: Chance; stickiness: Stickiness },
): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>()
  const until = now + (forward.stickySeconds ?? 0) * 1000
  for (let request = 0; request < requests; request++) {
    const client = Math.floor(chance.next() * pins.length)
    const pin = pins[client]
    const back = pin && comesBack(forward, pin, now, stickiness)
    const arn = back ? pin.arn : weighted(forward.groups, chance.next())?.arn
    if (arn !== undefined && !(back && !stickiness.renews)) pins[client] = { arn, until }
    counts.set(arn, (counts.get(arn) ?? 0) + 1)
  }
  return counts
}

/** The same for a rule without stickiness: each request falls to a group in proportion to the weights. */
export function spreadFreely({ groups }: Forward, requests: number, chance: Chance): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>()
  let weight = groups.reduce((sum, one) => sum + one.weight, 0)
  let left = requests
  if (weight === 0) return counts.set(undefined, requests)
  for (const group of groups) {
    const hits = chance.binomial(left, group.weight / weight)
    if (hits > 0) counts.set(group.arn, hits)
    left -= hits
    weight -= group.weight
  }
  return counts
}
