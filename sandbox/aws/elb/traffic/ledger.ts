// What became of the requests of ordered traffic?

/**
 * Why a request failed. Made by the load balancer: `no-target` (503: no target may get it, or all weights are 0), `refused`
 * (502: a target that it believes in does not listen any more), `connection` (502: the target closed the connection). Answered
 * by targets: `target-5xx`, `overload` (503). `fixed-response`: a rule says so.
 */
export type Cause = 'no-target' | 'refused' | 'connection' | 'target-5xx' | 'overload' | 'fixed-response'

/** Requests of one second that went the same way. */
export type Cell = {
  /** ARN; undefined when no target group was chosen. */
  group: string | undefined
  /** `family:revision`; undefined when no target was chosen, or its task is not known. */
  revision: string | undefined
  requests: number
  clientErrors: number
  slow: number
  failed: Partial<Record<Cause, number>>
}

export type Sum = {
  requests: number
  /** Clients got 5XX. */
  failed: number
  /** Those of them that a sound program on every task would have answered. */
  lost: number
  causes: Record<Cause, number>
  clientErrors: number
  slow: number
}

/** Limits what is added up; times in AWS ms, `until` excluded. */
export type Which = { from?: number; until?: number; group?: string; revision?: string }

export type Second = { at: number } & Pick<Sum, 'requests' | 'failed' | 'lost'> & { groups: Record<string, Sum> }

export type Ledger = {
  sum(which?: Which): Sum
  /** Seconds in which there were requests. */
  seconds(): Second[]
  /** By ARN of the target group. */
  groups(): Map<string, Sum>
  /** Adds to a second. */
  write(at: number, cell: Cell): void
}

const causes: Cause[] = ['no-target', 'refused', 'connection', 'target-5xx', 'overload', 'fixed-response']
const own: Cause[] = ['target-5xx']

/** `nameOf` tells the name of a target group. */
export function ledgerOf(nameOf: (group: string) => string | undefined): Ledger {
  const written = new Map<number, Map<string, Cell>>()
  const isMeant = (group: string | undefined, wanted: string | undefined) =>
    wanted === undefined || (group !== undefined && (group === wanted || nameOf(group) === wanted))
  return {
    write(at, cell) {
      const cells = written.get(at) ?? new Map<string, Cell>()
      written.set(at, cells)
      const key = `${cell.group} ${cell.revision}`
      const found = cells.get(key)
      if (found) merge(found, cell)
      else cells.set(key, cell)
    },
    sum({ from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, group, revision } = {}) {
      const all = empty()
      for (const [at, cells] of written) {
        if (at < from || at >= until) continue
        for (const cell of cells.values())
          if (isMeant(cell.group, group) && (revision === undefined || cell.revision === revision)) add(all, cell)
      }
      return all
    },
    seconds: () =>
      [...written].map(([at, cells]) => {
        const all = empty()
        for (const cell of cells.values()) add(all, cell)
        const { requests, failed, lost } = all
        return { at, requests, failed, lost, groups: Object.fromEntries(byGroup(cells.values())) }
      }),
    groups: () => byGroup([...written.values()].flatMap(cells => [...cells.values()])),
  }
}

function byGroup(cells: Iterable<Cell>): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const cell of cells) {
    if (cell.group === undefined) continue
    const sum = sums.get(cell.group) ?? empty()
    sums.set(cell.group, sum)
    add(sum, cell)
  }
  return sums
}

const empty = (): Sum => ({
  requests: 0,
  failed: 0,
  lost: 0,
  causes: Object.fromEntries(causes.map(cause => [cause, 0])) as Record<Cause, number>,
  clientErrors: 0,
  slow: 0,
})

function add(sum: Sum, { requests, clientErrors, slow, failed }: Cell): void {
  sum.requests += requests
  sum.clientErrors += clientErrors
  sum.slow += slow
  for (const cause of causes) {
    const count = failed[cause] ?? 0
    sum.causes[cause] += count
    sum.failed += count
    if (!own.includes(cause)) sum.lost += count
  }
}

function merge(to: Cell, { requests, clientErrors, slow, failed }: Cell): void {
  to.requests += requests
  to.clientErrors += clientErrors
  to.slow += slow
  for (const cause of causes) if (failed[cause]) to.failed[cause] = (to.failed[cause] ?? 0) + failed[cause]
}
