// How is a pair taken up: held, looked at anew, and made known to those who may have to tidy up?
import { fingerprint } from '../decisions/listener-rule.ts'
import { groupName } from '../decisions/live-colour.ts'
import { loadBalancerDimension } from '../decisions/metric-plan.ts'
import type { Subject } from '../evidence/measure.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import type { World } from '../world.ts'
import { type Everybody, type Found, findPair } from './find-pair.ts'
import type { Held } from './hold-rule.ts'
import type { Ready, Shift } from './shift.ts'
import type { PairOrder } from './shift-pair.ts'

/** What the end of the job needs to know of a pair, should this process not come to its own end. */
export type KeptPair = {
  name: string
  cluster: string
  /** ARN of the production rule; where its test rule stands, and who made it. */
  rule: string
  test: { listener: string; priority: number; holder: string }
  blue: { service: string; group: string }
  green: { service: string; group: string }
}

/** Under the lock everything is looked at anew: whoever had it may have moved it. */
export async function takeUp(
  first: Found,
  group: string,
  held: Held,
  order: PairOrder,
  everybody: Everybody,
  log: Log,
  world: World,
): Promise<Shift> {
  const again = await findPair(first.wanted, order, everybody, world)
  const found: Ready = { ...again, green: { ...again.green, group: again.green.group ?? group } }
  const groups = await world.targetGroups()
  const [blue, green] = await Promise.all([groups.times(found.blue.group), groups.times(found.green.group)])
  const keeping = [found.blue.group, found.green.group].filter((_, i) => [blue, green][i]?.stickiness !== undefined)
  if (keeping.length > 0 && found.sticky === undefined)
    throw new Failure(
      `${found.wanted.name}: ${keeping.map(groupName).join(' and ')} keeps clients with their targets (stickiness), and the rule does not keep them with their group, which AWS refuses for two groups: turn the rule's stickiness on, or that of the groups off.`,
    )
  const now = world.clock.now()
  const hinted = Math.round(found.share) === held.note.weight && held.note.since > 0
  return {
    ...{
      found,
      held,
      rules: await world.listenerRules(),
      log,
      ladder: order.ladder,
      phase: 'preparing',
      back: undefined,
      resting: undefined,
      ruleGone: false,
      pending: undefined,
    },
    ...{ share: found.share, since: hinted ? held.note.since : now, expected: fingerprint(found.rule.actions) },
    seen: { rule: found.rule, at: now },
    ...{ size: sizeOf(found), times: { blue, green }, decisions: [] },
    history: [{ at: now, green: found.share }],
  }
}

/** How many tasks carry the traffic. Somebody may have scaled blue down since green has some. */
const sizeOf = ({ blue, green, share }: Found): number =>
  Math.max(blue.service.desired, share > 0 ? (green.service?.desired ?? 0) : 0)

/** What is measured of green. */
export async function subjectOf({ found, since, share }: Shift, world: World): Promise<Subject> {
  const { cluster, green, blue, revision } = found
  const [group] = await (await world.targetGroups()).describe([green.group])
  const [balancer] = group?.loadBalancers ?? []
  return {
    ...{ cluster, service: green.name, revision, group: green.group, since },
    loadBalancer: balancer === undefined ? undefined : loadBalancerDimension(balancer),
    control: share < 100 ? blue.group : undefined,
    before: { group: blue.group, until: since },
  }
}

/** Tells the end of the job, before anything is changed. */
export function keepForPost(
  { cluster, rule, route, blue, green, wanted }: Found,
  group: string,
  order: PairOrder,
  world: World,
) {
  order.kept.push({
    ...{ name: wanted.name, cluster, rule: rule.arn },
    test: { listener: route.listener, priority: route.priority, holder: order.holder },
    blue: { service: blue.service.name, group: blue.group },
    green: { service: green.name, group },
  })
  world.runner.keep('pairs', JSON.stringify(order.kept))
}
