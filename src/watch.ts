// When do we look again? The only loop that waits.

/** The time, and how to wait for it; handed in, so that tests and rehearsals decide how fast it goes. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`, or at once when `cancel` is aborted. */
  sleep(ms: number, cancel: AbortSignal): Promise<void>
}

export type Watch<Seen, Judgement> = {
  clock: Clock
  cancel: AbortSignal
  /** When the last look is taken, in milliseconds since the epoch; asked anew after each look, which may have found more to do. */
  until: number | (() => number)
  /** One look at the world; gets the cancel signal so that a request under way can be dropped. */
  look(cancel: AbortSignal): Promise<Seen>
  /** What all that was seen so far means, and when to look again; no `lookAgainIn` means that it is final. */
  judge(seen: Seen): { judgement: Judgement; lookAgainIn?: number }
  /** Whether a failed look may go better next time (throttled, connection lost); any other failure ends the watch. */
  mayPass(error: unknown): boolean
  /** Told once when looking begins to fail, and once when it works again. */
  onBlind?(error: unknown | undefined): void
}

export type Watched<Judgement> = {
  judgement: Judgement | undefined
  ended: 'judged' | 'time-is-up' | 'cancelled'
  /** The last error when the watch ended blind. */
  blind?: unknown
}

/** Waits of a blind watch: twice as long each time, never longer than this (ms), so that a storm is not made worse. */
const LONGEST_BLIND_WAIT = 15_000

/**
 * Looks, judges, waits; ends with a final judgement, at the limit, or when cancelled. The last look is taken at the
 * limit itself, so that not a second of it is lost. Looks that fail in passing make the waits longer, not the limit.
 */
export async function watch<Seen, Judgement>(options: Watch<Seen, Judgement>): Promise<Watched<Judgement>> {
  const { clock, cancel } = options
  const until = () => (typeof options.until === 'function' ? options.until() : options.until)
  let judgement: Judgement | undefined
  let wait = 1000
  let blind: unknown
  for (;;) {
    if (cancel.aborted) return { judgement, ended: 'cancelled', ...(blind ? { blind } : {}) }
    const lookedAt = clock.now()
    try {
      const seen = await options.look(cancel)
      if (blind !== undefined) options.onBlind?.(undefined)
      blind = undefined
      const judged = options.judge(seen)
      judgement = judged.judgement
      if (judged.lookAgainIn === undefined) return { judgement, ended: 'judged' }
      wait = judged.lookAgainIn
    } catch (error) {
      if (cancel.aborted) continue
      if (!options.mayPass(error)) throw error
      if (blind === undefined) options.onBlind?.(error)
      blind = error
      wait = Math.min(wait * 2, LONGEST_BLIND_WAIT)
    }
    if (lookedAt >= until()) return { judgement, ended: 'time-is-up', ...(blind ? { blind } : {}) }
    await clock.sleep(Math.min(wait, until() - clock.now()), cancel)
  }
}
