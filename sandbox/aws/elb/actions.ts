// What can a listener or a rule do with a request?
import type { Weighted } from '../seams.ts'
import type { Fields } from '../service.ts'
import { refuse } from './refuse.ts'

/** `stickySeconds` is set when clients are to stay with their group. */
export type Forward = {
  type: 'forward'
  groups: Weighted[]
  stickySeconds: number | undefined
  order: number | undefined
}
/** `fixed-response` and `redirect`; `settings` as the API names them. */
export type Other = { type: 'fixed-response' | 'redirect'; settings: Fields; order: number | undefined }
export type Action = Forward | Other

/**
 * Reads a list of actions; its last one decides. Throws `ValidationError` where AWS does, and by name for the kinds
 * that the sandbox does not play (authentication).
 */
export function readActions(inputs: Fields[]): Action[] {
  if (inputs.length === 0) throw refuse.value('At least one action must be specified')
  return inputs.map(readAction)
}

function readAction(input: Fields): Action {
  const order = typeof input.Order === 'number' ? input.Order : undefined
  const { Type: type } = input
  if (type === 'fixed-response') return { type, settings: (input.FixedResponseConfig ?? {}) as Fields, order }
  if (type === 'redirect') return { type, settings: redirectOf((input.RedirectConfig ?? {}) as Fields), order }
  if (type !== 'forward') throw refuse.configuration(`The sandbox does not play actions of type '${type}'`)
  const config = input.ForwardConfig as ForwardConfig | undefined
  const tuples =
    config?.TargetGroups ?? (input.TargetGroupArn ? [{ TargetGroupArn: String(input.TargetGroupArn) }] : [])
  if (tuples.length === 0) throw refuse.value('A target group ARN must be specified')
  if (tuples.length > 5) throw refuse.value('A maximum of 5 target groups can be specified per action')
  const groups = tuples.map(({ TargetGroupArn: arn = '', Weight: weight }) => {
    if (weight === undefined && tuples.length > 1)
      throw refuse.value('A weight must be specified for each target group when forwarding to multiple target groups')
    if (weight !== undefined && !(weight >= 0 && weight <= 999))
      throw refuse.value(`The weight '${weight}' must be between 0 and 999`)
    return { arn, weight: weight ?? 1 }
  })
  const stickiness = config?.TargetGroupStickinessConfig
  const stickySeconds = stickiness?.Enabled ? (stickiness.DurationSeconds ?? 3600) : undefined
  return { type, groups, stickySeconds, order }
}

/** The wire reads every `Port` as a number; here it may be the placeholder `#{port}`, which is none. */
const redirectOf = ({ Port, ...rest }: Fields): Fields =>
  Port === undefined ? rest : { ...rest, Port: Number.isNaN(Port) ? '#{port}' : String(Port) }

type ForwardConfig = {
  TargetGroups?: { TargetGroupArn?: string; Weight?: number }[]
  TargetGroupStickinessConfig?: { Enabled?: boolean; DurationSeconds?: number }
}

/** As DescribeListeners and DescribeRules show it: a single group in both forms, several only in `ForwardConfig`. */
export function shownAction(action: Action): Fields {
  const { type: Type, order: Order } = action
  if (action.type !== 'forward') {
    const member = action.type === 'redirect' ? 'RedirectConfig' : 'FixedResponseConfig'
    return { Type, Order, [member]: action.settings }
  }
  const [only, ...others] = action.groups
  return {
    Type,
    TargetGroupArn: others.length === 0 ? only?.arn : undefined,
    Order,
    ForwardConfig: {
      TargetGroups: action.groups.map(({ arn, weight }) => ({ TargetGroupArn: arn, Weight: weight })),
      TargetGroupStickinessConfig: {
        Enabled: action.stickySeconds !== undefined,
        DurationSeconds: action.stickySeconds,
      },
    },
  }
}

/** ARNs of all groups that actions forward to. */
export function groupsOf(actions: Action[]): string[] {
  return actions.flatMap(action => (action.type === 'forward' ? action.groups.map(({ arn }) => arn) : []))
}
