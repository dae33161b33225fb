// What does GitHub itself do around a job?

/** `read`, `write` or `none` by name of the permission. */
export type Permissions = Record<string, string>

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'

/** A job as the server that starts it knows it. */
export type JobFacts = {
  id: string
  name: string
  /** Unique in the run, from 1. */
  number: number
  repository: string
  workflow: string
  ref: string
  sha: string
  actor: string
  event: string
  runId: number
  runAttempt: number
  /** Where GitHub would show the log of this job. */
  logUrl: string
  permissions: Permissions
  /** Name of the GitHub environment; undefined when the job has none. */
  environment: string | undefined
  /** Whether GitHub makes a deployment record for the environment. */
  deployment: boolean
}

/** What a job gets from the server when it starts. */
export type JobAccess = {
  /** `github.token` and `secrets.GITHUB_TOKEN`; masked. */
  token: string
  /** Where to ask for an OIDC token, and with what; reaches the steps only with `id-token: write`. */
  idToken?: { url: string; token: string }
}

/** The server's side of a job. Both are called for every job that runs, and for no other. */
export type Hooks = {
  openJob(job: JobFacts): JobAccess | Promise<JobAccess>
  /** `environmentUrl` is what `environment.url` came to; undefined when there is none or it holds a secret. */
  closeJob(job: JobFacts, ending: { result: Result; environmentUrl: string | undefined }): void | Promise<void>
}
