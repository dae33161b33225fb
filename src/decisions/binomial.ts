// How likely is it that so many of so many are bad?

/** ln √(2π). */
const HALF_LN_2PI = 0.5 * Math.log(2 * Math.PI)

/**
 * ln of P(Binomial(n, p) ≥ e). In logarithms, as the tail itself underflows where it proves most. Exact to about 1e-13 of
 * the tail: the point by Loader's saddle-point form ("Fast and accurate computation of binomial probabilities", 2000), where
 * nothing large cancels, the rest as a sum of terms of one sign.
 */
export function logTail(e: number, n: number, p: number): number {
  if (e <= 0) return 0
  if (e > n || p <= 0) return Number.NEGATIVE_INFINITY
  if (p >= 1) return 0
  if (e > n * p) return logPoint(e, n, p) + Math.log(sumFrom(e, n, p))
  // Below the mean the other side is summed: it is less than about a half, so 1 minus it loses nothing.
  return Math.log1p(-Math.exp(logPoint(n - e + 1, n, 1 - p)) * sumFrom(n - e + 1, n, 1 - p))
}

/** P(Binomial(n, p) ≥ e): how often so many bad ones come about when each is bad with probability `p`. */
export const tail = (e: number, n: number, p: number): number => Math.exp(logTail(e, n, p))

/** Whether P(Binomial(n, p) ≥ e) is below `alpha`; at once where e is not above its mean, as the tail is then above any such. */
export const isUnlikely = (e: number, n: number, p: number, alpha: number): boolean =>
  e > n * p && logTail(e, n, p) < Math.log(alpha)

/** P(X ≥ e) ÷ P(X = e), for e above the mean: terms of a falling series, until they no longer count. */
function sumFrom(e: number, n: number, p: number): number {
  const odds = p / (1 - p)
  let [sum, term] = [1, 1]
  for (let k = e; k < n && term > sum * 1e-18; k++) {
    term *= ((n - k) / (k + 1)) * odds
    sum += term
  }
  return sum
}

/** ln of P(Binomial(n, p) = x). */
function logPoint(x: number, n: number, p: number): number {
  if (x === n) return n * Math.log(p)
  if (x === 0) return n * Math.log1p(-p)
  const rest = n - x
  return (
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(rest) -
    deviance(x, n * p) -
    deviance(rest, n * (1 - p)) -
    HALF_LN_2PI -
    0.5 * (Math.log(x) + Math.log(rest / n))
  )
}

/** n! up to 15, which numbers hold exactly. */
const FACTORIALS = [1]
for (let n = 1; n < 16; n++) FACTORIALS.push((FACTORIALS[n - 1] as number) * n)

/** ln n! minus Stirling's approximation of it. */
function stirlingError(n: number): number {
  const factorial = FACTORIALS[n]
  if (factorial !== undefined) return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - HALF_LN_2PI
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n
}

/** x ln(x/m) + m − x, also where x is next to m and all of it cancels. */
function deviance(x: number, m: number): number {
  const v = (x - m) / (x + m)
  if (Math.abs(v) >= 0.1) return x * Math.log(x / m) + m - x
  let sum = (x - m) * v
  let term = 2 * x * v
  for (let j = 1; ; j++) {
    term *= v * v
    const next = sum + term / (2 * j + 1)
    if (next === sum) return sum
    sum = next
  }
}

/** The fewest bad ones of `n` that are unlikely (below `alpha`) where each is bad with probability `p`; n + 1 when none are. */
export function fewestUnlikely(n: number, p: number, alpha: number): number {
  let [likely, unlikely] = [Math.floor(n * p), n + 1]
  while (unlikely - likely > 1) {
    const middle = (likely + unlikely) >>> 1
    if (isUnlikely(middle, n, p, alpha)) unlikely = middle
    else likely = middle
  }
  return unlikely
}

/**
 * The smallest rate that would have been proven above `p`, nine times of ten, with `n` requests; undefined when none would.
 * `least` is how many bad ones a proof takes in any case.
 */
export function visibleRate(n: number, p: number, alpha: number, least: number): number | undefined {
  const needed = Math.max(least, fewestUnlikely(n, p, alpha))
  if (needed > n) return undefined
  let [low, high] = [p, 1]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (tail(needed, n, middle) >= POWER) high = middle
    else low = middle
  }
  return high
}

const POWER = 0.9
