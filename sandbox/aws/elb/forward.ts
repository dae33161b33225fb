// How does a request get through the load balancer?
import type { Cancel } from '../../clock.ts'
import type { HttpRequest, HttpResponse } from '../../network.ts'
import type { Answer, Reply } from '../../wire/listen.ts'
import type { Fields } from '../service.ts'
import { turnedAway } from './authentication.ts'
import { anyNode } from './nodes.ts'
import { eligible, route, type Stick, wayOf } from './routing.ts'
import { groupAnywhere, type Listener, type LoadBalancer, type Target, type TargetGroup, type World } from './state.ts'
import { countAnswers, countError, minuteAt, tallyOf } from './tally.ts'
import { transformed } from './transforms.ts'

type Sent = { response: HttpResponse; delay: number; target?: Target; targetStatus?: number }

/** What a listener does with the requests that come to its port; each one is shown to `world.observe`. */
export function answerer(world: World, balancer: LoadBalancer, listener: () => Listener): Answer {
  return async (request): Promise<Reply> => {
    const at = world.clock.now()
    const { node, index } = anyNode(world, listener())
    const { stickiness, chance } = world
    const { guards, transforms } = wayOf(node.routing, request)
    const away = guards.map(guard => turnedAway(guard, request)).find(Boolean)
    if (away) return { response: away }
    const destination = route(node.routing, request, chance.next(), { now: at, stickiness })
    const group = destination?.kind === 'group' ? groupAnywhere(world, destination.arn) : undefined
    const sent: Sent =
      destination?.kind === 'reply'
        ? { response: madeUp(destination.action.type, destination.action.settings, request), delay: 0 }
        : await forward(world, balancer, group, transformed(request, transforms))
    const { response, delay, target, targetStatus } = sent
    if (destination?.kind === 'group' && destination.stickTo) stick(response, destination.stickTo)
    const ms = world.clock.now() - at + delay
    count(balancer, index, at + ms, { group: destination?.kind === 'group' ? group : undefined, ms, sent })
    world.observe({
      at,
      loadBalancerArn: balancer.arn,
      listenerArn: listener().arn,
      targetGroupArn: group?.arn,
      target: target && `${target.ip}:${target.port}`,
      method: request.method,
      path: request.path,
      status: response.status,
      targetStatus,
      ms,
    })
    return { response, delay }
  }
}

/** Counts a request where CloudWatch will hear of it: a target group's requests are those for which there was a target. */
function count(
  balancer: LoadBalancer,
  node: number,
  at: number,
  { group, ms, sent }: { group: TargetGroup | undefined; ms: number; sent: Sent },
): void {
  const { response, target, targetStatus } = sent
  const minute = minuteAt(balancer, node, at)
  const tally = group && target && tallyOf(minute, group.arn)
  if (tally) tally.requests++
  if (tally && targetStatus !== undefined) {
    countAnswers(tally, targetStatus)
    tally.times.set(ms, (tally.times.get(ms) ?? 0) + 1)
  } else if (response.status >= 500) {
    countError(minute, response.status)
    if (tally && response.status === 502) tally.refused++
  }
}

/**
 * Sends a request to the group's next target. No target: 503; refused or cut connection: 502; too slow: 504.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
async function forward(
  world: World,
  balancer: LoadBalancer,
  group: TargetGroup | undefined,
  request: HttpRequest,
): Promise<Sent> {
  const target = group && nextTarget(group)
  if (!target) return { response: page(503), delay: 0 }
  const { network, clock } = world
  const idle = Number(balancer.attributes.get('idle_timeout.timeout_seconds')) * 1000
  let patience: Cancel | undefined
  const tooLate = new Promise<undefined>(resolve => {
    patience = clock.after(idle, () => resolve(undefined))
  })
  try {
    const answer = await Promise.race([network.send(`${target.ip}:${target.port}`, forwarded(request)), tooLate])
    if (!answer) return { response: page(504), delay: 0, target }
    const { afterMs = 0, ...response } = answer
    if (afterMs >= idle) return { response: page(504), delay: idle, target }
    return { response, delay: afterMs, target, targetStatus: response.status }
  } catch {
    return { response: page(502), delay: 0, target }
  } finally {
    patience?.()
  }
}

function nextTarget(group: TargetGroup): Target | undefined {
  const targets = eligible([...group.targets.values()])
  return targets[group.turn++ % targets.length]
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html */
function forwarded(request: HttpRequest): HttpRequest {
  const before = request.headers['x-forwarded-for']
  return {
    ...request,
    headers: {
      ...request.headers,
      'x-forwarded-for': before ? `${before}, 127.0.0.1` : '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': request.headers.host?.split(':')[1] ?? '80',
    },
  }
}

const titles: Record<number, string> = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
}

/** The load balancer's own error pages. */
function page(status: number): HttpResponse {
  const title = `${status} ${titles[status]}`
  const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
  return { status, headers: { server: 'awselb/2.0', 'content-type': 'text/html' }, body: Buffer.from(html) }
}

function madeUp(type: 'fixed-response' | 'redirect', settings: Fields, { path, headers }: HttpRequest): HttpResponse {
  const text = (member: string, otherwise: string) => String(settings[member] ?? otherwise)
  if (type === 'fixed-response') {
    return {
      status: Number(text('StatusCode', '200')),
      headers: { server: 'awselb/2.0', 'content-type': text('ContentType', 'text/plain') },
      body: Buffer.from(text('MessageBody', '')),
    }
  }
  const [plain = '/', query = ''] = path.split('?')
  const [host = '', port = '80'] = (headers.host ?? '').split(':')
  const parts: Record<string, string> = { protocol: 'http', host, port, path: plain.slice(1), query }
  const filled = (member: string, otherwise: string) =>
    text(member, otherwise).replace(/#\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
  const search = filled('Query', '#{query}')
  const location = `${filled('Protocol', '#{protocol}').toLowerCase()}://${filled('Host', '#{host}')}:${filled('Port', '#{port}')}${filled('Path', '/#{path}')}${search && `?${search}`}`
  return {
    status: text('StatusCode', 'HTTP_302') === 'HTTP_301' ? 301 : 302,
    headers: { location },
    body: Buffer.alloc(0),
  }
}

function stick(response: HttpResponse, { cookie, seconds }: Stick): void {
  response.headers = { ...response.headers, 'set-cookie': `${cookie}; Max-Age=${seconds}; Path=/` }
}
