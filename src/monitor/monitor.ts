// Is a live revision well while it is watched, and if not, is what was before live again?
import { showDuration } from '../decisions/duration.ts'
import { showCount, showShare } from '../decisions/evidence-words.ts'
import { type Minute, nextPeriod } from '../decisions/minutes.ts'
import type { WatchOutcome, WatchVerdict } from '../decisions/watch-outcome.ts'
import type { EvidenceOptions } from '../evidence/evidence-inputs.ts'
import { createMeasure, type Measure } from '../evidence/measure.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import { MARGIN, outlast } from '../outlast.ts'
import type { World } from '../world.ts'
import type { Watched } from './find-watched.ts'
import { type Followed, followEvidence, type WatchPlan } from './follow-evidence.ts'
import { goBackNow } from './go-back-now.ts'
import { cannotGoBack, type TakenBack, type TakingBack, takeBack, whyNoWayBack } from './take-back.ts'

export type MonitorOrder = WatchPlan & {
  evidence: EvidenceOptions
  way: TakingBack
  onCancel: 'keep' | 'rollback'
  /** How long (ms) credentials hold at most, where nothing says it. */
  session: number
  /** Where looks and judgements are kept, as JSON lines. */
  record: string
}

/** What is watched is about to be: all that may fail has been asked for once. Throws a Failure that says what is missing. */
export async function prepareMonitor(
  watched: Watched,
  order: MonitorOrder,
  world: World,
  log: Log,
): Promise<{ measure: Measure; longest: number }> {
  const holds = await outlast(order.duration + MARGIN, order.session, world)
  const longest = Math.min(order.longest, holds - MARGIN)
  if (longest < order.longest)
    log(watched.name, `the watch can go on for ${showDuration(longest)} at most, as the credentials end then`)
  const measure = createMeasure(watched.subject, order.evidence, world, log)
  await measure.check()
  const missing = order.policy.onHarm === 'hold' ? undefined : await whyNoWayBack(watched, order.way, world, log)
  if (missing) world.runner.warn(`Harm could only be told, not undone: ${missing}.`)
  return { measure, longest }
}

/** Watches to the end, and goes back where that is wanted. */
export async function runMonitor(
  watched: Watched,
  measure: Measure,
  order: MonitorOrder,
  world: World,
  log: Log,
): Promise<WatchOutcome> {
  const { subject } = watched
  const files = await world.files()
  let kept = 0
  const keep = async () => {
    const lines = measure.lines()
    await files.append(
      order.record,
      lines
        .slice(kept)
        .map(line => `${line}\n`)
        .join(''),
    )
    kept = lines.length
  }
  // A file that cannot be written is said before the watch begins, and does not end it later.
  await keep()
  const keepOn = () =>
    keep().catch(error => {
      if (!(error instanceof Failure)) throw error
      world.runner.debug(error.message)
    })
  const followed = await followEvidence(watched, measure, order, world, log, keepOn)
  const minutes = () => ({ judgedFrom: nextPeriod(subject.since + measure.rules.settle), minutes: measure.minutes() })
  const outcome = await concludeWatch(followed, watched, order, minutes, world, log)
  await keepOn()
  return outcome
}

/** Does what follows from how a watch ended, also where it could not begin; nothing was measured then. */
export async function concludeWatch(
  followed: Followed,
  watched: Watched,
  order: MonitorOrder,
  measured: () => Pick<WatchOutcome, 'judgedFrom' | 'minutes'>,
  world: World,
  log: Log,
): Promise<WatchOutcome> {
  const { name, subject } = watched
  const { live } = followed
  const verdict = verdictOf(followed)
  const back = { live, ...(await react(followed, watched, order, world, log)) }
  const { breach, shared = false } = followed.judgement
  return {
    ...{ service: name, cluster: subject.cluster, revision: subject.revision, verdict, because: followed.because },
    next: followed.next,
    ...{ breach: verdict === 'harmful' || shared ? breach : undefined, shared: shared && verdict !== 'harmful' },
    ...back,
    accepted: followed.lead === 'go',
    ...{ startedAt: subject.since, endedAt: followed.at, decisions: followed.decisions },
    ...measured(),
  }
}

