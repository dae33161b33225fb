// What can go wrong in the world itself, and not only on the wire?

/** Names what a fault is about: `{ cluster: 'web', service: 'app' }`. */
export type Where = Record<string, string>

/** A key that an order may carry: what it takes, in words, and whether a value is such a one. */
export type Key = { takes: string; fits(value: string): boolean; required?: boolean }

export const anyText: Key = { takes: 'a text', fits: value => value !== '' }

/** A number from `least` to `most`. */
export const above = (least: number, takes: string, most = Number.POSITIVE_INFINITY): Key => ({
  takes,
  fits: value => value !== '' && Number.isFinite(Number(value)) && Number(value) >= least && Number(value) <= most,
})

/** A fault of the world that a service offers (`no-capacity`, for example); `begin` answers how it ends. */
export type WorldFault = { summary: string; keys?: Record<string, Key>; begin(where: Where): () => void }

/** Faults of the world by name. A service registers its own; tests and the command line order them. */
export type WorldFaults = {
  offer(name: string, fault: WorldFault): void
  /** Answers how it ends. Throws an `Error` of one line when there is no such fault, or it does not know a key or value. */
  begin(name: string, where?: Where): () => void
  offered(): { name: string; summary: string }[]
  /** Ends all that have begun. */
  end(): void
}

export function worldFaultsOf(): WorldFaults {
  const faults = new Map<string, WorldFault>()
  const begun = new Set<() => void>()
  return {
    offer: (name, fault) => void faults.set(name, fault),
    begin(name, where = {}) {
      const fault = faults.get(name)
      if (!fault) {
        const names = [...faults.keys()].join(', ') || 'none'
        throw new Error(`No fault of the world is called ${name}; there are: ${names}`)
      }
      const wrong = whyWrong(fault, where)
      if (wrong) throw new Error(`${name}: ${wrong}`)
      const end = fault.begin(where)
      begun.add(end)
      return () => {
        if (begun.delete(end)) end()
      }
    },
    end() {
      for (const end of begun) end()
      begun.clear()
    },
    offered: () => [...faults].map(([name, { summary }]) => ({ name, summary })),
  }
}

/** What an order must not say, since it would strike something else than it seems to. */
function whyWrong({ keys = {} }: WorldFault, where: Where): string | undefined {
  const known = Object.keys(keys).join(', ') || 'none'
  for (const [name, value] of Object.entries(where)) {
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined
    if (!key) return `there is no key ${name}; there are: ${known}`
    if (!key.fits(value)) return `${name}=${value} is not ${key.takes}`
  }
  const missing = Object.keys(keys).find(name => keys[name]?.required && where[name] === undefined)
  return missing && `the key ${missing} is missing: write ${missing}=VALUE`
}
