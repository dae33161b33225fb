// What is remembered while a job runs?
import type { Plain } from '../expressions/values.ts'
import type { StepPlace, StepReport } from '../happening.ts'
import type { JobAccess, JobFacts, Result } from '../hooks.ts'
import type { Step } from '../read/tree.ts'
import type { Problem } from '../refusal.ts'
import type { Folders } from './folders.ts'
import type { LogKeeper } from './log.ts'
import type { Masks } from './masks.ts'
import type { Clock, Launch } from './program.ts'

/** What all jobs share: the machine they run on. */
export type Machine = {
  launch: Launch
  clock: Clock
  /** The program that runs `using: node20` and `using: node24`. */
  node: string
  /** PATH of this machine, and what its owner adds to the environment of every step. */
  path: string
  env: Record<string, string>
}

/** A job while it runs. */
export type JobState = {
  machine: Machine
  facts: JobFacts
  access: JobAccess
  folders: Folders
  masks: Masks
  keeper: LogKeeper
  /** The contexts that stay the same for all steps. */
  contexts: Record<'github' | 'job' | 'runner' | 'vars' | 'secrets' | 'needs' | 'inputs', Record<string, Plain>>
  /** `env` of the workflow and the job, and what steps add through GITHUB_ENV. */
  env: Record<string, string>
  /** What steps put in front of PATH; the last one counts first. */
  paths: string[]
  status: Exclude<Result, 'skipped'>
  /** Aborted when the job is cancelled. */
  cancel: AbortController
  /** Misspelt names that only show at run time; they end in a refusal. */
  problems: Problem[]
  /** Counts what needs a name of its own: scripts, files. */
  next(): number
  /** Pids of everything started, to end what is left of it after the job. */
  pids: number[]
}

/** What the `steps` context tells of a step. */
export type StepRecord = {
  step: Step
  outputs: Record<string, string>
  outcome: Result
  conclusion: Result
}

/** Where steps run: in a job, or in a composite action, and then in its main or its post stage. */
export type Level = {
  stage: 'main' | 'post'
  /** By id. */
  records: Map<string, StepRecord>
  inputs: Record<string, Plain>
  /** `env` of the composite steps around: it outdoes GITHUB_ENV. */
  overrides: Record<string, string>
  /** The composite action around the steps. */
  composite: { path: string; outcome: Exclude<Result, 'skipped'> } | undefined
  /** Aborts when the time of a step around is up. */
  limit: AbortSignal
  /** Where the steps of this level stand among all, and where their reports go. */
  place: StepPlace
  reports: StepReport[]
  /** What is to be done after the job, the last first. */
  posts: Post[]
}

/** What is left to do for a step, in the post stage of its level. */
export type Post = (level: Level) => Promise<Result>

/** The worse of two results: a cancelled job stays cancelled. */
export function worse<Some extends Result>(before: Some, after: Some): Some {
  const order: Result[] = ['success', 'failure', 'cancelled']
  return order.indexOf(after) > order.indexOf(before) ? after : before
}
