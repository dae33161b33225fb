// Which jobs run, and what may their tokens do?
import type { Ids } from '../ids.ts'
import { type Repositories, shortRef } from './repositories.ts'

export type Permission = 'read' | 'write' | 'none'

export type JobSpec = {
  /** `acme/app` */
  repository: string
  /** `refs/heads/main` */
  ref: string
  sha: string
  environment?: string
  /** As a workflow's `permissions:`; what is not named is `none`. Without it the job may do everything. */
  permissions?: Record<string, Permission>
  /** Further claims for the identity token, or other values for the usual ones. */
  claims?: Record<string, unknown>
}

/** A job under way: what the runner hands to its steps. */
export type Job = {
  /** `GITHUB_TOKEN` */
  token: string
  /** `ACTIONS_ID_TOKEN_REQUEST_URL` and `ACTIONS_ID_TOKEN_REQUEST_TOKEN`; undefined without `id-token: write`. */
  idTokenUrl: string | undefined
  idTokenToken: string | undefined
  /** The job is over, and with it its tokens. */
  close(): void
}

export type Jobs = {
  open(spec: JobSpec): Job
  /** The job whose token this is. */
  byToken(token: string): JobSpec | undefined
  byIdTokenToken(token: string): JobSpec | undefined
}

/** Jobs of all repositories; opening one makes its repository known. `url` is GitHub's address. */
export function jobsOf(repositories: Repositories, ids: Ids, url: () => string): Jobs {
  const byToken = new Map<string, JobSpec>()
  const byIdTokenToken = new Map<string, JobSpec>()
  return {
    byToken: token => byToken.get(token),
    byIdTokenToken: token => byIdTokenToken.get(token),
    open(spec) {
      repositories.put(spec.repository).heard.set(shortRef(spec.ref), spec.sha)
      const token = `ghs_${ids(36)}`
      const idTokenToken = `eyJ${ids(48)}`
      byToken.set(token, spec)
      const mayAsk = permissionOf(spec, 'id-token') === 'write'
      if (mayAsk) byIdTokenToken.set(idTokenToken, spec)
      return {
        token,
        // Actions' toolkit appends `&audience=`, so the address has to have a query already.
        idTokenUrl: mayAsk ? `${url()}/_oidc/token?api-version=2.0` : undefined,
        idTokenToken: mayAsk ? idTokenToken : undefined,
        close() {
          byToken.delete(token)
          byIdTokenToken.delete(idTokenToken)
        },
      }
    },
  }
}

export function permissionOf({ permissions }: JobSpec, scope: string): Permission {
  return permissions ? (permissions[scope] ?? 'none') : 'write'
}

/** What GitHub says of a job to AWS. */
export function claimsOf({ repository, ref, sha, environment, claims }: JobSpec, audience: string | null) {
  const [owner = ''] = repository.split('/')
  return {
    sub: `repo:${repository}:${environment === undefined ? `ref:${ref}` : `environment:${environment}`}`,
    aud: audience ?? `https://github.com/${owner}`,
    ref,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    sha,
    repository,
    repository_owner: owner,
    repository_visibility: 'private',
    runner_environment: 'github-hosted',
    run_attempt: '1',
    ...(environment !== undefined && { environment }),
    ...claims,
  }
}
