// How does a job go that may run, from its token to its outputs?
import { textsOf } from '../expressions/evaluate.ts'
import type { JobReport } from '../happening.ts'
import { endJob } from './job-ending.ts'
import { limitJob } from './job-limits.ts'
import { concurrencyOf, environmentOf, runsOnOf } from './job-settings.ts'
import { factsOf, newJobState } from './job-state.ts'
import { endGroup } from './program.ts'
import type { RunState, Starting } from './run-state.ts'
import type { Level } from './state.ts'
import { runSteps } from './steps.ts'

/** Runs the steps and the posts of a job, between the two hooks. Rejects when the job cannot be set up. */
export async function runJobSteps(run: RunState, starting: Starting): Promise<void> {
  const { job, scope, report, note } = starting
  const environment = environmentOf(job.environment, scope)
  const facts = factsOf(run, starting, environment)
  report.runsOn = runsOnOf(job.runsOn, scope)
  report.permissions = facts.permissions
  report.environment = environment && { name: environment.name, url: undefined }
  report.concurrency = concurrencyOf(job.concurrency, scope)
  run.report({ what: 'job-started', job: report })
  if (environment) note(`environment ${environment.name}: no reviewer is asked here; the approval is stood in for`)
  if (report.concurrency) note(`concurrency group ${report.concurrency.group}: nothing else runs here to wait for`)
  const access = await run.hooks.openJob(facts)
  const state = newJobState(run, starting, facts, access)
  const release = limitJob(run, starting, state)
  let environmentUrl: string | undefined
  try {
    for (const entries of [run.workflow.env, job.env]) {
      Object.assign(state.env, textsOf(entries, { ...scope, contexts: { ...scope.contexts, ...state.contexts } }))
    }
    const level = firstLevel(state.contexts.inputs, report)
    await runSteps(state, level, job.steps)
    for (const post of level.posts.splice(0).reverse()) await post({ ...level, stage: 'post' })
    environmentUrl = endJob(state, level, starting, environment)
  } finally {
    release()
    for (const pid of state.pids) endGroup(pid)
    report.result = state.status
    await run.hooks.closeJob(facts, { result: report.result, environmentUrl })
  }
}

const firstLevel = (inputs: Level['inputs'], report: JobReport): Level => ({
  ...{ stage: 'main', records: new Map(), inputs, overrides: {}, composite: undefined, posts: [] },
  ...{ limit: new AbortController().signal, place: { job: report.id, path: [] }, reports: report.steps },
})
