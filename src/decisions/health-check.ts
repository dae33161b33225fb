// Which container health check is meant, and does ECS take it?
import type { HealthCheck } from './definition-edits.ts'
import { readCommand } from './words.ts'

/** As a user writes it; times in milliseconds. */
export type AskedCheck = {
  healthCommand: string | undefined
  healthIntervalSeconds: number | undefined
  healthTimeoutSeconds: number | undefined
  healthRetries: number | undefined
  healthStartPeriodSeconds: number | undefined
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html (seconds)
const LIMITS = [
  ['health-interval-seconds', 'healthIntervalSeconds', 5, 300],
  ['health-timeout-seconds', 'healthTimeoutSeconds', 2, 120],
  ['health-start-period-seconds', 'healthStartPeriodSeconds', 0, 300],
] as const

/** What is out of ECS's limits, each as `input is …`. */
export function refuseHealthCheck(asked: AskedCheck): string[] {
  const command = asked.healthCommand?.startsWith('[') ? readCommand(asked.healthCommand) : undefined
  return [
    ...LIMITS.flatMap(([name, key, least, most]) => {
      const ms = asked[key]
      const fits = ms === undefined || (ms >= least * 1000 && ms <= most * 1000)
      return fits ? [] : [`${name} is ${ms / 1000} s: write ${least} to ${most}`]
    }),
    ...(command && 'problem' in command ? [`health-command ${command.problem}`] : []),
  ]
}

/** The health check in ECS's words; undefined when nothing of it is asked for. */
export function healthCheckOf(asked: AskedCheck): HealthCheck | undefined {
  const seconds = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms / 1000))
  const { healthCommand: line } = asked
  const read = line?.startsWith('[') ? readCommand(line) : undefined
  const check = {
    command: read && 'words' in read ? read.words : line === undefined ? undefined : ['CMD-SHELL', line],
    interval: seconds(asked.healthIntervalSeconds),
    timeout: seconds(asked.healthTimeoutSeconds),
    retries: asked.healthRetries,
    startPeriod: seconds(asked.healthStartPeriodSeconds),
  }
  const given = Object.entries(check).filter(([, value]) => value !== undefined)
  return given.length > 0 ? Object.fromEntries(given) : undefined
}
