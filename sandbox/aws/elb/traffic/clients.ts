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
  const { groups } = forward
  const counts = groups.map(() => 0)
  const until = now + (forward.stickySeconds ?? 0) * 1000
  // There may be a million requests in an hour: this is the one loop over them.
  for (let request = 0; request < requests; request++) {
    const client = (chance.next() * pins.length) | 0
    const pin = pins[client]
    const back = pin !== undefined && comesBack(forward, pin, now, stickiness)
    const arn = back ? pin.arn : weighted(groups, chance.next())?.arn
    const index = groups.findIndex(group => group.arn === arn)
    if (index < 0) continue
    counts[index] = (counts[index] ?? 0) + 1
    if (!back || stickiness.renews) pins[client] = { arn: groups[index]?.arn ?? '', until }
  }
  const sent = counts.reduce((sum, count) => sum + count, 0)
  const all: [string | undefined, number][] = groups.map(({ arn }, index) => [arn, counts[index] ?? 0])
  return new Map([...all, [undefined, requests - sent] as const].filter(([, count]) => count > 0))
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
