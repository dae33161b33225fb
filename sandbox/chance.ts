// What does chance decide in the sandbox?

// A test's globals are slow to reach, and this is asked a million times an hour of traffic.
const { exp, imul, min } = Math

/** Draws that are the same each time for the same seed, so that a rehearsal can be repeated. */
export type Chance = {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** From `least` (included) to `most` (excluded). */
  between(least: number, most: number): number
  /** How many of events that are `mean` on average happen. */
  poisson(mean: number): number
  /** How many of `n` hit, each with probability `p`. */
  binomial(n: number, p: number): number
  /** Draws of its own for something else, which neither disturb these nor are disturbed. */
  apart(what: string): Chance
}

/** Chance from a seed (mulberry32); any, unless given. */
export function chanceOf(seed: number = Math.floor(Math.random() * 2 ** 32)): Chance {
  // In a typed array a number of 32 bits is changed in its place.
  const held = Uint32Array.of(seed)
  const next = () => {
    const state = ((held[0] ?? 0) + 0x6d2b79f5) | 0
    held[0] = state
    let mixed = imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    poisson(mean) {
      let sum = 0
      // A sum of Poisson draws is one; in parts, since exp(-mean) is 0 for great means.
      for (let left = mean; left > 0; left -= part) sum += poissonPart(next(), min(left, part))
      return sum
    },
    binomial(n, p) {
      if (n <= 0 || !(p > 0)) return 0
      if (p >= 1) return n
      const rare = min(p, 1 - p)
      let hits = 0
      for (let left = n; left > 0; left -= part) hits += binomialPart(next(), min(left, part), rare)
      return p > 0.5 ? n - hits : hits
    },
    apart: what => chanceOf(seed ^ hash(what)),
  }
}

/** Few enough that the probability of no event at all (0.5 to the power of it) is still a number. */
const part = 500

/** By inversion: probabilities of 0, 1, 2 … events add up to `draw`. */
function poissonPart(draw: number, mean: number): number {
  let probability = exp(-mean)
  let sum = probability
  let events = 0
  while (draw > sum && probability > 0) {
    events++
    probability *= mean / events
    sum += probability
  }
  return events
}

function binomialPart(draw: number, n: number, p: number): number {
  const odds = p / (1 - p)
  let probability = (1 - p) ** n
  let sum = probability
  let hits = 0
  while (draw > sum && hits < n) {
    probability *= (odds * (n - hits)) / (hits + 1)
    hits++
    sum += probability
  }
  return hits
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const letter of text) value = imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}
