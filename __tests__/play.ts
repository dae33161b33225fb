// How is one action run against a sandbox, as the runner would run it?
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { keepTime } from '../sandbox/child-clock.ts'
import { type JumpClock, jumpClock } from '../sandbox/clock.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts'

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
  /** Account whose key the step has; none: no credentials at all. */
  account?: string | undefined
  env?: Record<string, string>
  /** Files of the workspace, by path. */
  files?: Record<string, string>
}

export type Started = { child: ChildProcess; ended: Promise<Ended>; workspace: string }

export type Play = {
  sandbox: Sandbox
  clock: JumpClock
  /** Runs `dist/<action>/index.js` to its end. */
  run(action: string, step?: Step): Promise<Ended>
  /** Starts it, for those who want to interfere. */
  start(action: string, step?: Step): Started
  close(): Promise<void>
}

export const SHA = 'a1b2c3d4'.repeat(5)

/** A sandbox in jump time with the same ids each time, and steps that live in it. */
export async function play(options: SandboxOptions = {}): Promise<Play> {
  const clock = jumpClock()
  const sandbox = await startSandbox({ clock, seed: 7, ...options })
  const folders: string[] = []

  function start(action: string, { inputs = {}, account = 'staging', env = {}, files = {} }: Step = {}): Started {
    const folder = mkdtempSync(join(tmpdir(), 'step-'))
    folders.push(folder)
    const workspace = join(folder, 'workspace')
    mkdirSync(workspace)
    for (const [path, text] of Object.entries(files)) write(join(workspace, path), text)
    const commandFiles = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary' }
    for (const name of Object.values(commandFiles)) write(join(folder, name), '')
    const time = keepTime(clock)
    const child = spawn(process.execPath, [...time.execArgv, resolve(`dist/${action}/index.js`)], {
      cwd: workspace,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        NODE_NO_WARNINGS: '1',
        ...runnerVariables(workspace),
        ...(account === ''
          ? { AWS_ENDPOINT_URL: sandbox.awsUrl, AWS_REGION: 'ap-south-1', AWS_EC2_METADATA_DISABLED: 'true' }
          : sandbox.env(account)),
        GITHUB_API_URL: sandbox.githubUrl,
        ...Object.fromEntries(Object.entries(commandFiles).map(([name, file]) => [name, join(folder, file)])),
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...time.env,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    time.attach(child)
    return { child, workspace, ended: endOf(child, folder) }
  }

  return {
    sandbox,
    clock,
    start,
    run: (action, step) => start(action, step).ended,
    async close() {
      await sandbox.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

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
