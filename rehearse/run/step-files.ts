// Where does a step leave its outputs, its environment, its state and its summary?
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../message.ts'
import { pairsIn } from './file-commands.ts'
import type { Log } from './log.ts'
import type { JobState } from './state.ts'

/** Paths by the field of the `github` context that names them. */
type StepFiles = Record<'output' | 'env' | 'path' | 'state' | 'step_summary', string>

/** What a step wrote. */
type Written = {
  outputs: Record<string, string>
  state: Record<string, string>
  summary: string
  failed: boolean
}

/** GitHub shows no summary of more than 1 MiB. */
const largest = 1024 * 1024

/** Makes the files of one step, empty. */
export function makeFiles(state: JobState): StepFiles {
  const folder = join(state.folders.temp, '_runner_file_commands')
  mkdirSync(folder, { recursive: true })
  const suffix = state.next()
  const file = (name: string) => {
    const path = join(folder, `${name}_${suffix}`)
    writeFileSync(path, '')
    return path
  }
  return {
    output: file('set_output'),
    env: file('set_env'),
    path: file('add_path'),
    state: file('save_state'),
    step_summary: file('step_summary'),
  }
}

/** Reads the files of a step that has ended; its environment and its paths reach the rest of the job at once. */
export function readFiles(files: StepFiles, state: JobState, log: Log): Written {
  let failed = false
  const attempt = (name: keyof StepFiles, act: () => void) => {
    try {
      act()
    } catch (error) {
      log.error(`Unable to process file command '${name}' successfully.`)
      log.error(messageOf(error))
      failed = true
    }
  }
  const written: Omit<Written, 'failed'> = { outputs: {}, state: {}, summary: '' }
  const read = (name: keyof StepFiles) => readFileSync(files[name], 'utf8')
  attempt('path', () => {
    for (const path of read('path').split('\n').filter(Boolean)) {
      state.paths = [...state.paths.filter(one => one !== path), path]
    }
  })
  attempt('env', () => {
    for (const [name, value] of pairsIn(read('env'))) {
      if (name.toUpperCase() !== 'NODE_OPTIONS') state.env[name] = value
      else log.error(`Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`)
    }
  })
  attempt('output', () => Object.assign(written.outputs, Object.fromEntries(pairsIn(read('output')))))
  attempt('state', () => Object.assign(written.state, Object.fromEntries(pairsIn(read('state')))))
  attempt('step_summary', () => {
    const { size } = statSync(files.step_summary)
    if (size <= largest) written.summary = state.masks.hide(read('step_summary'))
    else log.error(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${size >> 10}k.`)
  })
  return { ...written, failed }
}
