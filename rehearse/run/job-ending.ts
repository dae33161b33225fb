// What does a job leave for later jobs, and for GitHub?
import { type Scope, textOf } from '../expressions/evaluate.ts'
import { messageOf } from '../message.ts'
import type { EnvironmentSetting } from './job-settings.ts'
import type { Starting } from './run-state.ts'
import { scopeOf } from './scope.ts'
import { type JobState, type Level, worse } from './state.ts'

/**
 * Evaluates the outputs of a job and the address of its environment, which is returned. What holds a secret is left out,
 * with the runner's warning; what cannot be evaluated fails the job.
 */
export function endJob(state: JobState, level: Level, starting: Starting, environment: EnvironmentSetting | undefined) {
  const { job, report } = starting
  const scope = scopeOf(state, level, state.env)
  for (const { name, value } of job.outputs) {
    const text = attempt(state, starting, () => textOf(value, scope))
    if (text === undefined || text === '') continue
    if (isSafe(text, state)) report.outputs[name] = text
    else warn(starting, `Skip output '${name}' since it may contain secret.`)
  }
  const url = attempt(state, starting, () => addressOf(environment, scope))
  if (url === undefined || !report.environment) return undefined
  if (!isSafe(url, state)) {
    warn(starting, `Skip setting environment url as environment '${report.environment.name}' may contain secret.`)
    return undefined
  }
  report.environment.url = url
  return url
}

const addressOf = (environment: EnvironmentSetting | undefined, scope: Scope) =>
  textOf(environment?.url, scope) || undefined

const isSafe = (text: string, state: JobState) => state.masks.hide(text) === text

function attempt(state: JobState, { report }: Starting, act: () => string | undefined): string | undefined {
  try {
    return act()
  } catch (error) {
    state.status = worse(state.status, 'failure')
    report.annotations.push({ level: 'error', message: state.masks.hide(messageOf(error)) })
    return undefined
  }
}

function warn({ report }: Starting, message: string): void {
  report.annotations.push({ level: 'warning', message })
}
