import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fewestUnlikely, isUnlikely, logTail, tail, visibleRate } from '../../src/decisions/binomial.ts'

type Row = [e: number, n: number, p: number, value: number]

/** By SciPy 1.17 (`binom.sf`), which agrees with 40 digits to 2e-12; the logarithms, where SciPy has 0, by those 40 digits. */
const known = JSON.parse(readFileSync('__tests__/decisions/binomial-tails.json', 'utf8')) as {
  tails: Row[]
  logarithms: Row[]
}

describe('the tail of the binomial distribution', () => {
  test.each<Row>([
    [3, 3, 0.005, 1.25e-7],
    [4, 45, 0.005, 7.905450011961e-5],
    [11, 600, 0.005, 2.783755095451e-4],
    [31, 1812, 0.005, 8.078659612375e-9],
    [49, 6000, 0.005, 8.602193509963e-4],
    [190, 30000, 0.005, 9.085367228503e-4],
    [49, 600, 0.05, 6.4156992564e-4],
    [0, 10, 0.005, 1],
    [10, 10, 0.005, 9.765625e-24],
  ])('of %i or more bad ones in %i at %d is %d', (e, n, p, value) => {
    expect(Math.abs(tail(e, n, p) / value - 1)).toBeLessThan(1e-12)
  })

  test('agrees with SciPy to 1e-9 of the value, up to a million', () => {
    const off = known.tails.map(([e, n, p, value]) => Math.abs(tail(e, n, p) / value - 1))
    expect(off.length).toBeGreaterThan(400)
    expect(Math.max(...off)).toBeLessThan(1e-9)
  })

  test('goes on in logarithms where the value itself is too small for a number', () => {
    for (const [e, n, p, value] of known.logarithms) expect(Math.abs(logTail(e, n, p) / value - 1)).toBeLessThan(1e-12)
    expect(tail(15000, 300_000, 0.005)).toBe(0)
    expect(isUnlikely(15000, 300_000, 0.005, 0.001)).toBe(true)
    expect(isUnlikely(1500, 300_000, 0.005, 0.001)).toBe(false)
  })

  test.each<Row>([
    [0, 0, 0.5, 1],
    [1, 0, 0.5, 0],
    [-1, 10, 0.5, 1],
    [11, 10, 0.5, 0],
    [1, 10, 0, 0],
    [10, 10, 1, 1],
  ])('at the edge: %i of %i at %d is %d', (e, n, p, value) => {
    expect(tail(e, n, p)).toBe(value)
  })

  test('falls with each bad one more, and rises with the probability', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.nat(20_000),
        fc.double({ min: 1e-4, max: 0.99, noNaN: true }),
        (n, some, p) => {
          const e = some % (n + 1)
          expect(logTail(e + 1, n, p)).toBeLessThanOrEqual(logTail(e, n, p) + 1e-12)
          expect(logTail(e, n, p * 0.9)).toBeLessThanOrEqual(logTail(e, n, p) + 1e-12)
          expect(logTail(e + 1, n + 1, p)).toBeLessThanOrEqual(logTail(e, n, p) + 1e-12)
        },
      ),
    )
  })
})

describe('what can be seen', () => {
  /** Requests, bad ones needed at 0.01, 0.001 and 0.0001, and the rate that is found nine times of ten at 0.001. */
  test.each<[number, number, number, number, number]>([
    [45, 3, 4, 4, 0.14],
    [100, 4, 5, 6, 0.078],
    [300, 6, 7, 9, 0.035],
    [450, 7, 9, 11, 0.029],
    [600, 9, 11, 12, 0.026],
    [1000, 12, 14, 16, 0.019],
    [3000, 26, 29, 32, 0.012],
    [6000, 44, 49, 53, 0.0097],
    [30_000, 180, 190, 198, 0.0069],
  ])('with %i requests, %i, %i or %i errors prove more than 0.5 %', (n, one, two, three, rate) => {
    const needed = [0.01, 0.001, 0.0001].map(alpha => fewestUnlikely(n, 0.005, alpha))
    expect(needed).toEqual([one, two, three])
    expect(visibleRate(n, 0.005, 0.001, 3)).toBeCloseTo(rate, rate < 0.01 ? 4 : 2)
  })

  test.each([
    [100, 14, 0.18],
    [600, 49, 0.096],
    [6000, 354, 0.063],
  ])('with %i requests, %i slow ones prove more than 5 %', (n, needed, rate) => {
    expect(fewestUnlikely(n, 0.05, 0.001)).toBe(needed)
    expect(visibleRate(n, 0.05, 0.001, 3)).toBeCloseTo(rate, 2)
  })

  test('with two requests nothing is ever proven', () => {
    expect(visibleRate(2, 0.005, 0.001, 3)).toBeUndefined()
  })
})
