// What happens when this event meets this workflow?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Happening, NothingStarted, RunReport } from './happening.ts'
import type { Hooks } from './hooks.ts'
import { planOf } from './plan.ts'
import { Refusal } from './refusal.ts'
import type { Json } from './run/github.ts'
import { type Clock, type Launch, launchHere } from './run/program.ts'
import { runWorkflow } from './run/run.ts'
import type { Settings } from './run/run-state.ts'
import { startOf } from './run/start.ts'
import type { StandIn } from './stand-in.ts'

/** What a rehearsal is given. Everything it touches comes from here. */
export type Rehearsal = {
  /** The workflow file. */
  workflow: string
  event: { name: string; payload: Json }
  /** `owner/repo` that the workflow belongs to, and its files: what `./path` and `$/path` in the workflow mean. */
  repository: { name: string; folder?: string }
  sha: string
  /** `refs/tags/v1`, `refs/heads/main`. */
  ref: string
  actor?: string
  /** Numbers of the run; all 1 when left out. */
  run?: { id: number; number: number; attempt: number }
  /** Folders of other repositories by `owner/repo`: their actions run as they lie there, whatever the ref. */
  actions?: Record<string, string>
  /** Stand-ins by `owner/repo` or `owner/repo/path`. */
  standIns?: Record<string, StandIn>
  secrets?: Record<string, string>
  vars?: Record<string, string>
  /** What each GitHub environment adds. */
  environments?: Record<string, Settings>
  urls: { server: string; api: string }
  hooks: Hooks
  clock: Clock
  /** Starts the steps' programs; here, in a process group of their own, when left out. */
  launch?: Launch
  /** The node that runs node actions; this one when left out. */
  node?: string
  /** What the owner of the runner adds to the environment of every step. */
  machineEnv?: Record<string, string>
  /** Where a new folder for the jobs is made, which then stays; when left out, it is made elsewhere and removed at the end. */
  folder?: string
  report?: (happening: Happening) => void
  /** Cancels the run. */
  signal?: AbortSignal
}

/**
 * Rehearses a workflow: every step runs as the runner would run it, jobs one after another.
 * Rejects with a `Refusal` before anything runs when the workflow asks for what is not implemented, or names what does not
 * exist; and at the end when a step asked for an output that the script of another never set.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<RunReport | NothingStarted> {
  const plan = planOf(rehearsal)
  const start = startOf(rehearsal, plan.workflow)
  const folder = mkdtempSync(join(rehearsal.folder ?? tmpdir(), 'rehearsal-'))
  const machine = {
    launch: rehearsal.launch ?? launchHere,
    clock: rehearsal.clock,
    node: rehearsal.node ?? process.execPath,
    path: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    env: rehearsal.machineEnv ?? {},
  }
  const settings = {
    secrets: rehearsal.secrets ?? {},
    vars: rehearsal.vars ?? {},
    environments: rehearsal.environments ?? {},
  }
  try {
    const { report, problems } = await runWorkflow(plan, {
      start,
      machine,
      settings,
      folder,
      hooks: rehearsal.hooks,
      signal: rehearsal.signal ?? new AbortController().signal,
      report: rehearsal.report ?? (() => {}),
    })
    if (problems.length > 0) throw new Refusal(`The rehearsal of ${plan.workflow.at.file} does not count`, problems)
    return report
  } finally {
    if (rehearsal.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}
