// How does one step take its turn: may it run, and what does its end mean?
import { flagOf, holds, type Scope, textOf, textsOf } from '../expressions/evaluate.ts'
import type { StepReport } from '../happening.ts'
import { messageOf } from '../message.ts'
import type { Step } from '../read/tree.ts'
import type { Doing, Done, Turn } from './doing.ts'
import { type Log, newLog } from './log.ts'
import { type StepGithub, scopeOf } from './scope.ts'
import type { JobState, Level } from './state.ts'
import { withinLimits } from './step-limits.ts'

type Taken = { report: StepReport; outputs: Record<string, string> }

/** Runs one stage of a step; its report is complete when this resolves. Never rejects. */
export async function takeTurn(state: JobState, level: Level, turn: Turn): Promise<Taken> {
  const { step } = turn
  const place = { job: level.place.job, path: [...level.place.path, level.reports.length] }
  const report = newReport(state, level, turn)
  const log = newLog(report, place, state.keeper)
  level.reports.push(report)
  const sight = seen(state, level, step)
  report.name = turn.name ?? nameOf(step, sight.scope, state)
  state.keeper.report({ what: 'step-started', place, step: report })
  const taken: Taken = { report, outputs: {} }
  try {
    if (sight.error !== undefined) throw sight.error
    if (holds(turn.condition, sight.scope)) {
      const done = await attempt({ ...sight, state, level, step, report, place, log }, turn)
      taken.outputs = done.outputs
      report.outcome = done.result
      report.conclusion = done.result === 'failure' && continues(step, sight.scope, log) ? 'success' : done.result
    }
  } catch (error) {
    log.error(messageOf(error))
    report.outcome = 'failure'
    report.conclusion = 'failure'
  }
  const masked = Object.entries(taken.outputs).map(([name, value]) => [name, state.masks.hide(value)])
  report.outputs = Object.fromEntries(masked)
  report.end = state.machine.clock.now()
  state.keeper.report({ what: 'step-finished', place, step: report })
  return taken
}

/** What the step sees; `error` says why its `env` could not be evaluated. */
function seen(state: JobState, level: Level, step: Step) {
  const github = githubOfStep(step, level)
  const around = { ...state.env, ...level.overrides }
  try {
    const ownEnv = textsOf(step.env, scopeOf(state, level, around, github))
    const env = { ...around, ...ownEnv }
    return { github, ownEnv, env, scope: scopeOf(state, level, env, github), error: undefined }
  } catch (error) {
    return { github, ownEnv: {}, env: around, scope: scopeOf(state, level, around, github), error }
  }
}

async function attempt(doing: Omit<Doing, 'signal' | 'limit'>, turn: Turn): Promise<Done> {
  try {
    return await withinLimits(doing, turn)
  } catch (error) {
    doing.log.error(messageOf(error))
    return { result: 'failure', outputs: {} }
  }
}

function continues(step: Step, scope: Scope, log: Log): boolean {
  try {
    return flagOf(step.continueOnError, scope)
  } catch (error) {
    log.error('The step failed and an error occurred when attempting to determine whether to continue on error.')
    log.error(messageOf(error))
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

/** The name GitHub shows: the author's, or what the step runs; `github.action` when it cannot be evaluated. */
function nameOf(step: Step, scope: Scope, state: JobState): string {
  const { work } = step
  try {
    const what = work.kind === 'script' ? textOf(work.run, scope).trimStart().split('\n')[0] : work.uses
    return state.masks.hide(step.name ? textOf(step.name, scope) : `Run ${what}`)
  } catch {
    return step.action
  }
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
