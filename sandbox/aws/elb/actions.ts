// What can a listener or a rule do with a request?
import type { Weighted } from '../seams.ts'
import type { Fields } from '../service.ts'
import { type Guard, isGuard, readGuard, shownGuard } from './authentication.ts'
import { refuse } from './refuse.ts'

/** `stickySeconds` is set when clients are to stay with their group; `stickiness` is what was said about it. */
export type Forward = {
  type: 'forward'
  groups: Weighted[]
  stickySeconds: number | undefined
  stickiness?: Fields
  order: number | undefined
}
/** `fixed-response` and `redirect`; `settings` as the API names them. */
export type Other = { type: 'fixed-response' | 'redirect'; settings: Fields; order: number | undefined }
export type Action = Forward | Other | Guard

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupStickinessConfig.html */
const longestStickiness = 604_800
const mostGroups = 5

/**
 * Reads a list of actions in their order; the last one decides. `before` are those that it replaces. Throws
 * `ValidationError` or `InvalidLoadBalancerAction` where AWS does.
 */
export function readActions(inputs: Fields[], protocol: string, before: Action[] = []): Action[] {
  if (inputs.length === 0) throw refuse.value('At least one action must be specified')
  const known = before.filter((action): action is Guard => isGuard(action.type))
  const actions = inputs.map(input => readAction(input, known))
  const orders = actions.map(({ order }) => order)
  if (actions.length > 1 && orders.includes(undefined))
    throw refuse.action('An order must be specified for each action of a rule with several actions')
  if (new Set(orders).size < orders.length) throw refuse.action('The order of each action must be unique')
  actions.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
  const last = actions.at(-1)
  if (!last || isGuard(last.type) || !actions.slice(0, -1).every(({ type }) => isGuard(type)))
    throw refuse.action(
      "The actions must contain exactly one of the types 'forward', 'redirect' and 'fixed-response', and it must be the last action to be performed",
    )
  if (protocol !== 'HTTPS' && actions.length > 1)
    throw refuse.action(`Actions of type '${actions[0]?.type}' are supported only on HTTPS listeners`)
  return actions
}

function readAction(input: Fields, before: Guard[]): Action {
  const order = typeof input.Order === 'number' ? input.Order : undefined
  if (order !== undefined && !(order >= 1 && order <= 50_000))
    throw refuse.value(`The order '${order}' must be between 1 and 50000`)
  const { Type: type } = input
  if (isGuard(type)) return { ...readGuard(type, input, before), order }
  if (type === 'fixed-response') return { type, settings: (input.FixedResponseConfig ?? {}) as Fields, order }
  if (type === 'redirect') return { type, settings: redirectOf((input.RedirectConfig ?? {}) as Fields), order }
  if (type !== 'forward') throw refuse.configuration(`The sandbox does not play actions of type '${type}'`)
  return { ...readForward(input), order }
}

function readForward(input: Fields): Omit<Forward, 'order'> {
  const config = input.ForwardConfig as ForwardConfig | undefined
  const scalar = input.TargetGroupArn === undefined ? [] : [{ TargetGroupArn: String(input.TargetGroupArn) }]
  const tuples: Tuple[] = config?.TargetGroups ?? scalar
  if (tuples.length === 0) throw refuse.value('A target group ARN must be specified')
  if (tuples.length > mostGroups)
    throw refuse.value(`A maximum of ${mostGroups} target groups can be specified per action`)
  const arns = tuples.map(({ TargetGroupArn: arn = '' }) => arn)
  if (scalar.length > 0 && (arns.length > 1 || arns[0] !== scalar[0]?.TargetGroupArn))
    throw refuse.value('You cannot specify both a target group ARN and different target groups in ForwardConfig')
  if (new Set(arns).size < arns.length) throw refuse.value('A target group can be specified only once per action')
  const groups = tuples.map(({ Weight: weight }, index) => {
    if (weight === undefined && tuples.length > 1)
      throw refuse.value('A weight must be specified for each target group when forwarding to multiple target groups')
    if (weight !== undefined && !(Number.isInteger(weight) && weight >= 0 && weight <= 999))
      throw refuse.value(`The weight '${weight}' must be between 0 and 999`)
    return { arn: arns[index] ?? '', weight: weight ?? 1 }
  })
  const { Enabled: sticks = false, DurationSeconds: seconds } = config?.TargetGroupStickinessConfig ?? {}
  if (seconds !== undefined && !(seconds >= 1 && seconds <= longestStickiness))
    throw refuse.value(`Target group stickiness duration '${seconds}' must be between 1 and ${longestStickiness}`)
  if (sticks && seconds === undefined) throw refuse.value('A target group stickiness duration must be specified')
  const stickiness = { Enabled: sticks, DurationSeconds: seconds }
  return { type: 'forward', groups, stickySeconds: sticks ? seconds : undefined, stickiness }
}

/** The wire reads every `Port` as a number; here it may be the placeholder `#{port}`, which is none. */
const redirectOf = ({ Port, ...rest }: Fields): Fields =>
  Port === undefined ? rest : { ...rest, Port: Number.isNaN(Port) ? '#{port}' : String(Port) }

type Tuple = { TargetGroupArn?: string; Weight?: number }
type ForwardConfig = {
  TargetGroups?: Tuple[]
  TargetGroupStickinessConfig?: { Enabled?: boolean; DurationSeconds?: number }
}

/** As DescribeListeners and DescribeRules show it: a single group in both forms, several only in `ForwardConfig`. */
export function shownAction(action: Action): Fields {
  const { type: Type, order: Order } = action
  if (action.type === 'redirect' || action.type === 'fixed-response') {
    const member = action.type === 'redirect' ? 'RedirectConfig' : 'FixedResponseConfig'
    return { Type, Order, [member]: action.settings }
  }
  if (action.type !== 'forward') return shownGuard(action as Guard)
  const [only, ...others] = action.groups
  return {
    Type,
    TargetGroupArn: others.length === 0 ? only?.arn : undefined,
    Order,
    ForwardConfig: {
      TargetGroups: action.groups.map(({ arn, weight }) => ({ TargetGroupArn: arn, Weight: weight })),
      TargetGroupStickinessConfig: action.stickiness ?? { Enabled: false },
    },
  }
}

/** ARNs of all groups that actions forward to. */
export function groupsOf(actions: Action[]): string[] {
  return actions.flatMap(action => (action.type === 'forward' ? action.groups.map(({ arn }) => arn) : []))
}
