// How often is an hour of traffic called bad, and how soon?
import { chanceOf } from '../../../sandbox/chance.ts'
import type { Minute } from '../../../src/decisions/minutes.ts'
import type { RivalRule } from './rivals.ts'

/** An hour as it truly is; rates by the minute. */
export type Hour = {
  title: string
  /** Requests a minute on green, and on blue beside it. */
  requests: number
  control?: { requests: number; rate(minute: number): number }
  /** The true share of bad requests. */
  rate(minute: number): number
  /** The first ill minute. */
  from: number
}

/** In how many of the runs a rule rolled back, false alarms before the fault apart; and after how many minutes of it, in order. */
export type Tally = { runs: number; found: number; early: number; minutes: number[] }

const MINUTES = 60

/**
 * Runs an hour so often, the same traffic for all rules: requests by Poisson, bad ones by a binomial draw of them, each
 * minute by itself. A bad request is one that failed, and slow too, so that either can be looked at.
 */
export function simulate(hour: Hour, rules: readonly RivalRule[], runs: number, seed: number): Map<string, Tally> {
  const tallies = new Map(rules.map(one => [one.name, { runs, found: 0, early: 0, minutes: [] as number[] }]))
  const chance = chanceOf(seed).apart(hour.title)
  for (let run = 0; run < runs; run++) {
    let open = rules.map(one => ({ name: one.name, decide: one.begin() }))
    for (let i = 0; i < MINUTES && open.length > 0; i++) {
      const minute = draw(chance, i, hour.requests, hour.rate(i))
      const control = hour.control && draw(chance, i, hour.control.requests, hour.control.rate(i))
      open = open.filter(({ name, decide }) => {
        if (!decide(minute, control)) return true
        const tally = tallies.get(name) as Tally
        if (i < hour.from) tally.early++
        else {
          tally.found++
          tally.minutes.push(i - hour.from + 1)
        }
        return false
      })
    }
  }
  for (const { minutes } of tallies.values()) minutes.sort((a, b) => a - b)
  return tallies
}

function draw(chance: ReturnType<typeof chanceOf>, i: number, mean: number, rate: number): Minute {
  const requests = chance.poisson(mean)
  const bad = chance.binomial(requests, rate)
  return { at: i * 60_000, requests, errors: bad, slow: bad }
}

/** The value below which this share of a tally's minutes lies. */
export const quantile = ({ minutes }: Tally, share: number): number =>
  minutes[Math.max(0, Math.ceil(minutes.length * share) - 1)] ?? Number.POSITIVE_INFINITY

/** Share of the runs that were rolled back. */
export const share = ({ found, runs }: Tally): number => found / runs
