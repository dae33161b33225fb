// How does one step take its turn: may it run, for how long, and what does its end mean?
import { flagOf, holds, numberOf, type Scope, textOf, textsOf } from '../expressions/evaluate.ts'
import type { Expression } from '../expressions/parse.ts'
import type { StepPlace, StepReport } from '../happening.ts'
import type { Result } from '../hooks.ts'
import type { Step } from '../read/tree.ts'
import { type Log, newLog } from './log.ts'
import { type StepGithub, scopeOf } from './scope.ts'
import type { JobState, Level } from './state.ts'

/** A step that runs: all that its work needs. */
export type Doing = {
  state: JobState
  level: Level
  step: Step
  report: StepReport
  place: StepPlace
  log: Log
  /** The `env` context, and the part of it that the step itself sets. */
  env: Record<string, string>
  ownEnv: Record<string, string>
  scope: Scope
  github: StepGithub
  /** Aborts when the step must stop; the reason is `time` or `cancel`. */
  signal: AbortSignal
  /** Aborts when the time of this step, or of one around it, is up. */
  limit: AbortSignal
}

/** What came of it. */
export type Done = { result: Exclude<Result, 'skipped'>; outputs: Record<string, string> }

/** A step's main or post stage. `name` is given when it is known already. */
export type Turn = {
  step: Step
  name?: string
  condition: Expression
  work(doing: Doing): Promise<Done>
}

/** Runs one stage of a step and returns its report, which is complete by then. Never rejects. */
export async function takeTurn(
  state: JobState,
  level: Level,
  turn: Turn,
): Promise<{ report: StepReport; outputs: Record<string, string> }> {
  const { step } = turn
  const place = { job: level.place.job, path: [...level.place.path, level.reports.length] }
  const report = newReport(state, level, turn)
  const log = newLog(report, place, state.keeper)
  const github = githubOfStep(step, level)
  const baseEnv = { ...state.env, ...level.overrides }
  level.reports.push(report)
  let outputs: Record<string, string> = {}
  try {
    const ownEnv = textsOf(step.env, scopeOf(state, level, baseEnv, github))
    const env = { ...baseEnv, ...ownEnv }
    const scope = scopeOf(state, level, env, github)
    report.name = turn.name ?? nameOf(step, scope, state)
    state.keeper.report({ what: 'step-started', place, step: report })
    if (holds(turn.condition, scope)) {
      const doing = { state, level, step, report, place, log, env, ownEnv, scope, github }
      const done = await withinLimits(doing, turn)
      outputs = done.outputs
      report.outcome = done.result
      report.conclusion = done.result === 'failure' && continues(step, scope, log) ? 'success' : done.result
    }
  } catch (error) {
    log.error(error instanceof Error ? error.message : String(error))
    report.outcome = 'failure'
    report.conclusion = 'failure'
  }
  report.outputs = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, state.masks.hide(value)]))
  report.end = state.machine.clock.now()
  state.keeper.report({ what: 'step-finished', place, step: report })
  return { report, outputs }
}

async function withinLimits(doing: Omit<Doing, 'signal' | 'limit'>, turn: Turn): Promise<Done> {
  const { state, level, step, scope, log, report } = doing
  const minutes = Math.trunc(numberOf(step.timeoutMinutes, scope) ?? 0)
  const time = new AbortController()
  const cancel = new AbortController()
  const limit = AbortSignal.any([level.limit, time.signal])
  const signal = AbortSignal.any([limit, cancel.signal])
  const drop = minutes > 0 ? state.machine.clock.after(minutes * 60_000, () => time.abort('time')) : () => {}
  // A step whose `if` still holds once the job is cancelled goes on: `always()`, for example.
  const onCancel = () => {
    if (!holds(turn.condition, scopeOf(state, level, doing.env, doing.github))) cancel.abort('cancel')
  }
  if (!state.cancel.signal.aborted) state.cancel.signal.addEventListener('abort', onCancel, { once: true })
  try {
    const done = await turn.work({ ...doing, signal, limit })
    if (!signal.aborted || (step.work.kind === 'use' && step.work.action.kind === 'composite')) return done
    if (signal.reason === 'cancel') log.error('The operation was canceled.')
    else if (level.limit.aborted) log.error('The action has timed out.')
    else log.error(`The action '${report.name}' has timed out after ${minutes} minutes.`)
    return { ...done, result: signal.reason === 'cancel' ? 'cancelled' : 'failure' }
  } finally {
    drop()
    state.cancel.signal.removeEventListener('abort', onCancel)
  }
}

function continues(step: Step, scope: Scope, log: Log): boolean {
  try {
    return flagOf(step.continueOnError, scope)
  } catch (error) {
    log.error('The step failed and an error occurred when attempting to determine whether to continue on error.')
    log.error(error instanceof Error ? error.message : String(error))
    return false
  }
}

function newReport(state: JobState, level: Level, { step, name }: Turn): StepReport {
  const now = state.machine.clock.now()
  return {
    id: step.id,
    name: name ?? step.action,
    uses: step.work.kind === 'use' ? step.work.uses : undefined,
    stage: level.stage,
    standIn: undefined,
    outcome: 'skipped',
    conclusion: 'skipped',
    start: now,
    end: now,
    lines: [],
    annotations: [],
    summary: '',
    outputs: {},
    steps: [],
  }
}

/** The name GitHub shows: the author's, or what the step runs. */
function nameOf(step: Step, scope: Scope, state: JobState): string {
  const { work } = step
  const script = work.kind === 'script' ? textOf(work.run, scope).trimStart().split('\n')[0] : work.uses
  return state.masks.hide(step.name ? textOf(step.name, scope) : `Run ${script}`)
}

function githubOfStep(step: Step, level: Level): StepGithub {
  const { work } = step
  const home = work.kind === 'use' ? (work.action.kind === 'stand-in' ? work.action : work.action.home) : undefined
  const remote = home && 'repository' in home ? home : { repository: '', ref: '' }
  return {
    action: step.action,
    action_repository: remote.repository,
    action_ref: remote.ref,
    ...(level.composite ? { action_path: level.composite.path, action_status: level.composite.outcome } : {}),
  }
}
