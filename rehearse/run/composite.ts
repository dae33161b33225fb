// How does a composite action run?
import { textOf } from '../expressions/evaluate.ts'
import { postConditionOf } from '../expressions/parse.ts'
import type { CompositeAction, Step, Use } from '../read/tree.ts'
import { folderOf, inputsFor, writeHead } from './action-inputs.ts'
import type { Doing, Done } from './doing.ts'
import { scopeOf } from './scope.ts'
import { type JobState, type Level, worse } from './state.ts'
import { takeTurn } from './turn.ts'

/** Runs a list of steps in a level. */
export type RunSteps = (state: JobState, level: Level, steps: readonly Step[]) => Promise<void>

/** Runs the steps of a composite, each with the action's own inputs and ids, and then gathers its outputs. */
export async function runComposite(doing: Doing, use: Use, action: CompositeAction, runSteps: RunSteps): Promise<Done> {
  const { state, level, step, report } = doing
  const inner: Level = {
    ...levelOf(doing, use, action),
    ...{
      records: new Map(),
      posts: [],
      composite: { path: folderOf(action.home, state.folders.workspace), outcome: 'success' },
    },
  }
  writeHead(doing, use, Object.fromEntries(Object.entries(inner.inputs).map(([name, value]) => [name, String(value)])))
  if (hasPost(action))
    level.posts.push(async postLevel => {
      const turn = {
        ...{ step, name: `Post ${report.name}`, condition: postConditionOf(undefined, step.at) },
        work: (later: Doing) => runPosts({ ...inner, ...levelOf(later, use, action) }, later),
      }
      const after = await takeTurn(state, postLevel, turn)
      if (after.report.conclusion === 'failure') state.status = worse(state.status, 'failure')
    })
  await runSteps(state, inner, action.steps)
  const scope = scopeOf(state, inner, doing.env, { ...doing.github, action_path: inner.composite?.path ?? '' })
  const outputs = Object.fromEntries(action.outputs.map(output => [output.name, textOf(output.value, scope)]))
  return { result: inner.composite?.outcome ?? 'success', outputs }
}

/** What a level inside this step takes from the step, in its main as in its post stage. */
function levelOf(doing: Doing, use: Use, action: CompositeAction) {
  const { level, report, place, limit } = doing
  return {
    stage: level.stage,
    inputs: inputsFor(doing, use, action.inputs),
    overrides: { ...level.overrides, ...doing.ownEnv },
    ...{ limit, place, reports: report.steps },
  }
}

async function runPosts(inner: Level, doing: Doing): Promise<Done> {
  doing.log.write('plain', 'Post job cleanup.')
  const posts = inner.posts.splice(0).reverse()
  for (const post of posts) await post(inner)
  return { result: doing.report.steps.some(step => step.conclusion === 'failure') ? 'failure' : 'success', outputs: {} }
}

/** Whether anything is to be done after the job for a step inside, however deep. */
function hasPost(action: CompositeAction): boolean {
  return action.steps.some(({ work }) => {
    if (work.kind !== 'use') return false
    return work.action.kind === 'composite'
      ? hasPost(work.action)
      : work.action.kind === 'node' && work.action.post !== undefined
  })
}
