// What is remembered while a workflow runs?
import type { Scope } from '../expressions/evaluate.ts'
import type { Plain } from '../expressions/values.ts'
import type { Happening, JobReport } from '../happening.ts'
import type { Hooks } from '../hooks.ts'
import type { Job, Workflow } from '../read/tree.ts'
import type { Problem } from '../refusal.ts'
import type { RunFacts } from './github.ts'
import type { Ended } from './job-status.ts'
import type { Machine } from './state.ts'

/** Settings of the repository or of one environment; an environment's outdo the repository's. */
export type Settings = { secrets?: Record<string, string>; vars?: Record<string, string> }

export type RunState = {
  facts: RunFacts
  workflow: Workflow
  machine: Machine
  hooks: Hooks
  settings: Settings & { environments: Record<string, Settings> }
  /** The `inputs` context. */
  inputs: Record<string, Plain>
  /** Where the folders of the jobs are made. */
  folder: string
  /** How the jobs so far have ended, by id. */
  ended: Map<string, Ended>
  /** Misspelt names that only show at run time; they end in a refusal. */
  problems: Problem[]
  /** Aborts when the run is cancelled. */
  signal: AbortSignal
  report: (happening: Happening) => void
}

/** A job whose `if` holds; `number` is unique in the run, from 1. */
export type Starting = {
  job: Job
  number: number
  /** What the job's own settings see. */
  scope: Scope
  report: JobReport
  /** Asks its `if` again. */
  stillHolds: () => boolean
  /** Says something of the job as a whole. */
  note: (text: string) => void
}
