// What would a shift do, how long does it take, and what does it cost?
import { showDuration } from './duration.ts'
import { remainingSteps, type Step } from './traffic-shift.ts'

/** What is to be done with one pair. */
export type PlannedPair = {
  name: string
  blue: { service: string; revision: string; size: number }
  green: { service: string; revision: string; exists: boolean; size: number }
  /** Percent that green has already. */
  share: number
  /** Whether a run was cut off that had not retired blue yet. */
  unfinished: boolean
}

export type Schedule = {
  ladder: readonly Step[]
  /** How long (ms) blue stays at full size after it lost its traffic. */
  keepBlueFor: number
  /** How long (ms) green may take to be well. */
  limit: number
  /** Services that are shifted one after the other. */
  turns: number
  /** Whether green is measured; otherwise the clock alone counts. */
  evidence: boolean
  /** Whether all traffic goes back, instead of on. */
  back: boolean
}

/** How long (ms) a side keeps its tasks after it lost its weight, at least: field reports of 503s end with 120 s. */
export const LEAST_KEPT = 120_000

/** What the source of this ladder of steps asks for: a quarter of an hour at first, an hour at the end. */
const [FIRST, BETWEEN, LAST] = [15, 30, 60].map(minutes => minutes * 60_000) as [number, number, number]

/** Steps in order, each a whole percent above the one before, the last one 100; the bakes of a short list go on. */
export function readLadder(
  steps: readonly string[],
  bakes: readonly (number | undefined)[],
): Step[] | { problem: string } {
  const weights = steps.map(one => Number(one.replace(/\s*%$/, '')))
  const rising = weights.every(
    (one, i) => Number.isInteger(one) && one >= 1 && one <= 100 && one > (weights[i - 1] ?? 0),
  )
  if (weights.length === 0 || !rising)
    return { problem: `steps is "${steps.join(',')}": write whole percents from 1 to 100 that rise, such as 5,50,100` }
  if (weights.at(-1) !== 100) return { problem: `steps ends at ${weights.at(-1)}: the last step is 100` }
  if (bakes.includes(undefined))
    return { problem: 'bake has a duration that cannot be read: write minutes, or durations such as 90s or 15m' }
  if (bakes.length > weights.length)
    return { problem: `bake has ${bakes.length} durations for ${weights.length} steps: give one a step, or fewer` }
  const usual = (i: number) => (i === weights.length - 1 ? LAST : i === 0 ? FIRST : BETWEEN)
  return weights.map((weight, i) => ({ weight, bake: bakes[i] ?? bakes.at(-1) ?? usual(i) }))
}

/** How long (ms) it takes from the first weight to the end of blue when all goes well. */
export function shiftTime({ ladder, keepBlueFor }: Pick<Schedule, 'ladder' | 'keepBlueFor'>, share = 0): number {
  const left = remainingSteps(ladder, share).reduce((sum, step) => sum + step.bake, 0)
  const last = ladder.at(-1)
  // Blue is retired by whoever does the last step.
  return last?.weight === 100 ? left + Math.max(0, Math.max(keepBlueFor, LEAST_KEPT) - last.bake) : left
}

/** Runner minutes (Linux, 2 cores, private repositories) since January 2026. https://docs.github.com/en/billing/reference/actions-runner-pricing */
const A_MINUTE = 0.006
/** A thousand metrics of GetMetricData. https://aws.amazon.com/cloudwatch/pricing/ */
const A_THOUSAND_METRICS = 0.01
/**
 * Calls of AWS for one service, as measured in the sandbox (`__tests__/scenarios/blue-green-calls.test.ts`): to begin and to
 * end, for each step, and for each minute, with evidence and by the clock alone.
 */
const CALLS = { ends: 60, step: 8, minute: 11.2, clockMinute: 4.5 }
/** Calls in a minute of watching what ECS shifts, and metrics asked for in a minute of watching anything. */
const NATIVE_CALLS = 12
const METRICS = 41

/** The plan in lines: for each pair what is moved, then what all of it takes, if anything is to be done. */
export function explainPlan(pairs: readonly PlannedPair[], schedule: Schedule): string[] {
  const lines = pairs.map(pair => `${pair.name}: ${explainPair(pair, schedule)}`)
  const busy = pairs.filter(pair => !isDone(pair, schedule))
  if (busy.length === 0 || schedule.back) return lines
  const watched = Math.max(...busy.map(one => shiftTime(schedule, one.share)))
  const calls = busy.map(({ share }) => callsFor(schedule, share)).reduce((sum, one) => sum + one, 0)
  const metrics = schedule.evidence ? busy.length * minutesOf(watched) : 0
  return [...lines, explainCost(schedule.turns * watched, calls, metrics)]
}