/** What the judge said last, but for a watch that ended otherwise. */
function verdictOf({ judgement, lead }: Followed): WatchVerdict {
  if (lead === 'superseded' || lead === 'cancelled') return lead
  if (lead === 'undone') return 'harmful'
  return judgement.state === 'watching' ? 'insufficient' : judgement.state
}

const NOTHING: Omit<TakenBack, 'live'> = { remedy: 'none', remedyNote: '' }

async function react(
  { lead, because, live, noWayBack }: Followed,
  watched: Watched,
  order: MonitorOrder,
  world: World,
  log: Log,
): Promise<Omit<TakenBack, 'live'> & Partial<TakenBack>> {
  switch (lead) {
    case 'back':
      if (noWayBack) return cannotGoBack(`Nothing was touched, as ${noWayBack}.`, watched, live)
      log(watched.name, `${because}: goes back`)
      world.runner.warn(`${watched.name}: ${because}. It goes back.`)
      return takeBack(watched, order.way, { because, live }, world, log)
    case 'hold':
      return { ...NOTHING, remedy: 'kept', remedyNote: `${watched.subject.revision} was left as it is.` }
    case 'cancelled':
      if (order.onCancel === 'rollback') return goBackNow(watched, order.way, live, world)
      return { ...NOTHING, remedy: 'kept', remedyNote: 'Nothing was changed.' }
    case 'superseded':
      return { ...NOTHING, remedyNote: 'Nothing was changed.' }
    default:
      return NOTHING
  }
}

/** What a watch asks and costs, a line each. */
export function explainMonitor(watched: Watched, order: MonitorOrder, measure: Measure): string[] {
  const { subject } = watched
  const { rules } = measure
  const watchedFor = [
    ...(rules.maxErrorRate === undefined ? [] : [`errors at most ${showShare(rules.maxErrorRate)}`]),
    ...(rules.maxLatency === undefined ? [] : [`at most 5 % slower than ${rules.maxLatency} ms`]),
    ...(rules.minThroughput === undefined ? [] : [`at least ${rules.minThroughput} requests a minute`]),
    ...(rules.maxRestarts === undefined ? [] : [`at most ${rules.maxRestarts} tasks that end badly`]),
    ...(rules.minHealthy === undefined ? [] : ['healthy targets']),
    ...rules.metrics.map(one => one.label),
    ...rules.alarms.map(one => `alarm ${one}`),
    ...rules.probes,
  ]
  const looks = Math.ceil(order.duration / order.interval)
  return [
    `${subject.revision} of ${watched.name} is watched for ${showDuration(order.duration)} (at most ${showDuration(Math.max(order.duration, order.longest))}), a look every ${showDuration(order.interval)}, rule ${rules.rule}: ${watchedFor.join(', ')}`,
    ...(rules.maxErrorRate === undefined && rules.maxLatency === undefined
      ? [unmeasured(subject)]
      : [`compared with ${comparison(subject.control, measure.before())}`]),
    ...(order.policy.onHarm === 'hold' ? ['harm would be told, and nothing changed'] : []),
    `about ${looks + Math.ceil(order.duration / 60_000) * 5} calls of AWS, $${((looks * METRICS_A_LOOK * 0.01) / 1000).toFixed(3)} of CloudWatch`,
  ]
}

const unmeasured = ({ group, loadBalancer }: Watched['subject']): string =>
  group !== undefined && loadBalancer !== undefined
    ? 'neither errors nor latency are watched'
    : 'errors and latency are not watched, as it is behind no Application Load Balancer'

function comparison(control: string | undefined, before: Minute | undefined): string {
  if (control !== undefined) return 'blue, which has traffic beside it'
  if (!before) return 'nothing, as nothing was served in the hour before the release'
  const rate = showShare(before.errors / before.requests)
  return `the hour before the release: ${showCount(before.requests)} requests, of which ${rate} failed`
}

/** Of one target group, with the codes of its answers, and of its control, at $0.01 for a thousand. https://aws.amazon.com/cloudwatch/pricing/ */
const METRICS_A_LOOK = 13
