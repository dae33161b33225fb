// What can an expression see in this step?
import type { Scope } from '../expressions/evaluate.ts'
import { functionsFor } from '../expressions/functions.ts'
import { environmentValue, type Plain, watchedOutputs } from '../expressions/values.ts'
import type { JobState, Level, StepRecord } from './state.ts'

/** The `github` context of a step, on top of the job's. */
export type StepGithub = Record<string, string>

/**
 * Everything that an expression of a step sees.
 * @param env what the step's `env` context holds
 * @param own what the `github` context says of this step alone
 */
export function scopeOf(state: JobState, level: Level, env: Record<string, string>, own: StepGithub = {}): Scope {
  const { contexts } = state
  const status = () => (level.composite && level.stage === 'main' ? level.composite.outcome : state.status)
  return {
    contexts: {
      ...contexts,
      github: { ...contexts.github, ...own },
      job: { ...contexts.job, status: state.status },
      env: environmentValue(env),
      inputs: level.inputs,
      steps: Object.fromEntries([...level.records].map(([id, record]) => [id, recordValue(record, state)])),
    },
    functions: functionsFor(
      {
        success: () => status() === 'success',
        failure: () => status() === 'failure',
        cancelled: () => state.status === 'cancelled',
      },
      state.folders.workspace,
    ),
  }
}

// A script declares no outputs, so a misspelt one shows only when it is asked for and was never set.
function recordValue({ step, outputs, outcome, conclusion }: StepRecord, state: JobState): Plain {
  if (step.work.kind !== 'script' || outcome !== 'success') return { outputs, outcome, conclusion }
  const missing = (name: string) => {
    const set = Object.keys(outputs)
    const text = `steps.${step.id}.outputs.${name} is asked for, but the script sets ${set.length > 0 ? `only ${set.join(', ')}` : 'no output'}`
    if (!state.problems.some(one => one.text === text)) state.problems.push({ ...step.at, text })
    throw new Error(text)
  }
  return { outputs: watchedOutputs(outputs, missing), outcome, conclusion }
}
