// How does GitHub answer a job's requests?
import { refusal } from '../aws/refusals.ts'
import type { AwsError } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Ids } from '../ids.ts'
import type { Journal } from '../journal.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { type Call, exchange } from '../wire/exchange.ts'
import type { Answer } from '../wire/listen.ts'
import { unknownFields } from './body.ts'
import { claimsOf, type Jobs, permissionOf } from './jobs.ts'
import type { Oidc } from './oidc.ts'
import { onePage } from './paging.ts'
import type { Repositories } from './repositories.ts'
import { pathOf, type Route, routesOf } from './routes.ts'

export type GithubSurroundings = {
  repositories: Repositories
  jobs: Jobs
  oidc: Oidc
  clock: Clock
  ids: Ids
  faults: Faults
  journal: Journal
  /** GitHub's address. */
  url: () => string
}

const hourlyLimit = 1000

/** Answers GitHub's REST API for the jobs' tokens, and gives out their identity tokens. */
export function githubServer({
  repositories,
  jobs,
  oidc,
  clock,
  ids,
  faults,
  journal,
  url,
}: GithubSurroundings): Answer {
  const routes = routesOf(repositories, url).map(route => ({ ...route, path: pathOf(route.template) }))

  const identityToken = (request: HttpRequest, asked: URL): HttpResponse => {
    const job = jobs.byIdTokenToken(tokenIn(request))
    if (!job) return refused(refusal('github', 'unknown-key'))
    return answer(200, { value: oidc.issue(claimsOf(job, asked.searchParams.get('audience'))) })
  }

  const admit = (request: HttpRequest, route: Route | undefined, repository: string): void => {
    if (!request.headers.authorization) throw refusal('github', 'no-signature')
    const job = jobs.byToken(tokenIn(request))
    if (!job) throw refusal('github', 'unknown-key')
    if (!route || job.repository.toLowerCase() !== repository.toLowerCase())
      throw refusal('github', 'unknown-operation')
    const permission = permissionOf(job, route.scope)
    if (permission === 'none' || (route.access === 'write' && permission === 'read'))
      throw refusal('github', 'access-denied')
  }

  const answer = (status: number, content: unknown, headers: Record<string, string> = {}): HttpResponse => ({
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': ids(16).toUpperCase(),
      'x-github-media-type': 'github.v3; format=json',
      'x-ratelimit-limit': String(hourlyLimit),
      'x-ratelimit-remaining': String(hourlyLimit - 1),
      'x-ratelimit-reset': String(Math.ceil(clock.now() / 1000) + 3600),
      ...headers,
    },
    body: content === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(content)),
  })

  const refused = ({ status, message, members }: AwsError): HttpResponse => {
    const content = { message, ...members, documentation_url: 'https://docs.github.com/rest', status: String(status) }
    const limited = status === 429 || /rate limit/.test(message)
    return answer(status, content, limited ? { 'retry-after': '60', 'x-ratelimit-remaining': '0' } : {})
  }

  return async request => {
    const asked = new URL(request.path, url())
    if (asked.pathname === '/_oidc/token') return { response: identityToken(request, asked) }
    const route = routes.find(({ method, path }) => method === request.method && path.test(asked.pathname))
    const { owner, repo, ...ids } = route?.path.exec(asked.pathname)?.groups ?? {}
    const name = `${owner}/${repo}`
    const content = readable(request.body)
    const call: Call = {
      service: 'github',
      operation: `${request.method} ${route?.template ?? asked.pathname}`,
      tongue: 'github',
      account: '',
      caller: name,
      denial: 'Resource not accessible by integration',
      input: { ...ids, ...Object.fromEntries(asked.searchParams), ...content },
      remarks: content && route?.shape ? unknownFields(content, route.shape) : [],
    }

    return exchange(
      call,
      {
        admit: () => admit(request, route, name),
        act() {
          const repository = repositories.find(name) ?? repositories.put(name)
          const given = { repository, ids, parameters: asked.searchParams, body: request.body }
          const found = route?.act(given) ?? { status: 404 }
          if (!found.list) return answer(found.status, found.content)
          const { list, link } = onePage(found.list, asked)
          return answer(found.status, list, link ? { link } : {})
        },
        refuse: refused,
      },
      { faults, journal },
    )
  }
}

const tokenIn = ({ headers }: HttpRequest) => /^(?:token|bearer)\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''

function readable(body: Buffer): object | undefined {
  try {
    const content: unknown = JSON.parse(body.toString())
    return typeof content === 'object' && content !== null ? content : undefined
  } catch {
    return undefined
  }
}
