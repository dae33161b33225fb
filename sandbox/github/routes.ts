// What can be asked of GitHub's API?
import { AwsError } from '../aws/service.ts'
import { bodyOf, type Shape } from './body.ts'
import { createDeployment, createStatus, deleteDeployment, deploymentShape, statusShape } from './deployments.ts'
import type { Deployment, Repositories, Repository } from './repositories.ts'
import { shownDeployment, shownStatus } from './shown.ts'

export type Asked = {
  repository: Repository
  /** Named parts of the path: `deployment`, `status`. */
  ids: Record<string, string | undefined>
  parameters: URLSearchParams
  body: Buffer
}

export type Found = {
  status: number
  content?: unknown /** All of a list; the server shows one page of it. */
  list?: unknown[]
}

export type Route = {
  method: string
  /** As the journal and faults name it, and as GitHub documents it. */
  template: string
  /** The permission a token needs. */
  scope: string
  access: 'read' | 'write'
  shape?: Shape
  act(asked: Asked): Found
}

/** A route's template as an expression over paths; every `{part}` becomes a group of that name. */
export function pathOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/\{(\w+?)(?:_id)?\}/g, '(?<$1>[^/]+)')}$`)
}

/** Deployments and their statuses; a further part of the API is a further entry. `api` gives GitHub's address. */
export function routesOf(repositories: Repositories, api: () => string): Route[] {
  const deploymentIn = ({ repository, ids }: Asked): Deployment => {
    const deployment = repository.deployments.find(({ id }) => String(id) === ids.deployment)
    if (!deployment) throw new AwsError('Not Found', 'Not Found', 404)
    return deployment
  }

  const filters = ['sha', 'ref', 'task', 'environment'] as const
  const one = '/repos/{owner}/{repo}/deployments/{deployment_id}'

  return [
    {
      method: 'GET',
      template: '/repos/{owner}/{repo}/actions/runs/{run_id}',
      scope: 'actions',
      access: 'read',
      act({ repository, ids: { run = '' } }) {
        const createdAt = repository.runs[run]
        if (createdAt === undefined) throw new AwsError('Not Found', 'Not Found', 404)
        const created_at = new Date(createdAt).toISOString().replace(/\.\d+/, '')
        return { status: 200, content: { id: Number(run), created_at, run_started_at: created_at } }
      },
    },
    {
      method: 'POST',
      template: '/repos/{owner}/{repo}/deployments',
      scope: 'deployments',
      access: 'write',
      shape: deploymentShape,
      act({ repository, body }) {
        const deployment = createDeployment(repository, bodyOf(body, deploymentShape), repositories)
        return { status: 201, content: shownDeployment(api(), repository, deployment) }
      },
    },
    {
      method: 'GET',
      template: '/repos/{owner}/{repo}/deployments',
      scope: 'deployments',
      access: 'read',
      act({ repository, parameters }) {
        const wanted = filters.map(name => [name, parameters.get(name) ?? 'none'] as const)
        const list = repository.deployments
          .filter(deployment => wanted.every(([name, value]) => value === 'none' || deployment[name] === value))
          .map(deployment => shownDeployment(api(), repository, deployment))
        return { status: 200, list: list.reverse() }
      },
    },
    {
      method: 'GET',
      template: one,
      scope: 'deployments',
      access: 'read',
      act: asked => ({ status: 200, content: shownDeployment(api(), asked.repository, deploymentIn(asked)) }),
    },
    {
      method: 'DELETE',
      template: one,
      scope: 'deployments',
      access: 'write',
      act(asked) {
        deleteDeployment(asked.repository, deploymentIn(asked))
        return { status: 204 }
      },
    },
    {
      method: 'POST',
      template: `${one}/statuses`,
      scope: 'deployments',
      access: 'write',
      shape: statusShape,
      act(asked) {
        const deployment = deploymentIn(asked)
        const status = createStatus(asked.repository, deployment, bodyOf(asked.body, statusShape), repositories)
        return { status: 201, content: shownStatus(api(), asked.repository, deployment, status) }
      },
    },
    {
      method: 'GET',
      template: `${one}/statuses`,
      scope: 'deployments',
      access: 'read',
      act(asked) {
        const deployment = deploymentIn(asked)
        const list = deployment.statuses.map(status => shownStatus(api(), asked.repository, deployment, status))
        return { status: 200, list: list.reverse() }
      },
    },
    {
      method: 'GET',
      template: `${one}/statuses/{status_id}`,
      scope: 'deployments',
      access: 'read',
      act(asked) {
        const deployment = deploymentIn(asked)
        const status = deployment.statuses.find(({ id }) => String(id) === asked.ids.status)
        if (!status) throw new AwsError('Not Found', 'Not Found', 404)
        return { status: 200, content: shownStatus(api(), asked.repository, deployment, status) }
      },
    },
  ]
}
