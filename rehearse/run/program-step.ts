// How does a step that is a program run?

import type { Doing, Done } from './doing.ts'
import { newListener } from './output.ts'
import { runProgram } from './program.ts'
import { environmentOf } from './step-environment.ts'
import { makeFiles, readFiles } from './step-files.ts'

/** What to start. `env` comes on top of the step's own. */
type StepProgram = {
  kind: 'node' | 'shell'
  file: string
  args: readonly string[]
  folder: string
  env: Record<string, string>
}

/**
 * Runs a program for a step, listens to it, and reads the files it leaves.
 * `state` is what it wrote to GITHUB_STATE; `code` is its exit code.
 */
export async function runStepProgram(
  doing: Doing,
  program: StepProgram,
): Promise<Done & { state: Record<string, string>; code: number }> {
  const { state, log, report, place, signal } = doing
  const files = makeFiles(state)
  const listener = newListener(log, state.masks)
  const env = environmentOf(state, { ...doing.env, ...program.env }, { ...doing.github, ...files })
  const { launch, clock } = state.machine
  const code = signal.aborted
    ? 1
    : await runProgram(
        { ...program, env, job: state.facts.id, step: doing.step.action },
        { launch, clock, signal, hear: listener.hear, started: pid => state.pids.push(pid) },
      )
  const written = readFiles(files, state, log)
  if (written.summary !== '') {
    report.summary = written.summary
    state.keeper.report({ what: 'summary', place, step: report })
  }
  const failed = code !== 0 || listener.failed() || written.failed
  return { result: failed ? 'failure' : 'success', outputs: written.outputs, state: written.state, code }
}
