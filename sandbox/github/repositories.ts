// Which repositories, refs and deployments does GitHub know?
import { createHash } from 'node:crypto'
import { AwsError } from '../aws/service.ts'
import type { Clock } from '../clock.ts'

/** Any of these; https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status */
export const states = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'] as const
export type State = (typeof states)[number]

export type DeploymentStatus = {
  id: number
  state: State
  description: string
  environment: string
  log_url: string
  environment_url: string
  createdAt: number
}

export type Deployment = {
  id: number
  sha: string
  ref: string
  task: string
  payload: unknown
  originalEnvironment: string
  environment: string
  description: string | null
  transient: boolean
  production: boolean
  createdAt: number
  updatedAt: number
  /** Oldest first. */
  statuses: DeploymentStatus[]
}

export type Repository = {
  id: number
  /** `acme/app` */
  name: string
  /** Commit by branch or tag; while it is undefined every ref exists. */
  refs: Record<string, string> | undefined
  /** Commit by branch or tag, as jobs have named them. */
  heard: Map<string, string>
  /** Refs that do not merge with the default branch: creating a deployment of them is a conflict. */
  conflicts: string[]
  /** Oldest first. */
  deployments: Deployment[]
  /** When runs of workflows were first started, by their id (milliseconds since the epoch). */
  runs: Record<string, number>
}

export type Repositories = {
  find(name: string): Repository | undefined
  /** The repository of that name, made when there is none; what is given of it replaces what it had. */
  put(name: string, given?: Partial<Pick<Repository, 'refs' | 'conflicts' | 'runs'>>): Repository
  /** A number that no other thing has, ascending. */
  nextId(): number
  now(): number
}

export function repositoriesOf({ clock }: { clock: Clock }): Repositories {
  const repositories = new Map<string, Repository>()
  let lastId = 2_100_000_000
  const nextId = () => ++lastId
  return {
    nextId,
    now: clock.now,
    find: name => repositories.get(name.toLowerCase()),
    put(name, given = {}) {
      const known = repositories.get(name.toLowerCase())
      const repository = known ?? {
        id: nextId(),
        name,
        refs: undefined,
        heard: new Map(),
        conflicts: [],
        deployments: [],
        runs: {},
      }
      Object.assign(repository, given)
      repositories.set(name.toLowerCase(), repository)
      return repository
    },
  }
}

/** `refs/heads/main` and `refs/tags/main` as people write them. */
export const shortRef = (ref: string) => ref.replace(/^refs\/(heads|tags)\//, '')

/** The commit a ref stands for. Throws GitHub's 422 when there is none. */
export function commitOf({ refs, heard, name }: Repository, ref: string): string {
  const short = shortRef(ref)
  const commit = refs ? refs[short] : heard.get(short)
  if (commit !== undefined) return commit
  const isCommit = /^[0-9a-f]{40}$/.test(ref)
  if (isCommit && (!refs || Object.values(refs).includes(ref))) return ref
  if (refs) throw new AwsError('No ref found', `No ref found for: ${ref}`, 422)
  return createHash('sha1').update(`${name} ${short}`).digest('hex')
}
