// How does a `run:` step run?
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { textOf } from '../expressions/evaluate.ts'
import type { Script } from '../read/tree.ts'
import type { Doing, Done } from './doing.ts'
import { runStepProgram } from './program-step.ts'

/** How the runner starts a shell; without `shell:` it takes bash, but without `pipefail`. */
const shells: Record<string, { file: string; args: readonly string[] }> = {
  bash: { file: 'bash', args: ['--noprofile', '--norc', '-e', '-o', 'pipefail'] },
  sh: { file: 'sh', args: ['-e'] },
}
const unnamed = { file: 'bash', args: ['-e'] }

/** Writes the script to a file and runs it; a code other than 0 fails the step. */
export async function runScript(doing: Doing, script: Script): Promise<Done> {
  const { state, log, scope } = doing
  const text = textOf(script.run, scope)
  const { file, args } = shells[script.shell ?? ''] ?? unnamed
  const path = join(state.folders.temp, `script_${state.next()}.sh`)
  const folder = resolve(state.folders.workspace, textOf(script.workingDirectory, scope))
  log.write('group', `Run ${text.trimStart().split('\n')[0]}`)
  for (const line of text.replace(/\n+$/, '').split('\n')) log.write('command', line)
  log.write('command', `shell: ${file} ${args.join(' ')} {0}`)
  writeEnvironment(doing)
  log.write('endgroup', '')
  if (!existsSync(folder)) throw new Error(`There is no folder '${folder}' to work in`)
  writeFileSync(path, text)
  const done = await runStepProgram(doing, { kind: 'shell', file, args: [...args, path], folder, env: {} })
  if (done.code !== 0 && !doing.signal.aborted) log.error(`Process completed with exit code ${done.code}.`)
  return done
}

/** The `env` context as the runner prints it at the head of a step. */
export function writeEnvironment({ env, log }: Doing): void {
  const names = Object.keys(env)
  if (names.length > 0) log.write('command', 'env:')
  for (const name of names) log.write('command', `  ${name}: ${env[name]}`)
}
