// How does GitHub answer a job's requests?
import { refusal } from '../aws/refusals.ts'
import { AwsError } from '../aws/service.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Ids } from '../ids.ts'
import type { Journal } from '../journal.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { replyOf } from '../wire/front-door.ts'
import type { Answer, Reply } from '../wire/listen.ts'
import { unknownFields } from './body.ts'
import { claimsOf, type JobSpec, type Jobs, permissionOf } from './jobs.ts'
import type { Oidc } from './oidc.ts'
import { onePage } from './paging.ts'
import type { Repositories } from './repositories.ts'
import { type Found, pathOf, type Route, routesOf } from './routes.ts'

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

  const identityToken = (request: HttpRequest): HttpResponse => {
    const job = jobs.byIdTokenToken(tokenIn(request))
    if (!job) throw refusal('github', 'unknown-key')
    const audience = new URL(request.path, url()).searchParams.get('audience')
    return answer(200, { value: oidc.issue(claimsOf(job, audience)) })
  }

  const admit = (request: HttpRequest, { method, template, scope, access }: Route, repository: string): JobSpec => {
    const job = jobs.byToken(tokenIn(request))
    if (!request.headers.authorization) throw refusal('github', 'no-signature')
    if (!job) throw refusal('github', 'unknown-key')
    if (job.repository.toLowerCase() !== repository.toLowerCase()) throw refusal('github', 'unknown-operation')
    const permission = permissionOf(job, scope)
    if (permission === 'none' || (access === 'write' && permission === 'read'))
      throw new AwsError('Forbidden', 'Resource not accessible by integration', 403, {
        needed: `${method} ${template}`,
      })
    return job
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

  const refused = ({ status, message, members: { needed: _, ...members } }: AwsError): HttpResponse => {
    const content = { message, ...members, documentation_url: 'https://docs.github.com/rest', status: String(status) }
    return answer(status, content, status === 429 ? { 'retry-after': '60', 'x-ratelimit-remaining': '0' } : {})
  }

  return async (request): Promise<Reply> => {
    const { pathname, searchParams: parameters } = new URL(request.path, url())
    const route = routes.find(({ method, path }) => method === request.method && path.test(pathname))
    const { owner, repo, ...parts } = route?.path.exec(pathname)?.groups ?? {}
    const name = `${owner}/${repo}`
    const operation = `${request.method} ${route?.template ?? pathname}`
    const input = { ...parts, ...Object.fromEntries(parameters), ...readable(request.body) }
    const remarks = route?.shape && readable(request.body) ? unknownFields(request.body, route.shape) : []
    let reply: Reply
    let error: AwsError | undefined
    try {
      if (pathname === '/_oidc/token') return { response: identityToken(request) }
      if (!route) throw refusal('github', 'unknown-operation')
      admit(request, route, name)
      const denial = 'Resource not accessible by integration'
      const effect = faults.meet({ service: 'github', operation, account: '', tongue: 'github', denial, input })
      if (effect?.kind === 'error') throw new AwsError(effect.code, effect.message, effect.status)
      const carriedOut = effect?.kind !== 'drop' && effect?.kind !== 'hang'
      const repository = repositories.find(name) ?? repositories.put(name)
      const found: Found = carriedOut
        ? route.act({ repository, ids: parts, parameters, body: request.body })
        : { status: 200 }
      const { list, link } = found.list
        ? onePage(found.list, new URL(request.path, url()))
        : { list: found.content, link: undefined }
      reply = replyOf(answer(found.status, list, link ? { link } : {}), effect)
    } catch (thrown) {
      error =
        thrown instanceof AwsError ? thrown : refusal('github', 'server-error', `The sandbox itself failed: ${thrown}`)
      reply = { response: refused(error) }
    }
    journal.write({
      service: 'github',
      operation,
      account: '',
      caller: name,
      input,
      status: typeof reply === 'object' ? reply.response.status : undefined,
      ...(error && { error: error.code }),
      ...(remarks.length > 0 && { remarks: remarks.map(field => `unknown field: ${field}`) }),
    })
    return reply
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
