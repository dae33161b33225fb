// Does the judge do over simulated hours what it was designed for? The bench runs more of them.
import { describe, expect, test } from '@jest/globals'
import { chanceOf } from '../sandbox/chance.ts'
import { quantile, share, simulate } from '../scripts/bench/evidence/hours.ts'
import { OURS, proof, rivals } from '../scripts/bench/evidence/rivals.ts'
import { runSimulations } from '../scripts/bench/evidence/run.ts'
import { evidenceTables, unlikeDesigned } from '../scripts/bench/evidence/tables.ts'

const few = runSimulations({ most: 400, rates: [0.5, 1] })
const tally = (cells: typeof few.errors, rate: number, truth: string, rule = OURS) => {
  const found = cells.find(one => one.rate === rate && one.truth === truth)?.tallies.get(rule)
  if (!found) throw new Error(`there is no ${rate}, ${truth}, ${rule}`)
  return found
}

describe('four hundred hours a cell', () => {
  test('are judged as the rule was designed', () => {
    expect(unlikeDesigned(few)).toEqual([])
  })

  test.each([0.5, 1])('at %d requests a second good releases stay, and bad ones go within minutes', rate => {
    expect(share(tally(few.errors, rate, 'healthy 0.1 %'))).toBeLessThanOrEqual(0.001)
    expect(share(tally(few.errors, rate, '0.25 %'))).toBeLessThanOrEqual(0.005)
    expect(share(tally(few.errors, rate, '5 %'))).toBe(1)
    expect(quantile(tally(few.errors, rate, '5 %'), 0.5)).toBeLessThanOrEqual(rate < 1 ? 4 : 3)
    expect(quantile(tally(few.errors, rate, '50 %'), 0.5)).toBe(1)
  })

  test('a limit for each minute rolls back most good releases', () => {
    expect(share(tally(few.errors, 1, 'healthy 0.1 %', 'each minute'))).toBeGreaterThan(0.9)
    expect(share(tally(few.errors, 1, 'healthy 0.1 %', 'like Flagger (threshold 5)'))).toBeGreaterThan(0.2)
  })

  test.each([0.5, 1])('at %d, what fails for everybody is held, and the control costs no minute', rate => {
    expect(share(tally(few.shared, rate, 'everybody 2 %'))).toBeLessThanOrEqual(0.08)
    expect(share(tally(few.shared, rate, 'everybody 2 %', 'held or taken back'))).toBeGreaterThan(0.99)
    for (const truth of ['green alone 2 %', 'green alone 5 %'])
      expect(quantile(tally(few.own, rate, truth), 0.5)).toBe(
        quantile(tally(few.own, rate, truth, '`proof` without a control'), 0.5),
      )
  })

  test('slow requests are counted, and a healthy share of them is no p95', () => {
    for (const rate of [6, 20, 60, 200, 600]) expect(share(tally(few.slow, rate, '3 %'))).toBeLessThanOrEqual(0.005)
    expect(quantile(tally(few.slow, 20, '10 %'), 0.5)).toBeLessThanOrEqual(13)
    expect(quantile(tally(few.slow, 200, '10 %'), 0.5)).toBeLessThanOrEqual(3)
    expect(share(tally(few.slow, 6, '3 %', 'p95 of each minute'))).toBeGreaterThan(0.95)
  })
})

test('the same seed gives the same hours, and another one others', () => {
  const hour = { title: 'x', requests: 60, rate: () => 0.005, from: 0 }
  const minutes = (seed: number) => simulate(hour, rivals, 50, seed).get('each minute')?.minutes
  expect(minutes(1)).toEqual(minutes(1))
  expect(minutes(1)).not.toEqual(minutes(2))
})

test('minutes are drawn as they should be: mean and spread of requests and of bad ones', () => {
  const chance = chanceOf(5)
  const sums = { requests: 0, bad: 0, squares: 0 }
  const draws = 20_000
  for (let i = 0; i < draws; i++) {
    const requests = chance.poisson(600)
    const bad = chance.binomial(requests, 0.02)
    sums.requests += requests
    sums.bad += bad
    sums.squares += bad * bad
  }
  const mean = sums.bad / draws
  expect(sums.requests / draws).toBeCloseTo(600, -1)
  expect(mean).toBeGreaterThan(11.9)
  expect(mean).toBeLessThan(12.1)
  // A share of a Poisson count is one itself: its variance is its mean.
  expect(sums.squares / draws - mean * mean).toBeGreaterThan(11.5)
  expect(sums.squares / draws - mean * mean).toBeLessThan(12.5)
})

test('a fault that was called one before it began is told apart', () => {
  const hour = { title: 'late', requests: 60, rate: (minute: number) => (minute >= 30 ? 0.05 : 0.05), from: 30 }
  const early = simulate(hour, [proof(OURS)], 20, 1).get(OURS)
  expect(early).toMatchObject({ found: 0, early: 20, minutes: [] })
})

test('the tables say all of it', () => {
  const full = {
    ...few,
    errors: [
      ...few.errors,
      ...few.errors.map(one => ({ ...one, rate: 0.05 })),
      ...few.errors.map(one => ({ ...one, rate: 10 })),
      ...few.errors.map(one => ({ ...one, rate: 100 })),
    ],
  }
  const text = evidenceTables(full)
  expect(text).toMatch(/\| 1 \| each minute \| 9\d % \(\d+\/\d+\) \|/)
  expect(text).toMatch(/\| 45 \| 3 \/ 4 \/ 4 \| 14 % \| 80 % \|/)
  expect(text).toMatch(
    /good releases taken back while everybody fails: at most 6 % \| \d(\.\d)? % \| (yes|\*\*no\*\*) \|/,
  )
})
