// By which rules do people decide that a release is bad?

import type { Minute } from '../../../src/decisions/minutes.ts'
import { ERRORS, type Limit, type Measure, proveHarm } from '../../../src/decisions/proof.ts'

/** Sees one minute after the other, with or without requests, and says at each whether the release is to be rolled back. */
export type Rival = (minute: Minute, control: Minute | undefined) => boolean

export type RivalRule = { name: string; begin(): Rival }

const LIMIT: Limit = { share: 0.005, alpha: 0.001 }

/** Our rule: the judge's own function over all minutes so far. */
export const proof = (name: string, measure: Measure = ERRORS, limit: Limit = LIMIT): RivalRule => ({
  name,
  begin() {
    const [green, control]: [Minute[], Minute[]] = [[], []]
    return (minute, beside) => {
      if (measure.total(minute) > 0) green.push(minute)
      if (beside) control.push(beside)
      const found = proveHarm(green, { minutes: control, before: undefined }, measure, limit)
      return found !== undefined && !found.shared
    }
  },
})

export const UNGUARDED = '`proof` without a control'
export const HELD = 'held or taken back'

/** Our rule, deaf to blue. */
export const unguarded: RivalRule = {
  name: UNGUARDED,
  begin() {
    const decide = proof(UNGUARDED).begin()
    return minute => decide(minute, undefined)
  },
}

/** Whether anything was said of it at all: harm, or harm that is shared. */
export const held: RivalRule = {
  name: HELD,
  begin() {
    const [green, control]: [Minute[], Minute[]] = [[], []]
    return (minute, beside) => {
      if (ERRORS.total(minute) > 0) green.push(minute)
      if (beside) control.push(beside)
      return proveHarm(green, { minutes: control, before: undefined }, ERRORS, LIMIT) !== undefined
    }
  },
}

const above = ({ requests, errors }: { requests: number; errors: number }): boolean =>
  requests > 0 && errors / requests > LIMIT.share

/** A limit for each minute, as a script compares it. */
const naive: RivalRule = { name: 'each minute', begin: () => above }

const threeOfFive: RivalRule = {
  name: '3 of 5 minutes',
  begin() {
    const last: boolean[] = []
    return minute => {
      last.push(above(minute))
      return last.slice(-5).filter(Boolean).length >= 3
    }
  },
}

/** Five failed checks, however far apart; a check without data has failed; acted upon at the next check. */
const flaggerLike: RivalRule = {
  name: 'like Flagger (threshold 5)',
  begin() {
    let failed = 0
    return minute => {
      const act = failed >= 5
      if (minute.requests === 0 || above(minute)) failed++
      return act
    }
  },
}

/** The mean of the last five minutes above the limit more than three times; a mean without data fails nothing here. */
const argoLike: RivalRule = {
  name: 'like Argo Rollouts (5 min, failureLimit 3)',
  begin() {
    const last: Minute[] = []
    let failed = 0
    return minute => {
      last.push(minute)
      const five = last.slice(-5)
      const sum = (of: (one: Minute) => number) => five.reduce((all, one) => all + of(one), 0)
      if (above({ requests: sum(one => one.requests), errors: sum(one => one.errors) })) failed++
      return failed > 3
    }
  },
}

export const OURS = '**`proof`**'
export const rivals: RivalRule[] = [naive, threeOfFive, argoLike, flaggerLike, proof(OURS)]

/** What a sample's 95th percentile (nearest rank) above the limit says of each minute. */
export const naiveP95: RivalRule = {
  name: 'p95 of each minute',
  begin: () => minute => minute.slow > minute.requests - Math.ceil(minute.requests * 0.95),
}
