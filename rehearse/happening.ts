// What happens in a rehearsal, and what is left of it afterwards?
import type { Permissions, Result } from './hooks.ts'

/** How GitHub would show a line: `command` is a line of the script or the inputs that a step prints of itself. */
export type LineKind = 'plain' | 'group' | 'endgroup' | 'error' | 'warning' | 'notice' | 'debug' | 'command'

/** A line of a step's log; secrets are masked. `at` is milliseconds since the epoch on the rehearsal's clock. */
export type Line = { at: number; kind: LineKind; text: string }

/** What GitHub shows beside the code and on top of the run; secrets are masked. */
export type Annotation = {
  level: 'error' | 'warning' | 'notice'
  message: string
  title?: string
  file?: string
  line?: number
  endLine?: number
}

export type StepReport = {
  /** The id the author gave it. */
  id: string | undefined
  name: string
  /** What it ran: a `uses:`, or undefined for a script. */
  uses: string | undefined
  stage: 'main' | 'post'
  /** Said when something stood in for the action. */
  standIn: string | undefined
  /** Before and after `continue-on-error`. */
  outcome: Result
  conclusion: Result
  start: number
  end: number
  lines: Line[]
  annotations: Annotation[]
  /** Markdown of GITHUB_STEP_SUMMARY, masked; empty when it wrote none. */
  summary: string
  /** Masked. */
  outputs: Record<string, string>
  /** The steps of a composite action. */
  steps: StepReport[]
}

export type JobReport = {
  id: string
  name: string
  result: Result
  start: number
  end: number
  runsOn: string
  permissions: Permissions
  environment: { name: string; url: string | undefined } | undefined
  concurrency: { group: string; cancelInProgress: boolean } | undefined
  /** What stood in for GitHub, and what the runner said of the job as a whole. */
  notes: string[]
  annotations: Annotation[]
  /** What later jobs can see; nothing that holds a secret. */
  outputs: Record<string, string>
  steps: StepReport[]
}

export type RunReport = {
  started: true
  workflow: string
  name: string
  /** The workflow's path in its repository. */
  file: string
  repository: string
  event: string
  ref: string
  sha: string
  result: Result
  start: number
  end: number
  concurrency: { group: string; cancelInProgress: boolean } | undefined
  notes: string[]
  jobs: JobReport[]
}

/** The event does not start the workflow; `why` says what it waits for. */
export type NothingStarted = { started: false; workflow: string; file: string; event: string; why: string }

/** Where a step is: its job, and its place among the steps of the job and of each composite around it, from 0. */
export type StepPlace = { job: string; path: readonly number[] }

/** One thing that happened, told when it happens. The reports in it are still growing. */
export type Happening =
  | { what: 'nothing-started'; report: NothingStarted }
  | { what: 'run-started'; run: RunReport }
  | { what: 'run-note'; text: string }
  | { what: 'job-started'; job: JobReport }
  | { what: 'job-note'; job: JobReport; text: string }
  | { what: 'step-started'; place: StepPlace; step: StepReport }
  | { what: 'line'; place: StepPlace; step: StepReport; line: Line }
  | { what: 'annotation'; place: StepPlace; step: StepReport; annotation: Annotation }
  | { what: 'summary'; place: StepPlace; step: StepReport }
  | { what: 'step-finished'; place: StepPlace; step: StepReport }
  | { what: 'job-finished'; job: JobReport }
  | { what: 'run-finished'; run: RunReport }
