// How does GitHub show a deployment and its statuses?
import type { Deployment, DeploymentStatus, Repository } from './repositories.ts'

const creator = {
  login: 'github-actions[bot]',
  id: 41898282,
  node_id: 'MDM6Qm90NDE4OTgyODI=',
  type: 'Bot',
  site_admin: false,
}

const iso = (time: number) => new Date(time).toISOString().replace(/\.\d+/, '')
const node = (prefix: string, id: number) => `${prefix}_${Buffer.from(String(id)).toString('base64url')}`

/** `api` is the address of GitHub's API. */
export function shownDeployment(api: string, { name }: Repository, deployment: Deployment) {
  const url = `${api}/repos/${name}/deployments/${deployment.id}`
  return {
    url,
    id: deployment.id,
    node_id: node('DE', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    creator,
    created_at: iso(deployment.createdAt),
    updated_at: iso(deployment.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: `${api}/repos/${name}`,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: null,
  }
}

export function shownStatus(api: string, { name }: Repository, deployment: Deployment, status: DeploymentStatus) {
  const url = `${api}/repos/${name}/deployments/${deployment.id}`
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: node('DES', status.id),
    state: status.state,
    creator,
    description: status.description,
    environment: status.environment,
    target_url: status.log_url,
    created_at: iso(status.createdAt),
    updated_at: iso(status.createdAt),
    deployment_url: url,
    repository_url: `${api}/repos/${name}`,
    environment_url: status.environment_url,
    log_url: status.log_url,
    performed_via_github_app: null,
  }
}
