// In which order do steps run, and what do they leave for the next?
import type { Step } from '../read/tree.ts'
import { runComposite } from './composite.ts'
import type { Doing, Done } from './doing.ts'
import { runNodeAction } from './node-action.ts'
import { runScript } from './script.ts'
import { type JobState, type Level, worse } from './state.ts'
import { runStoodIn } from './stood-in.ts'
import { takeTurn } from './turn.ts'

/** Runs steps one after another. A failed one does not end the list: each `if` decides for itself. */
export async function runSteps(state: JobState, level: Level, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const { report, outputs } = await takeTurn(state, level, { step, condition: step.condition, work: workOf(step) })
    const { outcome, conclusion } = report
    if (step.id !== undefined) level.records.set(step.id, { step, outputs, outcome, conclusion })
    if (conclusion !== 'failure' && conclusion !== 'cancelled') continue
    if (level.composite) level.composite.outcome = worse(level.composite.outcome, conclusion)
    else if (conclusion === 'failure') state.status = worse(state.status, conclusion)
  }
}

const workOf =
  ({ work }: Step) =>
  (doing: Doing): Promise<Done> => {
    if (work.kind === 'script') return runScript(doing, work)
    if (work.action.kind === 'node') return runNodeAction(doing, work, work.action)
    if (work.action.kind === 'composite') return runComposite(doing, work, work.action, runSteps)
    return runStoodIn(doing, work, work.action)
  }
