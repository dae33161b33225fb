// What does a judgement of the evidence lead to, by what the user wants done?
import { showDuration } from './duration.ts'
import type { EvidenceJudgement } from './evidence.ts'

/** What is wanted where the evidence is no clear yes. Durations in milliseconds. */
export type EvidencePolicy = {
  onHarm: 'rollback' | 'hold'
  /** `extend` goes on until `latestAt`, and holds then. */
  onInsufficientData: 'extend' | 'accept' | 'hold' | 'rollback'
  onBlind: 'hold' | 'rollback'
  /** How long nothing may be seen before that is done. */
  blindLimit: number
}

/** `wait`: look again; `go`: it is well; `back`: what was before; `hold`: change nothing, and let people decide. */
export type Lead = { lead: 'wait' | 'go' | 'back' | 'hold'; because: string }

/**
 * What follows from a judgement at `now`. Whoever bakes until `bakeEndsAt` may be let bake on until `latestAt`. Nothing but
 * harm of green's own, and what the user asked for, leads back. `noMore`: why `latestAt` is earlier than was asked for.
 */
export function whatFollows(
  judgement: EvidenceJudgement,
  { now, latestAt, noMore }: { now: number; latestAt: number; noMore?: string | undefined },
  policy: EvidencePolicy,
): Lead {
  const { state, sentence, since = now } = judgement
  const lead = (lead: Lead['lead'], why = sentence): Lead => ({ lead, because: why })
  switch (state) {
    case 'watching':
      return lead('wait')
    case 'healthy':
      return lead('go')
    case 'harmful':
      return lead(policy.onHarm === 'rollback' ? 'back' : 'hold')
    case 'blind':
      if (now - since < policy.blindLimit) return lead('wait')
      return lead(policy.onBlind === 'rollback' ? 'back' : 'hold', `${sentence}, and that is too long`)
    case 'insufficient':
      if (policy.onInsufficientData === 'extend')
        return now < latestAt
          ? lead('wait', `${sentence}; the watch goes on for at most ${showDuration(latestAt - now)}`)
          : lead('hold', noMore === undefined ? sentence : `${sentence}, and ${noMore}`)
      // What is everyone's fault is not accepted, and not this revision's to go back for.
      if (judgement.shared) return lead('hold')
      if (policy.onInsufficientData === 'accept') return lead('go')
      return lead(policy.onInsufficientData === 'rollback' ? 'back' : 'hold')
  }
}
