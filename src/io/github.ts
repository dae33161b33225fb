// What does GitHub know of deployments, and how do we add to it?
import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import type { JobRecord, RecordStatus } from '../decisions/deployment-record.ts'
import { Failure } from '../failure.ts'
import { runner } from './runner.ts'

/** GitHub's REST API in the name of a token, on the host that the runner names (GITHUB_API_URL). */
export function github(token: string) {
  const octokit = getOctokit(token, { userAgent: 'ecs-release' }, retry)
  const repository = runner.variable('GITHUB_REPOSITORY') ?? ''
  const [owner = '', repo = ''] = repository.split('/')
  if (!owner || !repo) throw new Failure('GITHUB_REPOSITORY is not set: this action runs in a GitHub Actions job.')
  const here = { owner, repo }

  async function call<T>(doing: string, scope: string, send: () => Promise<{ data: T }>): Promise<T> {
    try {
      return (await send()).data
    } catch (error) {
      throw translate(error as GitHubError, doing, scope)
    }
  }

  return {
    /** Deployments of an environment, newest first, over all pages up to `limit`. */
    async listDeployments(
      environment: string,
      { limit = 100, ...only }: { sha?: string; task?: string; limit?: number } = {},
    ) {
      const found: JobRecord[] = []
      for (let page = 1; found.length < limit; page++) {
        const batch = await call(`list the deployments of ${environment}`, 'deployments: read', () =>
          octokit.rest.repos.listDeployments({ ...here, ...only, environment, per_page: Math.min(limit, 100), page }),
        )
        found.push(
          ...batch.map(one => ({
            id: one.id,
            ref: one.ref,
            sha: one.sha,
            url: one.url,
            task: one.task,
            createdAt: Date.parse(one.created_at),
            payload: one.payload,
            statuses: [],
          })),
        )
        if (batch.length < Math.min(limit, 100)) break
      }
      return found.slice(0, limit)
    },
    /** Statuses of a deployment, newest first. */
    async listStatuses(id: number): Promise<RecordStatus[]> {
      const statuses = await call(`read deployment ${id}`, 'deployments: read', () =>
        octokit.rest.repos.listDeploymentStatuses({ ...here, deployment_id: id, per_page: 100 }),
      )
      return statuses.map(one => ({
        state: one.state,
        logUrl: one.log_url ?? '',
        description: one.description ?? '',
        createdAt: Date.parse(one.created_at),
      }))
    },
    /** Makes a deployment that waits for nothing: what is deployed was decided before. */
    async createDeployment(deployment: {
      ref: string
      environment: string
      description: string
      payload: Record<string, unknown>
      production: boolean
      /** What is done; a release unless it is said. */
      task?: 'rollback'
    }): Promise<number> {
      const { production, ...rest } = deployment
      const created = await call<{ id?: number; message?: string }>(
        `make a deployment of ${rest.environment}`,
        'deployments: write',
        async () => ({
          data: (
            await octokit.rest.repos.createDeployment({
              ...here,
              task: 'deploy',
              ...rest,
              auto_merge: false,
              required_contexts: [],
              production_environment: production,
              transient_environment: false,
            })
          ).data,
        }),
      )
      if (created.id === undefined)
        throw new Failure(
          `GitHub did not make the deployment of ${rest.environment}: ${created.message ?? 'no reason given'}.`,
        )
      return created.id
    },
    /** When a run of a workflow was first started, in milliseconds since the epoch: the same for all its attempts. */
    async runCreatedAt(run_id: number): Promise<number> {
      const run = await call(`read run ${run_id}`, 'actions: read', () =>
        octokit.rest.actions.getWorkflowRun({ ...here, run_id }),
      )
      return Date.parse(run.created_at)
    },
    async createStatus(
      id: number,
      status: { state: GitHubState; description: string; environmentUrl: string | undefined; logUrl: string },
    ) {
      await call(`set deployment ${id} to ${status.state}`, 'deployments: write', () =>
        octokit.rest.repos.createDeploymentStatus({
          ...here,
          deployment_id: id,
          state: status.state,
          description: status.description,
          log_url: status.logUrl,
          ...(status.environmentUrl ? { environment_url: status.environmentUrl } : {}),
        }),
      )
    },
  }
}

export type GitHub = ReturnType<typeof github>
export type GitHubState = 'queued' | 'in_progress' | 'success' | 'failure' | 'error'

type GitHubError = Error & { status?: number; cause?: Error & { code?: string } }

function translate(error: GitHubError, doing: string, scope: string): Failure {
  const { status, message } = error
  const say = (line: string, passing = false) => new Failure(line, { passing, cause: error })
  if (status === 401) return say(`GitHub does not accept the token to ${doing}: check the input github-token.`)
  if (status === 403 && /resource not accessible/i.test(message))
    return say(`The job's token may not ${doing}: add "${scope}" to the job's permissions.`)
  if (status === 403 || status === 429)
    return say(`GitHub limits requests and would not ${doing} (${message}): try again later.`, true)
  if (status === 404)
    return say(`GitHub would not ${doing}: not found. Check the repository, and that the job has "${scope}".`)
  if (status === undefined || status >= 500)
    return say(
      `GitHub cannot be reached to ${doing} (${error.cause?.message ?? message}): check the network and HTTPS_PROXY.`,
      true,
    )
  return say(`GitHub would not ${doing}: ${message}.`)
}
