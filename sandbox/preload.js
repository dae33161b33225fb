// How does a process of its own keep the sandbox's time? Loaded with `node --import`, so that it knows nothing of it.
// @ts-check
import diagnostics from 'node:diagnostics_channel'

/** `running:<AWS time at start>:<real time at start>:<speed>`, or `jump:<AWS time>` with an IPC channel to the clock. */
const [kind, ...figures] = (process.env.SANDBOX_CLOCK ?? '').split(':')
delete process.env.SANDBOX_CLOCK

const real = { Date, setTimeout, clearTimeout, setInterval, clearInterval, setImmediate }

/** @param {() => number} now */
function replaceDate(now) {
  globalThis.Date = new Proxy(real.Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new real.Date(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

/** @param {number} start @param {number} realStart @param {number} speed */
function run(start, realStart, speed) {
  replaceDate(() => Math.round(start + (real.Date.now() - realStart) * speed))
  const scaled = (/** @type {(...args: any[]) => any} */ plan) =>
    Object.assign(
      (/** @type {any} */ act, ms = 0, /** @type {any[]} */ ...args) => plan(act, ms / speed, ...args),
      plan,
    )
  globalThis.setTimeout = /** @type {any} */ (scaled(real.setTimeout))
  globalThis.setInterval = /** @type {any} */ (scaled(real.setInterval))
}

/** @typedef {{ at: number, turn: number, act: () => void, every: number | undefined, held: boolean }} Planned */

/** @param {number} start */
function jump(start) {
  let now = start
  let turn = 0
  let inFlight = 0
  let signals = 0
  let sleeping = false
  let checking = false
  /** @type {Set<Planned>} */
  const planned = new Set()
  replaceDate(() => now)

  const send = (/** @type {object} */ message) => process.connected && process.send?.({ ...message, signals })
  // The channel keeps the process alive only while it has something to wait for.
  const holdProcess = () =>
    [...planned].some(one => one.held) ? process.channel?.ref() : /** @type {any} */ (process.channel)?.unref()

  // Something happened here: if the clock thinks that we sleep, we do not any more.
  const stir = () => {
    if (sleeping) send({ clock: 'wake' })
    sleeping = false
    holdProcess()
    if (checking) return
    checking = true
    real.setImmediate(() => check(0, turn))
  }

  // Quiet is: nothing new in some turns of the event loop, and no file, look-up or child process under way.
  const check = (/** @type {number} */ quiet, /** @type {number} */ before) => {
    if (planned.size === 0) {
      checking = false
      return
    }
    const busy = process.getActiveResourcesInfo().some(one => /^(FS|GetAddrInfo|Process|Zlib|Worker)/.test(one))
    if (busy || turn !== before || quiet < 3) {
      real.setImmediate(() => check(busy || turn !== before ? 0 : quiet + 1, turn))
      return
    }
    checking = false
    // Timers that hold nothing are not waited for: the process may end before them, and it must not race the clock.
    if (inFlight === 0 && ![...planned].some(one => one.held)) return
    sleeping = true
    send({ clock: 'sleep', until: Math.min(...[...planned].map(one => one.at)), inFlight })
  }

  const itIs = (/** @type {number} */ time) => {
    now = Math.max(now, time)
    const due = [...planned].filter(one => one.at <= now).sort((a, b) => a.at - b.at || a.turn - b.turn)
    for (const one of due) {
      if (!planned.has(one)) continue
      if (one.every === undefined) planned.delete(one)
      else one.at = now + one.every
      one.act()
    }
    turn++
  }
  process.on('message', (/** @type {{ clock?: string, now?: number, signals?: number }} */ message) => {
    if (message?.clock !== 'now') return
    signals = message.signals ?? signals
    sleeping = false
    itIs(Number(message.now))
    stir()
  })
  process.channel?.unref()

  /** @param {any} act @param {number} ms @param {any[]} args @param {boolean} again */
  const plan = (act, ms, args, again) => {
    const wait = Math.max(1, Number(ms) || 1)
    /** @type {Planned} */
    const entry = { at: now + wait, turn: turn++, act: () => act(...args), every: again ? wait : undefined, held: true }
    planned.add(entry)
    stir()
    const handle = {
      entry,
      ref: () => hold(true),
      unref: () => hold(false),
      hasRef: () => entry.held,
      refresh() {
        entry.at = now + wait
        planned.add(entry)
        stir()
        return handle
      },
      close: () => clear(handle),
      [Symbol.dispose ?? Symbol('dispose')]: () => clear(handle),
    }
    const hold = (/** @type {boolean} */ held) => {
      entry.held = held
      holdProcess()
      return handle
    }
    return handle
  }
  const clear = (/** @type {any} */ handle) => {
    if (handle?.entry && planned.delete(handle.entry)) stir()
    else if (handle && !handle.entry) real.clearTimeout(handle)
  }
  globalThis.setTimeout = /** @type {any} */ (
    (/** @type {any} */ act, ms = 0, /** @type {any[]} */ ...args) => plan(act, ms, args, false)
  )
  globalThis.setInterval = /** @type {any} */ (
    (/** @type {any} */ act, ms = 0, /** @type {any[]} */ ...args) => plan(act, ms, args, true)
  )
  globalThis.clearTimeout = /** @type {any} */ (clear)
  globalThis.clearInterval = /** @type {any} */ (clear)

  const began = () => {
    inFlight++
    turn++
    stir()
  }
  const ended = () => {
    inFlight--
    turn++
    stir()
  }
  diagnostics.subscribe('http.client.request.start', message => {
    began()
    const { request } = /** @type {any} */ (message)
    request.once('close', ended)
  })
  // An answer that came late brings the time with it.
  diagnostics.subscribe('http.client.response.finish', message => {
    itIs(Number(/** @type {any} */ (message).response.headers['x-sandbox-now'] ?? now))
  })
  diagnostics.subscribe('undici:request:headers', message => {
    const headers = /** @type {any} */ (message).response.headers.map(String)
    const at = headers.findIndex((/** @type {string} */ name) => name.toLowerCase() === 'x-sandbox-now')
    if (at >= 0) itIs(Number(headers[at + 1]))
  })
  const fetches = new WeakSet()
  diagnostics.subscribe('undici:request:create', message => {
    fetches.add(/** @type {any} */ (message).request)
    began()
  })
  for (const channel of ['undici:request:trailers', 'undici:request:error'])
    diagnostics.subscribe(channel, message => {
      if (fetches.delete(/** @type {any} */ (message).request)) ended()
    })
}

const [first = 0, second = 0, third = 1] = figures.map(Number)
if (kind === 'running') run(first, second, third)
if (kind === 'jump') jump(first)
