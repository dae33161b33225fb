// What do the github, job and runner contexts say?
import { basename } from 'node:path'
import type { Plain } from '../expressions/values.ts'
import type { JobAccess, JobFacts } from '../hooks.ts'
import type { Folders } from './folders.ts'

export type Json = { readonly [key: string]: Plain }

/** A run as GitHub knows it before any job starts. */
export type RunFacts = {
  repository: string
  sha: string
  ref: string
  event: { name: string; payload: Json }
  actor: string
  workflow: string
  /** Path of the workflow in its repository. */
  workflowPath: string
  id: number
  number: number
  attempt: number
  urls: { server: string; api: string }
}

/** Where the workflow lies in its repository: as the path says, or else where GitHub would want it. */
export const pathInRepository = (file: string) =>
  /\.github\/workflows\/[^/]+$/.exec(file)?.[0] ?? `.github/workflows/${basename(file)}`

/** The part of the `github` context that every job shares. */
export function githubOf(run: RunFacts): Record<string, Plain> {
  const { payload } = run.event
  const [owner = ''] = run.repository.split('/')
  const [, kind = '', name = run.ref] = /^refs\/(heads|tags|pull)\/(.*)$/.exec(run.ref) ?? []
  return {
    actor: run.actor,
    actor_id: textAt(payload, 'sender', 'id') ?? '1',
    api_url: run.urls.api,
    base_ref: textAt(payload, 'pull_request', 'base', 'ref') ?? '',
    event: payload,
    event_name: run.event.name,
    graphql_url: `${run.urls.api.replace(/\/api\/v3$/, '/api')}/graphql`,
    head_ref: textAt(payload, 'pull_request', 'head', 'ref') ?? '',
    ref: run.ref,
    ref_name: name,
    ref_protected: false,
    ref_type: kind === 'tags' ? 'tag' : 'branch',
    repository: run.repository,
    repository_id: textAt(payload, 'repository', 'id') ?? '1',
    repository_owner: owner,
    repository_owner_id: textAt(payload, 'repository', 'owner', 'id') ?? '1',
    repositoryUrl: `git://${new URL(run.urls.server).host}/${run.repository}.git`,
    retention_days: '90',
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.number),
    secret_source: 'Actions',
    server_url: run.urls.server,
    sha: run.sha,
    triggering_actor: run.actor,
    workflow: run.workflow,
    workflow_ref: `${run.repository}/${run.workflowPath}@${run.ref}`,
    workflow_sha: run.sha,
  }
}

/** The `github` context of a job. */
export const githubOfJob = (run: RunFacts, job: JobFacts, access: JobAccess, folders: Folders) => ({
  ...githubOf(run),
  job: job.id,
  token: access.token,
  workspace: folders.workspace,
  event_path: folders.event,
})

/** The `job` context, but for its status. */
export const jobContext = (run: RunFacts, job: JobFacts) => ({
  check_run_id: run.id * 100 + job.number,
  workflow_ref: `${run.repository}/${run.workflowPath}@${run.ref}`,
  workflow_sha: run.sha,
  workflow_repository: run.repository,
  workflow_file_path: run.workflowPath,
})

/** The `runner` context. */
export const runnerContext = (folders: Folders, debug: boolean, hosted: boolean) => ({
  name: 'rehearsal',
  os: 'Linux',
  arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
  temp: folders.temp,
  tool_cache: folders.tools,
  environment: hosted ? 'github-hosted' : 'self-hosted',
  ...(debug ? { debug: '1' } : {}),
})

/** A text or a number deep inside a payload, as a text; undefined when it is not there. */
export function textAt(payload: Json, ...path: string[]): string | undefined {
  let value: Plain = payload
  for (const key of path) value = isJson(value) ? value[key] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** Whether a value is a mapping. */
export const isJson = (value: Plain): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
