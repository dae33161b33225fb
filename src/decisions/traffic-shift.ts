// How does traffic get from blue to green, from wherever it is now: what is the next move?
import type { Lead } from './reaction.ts'

/** One entry of the ladder: percent of the traffic for green, and how long (ms) to stand still there and watch. */
export type Step = { weight: number; bake: number }

/** What is known at one look; all of it can be found anew by whoever comes after an interruption. */
export type ShiftFacts = {
  now: number
  /** Percent of the pair's traffic that green has, as the rule says. */
  green: number
  /** Since when, as far as anybody knows (ms). */
  since: number
  /** Healthy targets. */
  healthy: { green: number; blue: number }
  /** How many tasks carry all of the traffic: what blue wants now. */
  size: number
  /** What the evidence of this step leads to. */
  lead: Lead
  /** Why all traffic is to go back: harm, another service's failure, a wish. */
  back: string | undefined
}

export type ShiftRules = {
  ladder: readonly Step[]
  /** Weight on too few healthy targets is allowed. */
  allowUndersized: boolean
  /** How long (ms) green may lack healthy targets before the next step; then it goes back. */
  patience: number
  /** Since when (ms) it lacks them. */
  lackingSince: number | undefined
}

export type Move =
  | { do: 'shift'; to: number; because: string }
  /** Stand still and watch. */
  | { do: 'bake'; until: number; because: string }
  /** Leave it where it is, and let people decide. */
  | { do: 'hold'; because: string }
  /** Green must have more healthy targets first. */
  | { do: 'wait'; because: string }
  | { do: 'revert'; because: string }
  /** It should go back, and blue could not carry the traffic: nothing is moved before it can. */
  | { do: 'mend-blue'; because: string }
  /** The last step was watched to its end and is well. */
  | { do: 'accept'; because: string }
  /** All traffic is on blue, as was wanted. */
  | { do: 'reverted'; because: string }

/** The steps that are still to be made from a share of green: what weights say is all that counts. */
export const remainingSteps = (ladder: readonly Step[], green: number): Step[] =>
  ladder.filter(step => step.weight > green)

/** The step that a share of green belongs to: the last that it has reached; undefined before the first. */
export const currentStep = (ladder: readonly Step[], green: number): Step | undefined =>
  ladder.findLast(step => step.weight <= green)

/**
 * Decides the next move. Weights only rise along the ladder, one step at a time and each after its bake; they fall only
 * to nothing, at once. The same facts give the same move, whoever looks and whatever went before.
 */
export function nextMove(facts: ShiftFacts, rules: ShiftRules): Move {
  const { green, back, lead, now, since } = facts
  if (back !== undefined) return green > 0 ? turnBack(back, facts) : { do: 'reverted', because: back }
  if (green > 0 && lead.lead === 'back') return turnBack(lead.because, facts)
  if (green > 0 && lead.lead === 'hold') return { do: 'hold', because: lead.because }
  const [next] = remainingSteps(rules.ladder, green)
  const step = currentStep(rules.ladder, green)
  const until = step ? since + step.bake : now
  if (green > 0 && (now < until || lead.lead !== 'go')) return { do: 'bake', until, because: lead.because }
  if (!next) return { do: 'accept', because: lead.because }
  const lacks = rules.allowUndersized ? undefined : lacksTargets(next.weight, facts)
  if (!lacks) return { do: 'shift', to: next.weight, because: lead.because }
  if (now - (rules.lackingSince ?? now) < rules.patience) return { do: 'wait', because: lacks }
  return green > 0 ? turnBack(lacks, facts) : { do: 'reverted', because: lacks }
}

/** Back to blue, where blue can take it: traffic on a group without a healthy target is lost. */
const turnBack = (because: string, { healthy }: ShiftFacts): Move =>
  healthy.blue > 0 ? { do: 'revert', because } : { do: 'mend-blue', because }

/**
 * What green lacks for a weight; undefined when it has enough. It must have its share of all the tasks that carry the
 * traffic: 90 % of the traffic on 10 % of the tasks is how releases fall over.
 */
export function lacksTargets(
  weight: number,
  { healthy, size }: Pick<ShiftFacts, 'healthy' | 'size'>,
): string | undefined {
  const least = Math.max(1, Math.ceil((size * weight) / 100))
  return healthy.green >= least
    ? undefined
    : `green has ${healthy.green} healthy targets, and ${weight} % of what ${size} tasks carry needs ${least}`
}
