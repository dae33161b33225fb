// How is one step run as the runner would run it, and how does it end?
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** How a step ended, as its user sees it. */
export type Ended = {
  code: number | null
  /** The log as GitHub shows it: `Error: …` for `::error::…`. */
  log: string
  outputs: Record<string, string>
  summary: string
}

export type Step = {
  inputs?: Record<string, string>
  env?: Record<string, string>
  /** Files of the workspace, by path. */
  files?: Record<string, string>
  /** Another program than the bundle, its words; it gets the arguments of `node`. */
  command?: (execArgv: string[]) => [string, ...string[]]
}

/** `folder` holds all the step wrote, its workspace too; who starts the step removes it. */
export type Started = { child: ChildProcess; ended: Promise<Ended>; workspace: string; folder: string }

export const SHA = 'a1b2c3d4'.repeat(5)

/** Starts `dist/<action>/index.js`; `execArgv` are arguments of `node` before it. */
export function startStep(
  action: string,
  { inputs = {}, env = {}, files = {}, command = bundle(action) }: Step = {},
  execArgv: string[] = [],
): Started {
  const folder = mkdtempSync(join(tmpdir(), 'step-'))
  const workspace = join(folder, 'workspace')
  mkdirSync(workspace)
  for (const [path, text] of Object.entries(files)) write(join(workspace, path), text)
  const commandFiles = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary' }
  for (const name of Object.values(commandFiles)) write(join(folder, name), '')
  const [program, ...words] = command(execArgv)
  const child = spawn(program, words, {
    cwd: workspace,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      NODE_NO_WARNINGS: '1',
      ...runnerVariables(workspace),
      ...Object.fromEntries(Object.entries(commandFiles).map(([name, file]) => [name, join(folder, file)])),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  return { child, workspace, folder, ended: endOf(child, folder) }
}

const bundle =
  (action: string): NonNullable<Step['command']> =>
  execArgv => [process.execPath, ...execArgv, resolve(`dist/${action}/index.js`)]

const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const runnerVariables = (workspace: string) => ({
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKSPACE: workspace,
  GITHUB_REPOSITORY: 'acme/address-api',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '7001',
  GITHUB_ACTOR: 'octocat',
  GITHUB_SHA: SHA,
  GITHUB_REF: 'refs/tags/v0.1.0',
  GITHUB_REF_NAME: 'v0.1.0',
})

async function endOf(child: ChildProcess, folder: string): Promise<Ended> {
  const chunks: Buffer[] = []
  child.stdout?.on('data', chunk => chunks.push(chunk))
  child.stderr?.on('data', chunk => chunks.push(chunk))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return {
    code,
    log: Buffer.concat(chunks).toString('utf8').split('\n').flatMap(asShown).join('\n'),
    outputs: readOutputs(readFileSync(join(folder, 'output'), 'utf8')),
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
  }
}

const TITLES: Record<string, string> = { error: 'Error: ', warning: 'Warning: ', notice: 'Notice: ', group: '▸ ' }

/** A line of a step's output as the log shows it; commands that only the runner hears are left out. */
function asShown(line: string): string[] {
  const [, command, text = ''] = line.match(/^::([\w-]+)[^:]*::(.*)$/) ?? []
  if (command === undefined) return [line]
  const title = TITLES[command]
  const said = text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
  return title === undefined ? [] : [`${title}${said}`]
}

/** GITHUB_OUTPUT: `name<<delimiter`, lines, `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm))
    outputs[name as string] = value as string
  return outputs
}
