// How did a watch end, what was done about it, and in which words do we say it?
import { writeAlert } from './alert.ts'
import { showDuration } from './duration.ts'
import type { Breach } from './harm.ts'
import type { Minute } from './minutes.ts'
import type { Deployment, Revision, Service } from './snapshot.ts'

export type WatchVerdict = 'healthy' | 'harmful' | 'insufficient' | 'blind' | 'superseded' | 'cancelled'

/** What was done: nothing, traffic or the service went back, it was left as it is on purpose, or a person must look. */
export type WatchRemedy = 'none' | 'reverted' | 'rolled-back' | 'kept' | 'needs-human'

/** What serves, in which service; `tasks` such as `2 of 2`, where they were counted; verified when they are as many as are wanted. */
export type Serving = { revision: Revision; service: string; verified: boolean; tasks?: string }

export type WatchOutcome = {
  service: string
  cluster: string
  /** What was watched. */
  revision: Revision
  verdict: WatchVerdict
  /** The judge's sentence. */
  because: string
  /** What to do next, as a sentence, where the cause of its end says it; empty where it does not. */
  next: string
  breach: Breach | undefined
  /** The control was as bad. */
  shared: boolean
  /** It is to be taken for well, also where too little was seen. */
  accepted: boolean
  remedy: WatchRemedy
  /** What the remedy came to, as a sentence; empty when there was none. Of a way back, or a try, it says what is live. */
  remedyNote: string
  /** Undefined when nothing serves, or nothing is known of it. */
  live: Serving | undefined
  startedAt: number
  /** Start of the first minute that counted. */
  judgedFrom: number
  /** When it was decided; going back came after it. */
  endedAt: number
  minutes: { green: Minute[]; control: Minute[] }
  /** JSON, one a change of the judgement. */
  decisions: string[]
}

/** Whether the revision was watched to its end and is well, or is taken for it. */
export const isWell = ({ accepted }: WatchOutcome): boolean => accepted

/** What to do next, in one sentence; empty when nothing is. */
export function nextStep({ verdict, remedy, shared, revision, accepted, next }: WatchOutcome): string {
  if (accepted) return ''
  if (remedy === 'needs-human') return 'Look at it now: a person must decide.'
  if (next !== '') return next
  if (remedy === 'reverted' || remedy === 'rolled-back') return 'Find the cause, then release again.'
  if (shared) return 'Look at what both depend on.'
  switch (verdict) {
    case 'healthy':
      return ''
    case 'harmful':
      return `Go back with the action rollback, or mend what ${revision} does.`
    case 'insufficient':
      return 'Look at it yourself, watch longer (max-duration), or lower min-requests.'
    case 'blind':
      return 'Find out why nothing can be seen, then watch again.'
    case 'superseded':
      return 'Find out who changed it.'
    case 'cancelled':
      return 'Watch again: a run that is started anew begins anew.'
  }
}

/** The last line of the log: verdict, why, what was done, what is live, what to do. */
export function explainWatch(outcome: WatchOutcome): string {
  const { verdict, revision, because, remedyNote, live, startedAt, endedAt } = outcome
  const took = showDuration(endedAt - startedAt)
  const told = ['rolled-back', 'reverted', 'needs-human'].includes(outcome.remedy)
  const serves = told ? '' : sayServing(live, outcome)
  const rest = [remedyNote, serves, nextStep(outcome)].filter(Boolean).join(' ')
  switch (verdict) {
    case 'healthy':
      return `${revision} is well after ${took}: ${because}.`
    case 'harmful':
      return `${revision} does harm: ${because}. ${rest}`
    case 'insufficient':
      return outcome.shared
        ? `${revision} is not called well, as something else is not: ${because}. ${rest}`
        : outcome.accepted
          ? `Too little was seen of ${revision} in ${took}, which is accepted: ${because}.`
          : `Too little was seen of ${revision} in ${took}: ${because}. ${rest}`
    case 'blind':
      return `${revision} cannot be judged: ${because}. ${rest}`
    case 'superseded':
      return `${revision} is not watched any more: ${because}. ${rest}`
    case 'cancelled':
      return `Cancelled after ${took} of watching ${revision}: ${because}. ${rest}`
  }
}

/** What most of the tasks of a service run, whoever deployed it; undefined when none runs. */
export function servingIn({ name, deployments, desired }: Service): Serving | undefined {
  const running = new Map<Revision, number>()
  // Of as many, those of a deployment that is under way are not known to serve yet.
  const rank = ({ primary, state }: Deployment) => (primary ? (state === 'in-progress' ? 2 : 0) : 1)
  for (const one of deployments.toSorted((a, b) => rank(a) - rank(b)))
    running.set(one.revision, (running.get(one.revision) ?? 0) + one.running)
  const [most] = [...running].sort((a, b) => b[1] - a[1])
  if (!most || most[1] === 0) return undefined
  const [revision, count] = most
  return { revision, service: name, verified: count >= desired, tasks: `${count} of ${desired}` }
}

/** What serves, as a sentence; empty where nothing is known of it. */
export function sayServing(live: Serving | undefined, { service }: Pick<WatchOutcome, 'service'>): string {
  if (!live) return ''
  const where = live.service === service ? '' : ` in ${live.service}`
  const how = live.tasks ? ` (${live.tasks} tasks)` : live.verified ? '' : ', which was not verified'
  return `${live.revision} is live${where}${how}.`
}

/** Outputs of a watch. */
export function tellWatch(outcome: WatchOutcome) {
  const { verdict, remedy, revision, breach, live, minutes, decisions, because } = outcome
  const judged = minutes.green.filter(one => one.at >= outcome.judgedFrom)
  const sum = (of: (one: Minute) => number) => judged.reduce((all, one) => all + of(one), 0)
  const [requests, errors] = [sum(one => one.requests), sum(one => one.errors)]
  return {
    verdict,
    remedy,
    revision,
    liveRevision: live?.revision ?? '',
    liveService: live?.service ?? '',
    liveVerified: String(live?.verified ?? false),
    breachedMetric: breach?.metric ?? '',
    value: breach?.value ?? '',
    threshold: breach?.threshold ?? '',
    requests: String(requests),
    errors: String(errors),
    cause: outcome.accepted ? '' : because,
    nextStep: nextStep(outcome),
    message: explainWatch(outcome),
    decisions: decisions.join('\n'),
    alert: alertOf(outcome),
  }
}

/** JSON for whoever alerts people: once a watch, when something is not well; empty otherwise. */
function alertOf(outcome: WatchOutcome): string {
  const { verdict, service, cluster, revision, breach, remedy, live, because } = outcome
  if (outcome.accepted || verdict === 'healthy' || verdict === 'cancelled') return ''
  const nothing = verdict === 'superseded' && !live
  const severity = verdict === 'harmful' || remedy === 'needs-human' || nothing ? 'critical' : 'warning'
  const title = {
    harmful: `${service}: ${revision} does harm`,
    insufficient: `${service}: too little was seen of ${revision}`,
    blind: `${service}: ${revision} cannot be judged`,
    superseded: `${service}: ${revision} is not watched any more`,
  }[verdict]
  const message = explainWatch(outcome)
  const told = { from: revision, live: live?.revision ?? '', cause: because, nextStep: nextStep(outcome) }
  return writeAlert({ severity, title, message, service, cluster, verdict, remedy, ...told }, breach)
}
