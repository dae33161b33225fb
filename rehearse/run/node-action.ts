// How does a node action run, and its `post` after the job?
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeAction, Use } from '../read/tree.ts'
import { folderOf, inputsFor, writeHead } from './action-inputs.ts'
import type { Doing, Done } from './doing.ts'
import { afterJob } from './posts.ts'
import { runStepProgram } from './program-step.ts'

/** Runs `main`; a `post` is put down for the end of the job before that, so that it runs even if `main` fails. */
export async function runNodeAction(doing: Doing, use: Use, action: NodeAction): Promise<Done> {
  const kept: Record<string, string> = {}
  const { main, post, postCondition } = action
  if (post !== undefined) afterJob(doing, postCondition, later => runStage(later, use, action, post, kept))
  return runStage(doing, use, action, main, kept)
}

/** @param kept what the action wrote to GITHUB_STATE; filled by `main`, found by `post` */
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
    kind: 'node',
    file: state.machine.node,
    args: [file],
    folder: state.folders.workspace,
    env: { ...prefixed('INPUT_', inputs, inputVariable), ...prefixed('STATE_', kept, name => name) },
  })
  Object.assign(kept, done.state)
  return done
}

// INPUT_TASK-DEFINITION: blanks become underlines, hyphens stay.
const inputVariable = (name: string) => name.replaceAll(' ', '_').toUpperCase()

const prefixed = (prefix: string, values: Record<string, string>, variable: (name: string) => string) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + variable(name), value]))
