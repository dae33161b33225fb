// Which ids does the sandbox give out?
import { randomBytes } from 'node:crypto'

/** Gives a lower-case hexadecimal id of `length` digits. */
export type Ids = (length: number) => string

/** Ids as AWS gives them; with a `seed` the same ones in the same order each time (mulberry32), so that logs can be compared. */
export function ids(seed?: number): Ids {
  if (seed === undefined) {
    return length =>
      randomBytes(Math.ceil(length / 2))
        .toString('hex')
        .slice(0, length)
  }
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 16
  }
  return length => Array.from({ length }, () => next().toString(16)).join('')
}
