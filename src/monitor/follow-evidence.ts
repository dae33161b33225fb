// How does a watch go, from its first look to a judgement that leads somewhere?
import { showDuration } from '../decisions/duration.ts'
import { type EvidenceJudgement, USUAL } from '../decisions/evidence.ts'
import { type EvidencePolicy, type Lead, whatFollows } from '../decisions/reaction.ts'
import { type Serving, servingIn } from '../decisions/watch-outcome.ts'
import type { Measure } from '../evidence/measure.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Log } from '../log.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import type { Watched } from './find-watched.ts'
import { type Standing, whatStands } from './still-ours.ts'

/** Durations in milliseconds. */
export type WatchPlan = {
  duration: number
  /** How long at most, when too little was seen. */
  longest: number
  interval: number
  policy: EvidencePolicy
}

export type Followed = {
  judgement: EvidenceJudgement
  /** `undone`: ECS has taken it back. */
  lead: Lead['lead'] | 'superseded' | 'cancelled' | 'undone'
  because: string
  /** What to do next, as a sentence, where the cause says it; else empty. */
  next: string
  /** When that was (ms since the epoch). */
  at: number
  /** JSON, one a change of the judgement. */
  decisions: string[]
  /** What served when it was last looked at; not verified when that was not at the end. */
  live: Serving | undefined
  /** Why there is nothing to go back to any more, as a clause; undefined while nothing is known against it. */
  noWayBack: string | undefined
}

/** Milliseconds between two looks at whether it is still live, and between two lines of the log when all is well. */
const OURS = 60_000
const HEARTBEAT = 5 * 60_000

/** Watches until something follows; each look is written down by the measure. `onLook` keeps what it wrote. */
export async function followEvidence(
  watched: Watched,
  measure: Measure,
  { duration, longest, interval, policy }: WatchPlan,
  world: World,
  log: Log,
  onLook: () => Promise<void>,
): Promise<Followed> {
  const { clock, cancel } = world
  const { name, subject } = watched
  const [bakeEndsAt, latestAt] = [subject.since + duration, subject.since + Math.max(duration, longest)]
  const decisions: string[] = []
  const said = { state: '', at: clock.now(), alert: false }
  let askedOurs = clock.now()
  let last: EvidenceJudgement = { state: 'watching', sentence: 'nothing was seen yet', lookAgainIn: interval }
  let standing: Standing = { notOurs: undefined, live: servingIn(watched.service) }

  const say = (judgement: EvidenceJudgement, lead: Lead) => {
    const state = [judgement.state, judgement.shared ?? '', lead.lead].join(' ')
    const now = clock.now()
    if (state !== said.state) {
      const { breach, sentence } = judgement
      const at = new Date(now).toISOString()
      decisions.push(
        JSON.stringify({ at, state: judgement.state, lead: lead.lead, sentence, ...(breach ? { breach } : {}) }),
      )
      if (judgement.shared && !said.alert) world.runner.warn(`${name}: ${lead.because}. Nothing is changed.`)
      if (judgement.shared) said.alert = true
    }
    const news = state !== said.state && judgement.state !== 'watching' && lead.lead === 'wait'
    if (news || now - said.at >= HEARTBEAT - 1000) {
      log(name, lead.because)
      said.at = now
    }
    said.state = state
  }

  const lookOnce = async () => {
    await measure.look()
    await onLook()
    if (clock.now() - askedOurs >= OURS - 1000) await askWhatStands()
  }

  const askWhatStands = async () => {
    askedOurs = clock.now()
    const before = standing
    standing = await whatStands(watched, world).catch(error => {
      if (!(error instanceof Failure)) throw error
      return { ...before, notOurs: undefined, live: before.live && { ...before.live, verified: false } }
    })
    if (standing.noWayBack && !before.noWayBack)
      world.runner.warn(`${name}: from now on harm could only be told, not undone: ${standing.noWayBack}.`)
  }

  const { ended, judgement: lead } = await watch<void, Lead>({
    clock,
    cancel,
    until: latestAt + policy.blindLimit + OURS,
    look: () => orCancelled(lookOnce(), cancel),
    judge() {
      const now = clock.now()
      last = measure.judge(now, bakeEndsAt)
      const lead = whatFollows(last, { now, latestAt }, policy)
      say(last, lead)
      if (standing.notOurs !== undefined || lead.lead !== 'wait') return { judgement: lead }
      const next = last.lookAgainIn < USUAL ? Math.min(interval, last.lookAgainIn) : interval
      const left = bakeEndsAt - now
      return { judgement: lead, lookAgainIn: left > 0 ? Math.min(next, left) : next }
    },
    mayPass,
  })
  const at = clock.now()
  const end = (lead: Followed['lead'], because: string, next = ''): Followed => ({
    ...{ judgement: last, lead, because, next, at, decisions, noWayBack: standing.noWayBack },
    live: standing.live && (askedOurs >= at ? standing.live : { ...standing.live, verified: false }),
  })
  if (ended === 'cancelled') return end('cancelled', `the job was cancelled; until then ${last.sentence}`)
  // A verdict is about what is live now; and what is not ours any more is not ours to take back, whatever it did.
  if (standing.notOurs === undefined) await askWhatStands()
  if (standing.notOurs !== undefined) return end('superseded', standing.notOurs)
  if (!lead || lead.lead === 'wait')
    return end('hold', `${last.sentence}, after ${showDuration(at - subject.since)}`, last.next)
  return end(lead.lead, lead.because, last.next)
}

/** A look that hangs is not waited for when the job is cancelled: the seconds that are left are for what comes then. */
function orCancelled(look: Promise<void>, cancel: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    cancel.addEventListener('abort', () => resolve(), { once: true })
    look.then(resolve, reject)
  })
}
