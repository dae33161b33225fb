// What does a job start with?
import type { JobAccess, JobFacts } from '../hooks.ts'
import { makeFolders } from './folders.ts'
import { githubOfJob, jobContext, runnerContext } from './github.ts'
import type { EnvironmentSetting } from './job-settings.ts'
import { needsOf } from './job-status.ts'
import { newMasks } from './masks.ts'
import { permissionsOf } from './permissions.ts'
import type { RunState, Settings, Starting } from './run-state.ts'
import type { JobState } from './state.ts'

/** What GitHub knows of a job when it starts it. */
export function factsOf(
  run: RunState,
  { job, number, report }: Starting,
  environment: EnvironmentSetting | undefined,
): JobFacts {
  const { facts } = run
  return {
    id: job.id,
    name: report.name,
    number,
    repository: facts.repository,
    workflow: facts.workflow,
    ref: facts.ref,
    sha: facts.sha,
    actor: facts.actor,
    event: facts.event.name,
    runId: facts.id,
    runAttempt: facts.attempt,
    logUrl: `${facts.urls.server}/${facts.repository}/actions/runs/${facts.id}/job/${facts.id * 100 + number}`,
    permissions: permissionsOf(run.workflow.permissions, job.permissions),
    environment: environment?.name,
    deployment: environment?.deployment ?? false,
  }
}

/** A job before its first step: empty folders, masked secrets, the contexts that stay the same. */
export function newJobState(run: RunState, { job, report }: Starting, facts: JobFacts, access: JobAccess): JobState {
  const settings = run.settings.environments[facts.environment ?? ''] ?? {}
  const secrets: Record<string, string> = { ...merged(run.settings, settings, 'secrets'), GITHUB_TOKEN: access.token }
  const vars = merged(run.settings, settings, 'vars')
  const masks = newMasks()
  for (const secret of [...Object.values(secrets), access.idToken?.token ?? '']) masks.add(secret)
  const folders = makeFolders(run.folder, facts.id, facts.repository, run.facts.event.payload)
  const debug = [secrets.ACTIONS_STEP_DEBUG, vars.ACTIONS_STEP_DEBUG].includes('true')
  const hosted = !report.runsOn.includes('self-hosted')
  let count = 0
  return {
    machine: run.machine,
    facts,
    access,
    folders,
    masks,
    keeper: { clock: run.machine.clock, masks, report: run.report },
    contexts: {
      github: githubOfJob(run.facts, facts, access, folders),
      job: jobContext(run.facts, facts),
      runner: runnerContext(folders, debug, hosted),
      vars,
      secrets,
      needs: needsOf(job, run.ended),
      inputs: run.inputs,
    },
    env: {},
    paths: [],
    status: 'success',
    cancel: new AbortController(),
    problems: run.problems,
    next: () => ++count,
    pids: [],
  }
}

const merged = (repository: Settings, environment: Settings, kind: keyof Settings): Record<string, string> => ({
  ...repository[kind],
  ...environment[kind],
})
