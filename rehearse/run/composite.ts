// How does a composite action run?
import { textOf } from '../expressions/evaluate.ts'
import { postConditionOf } from '../expressions/parse.ts'
import type { Result } from '../hooks.ts'
import type { CompositeAction, Step, Use } from '../read/tree.ts'
import { folderOf, inputsFor, writeHead } from './action-inputs.ts'
import type { Doing, Done } from './doing.ts'
import { afterJob } from './posts.ts'
import { scopeOf } from './scope.ts'
import type { JobState, Level } from './state.ts'

/** Runs a list of steps in a level. */
type RunSteps = (state: JobState, level: Level, steps: readonly Step[]) => Promise<void>

/** Runs the steps of a composite, each with the action's own inputs and ids, and then gathers its outputs. */
export async function runComposite(doing: Doing, use: Use, action: CompositeAction, runSteps: RunSteps): Promise<Done> {
  const { state, step } = doing
  const composite: Level['composite'] = { path: folderOf(action.home, state.folders.workspace), outcome: 'success' }
  const inputs = inputsFor(doing, use, action.inputs)
  const inner: Level = { ...within(doing, inputs), records: new Map(), posts: [], composite }
  writeHead(doing, use, inputs)
  if (hasPost(action)) {
    afterJob(doing, postConditionOf(undefined, step.at), later =>
      runPosts({ ...inner, ...within(later, inputsFor(later, use, action.inputs)) }, later),
    )
  }
  await runSteps(state, inner, action.steps)
  const scope = scopeOf(state, inner, doing.env, { ...doing.github, action_path: composite.path })
  const outputs = Object.fromEntries(action.outputs.map(output => [output.name, textOf(output.value, scope)]))
  return { result: composite.outcome, outputs }
}

async function runPosts(inner: Level, { log }: Doing): Promise<Done> {
  log.write('plain', 'Post job cleanup.')
  const results = new Set<Result>()
  for (const post of inner.posts.splice(0).reverse()) results.add(await post(inner))
  return { result: results.has('failure') ? 'failure' : 'success', outputs: {} }
}

/** What the level inside a step takes from the step, in its main as in its post stage. */
const within = ({ level, report, place, limit, ownEnv }: Doing, inputs: Record<string, string>) => ({
  stage: level.stage,
  inputs,
  overrides: { ...level.overrides, ...ownEnv },
  limit,
  place,
  reports: report.steps,
})

/** Whether anything is to be done after the job for a step inside, however deep. */
function hasPost(action: CompositeAction): boolean {
  return action.steps.some(({ work }) => {
    if (work.kind !== 'use') return false
    return work.action.kind === 'composite'
      ? hasPost(work.action)
      : work.action.kind === 'node' && work.action.post !== undefined
  })
}
