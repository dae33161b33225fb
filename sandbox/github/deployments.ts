// What does GitHub know of a deployment, and how does it change?
import { AwsError } from '../aws/service.ts'
import { type Body, type Shape, validationFailed } from './body.ts'
import {
  commitOf,
  type Deployment,
  type DeploymentStatus,
  type Repositories,
  type Repository,
  type State,
  states,
} from './repositories.ts'

/** https://docs.github.com/en/rest/deployments/deployments#create-a-deployment */
export const deploymentShape: Shape = {
  ref: { kind: 'string', required: true },
  task: { kind: 'string' },
  auto_merge: { kind: 'boolean' },
  required_contexts: { kind: 'any' },
  payload: { kind: 'any' },
  environment: { kind: 'string' },
  description: { kind: 'any' },
  transient_environment: { kind: 'boolean' },
  production_environment: { kind: 'boolean' },
}

/** https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status */
export const statusShape: Shape = {
  state: { kind: 'string', required: true, oneOf: states },
  target_url: { kind: 'string' },
  log_url: { kind: 'string' },
  description: { kind: 'string' },
  environment: { kind: 'string' },
  environment_url: { kind: 'string' },
  auto_inactive: { kind: 'boolean' },
}

/** Makes a deployment. Throws 422 for an unknown ref and 409 for one that does not merge. */
export function createDeployment(repository: Repository, body: Body, repositories: Repositories): Deployment {
  const text = (field: string, otherwise: string) => (typeof body[field] === 'string' ? body[field] : otherwise)
  const ref = text('ref', '')
  const sha = commitOf(repository, ref)
  if (body.auto_merge !== false && repository.conflicts.includes(ref))
    throw new AwsError('Conflict', `Conflict merging the default branch into ${ref}.`, 409)
  const environment = text('environment', 'production')
  const now = repositories.now()
  const deployment: Deployment = {
    id: repositories.nextId(),
    sha,
    ref,
    task: text('task', 'deploy'),
    payload: body.payload ?? {},
    originalEnvironment: environment,
    environment,
    description: typeof body.description === 'string' ? body.description : null,
    transient: body.transient_environment === true,
    production:
      typeof body.production_environment === 'boolean' ? body.production_environment : environment === 'production',
    createdAt: now,
    updatedAt: now,
    statuses: [],
  }
  repository.deployments.push(deployment)
  return deployment
}

/**
 * Adds a status. A success makes earlier successes of the same environment inactive, unless `auto_inactive` is false;
 * as documented, only those that are neither transient nor production.
 */
export function createStatus(
  repository: Repository,
  deployment: Deployment,
  body: Body,
  repositories: Repositories,
): DeploymentStatus {
  const text = (field: string, otherwise: string) => (typeof body[field] === 'string' ? body[field] : otherwise)
  const description = text('description', '')
  // https://docs.github.com/en/rest/deployments/statuses: "The maximum description length is 140 characters."
  if (description.length > 140)
    throw validationFailed('DeploymentStatus', 'description', 'description is too long (maximum is 140 characters)')
  deployment.environment = text('environment', deployment.environment)
  const status = add(deployment, repositories, {
    state: text('state', 'pending') as State,
    description,
    log_url: text('log_url', text('target_url', '')),
    environment_url: text('environment_url', ''),
  })
  if (status.state === 'success' && body.auto_inactive !== false) {
    for (const earlier of repository.deployments) {
      const same = earlier.id < deployment.id && earlier.environment === deployment.environment
      if (same && !earlier.transient && !earlier.production && stateOf(earlier) === 'success')
        add(earlier, repositories, { state: 'inactive', description: '', log_url: '', environment_url: '' })
    }
  }
  return status
}

/** Takes a deployment away. Throws 422 when it is active and there are others. */
export function deleteDeployment(repository: Repository, deployment: Deployment): void {
  if (repository.deployments.length > 1 && stateOf(deployment) !== 'inactive') {
    const message = 'We cannot delete an active deployment unless it is the only deployment in a given repository.'
    throw new AwsError('Validation Failed', message, 422)
  }
  repository.deployments = repository.deployments.filter(one => one !== deployment)
}

const stateOf = ({ statuses }: Deployment) => statuses.at(-1)?.state

type Given = Pick<DeploymentStatus, 'state' | 'description' | 'log_url' | 'environment_url'>

function add(deployment: Deployment, repositories: Repositories, given: Given): DeploymentStatus {
  const now = repositories.now()
  const status = { id: repositories.nextId(), environment: deployment.environment, createdAt: now, ...given }
  deployment.statuses.push(status)
  deployment.updatedAt = now
  return status
}