/** About how many calls of AWS it takes to shift one service from a share of green to the end of the ladder. */
function callsFor(schedule: Pick<Schedule, 'ladder' | 'keepBlueFor' | 'evidence'>, share = 0): number {
  const steps = remainingSteps(schedule.ladder, share).length
  const minute = schedule.evidence ? CALLS.minute : CALLS.clockMinute
  return Math.round(CALLS.ends + steps * CALLS.step + minute * minutesOf(shiftTime(schedule, share)))
}

/** Whether nothing is left to do: all of the wanted steps were done before, and nothing was cut off. */
const isDone = ({ share, unfinished }: PlannedPair, { ladder, back }: Schedule): boolean =>
  (share === 100 && !unfinished) || (!back && share > (ladder.at(-1)?.weight ?? 100))

function explainPair(pair: PlannedPair, schedule: Schedule): string {
  const { blue, green, share } = pair
  const { ladder, keepBlueFor, back } = schedule
  const [before, after] = [blue, green].map(one => `${one.service} on ${one.revision} (${showTasks(one.size)})`)
  const percent = Math.round(share)
  const now =
    share === 0
      ? `${before} is live`
      : share === 100
        ? `${after} has all of the traffic already`
        : `${before} has ${100 - percent} % of the traffic and ${after} ${percent} %`
  if (isDone(pair, schedule)) return `${now}: ${share === 100 ? 'nothing is' : 'no step of this job is'} left to do`
  if (back)
    return share === 0 ? `${now}, and nothing goes back` : `${now}; all of it goes back to ${blue.service} at once`
  const last = ladder.at(-1)?.weight === 100
  const rest = last ? `; ${blue.service} is kept for ${showDuration(keepBlueFor)} without traffic` : ''
  const steps = remainingSteps(ladder, share).map(step => `${step.weight} % for ${showDuration(step.bake)}`)
  if (share === 100) return `${now}, and is watched to the end of that step${rest}`
  if (share > 0)
    return `${now}; ${steps.length > 0 ? `${green.service} gets ${steps.join(', ')}` : 'that step is watched to its end'}${rest}`
  const made = green.exists ? '' : ` (made like ${blue.service})`
  return `${now}; ${green.service}${made} gets ${green.revision}: ${steps.join(', ')}${rest}`
}

const showTasks = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`

const minutesOf = (ms: number): number => Math.ceil(ms / 60_000)

/** What it costs to watch a shift by ECS for so long (ms). */
export const explainNativeCost = (time: number): string =>
  explainCost(time, minutesOf(time) * NATIVE_CALLS, minutesOf(time))

/** What so much time (ms) costs, so many calls of AWS, and so many minutes of metrics. */
function explainCost(time: number, calls: number, metricMinutes: number): string {
  const money = (dollars: number) => `$${dollars.toFixed(2)}`
  const asked = money((metricMinutes * METRICS * A_THOUSAND_METRICS) / 1000)
  return `at least ${showDuration(minutesOf(time) * 60_000)} of watching: ${money(minutesOf(time) * A_MINUTE)} of runner time (Linux, 2 cores, private repository), about ${calls} calls of AWS, ${asked} of CloudWatch`
}

export type Session = {
  renewable: boolean /** How long (ms) the credentials hold; undefined: they do not end. */
  holds: number | undefined
}

/** Why a shift must not begin: the credentials or the job would end before it. */
export function planProblems(
  schedule: Pick<Schedule, 'ladder' | 'keepBlueFor' | 'limit' | 'turns'>,
  { renewable, holds }: Session,
  jobLimit: number,
): string[] {
  const takes = schedule.turns * (shiftTime(schedule) + schedule.limit)
  const minutes = (ms: number) => Math.ceil(ms / 60_000)
  const problems: string[] = []
  if (takes > jobLimit)
    problems.push(
      `The plan may take ${minutes(takes)} minutes and the job ends after ${minutes(jobLimit)}: ${minutes(takes - jobLimit)} minutes are missing. Give each step a job of its own (step), shorten bake or wait-for-minutes, or say job-limit on a runner that allows more.`,
    )
  if (!renewable && holds !== undefined && takes > holds)
    problems.push(
      `The plan may take ${minutes(takes)} minutes and the AWS credentials hold for ${minutes(holds)}: ${minutes(takes - holds)} minutes are missing. Give the job permissions: id-token: write, so that they are renewed, or raise role-duration-seconds of aws-actions/configure-aws-credentials and say session-minutes.`,
    )
  return problems
}
