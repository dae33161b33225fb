// Does chance hit as often as it should, and the same each time?
import { expect, test } from '@jest/globals'
import { chanceOf } from '../../sandbox/chance.ts'

const many = (draw: () => number, times = 20_000) => {
  const values = Array.from({ length: times }, draw)
  const mean = values.reduce((sum, value) => sum + value, 0) / times
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / times }
}

test.each([0.01, 3, 67, 1200])('Poisson draws of mean %d have that mean and that variance', wanted => {
  const chance = chanceOf(1)
  const { mean, variance } = many(() => chance.poisson(wanted))
  expect(Math.abs(mean / wanted - 1)).toBeLessThan(0.2)
  expect(Math.abs(variance / wanted - 1)).toBeLessThan(0.2)
})

test.each([
  [10, 0.001],
  [10, 0.5],
  [60, 0.95],
  [5000, 0.05],
  [5000, 0.999],
])('of %d each hit with probability %d: mean n·p, variance n·p·(1-p)', (n, p) => {
  const chance = chanceOf(2)
  const { mean, variance } = many(() => chance.binomial(n, p))
  expect(Math.abs(mean / (n * p) - 1)).toBeLessThan(0.25)
  expect(Math.abs(variance / (n * p * (1 - p)) - 1)).toBeLessThan(0.25)
})

test('none of none, and the ends of probability, need no chance', () => {
  const chance = chanceOf(3)
  expect([chance.binomial(0, 0.5), chance.binomial(9, 0), chance.binomial(9, 1), chance.poisson(0)]).toEqual([
    0, 0, 9, 0,
  ])
})

test('a seed gives the same draws, and draws apart do not disturb each other', () => {
  const draws = (seed: number, apart: boolean) => {
    const chance = chanceOf(seed)
    if (apart) chance.apart('weather').next()
    return [chance.next(), chance.poisson(40), chance.binomial(40, 0.3), chance.between(5, 6)]
  }
  expect(draws(4, true)).toEqual(draws(4, false))
  expect(draws(5, false)).not.toEqual(draws(4, false))
  expect(chanceOf(4).apart('a').next()).not.toBe(chanceOf(4).apart('b').next())
})
