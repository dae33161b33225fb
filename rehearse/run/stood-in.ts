// How does a step run whose action something stands in for?
import { textsOf } from '../expressions/evaluate.ts'
import type { StoodIn, Use } from '../read/tree.ts'
import { writeHead } from './action-inputs.ts'
import type { Doing, Done } from './doing.ts'
import { environmentOf } from './step-environment.ts'

/** Asks the stand-in, and says in the log that it was one. */
export async function runStoodIn(doing: Doing, use: Use, { standIn }: StoodIn): Promise<Done> {
  const { state, log, report, scope } = doing
  const inputs = textsOf(use.with, scope)
  report.standIn = `stood in for ${use.uses}`
  writeHead(doing, use, inputs)
  log.write('notice', `This step is ${report.standIn}: the action itself did not run.`)
  const answer = await standIn.run({
    uses: use.uses,
    inputs,
    env: environmentOf(state, doing.env, doing.github),
    job: state.facts,
    workspace: state.folders.workspace,
    signal: doing.signal,
  })
  for (const mask of answer?.masks ?? []) state.masks.add(mask)
  for (const line of answer?.lines ?? []) log.write('plain', line)
  Object.assign(state.env, answer?.env)
  return { result: 'success', outputs: answer?.outputs ?? {} }
}
