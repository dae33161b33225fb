// Where does a request go?
import type { HttpRequest } from '../../network.ts'
import type { Action, Forward, Other } from './actions.ts'
import { type Condition, fits } from './conditions.ts'

type Rules = { rules: { conditions: Condition[]; actions: Action[] }[]; defaultActions: Action[] }

export type Destination = { kind: 'group'; arn: string; stickTo: Stick | undefined } | { kind: 'reply'; action: Other }
/** A client is to come back to the same group: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html */
export type Stick = { cookie: string; seconds: number }

const stickyCookie = 'AWSALBTG'

/**
 * The destination of a request; default actions and rules are alike. `draw` is a number from 0 (included) to 1
 * (excluded) that decides between weighted groups. Undefined when all weights are 0.
 */
export function route({ rules, defaultActions }: Rules, request: HttpRequest, draw: number): Destination | undefined {
  const rule = rules.find(({ conditions }) => conditions.every(condition => fits(condition, request)))
  const action = (rule?.actions ?? defaultActions).at(-1)
  if (!action) return undefined
  return action.type === 'forward' ? chooseGroup(action, request, draw) : { kind: 'reply', action }
}

function chooseGroup({ groups, stickySeconds }: Forward, request: HttpRequest, draw: number): Destination | undefined {
  const known = stickySeconds === undefined ? undefined : groups.find(({ arn }) => arn === remembered(request))
  const chosen = known ?? weighted(groups, draw)
  if (!chosen) return undefined
  const stickTo =
    stickySeconds === undefined
      ? undefined
      : { cookie: `${stickyCookie}=${sealed(chosen.arn)}`, seconds: stickySeconds }
  return { kind: 'group', arn: chosen.arn, stickTo }
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

const sealed = (arn: string) => Buffer.from(arn).toString('base64url')

function remembered({ headers }: HttpRequest): string | undefined {
  const cookie = headers.cookie?.split(/; */).find(one => one.startsWith(`${stickyCookie}=`))
  return cookie && Buffer.from(cookie.slice(stickyCookie.length + 1), 'base64url').toString()
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
