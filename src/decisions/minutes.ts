// Which minutes of the metrics are closed, so that they may be judged?

/** One minute of a target group's traffic. Counts; times in milliseconds. */
export type Minute = {
  /** Its start, in milliseconds since the epoch. */
  at: number
  requests: number
  /** Answered 5XX by a target, or not answered by any. */
  errors: number
  /** Answered later than the limit. */
  slow: number
  /** Requests whose answer was timed, of which `slow` are some; undefined: all of them. */
  timed?: number
  /** 95th percentile of the response time. */
  p95?: number
  /**
   * How many more requests than reported answers there were, where no 5XX is reported of the minute; undefined: none, or it
   * was not asked. Less than 0 where answers of an earlier minute came.
   */
  uncoded?: number
}

/** What one read of the metrics had, from `from` to before `to`, a whole number of periods each. Times since the epoch. */
export type Read<T> = { at: number; from: number; to: number; values: readonly (T & { at: number })[] }

export const MINUTE = 60_000

/**
 * How long (ms) after its end nothing of a minute counts. Load balancers report a minute node by node, one to three minutes
 * after its end, so on first sight it is a share of itself.
 */
export const DELIVERY = 60_000

/** How far back (ms) each look reads again, as late data may change a minute that was seen already. */
export const READ_AGAIN = 5 * MINUTE

/** How far back (ms) a look still asks for what had nothing yet: metrics that are late are late for all of their minutes. */
const READ_LATE = 20 * MINUTE

/**
 * Where a read has to begin so that nothing late is missed: at the oldest period, from `since` on, that had nothing yet and
 * is not older than `READ_LATE`, or that first had something less than `READ_AGAIN` ago; undefined when there is none.
 * `came` has when (ms) each period first had something, by its start; pass the one of each series that is read.
 */
export function oldestAwaited(
  came: ReadonlyMap<number, number>,
  { since, now, period = MINUTE }: { since: number; now: number; period?: number },
): number | undefined {
  const first = nextPeriod(Math.max(since, now - READ_LATE), period)
  const late = [...came].filter(([start, at]) => start >= since && now - at < READ_AGAIN).map(([start]) => start)
  let gap = first
  while (came.has(gap)) gap += period
  const oldest = Math.min(gap, ...late)
  return oldest + period <= now ? oldest : undefined
}

/** What reads have of the periods from `since` on: `closed` may be judged, `open` were seen and may still grow. */
export type Closed<T> = {
  /** By start. */
  closed: (T & { at: number })[]
  open: (T & { at: number })[]
  /** End of the newest closed period; `since` when there is none. */
  until: number
}

/**
 * A period is closed when two reads in a row, both at least a minute after its end, had the same of it, or both had
 * nothing; what comes after nothing must stand still first, too. Order and repetition of reads do not matter: they are taken
 * by their time, one of each. Once closed it stays so, and the last read that had it says what it is: late data only add to it.
 */
export function closePeriods<T>(reads: readonly Read<T>[], since: number, period: number = MINUTE): Closed<T> {
  if (reads.length === 0) return { closed: [], open: [], until: since }
  const sorted = [...new Map(reads.map(read => [read.at, read])).values()].sort((a, b) => a.at - b.at)
  const first = Math.max(since, Math.min(...sorted.map(read => read.from)))
  const last = Math.max(...sorted.map(read => read.to))
  const [closed, open]: [(T & { at: number })[], (T & { at: number })[]] = [[], []]
  let until = since
  const seen = new Map<
    number,
    { value: (T & { at: number }) | undefined; text: string; stood: boolean; empty: boolean }
  >()
  for (const read of sorted) {
    const values = new Map(read.values.map(value => [value.at, value]))
    for (let start = Math.max(first, read.from); start < read.to; start += period) {
      if (read.at < start + period + DELIVERY) continue
      const value = values.get(start)
      const text = JSON.stringify(value) ?? ''
      const before = seen.get(start)
      // What was counted has happened, also when CloudWatch does not tell of it any more.
      if (value === undefined && before?.value !== undefined) continue
      const again = before?.text === text
      const stood = value !== undefined && ((before?.stood ?? false) || again)
      seen.set(start, { value, text, stood, empty: value === undefined && ((before?.empty ?? false) || again) })
    }
  }
  for (let start = first; start < last; start += period) {
    const one = seen.get(start)
    if (!one) continue
    if (one.stood || one.empty) until = start + period
    if (one.value) (one.stood ? closed : open).push(one.value)
  }
  return { closed, open, until }
}

/** The first whole period that begins at or after a moment. */
export const nextPeriod = (moment: number, period: number = MINUTE): number => Math.ceil(moment / period) * period
