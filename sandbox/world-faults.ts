// What can go wrong in the world itself, and not only on the wire?

/** Names what a fault is about: `{ cluster: 'web', service: 'app' }`. */
export type Where = Record<string, string>

/** A fault of the world that a service offers (`no-capacity`, for example); `begin` answers how it ends. */
export type WorldFault = { summary: string; begin(where: Where): () => void }

/** Faults of the world by name. A service registers its own; tests and the command line order them. */
export type WorldFaults = {
  offer(name: string, fault: WorldFault): void
  /** Answers how it ends. Throws an `Error` that lists the names when there is none of this one. */
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
