// What is an action?
import type { Values } from './input.ts'
import type { Inputs } from './inputs.ts'
import type { World } from './world.ts'

export type Outputs = Record<string, string>

/** How a run ended when nothing was thrown: the last line of the log, and whether the step is green. */
export type Ending = { good: boolean; line: string }

/** Writes one output as soon as it is known, so that later steps have it however the run ends. */
export type Tell<O> = (name: keyof O, value: string) => void

/** The single source of an action: contract, documentation, permissions and behaviour. */
export type Action<I extends Inputs = Inputs, O extends Outputs = Outputs> = {
  /** The question it answers; first line of its README and its description in `action.yml`. */
  question: string
  /** A paragraph for the README: what it does, and what a green or red end of it means. */
  about: string
  /** What a user writes under `with:` in the README's example, as YAML lines. */
  usage: string
  inputs: I
  /** Name in our code → description. */
  outputs: O
  /**
   * Inputs that other actions for the same work have and this one has not, though leaving them out does harm → what to
   * do instead. Given, and not as `false`, nothing is done and the step is red.
   */
  elsewhere?: Record<string, string>
  permissions: {
    /** IAM actions, on what and why; `optional` ones only make the answer richer. */
    aws: { action: string; on: Resource; why: string; optional?: true }[]
    /** Permissions of the job's token. */
    github: { scope: string; access: 'read' | 'write'; why: string }[]
  }
  /** What is wrong with inputs that are well formed each but do not fit together; same form as other problems. */
  rules?(values: Values<I>): string[]
  run(values: Values<I>, world: World, tell: Tell<O>): Promise<Ending>
  /** What is done when the job ends, however it ended: the action's `post`. */
  after?(world: World): Promise<void>
}

/** What a permission can be narrowed to; `any` where AWS has no narrower resource for it. */
export type Resource = 'service' | 'tasks' | 'task-definition' | 'roles' | 'log-group' | 'repository' | 'any'

/** Types an action from its own spec. */
export const action = <const I extends Inputs, const O extends Outputs>(spec: Action<I, O>): Action<I, O> => spec
