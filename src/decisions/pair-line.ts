// Which of two services behind one rule was live before, as far as their deployments and the records know?
import { AT_ONCE, type Attempt, type History, type Ran, type Told } from './release-line.ts'
import type { Revision } from './snapshot.ts'

/** One of the pair: what it runs since when (ms), with which images, and its percent of the traffic. */
export type PairSide = {
  service: string
  revision: Revision
  since: number
  share: number
  images: Ran[]
  /** When the service was made (ms); undefined when that is not known. */
  began?: number | undefined
}

/**
 * Two services as one line: the one whose revision came later is what the other one was left for. While both have traffic
 * the later one is on its way; has it none, it was tried and given up. From weights and times, never from names.
 */
export function pairHistory(sides: readonly PairSide[], records: Told[]): History {
  const [first, second] = sides.toSorted((a, b) => a.since - b.since || a.share - b.share)
  const attempt = (side: PairSide, status: string): Attempt => ({
    ...{ number: side.service, revision: side.revision, at: side.since, status, images: side.images },
  })
  const shared = first !== undefined && first.share > 0 && second !== undefined && second.share > 0
  const state = shared ? ('in-progress' as const) : ('completed' as const)
  const given = second?.share === 0 ? 'ROLLBACK_SUCCESSFUL' : shared ? 'IN_PROGRESS' : 'SUCCESSFUL'
  const live = second && second.share > 0 ? second : first
  return {
    current: {
      ...{ id: `pair/${live?.service}`, revision: live?.revision ?? '' },
      ...{ state, createdAt: live?.since ?? 0 },
    },
    attempts: [...(first ? [attempt(first, 'SUCCESSFUL')] : []), ...(second ? [attempt(second, given)] : [])],
    records,
    copies: {},
    began: second && beganWith([first, second]),
  }
}

/** When the pair was made; undefined unless each of the two still has the deployment with which its service began. */
function beganWith(sides: (PairSide | undefined)[]): number | undefined {
  const begins = sides.flatMap(one => (one?.began !== undefined && one.since - one.began < AT_ONCE ? [one.began] : []))
  return begins.length === sides.length ? Math.min(...begins) : undefined
}
