// Where does a request go?
import type { HttpRequest } from '../../network.ts'
import type { Action, Forward, Other } from './actions.ts'
import { type Guard, isGuard } from './authentication.ts'
import { type Condition, fits } from './conditions.ts'
import type { Transform } from './transforms.ts'

/** What a node goes by. */
export type Routing = {
  rules: { conditions: Condition[]; actions: Action[]; transforms?: Transform[] }[]
  defaultActions: Action[]
}

export type Destination = { kind: 'group'; arn: string; stickTo: Stick | undefined } | { kind: 'reply'; action: Other }
/** A client is to come back to the same group: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html */
export type Stick = { cookie: string; seconds: number }

/** Whether a client comes back to a group that has weight 0 by now, and whether its time begins anew with each request. */
export type Stickiness = { zero: boolean; renews: boolean }
export const usualStickiness: Stickiness = { zero: true, renews: false }

const stickyCookie = 'AWSALBTG'

/**
 * The destination of a request; default actions and rules are alike. `draw` is a number from 0 (included) to 1
 * (excluded) that decides between weighted groups. Undefined when all weights are 0.
 */
export function route(
  routing: Routing,
  request: HttpRequest,
  draw: number,
  { now, stickiness }: { now: number; stickiness: Stickiness } = { now: 0, stickiness: usualStickiness },
): Destination | undefined {
  const action = actionFor(routing, request)
  if (!action) return undefined
  if (action.type !== 'forward') return { kind: 'reply', action }
  const { groups, stickySeconds } = action
  if (stickySeconds === undefined) {
    const chosen = weighted(groups, draw)
    return chosen && { kind: 'group', arn: chosen.arn, stickTo: undefined }
  }
  const pin = remembered(request)
  const back = pin && comesBack(action, pin, now, stickiness)
  const chosen = back ? pin : weighted(groups, draw)
  if (!chosen) return undefined
  const until = back && !stickiness.renews ? pin.until : now + stickySeconds * 1000
  const cookie = `${stickyCookie}=${sealed({ arn: chosen.arn, until })}`
  return { kind: 'group', arn: chosen.arn, stickTo: { cookie, seconds: Math.ceil((until - now) / 1000) } }
}

/** What is to be done with a request in the end: the last action of the first rule that fits. */
export function actionFor(routing: Routing, request: HttpRequest): Forward | Other | undefined {
  const action = ruleFor(routing, request).actions.at(-1)
  return action && !isGuard(action.type) ? (action as Forward | Other) : undefined
}

/** What becomes of a request before that: who must be let in, and what is rewritten. */
export function wayOf(routing: Routing, request: HttpRequest): { guards: Guard[]; transforms: Transform[] } {
  const { actions, transforms = [] } = ruleFor(routing, request)
  return { guards: actions.filter((action): action is Guard => isGuard(action.type)), transforms }
}

function ruleFor(
  { rules, defaultActions }: Routing,
  request: HttpRequest,
): Omit<Routing['rules'][number], 'conditions'> {
  const rule = rules.find(({ conditions }) => conditions.every(condition => fits(condition, request)))
  return rule ?? { actions: defaultActions }
}

/** A client's group, and the AWS time until which it comes back there. */
export type Pin = { arn: string; until: number }

/** Whether a client still goes where it went before. */
export function comesBack({ groups }: Forward, { arn, until }: Pin, now: number, { zero }: Stickiness): boolean {
  return until > now && groups.some(group => group.arn === arn && (zero || group.weight > 0))
}

/** The group in whose share of the total weight `draw` falls. */
export function weighted<T extends { weight: number }>(groups: T[], draw: number): T | undefined {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0)
  let left = draw * total
  return groups.find(({ weight }) => {
    left -= weight
    return left < 0
  })
}

const sealed = (pin: Pin) => Buffer.from(`${pin.until} ${pin.arn}`).toString('base64url')

function remembered({ headers }: HttpRequest): Pin | undefined {
  const cookie = headers.cookie?.split(/; */).find(one => one.startsWith(`${stickyCookie}=`))
  const text = cookie && Buffer.from(cookie.slice(stickyCookie.length + 1), 'base64url').toString()
  const [, until, arn] = /^(\d+(?:\.\d+)?) (.+)$/.exec(text ?? '') ?? []
  return arn === undefined ? undefined : { arn, until: Number(until) }
}

/**
 * The targets that may get a request: the healthy ones; when all that were checked are unhealthy, those (the load
 * balancer fails open). Targets that register or drain get nothing new.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function eligible<T extends { health: { state: string }; drainsUntil: number | undefined }>(targets: T[]): T[] {
  const staying = targets.filter(({ drainsUntil }) => drainsUntil === undefined)
  const healthy = staying.filter(({ health }) => health.state === 'healthy')
  return healthy.length > 0 ? healthy : staying.filter(({ health }) => health.state === 'unhealthy')
}
