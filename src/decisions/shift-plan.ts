// What would a shift do, how long does it take, and what does it cost?
import { showDuration } from './duration.ts'
import { remainingSteps, type Step } from './traffic-shift.ts'

/** What is to be done with one pair. */
export type PlannedPair = {
  name: string
  blue: { service: string; revision: string; size: number }
  green: { service: string; revision: string; exists: boolean }
  /** Percent that green has already. */
  share: number
}

export type Schedule = {
  ladder: readonly Step[]
  /** How long (ms) blue stays at full size after it lost its traffic. */
  keepBlueFor: number
  /** How long (ms) green may take to be well. */
  limit: number
  /** Services that are shifted one after the other. */
  turns: number
  services: number
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
  const last = ladder.at(-1)?.bake ?? 0
  return left + Math.max(0, Math.max(keepBlueFor, LEAST_KEPT) - last)
}

/** Runner minutes (Linux, 2 cores, private repositories) since January 2026. https://docs.github.com/en/billing/reference/actions-runner-pricing */
const A_MINUTE = 0.006
/** A thousand metrics of GetMetricData. https://aws.amazon.com/cloudwatch/pricing/ */
const A_THOUSAND_METRICS = 0.01
/** Calls of AWS and metrics asked for in a minute of watching one service, as measured in the sandbox. */
const CALLS = 12
const METRICS = 32

/** The plan in lines: for each pair what is moved, then what all of it takes. */
export function explainPlan(pairs: readonly PlannedPair[], schedule: Schedule): string[] {
  const { ladder, keepBlueFor, turns, services } = schedule
  const steps = (share: number) =>
    remainingSteps(ladder, share)
      .map(step => `${step.weight} % for ${showDuration(step.bake)}`)
      .join(', ')
  const lines = pairs.map(({ name, blue, green, share }) => {
    const how = share > 0 ? ` (has ${Math.round(share)} % already)` : green.exists ? '' : ` (made like ${blue.service})`
    const next = steps(share) || 'no step is left'
    return `${name}: ${blue.service} on ${blue.revision} with ${blue.size} tasks is live; ${green.service}${how} gets ${green.revision}: ${next}; ${blue.service} is kept for ${showDuration(keepBlueFor)} without traffic`
  })
  return [...lines, explainCost(turns * shiftTime(schedule), services)]
}

/** What it costs to watch so many services for so long (ms). */
export function explainCost(time: number, services: number): string {
  const minutes = Math.ceil(time / 60_000)
  const money = (dollars: number) => `$${dollars.toFixed(2)}`
  const asked = money((minutes * METRICS * services * A_THOUSAND_METRICS) / 1000)
  return `at least ${showDuration(minutes * 60_000)} of watching: ${money(minutes * A_MINUTE)} of runner time (Linux, 2 cores, private repository), about ${minutes * CALLS * services} calls of AWS, ${asked} of CloudWatch`
}

export type Session = {
  renewable: boolean /** How long (ms) the credentials hold; undefined: they do not end. */
  holds: number | undefined
}

/** Why a shift must not begin: the credentials or the job would end before it. */
export function planProblems(schedule: Schedule, { renewable, holds }: Session, jobLimit: number): string[] {
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
