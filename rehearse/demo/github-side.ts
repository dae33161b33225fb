// What does GitHub itself do around the jobs of the demo?
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Hooks, Result } from '../hooks.ts'

const FINAL: Record<Result, string> = {
  success: 'success',
  failure: 'failure',
  cancelled: 'error',
  skipped: 'inactive',
}

/**
 * The sandbox's GitHub as a server of jobs: their tokens, and the deployment that GitHub makes for a job with an
 * `environment:`, which it moves from in_progress to how the job ended.
 */
export function githubSide(sandbox: Sandbox): Hooks {
  const open = new Map<number, { token: string; deployment: number | undefined; close(): void }>()

  const ask = async (token: string, path: string, body: object): Promise<{ id: number }> => {
    const answer = await fetch(`${sandbox.githubUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}: ${await answer.text()}`)
    return (await answer.json()) as { id: number }
  }
  const status = (token: string, repository: string, id: number, body: object) =>
    ask(token, `/repos/${repository}/deployments/${id}/statuses`, body)

  return {
    async openJob({ repository, ref, sha, environment, deployment, permissions, number, logUrl }) {
      const spec = { repository, ref, sha, ...(environment ? { environment } : {}) }
      const job = sandbox.github.openJob({ ...spec, permissions: permissions as Record<string, 'read' | 'write'> })
      // GitHub's own record does not depend on what the job's token may do.
      const server = sandbox.github.openJob(spec)
      let id: number | undefined
      if (environment && deployment) {
        const made = { ref: sha, environment, auto_merge: false, required_contexts: [], task: 'deploy' }
        id = (await ask(server.token, `/repos/${repository}/deployments`, made)).id
        await status(server.token, repository, id, { state: 'in_progress', log_url: logUrl })
      }
      open.set(number, {
        token: server.token,
        deployment: id,
        close() {
          job.close()
          server.close()
        },
      })
      const { token, idTokenUrl, idTokenToken } = job
      return { token, ...(idTokenUrl && idTokenToken ? { idToken: { url: idTokenUrl, token: idTokenToken } } : {}) }
    },

    async closeJob({ number, repository, logUrl }, { result, environmentUrl }) {
      const job = open.get(number)
      if (job?.deployment !== undefined)
        await status(job.token, repository, job.deployment, {
          state: FINAL[result],
          log_url: logUrl,
          ...(environmentUrl ? { environment_url: environmentUrl } : {}),
        })
      job?.close()
      open.delete(number)
    },
  }
}
