// What does the work of a step need, and what comes of it?
import type { Scope } from '../expressions/evaluate.ts'
import type { Expression } from '../expressions/parse.ts'
import type { StepPlace, StepReport } from '../happening.ts'
import type { Result } from '../hooks.ts'
import type { Step } from '../read/tree.ts'
import type { Log } from './log.ts'
import type { StepGithub } from './scope.ts'
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
