// How is one action run against a sandbox, as the runner would run it?
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { keepTime } from '../sandbox/child-clock.ts'
import { type JumpClock, jumpClock } from '../sandbox/clock.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts'
import { type Step as AnyStep, type Ended, type Started, startStep } from './step.ts'

export type { Ended, Started } from './step.ts'
export { SHA } from './step.ts'

/** Account whose key the step has; none: no credentials at all. */
export type Step = AnyStep & { account?: string | undefined }

export type Play = {
  sandbox: Sandbox
  clock: JumpClock
  /** Runs `dist/<action>/index.js` to its end. */
  run(action: string, step?: Step): Promise<Ended>
  /** Starts it, for those who want to interfere. */
  start(action: string, step?: Step): Started
  close(): Promise<void>
}

/** AWS's clients wait a random while before they ask again: here the same one each time. */
const CHANCE = pathToFileURL(resolve('__tests__/seeded-chance.js')).href

/** A sandbox in jump time with the same ids each time, and steps that live in it. */
export async function play(options: SandboxOptions = {}): Promise<Play> {
  const clock = jumpClock()
  const sandbox = await startSandbox({ clock, seed: 7, ...options })
  const folders: string[] = []

  function start(action: string, { account = 'staging', env = {}, ...step }: Step = {}): Started {
    const time = keepTime(clock)
    const credentials =
      account === ''
        ? { AWS_ENDPOINT_URL: sandbox.awsUrl, AWS_REGION: 'ap-south-1', AWS_EC2_METADATA_DISABLED: 'true' }
        : sandbox.env(account)
    const around = { ...credentials, GITHUB_API_URL: sandbox.githubUrl, ...time.env }
    const started = startStep(action, { ...step, env: { ...around, ...env } }, [...time.execArgv, '--import', CHANCE])
    folders.push(started.folder)
    time.attach(started.child)
    return started
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
