// How does a job go that may run, from its token to its outputs?
import { textsOf } from '../expressions/evaluate.ts'
import type { JobReport } from '../happening.ts'
import { messageOf } from '../message.ts'
import { endJob } from './job-ending.ts'
import { limitJob } from './job-limits.ts'
import { concurrencyOf, environmentOf, runsOnOf } from './job-settings.ts'
import { factsOf, newJobState } from './job-state.ts'
import { endGroup } from './program.ts'
import type { RunState, Starting } from './run-state.ts'
import { type JobState, type Level, worse } from './state.ts'
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
  const state = newJobState(run, starting, facts, await run.hooks.openJob(facts))
  let environmentUrl: string | undefined
  let release = () => {}
  try {
    release = limitJob(run, starting, state)
    for (const entries of [run.workflow.env, job.env]) {
      Object.assign(state.env, textsOf(entries, { ...scope, contexts: { ...scope.contexts, ...state.contexts } }))
    }
    const level = firstLevel(state, report)
    await runSteps(state, level, job.steps)
    await runPosts(level, state)
    environmentUrl = endJob(state, level, starting, environment)
  } catch (error) {
    state.status = worse(state.status, 'failure')
    report.annotations.push({ level: 'error', message: state.masks.hide(messageOf(error)) })
  } finally {
    release()
    for (const pid of state.pids) endGroup(pid)
    report.result = state.status
    await run.hooks.closeJob(facts, { result: report.result, environmentUrl })
  }
}

/** A post that fails makes the job one that failed, for the posts after it too. */
async function runPosts(level: Level, state: JobState): Promise<void> {
  for (const post of level.posts.splice(0).reverse()) {
    if ((await post({ ...level, stage: 'post' })) === 'failure') state.status = worse(state.status, 'failure')
  }
}

const firstLevel = ({ contexts }: JobState, report: JobReport): Level => ({
  stage: 'main',
  records: new Map(),
  inputs: contexts.inputs,
  overrides: {},
  composite: undefined,
  limit: new AbortController().signal,
  place: { job: report.id, path: [] },
  reports: report.steps,
  posts: [],
})
