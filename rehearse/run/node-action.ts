// How does a node action run, and its `post` after the job?
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeAction, Use } from '../read/tree.ts'
import { folderOf, inputsFor, writeHead } from './action-inputs.ts'
import type { Doing, Done } from './doing.ts'
import { runStepProgram } from './program-step.ts'
import { worse } from './state.ts'
import { takeTurn } from './turn.ts'

/** Runs `main`; a `post` is put down for the end of the job before that, so that it runs even if `main` fails. */
export async function runNodeAction(doing: Doing, use: Use, action: NodeAction): Promise<Done> {
  const { state, level, step, report } = doing
  const kept: Record<string, string> = {}
  const { post } = action
  if (post !== undefined) {
    level.posts.push(async postLevel => {
      const turn = {
        ...{ step, name: `Post ${report.name}`, condition: action.postCondition },
        work: (later: Doing) => runStage(later, use, action, post, kept),
      }
      const after = await takeTurn(state, postLevel, turn)
      if (after.report.conclusion === 'failure') state.status = worse(state.status, 'failure')
    })
  }
  return runStage(doing, use, action, action.main, kept)
}

async function runStage(
  doing: Doing,
  use: Use,
  action: NodeAction,
  script: string,
  kept: Record<string, string>,
): Promise<Done> {
  const { state, log } = doing
  const inputs = inputsFor(doing, use, action.inputs)
  if (doing.level.stage === 'main') writeHead(doing, use, inputs)
  else log.write('plain', 'Post job cleanup.')
  const file = join(folderOf(action.home, state.folders.workspace), script)
  if (!existsSync(file)) throw new Error(`File not found: '${file}'`)
  const done = await runStepProgram(doing, {
    ...{ kind: 'node', file: state.machine.node, args: [file], folder: state.folders.workspace },
    env: { ...variables('INPUT_', inputs), ...named('STATE_', kept) },
  })
  Object.assign(kept, done.state)
  return done
}

// INPUT_TASK-DEFINITION: blanks become underlines, hyphens stay.
const variables = (prefix: string, values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [prefix + name.replaceAll(' ', '_').toUpperCase(), value]),
  )

const named = (prefix: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]))
