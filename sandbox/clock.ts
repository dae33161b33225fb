// What time is it in the sandbox, and what happens next?

/** Stops a planned act; does nothing when the act has begun. */
export type Cancel = () => void

/**
 * The one clock of a sandbox. All times are AWS time: milliseconds since the epoch, as the sandbox's clients see it.
 * Everything in the sandbox that takes time is planned here; nothing else calls `setTimeout` or `Date.now`.
 */
export type Clock = {
  /** AWS time in milliseconds since the epoch. */
  now(): number
  /** Does `act` once, `ms` of AWS time from now. Acts of one instant run in the order they were planned. */
  after(ms: number, act: () => void | Promise<void>): Cancel
  /** Milliseconds of AWS time that pass in one real millisecond; undefined when time jumps. */
  speed: number | undefined
  /** Real milliseconds since the epoch at which `now()` was `start`; with `speed` it lets another process keep the same time. */
  realStart: number
  start: number
  /** The wall's time, which programs keep that know nothing of this clock; undefined when time jumps. */
  wall(): number | undefined
  /** Drops everything planned. */
  stop(): void
}

/** A clock that runs `speed` times as fast as the wall clock; `start` is the AWS time it begins at. */
export function runningClock({ speed = 1, start = Date.now() }: { speed?: number; start?: number } = {}): Clock {
  const realStart = Date.now()
  const planned = new Set<NodeJS.Timeout>()
  return {
    speed,
    start,
    realStart,
    now: () => start + (Date.now() - realStart) * speed,
    wall: Date.now,
    after(ms, act) {
      const timer = setTimeout(() => {
        planned.delete(timer)
        void act()
      }, ms / speed)
      planned.add(timer)
      return () => {
        clearTimeout(timer)
        planned.delete(timer)
      }
    },
    stop() {
      for (const timer of planned) clearTimeout(timer)
      planned.clear()
    },
  }
}

/** A clock that stands still until everybody who takes part sleeps, and then jumps to the next thing that happens. */
export type JumpClock = Clock & {
  /** Somebody takes part from now on, awake: the clock stands still until they sleep or leave. */
  join(who: string): void
  /** They are gone; what they slept for no longer matters. */
  leave(who: string): void
  /**
   * They have nothing to do before `until`, but for answers to `inFlight` requests of theirs; resolves when the clock
   * gets there, with the time it then is.
   */
  sleep(who: string, until: number, inFlight?: number): Promise<number>
  /** They were woken from outside (a signal, a message) before the time they slept to. */
  wake(who: string): void
  /** Holds time while `work` is under way: a request being answered, for example. */
  hold<T>(work: () => Promise<T>): Promise<T>
  /** Lets time go on while a request that is being answered waits for the clock itself (latency, an answer that never comes). */
  park<T>(wait: () => Promise<T>): Promise<T>
  /** Moves time on by `ms` when nobody takes part, doing all that is planned on the way. */
  advance(ms: number): Promise<void>
}

type Sleeper = { until: number; inFlight: number; resolve: (now: number) => void }
type Planned = { at: number; turn: number; act: () => void | Promise<void> }

/**
 * Time that depends on nothing but what happens: an hour costs as long as its acts take to run. Time moves only when
 * every participant sleeps and nothing is held, so no figure measured with it depends on the machine's speed.
 */
export function jumpClock({ start = Date.UTC(2026, 0, 28, 10, 30, 0) }: { start?: number } = {}): JumpClock {
  let now = start
  let turn = 0
  let held = 0
  let parked = 0
  let moving = false
  let planned: Planned[] = []
  const sleepers = new Map<string, Sleeper | 'awake'>()

  const plan = (at: number, act: Planned['act']): Planned => {
    const entry = { at: Math.max(at, now), turn: turn++, act }
    planned.push(entry)
    return entry
  }

  const nextPlanned = () =>
    planned.reduce<Planned | undefined>(
      (first, one) => (!first || one.at < first.at || (one.at === first.at && one.turn < first.turn) ? one : first),
      undefined,
    )

  const doNext = async (entry: Planned) => {
    planned = planned.filter(one => one !== entry)
    now = entry.at
    await entry.act()
  }

  const asleep = () => [...sleepers].filter((one): one is [string, Sleeper] => one[1] !== 'awake')

  // A request in flight holds time, unless it is one that waits for time itself.
  const everybodySleeps = () => {
    const all = asleep()
    const inFlight = all.reduce((sum, [, one]) => sum + one.inFlight, 0)
    return held === 0 && all.length > 0 && all.length === sleepers.size && inFlight <= parked
  }

  // One mover at a time; it goes on until somebody is awake again.
  const move = async () => {
    if (moving) return
    moving = true
    try {
      while (everybodySleeps()) {
        const [who, first] = asleep().reduce((a, b) => (b[1].until < a[1].until ? b : a))
        const entry = nextPlanned()
        if (entry && entry.at <= first.until) {
          await doNext(entry)
          continue
        }
        now = Math.max(now, first.until)
        sleepers.set(who, 'awake')
        first.resolve(now)
      }
    } finally {
      moving = false
    }
  }

  return {
    speed: undefined,
    start,
    realStart: Date.now(),
    now: () => now,
    wall: () => undefined,
    after(ms, act) {
      const entry = plan(now + ms, act)
      return () => {
        planned = planned.filter(one => one !== entry)
      }
    },
    stop() {
      planned = []
      sleepers.clear()
    },
    join(who) {
      sleepers.set(who, 'awake')
    },
    leave(who) {
      sleepers.delete(who)
      void move()
    },
    sleep(who, until, inFlight = 0) {
      return new Promise(resolve => {
        sleepers.set(who, { until, inFlight, resolve })
        void move()
      })
    },
    wake(who) {
      if (sleepers.has(who)) sleepers.set(who, 'awake')
    },
    async hold(work) {
      held++
      try {
        return await work()
      } finally {
        held--
        void move()
      }
    },
    async park(wait) {
      held--
      parked++
      void move()
      try {
        return await wait()
      } finally {
        parked--
        held++
      }
    },
    async advance(ms) {
      const until = now + ms
      for (let entry = nextPlanned(); entry && entry.at <= until; entry = nextPlanned()) await doNext(entry)
      now = until
    },
  }
}
