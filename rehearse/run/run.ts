// How does a run go, from its event to its result?
import { type Scope, textOf } from '../expressions/evaluate.ts'
import { functionsFor } from '../expressions/functions.ts'
import type { Happening, JobReport, NothingStarted, RunReport } from '../happening.ts'
import type { Hooks, Result } from '../hooks.ts'
import type { Plan } from '../plan.ts'
import type { Problem } from '../refusal.ts'
import { githubOf, type RunFacts, textAt } from './github.ts'
import { runJob } from './job.ts'
import { concurrencyOf } from './job-settings.ts'
import type { RunState } from './run-state.ts'
import type { Start } from './start.ts'
import type { Machine } from './state.ts'

/** What a run needs beside its plan. */
type Setting = {
  start: Start
  machine: Machine
  settings: RunState['settings']
  folder: string
  hooks: Hooks
  signal: AbortSignal
  report: (happening: Happening) => void
}

/** Runs the jobs of a plan in their order. `problems` are names that turned out misspelt on the way. */
export async function runWorkflow(
  { workflow, order }: Plan,
  setting: Setting,
): Promise<{ report: RunReport | NothingStarted; problems: Problem[] }> {
  const { start, machine, report } = setting
  const { facts } = start
  if (start.whyNot !== undefined) return { report: nothing(facts, start.whyNot, report), problems: [] }
  const run: RunState = { ...setting, facts, workflow, inputs: start.inputs, ended: new Map(), problems: [] }
  const scope = scopeOfRun(run)
  const now = machine.clock.now()
  const whole: RunReport = {
    started: true,
    workflow: facts.workflow,
    name: textOf(workflow.runName, scope) || usualName(facts),
    file: facts.workflowPath,
    repository: facts.repository,
    event: eventOf(facts),
    ref: facts.ref,
    sha: facts.sha,
    result: 'success',
    start: now,
    end: now,
    concurrency: concurrencyOf(workflow.concurrency, scope),
    notes: [],
    jobs: [],
  }
  report({ what: 'run-started', run: whole })
  const note = (text: string) => {
    whole.notes.push(text)
    report({ what: 'run-note', text })
  }
  if (whole.concurrency) note(`concurrency group ${whole.concurrency.group}: nothing else runs here to wait for`)
  if (order.length > 1) note('jobs run one after another, in the order of their needs')
  for (const job of order) whole.jobs.push(await runJob(run, job, workflow.jobs.indexOf(job) + 1))
  whole.result = resultOf(whole.jobs, run)
  whole.end = machine.clock.now()
  report({ what: 'run-finished', run: whole })
  return { report: whole, problems: run.problems }
}

function nothing(facts: RunFacts, why: string, report: Setting['report']): NothingStarted {
  const nothingStarted: NothingStarted = {
    started: false,
    workflow: facts.workflow,
    file: facts.workflowPath,
    event: eventOf(facts),
    why,
  }
  report({ what: 'nothing-started', report: nothingStarted })
  return nothingStarted
}

function scopeOfRun(run: RunState): Scope {
  const contexts = { github: githubOf(run.facts), inputs: run.inputs, vars: run.settings.vars ?? {} }
  const status = { success: () => true, failure: () => false, cancelled: () => run.signal.aborted }
  return { contexts, functions: functionsFor(status) }
}

const eventOf = ({ event }: RunFacts) => [event.name, textAt(event.payload, 'action')].filter(Boolean).join(' ')

/** The name GitHub gives a run that names itself nothing. */
function usualName({ event: { payload }, workflow }: RunFacts): string {
  const commit = textAt(payload, 'head_commit', 'message')?.split('\n')[0]
  const release = textAt(payload, 'release', 'name') || textAt(payload, 'release', 'tag_name')
  return commit || release || textAt(payload, 'pull_request', 'title') || workflow
}

function resultOf(jobs: readonly JobReport[], run: RunState): Result {
  if (run.signal.aborted) return 'cancelled'
  const results = jobs.map(job => (run.ended.get(job.id)?.result === 'success' ? 'success' : job.result))
  for (const result of ['failure', 'cancelled', 'success'] as const) if (results.includes(result)) return result
  return 'skipped'
}
