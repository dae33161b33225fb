// What is known of traffic that is on its way from blue to green?
import { splitAdvice } from '../decisions/advice.ts'
import { showDuration } from '../decisions/duration.ts'
import type { ListenerRule } from '../decisions/listener-rule.ts'
import type { Service } from '../decisions/snapshot.ts'
import type { Step } from '../decisions/traffic-shift.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import type { GroupTimes } from '../io/target-groups.ts'
import type { Log } from '../log.ts'
import type { Found } from './find-pair.ts'
import type { Held } from './hold-rule.ts'

/** A pair whose green has a target group. */
export type Ready = Found & { green: { name: string; service: Service | undefined; group: string } }

/** How far it is: `accepted` once the last step was watched to its end; from then on nothing goes back. */
export type Phase = 'preparing' | 'shifting' | 'accepted' | 'retiring' | 'over'

export type Shift = {
  found: Ready
  held: Held
  rules: ListenerRules
  log: Log
  phase: Phase
  /** What the rule does as far as we know; anything else was written by somebody else. */
  expected: string
  /** The rule as it was read last and was as we left it, and when (ms). */
  seen: { rule: ListenerRule; at: number }
  /** What was written and not seen yet: the answer may have been lost. */
  pending: { print: string; green: number } | undefined
  /** Percent that green has, and since when (ms). */
  share: number
  since: number
  /** Blue's tasks when it had all of the traffic, or more if it has grown since. */
  size: number
  /** Of blue's and green's target groups. */
  times: { blue: GroupTimes; green: GroupTimes }
  ladder: Step[]
  /** Shares over time, for the picture. */
  history: { at: number; green: number }[]
  /** Judgements that said something new, a JSON line each. */
  decisions: string[]
  /** What somebody else has deployed to a side meanwhile. */
  runs?: { blue?: string; green?: string }
  /** The side that gave its tasks back. */
  resting: string | undefined
  /** Whether the rule was deleted, or sends neither side anything: then nothing is known of the traffic. */
  ruleGone: boolean
  /** Set when all traffic is to go back: another pair failed. */
  back: string | undefined
}

/** How a pair ended. */
export type ShiftEnd = {
  verdict: 'finished' | 'reverted' | 'nothing-to-do' | 'held' | 'failed' | 'cancelled' | 'skipped'
  remedy: 'none' | 'reverted' | 'kept' | 'needs-human'
  /** Why, as the end of a sentence. */
  because: string
  /** What to do next, as a sentence; empty after a good end. */
  next: string
  breach?: { metric: string; value: string; threshold: string }
}

/** The rule shows a new share. */
export function arrived(shift: Shift, green: number, at: number): void {
  shift.share = green
  shift.since = at
  shift.history.push({ at, green })
}

/** AWS could not be asked for so long (ms) that nothing can be said of what is there. */
export const outOfReach = (error: unknown, ms: number) => ({
  foreign: `AWS could not be asked for ${showDuration(ms)} (${splitAdvice((error as Error).message, '').because})`,
  next: 'Run again when AWS answers: it goes on from what the weights say.',
})

/** Nothing is moved any more: somebody else is at it, or people must decide. */
export const heldEnd = ({ foreign, next }: { foreign: string; next?: string }): ShiftEnd => ({
  ...{ verdict: 'held', remedy: 'needs-human', because: foreign },
  next: next ?? 'Nothing was written over it: find out who did it, then run again.',
})

/** Held, it goes on from where it is as soon as it is run again. */
export const nextHeld = (advice: string | undefined): string =>
  advice === undefined
    ? 'Decide what to do: run again to go on, or with resume: rollback to go back.'
    : /then run again\.$/.test(advice)
      ? advice
      : `${advice} Then run again to go on, or with resume: rollback to go back.`
