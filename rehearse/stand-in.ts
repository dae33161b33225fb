// What takes the place of an action that cannot run here?
import type { JobFacts } from './hooks.ts'

/** What a stand-in is told: the step as the action would have seen it. */
export type StandInStep = {
  uses: string
  /** Evaluated inputs; only those that the step sets. */
  inputs: Record<string, string>
  /** The environment that the step would have had. */
  env: Record<string, string>
  job: JobFacts
  /** The job's folder; empty until something is put there. */
  workspace: string
  /** Aborts when the job is cancelled or the step runs out of time. */
  signal: AbortSignal
}

/** What the step did. `env` reaches the later steps, as GITHUB_ENV does; `masks` are hidden from now on. */
type StandInAnswer = {
  outputs?: Record<string, string>
  env?: Record<string, string>
  masks?: readonly string[]
  /** Lines for the step's log. */
  lines?: readonly string[]
}

/** Stands in for a third-party action. A thrown error fails the step with its message. */
export type StandIn = {
  /** The inputs it knows; without them any name is taken. */
  inputs?: readonly string[]
  /** The outputs it may set; no step may ask for another. */
  outputs?: readonly string[]
  run(step: StandInStep): StandInAnswer | undefined | Promise<StandInAnswer | undefined>
}
