// May a job run, and what do the jobs after it see of it?
import { flagOf, holds, type Scope, textOf } from '../expressions/evaluate.ts'
import { functionsFor } from '../expressions/functions.ts'
import type { JobReport } from '../happening.ts'
import { messageOf } from '../message.ts'
import type { Job } from '../read/tree.ts'
import { githubOf } from './github.ts'
import { needsOf, statusBefore } from './job-status.ts'
import { runJobSteps } from './job-steps.ts'
import type { RunState } from './run-state.ts'

/**
 * Runs a job if its `if` holds, and puts down in `run.ended` what later jobs see. Never rejects for what the job does.
 * @param number unique among the jobs of the run, from 1
 */
export async function runJob(run: RunState, job: Job, number: number): Promise<JobReport> {
  const { clock } = run.machine
  const scope = scopeBefore(run, job)
  const report = newReport(job, clock.now())
  try {
    report.name = textOf(job.name, scope) || job.id
    if (holds(job.condition, scope)) {
      const stillHolds = () => holdsNow(run, job)
      const note = (text: string) => {
        report.notes.push(text)
        run.report({ what: 'job-note', job: report, text })
      }
      await runJobSteps(run, { job, number, scope, report, stillHolds, note })
    } else {
      report.result = run.signal.aborted && needsSucceeded(run, job) ? 'cancelled' : 'skipped'
      run.report({ what: 'job-started', job: report })
    }
  } catch (error) {
    report.result = 'failure'
    report.annotations.push({ level: 'error', message: messageOf(error) })
  }
  const result = report.result === 'failure' && isForgiven(job, scope, report) ? 'success' : report.result
  run.ended.set(job.id, { result, outputs: report.outputs })
  report.end = clock.now()
  run.report({ what: 'job-finished', job: report })
  return report
}

/** What the expressions of a job see before it has a machine. */
function scopeBefore(run: RunState, job: Job): Scope {
  const status = statusBefore(job, run.workflow.jobs, run.ended, run.signal.aborted)
  return {
    contexts: {
      github: githubOf(run.facts),
      needs: needsOf(job, run.ended),
      vars: run.settings.vars ?? {},
      inputs: run.inputs,
      // Only `env` may name them before the job has a machine; `runJobSteps` puts them in.
      secrets: {},
    },
    functions: functionsFor(status),
  }
}

function isForgiven(job: Job, scope: Scope, report: JobReport): boolean {
  try {
    return flagOf(job.continueOnError, scope)
  } catch (error) {
    report.annotations.push({ level: 'error', message: messageOf(error) })
    return false
  }
}

function holdsNow(run: RunState, job: Job): boolean {
  try {
    return holds(job.condition, scopeBefore(run, job))
  } catch {
    return false
  }
}

const needsSucceeded = (run: RunState, job: Job) => job.needs.every(({ id }) => run.ended.get(id)?.result === 'success')

const newReport = (job: Job, now: number): JobReport => ({
  id: job.id,
  name: job.id,
  result: 'skipped',
  start: now,
  end: now,
  runsOn: '',
  permissions: {},
  environment: undefined,
  concurrency: undefined,
  notes: [],
  annotations: [],
  outputs: {},
  steps: [],
})
