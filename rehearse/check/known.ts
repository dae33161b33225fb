// What may an expression name here?
import type { Action, Step } from '../read/tree.ts'

/** Names in lower case, as GitHub ignores their case. */
export type Known = {
  /** Outputs by id of the steps before this place; undefined: any name, as nothing declares them. */
  steps: Map<string, ReadonlySet<string> | undefined>
  /** Ids of the steps that come later. */
  later: ReadonlySet<string>
  /** Outputs by id of the jobs that this job needs. */
  needs: Map<string, ReadonlySet<string>>
  /** Ids of all jobs. */
  jobs: ReadonlySet<string>
  inputs: ReadonlySet<string>
  /** Who declares the inputs, in words. */
  inputsOf: string
}

/** The outputs an action declares; undefined when nobody declares them. */
function outputsOf(action: Action): ReadonlySet<string> | undefined {
  if (action.kind === 'stand-in') return action.standIn.outputs && lower(action.standIn.outputs)
  return lower(action.kind === 'node' ? action.outputs : action.outputs.map(output => output.name))
}

/** The same place, with these steps done and those to come. */
export function withSteps(known: Known, done: readonly Step[], later: readonly Step[]): Known {
  const steps = new Map<string, ReadonlySet<string> | undefined>()
  for (const { id, work } of done) {
    if (id !== undefined) steps.set(id.toLowerCase(), work.kind === 'use' ? outputsOf(work.action) : undefined)
  }
  return { ...known, steps, later: lower(later.flatMap(step => step.id ?? [])) }
}

/** A set of names without regard to case. */
export const lower = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(name => name.toLowerCase()))
