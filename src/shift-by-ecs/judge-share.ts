// What does the evidence say of green, with the share of production that it has?
import { showTime } from '../decisions/duration.ts'
import type { EvidenceJudgement } from '../decisions/evidence.ts'
import { ownBakes, stepsOf } from '../decisions/native-strategy.ts'
import { goesBack } from '../decisions/pause.ts'
import { type Lead, whatFollows } from '../decisions/reaction.ts'
import { LEAST_KEPT } from '../decisions/shift-plan.ts'
import { createMeasure } from '../evidence/measure.ts'
import type { Look } from '../release/look.ts'
import type { World } from '../world.ts'
import type { NativeOrder, ShiftRun } from './order.ts'

/**
 * Asks for all of the evidence once, of the revision that serves now: so what may not be read is known before anything
 * shifts. Throws a Failure.
 */
export async function checkEvidence(
  { cluster, target, evidence }: NativeOrder,
  world: World,
  look: Look,
): Promise<void> {
  if (!evidence) return
  const { service, revision } = target
  const [route] = await (await world.ecsShift()).routesNow(cluster, service)
  const where = { loadBalancer: balancerOf(route?.rule), group: route?.group, control: undefined }
  const subject = { cluster, service, revision, ...where, since: look.clock.now() }
  await createMeasure(subject, evidence.options, world, look.log).check()
}

/** Green's evidence begins anew with each share; blue is its control while it has traffic. */
export function restartMeasure(run: ShiftRun, since: number): void {
  const { order, world, look, share, rollout, history } = run
  const [green] = run.routes?.green ?? []
  const blue = run.routes?.blue.find(({ group }) => group !== green?.group)?.group
  const control = share < 100 ? blue : undefined
  run.measureAt = 0
  run.measure?.restart(since, control)
  if (run.measure || !order.evidence) return
  const begun = history[1]?.at ?? since
  run.measure = createMeasure(
    {
      ...{ cluster: order.cluster, service: rollout.service, revision: rollout.following.revision },
      ...{ loadBalancer: balancerOf(green?.rule), group: green?.group, control, since },
      ...(blue === undefined ? {} : { before: { group: blue, until: Math.min(begun, since) } }),
    },
    order.evidence.options,
    world,
    look.log,
  )
}

/** `app/name/id`, which the ARNs of rules and listeners have as well as metrics. */
const balancerOf = (rule: string | undefined): string | undefined => rule?.match(/(?:app|net)\/[^/]+\/[^/]+/)?.[0]

/** What follows from all that is known of green with its present share. */
export async function judgeShare(run: ShiftRun): Promise<Lead> {
  const { order, share, shareSince, look, measure, record, sentBack } = run
  const now = look.clock.now()
  if (sentBack || (record && goesBack(record))) return { lead: 'wait', because: 'it goes back' }
  if (share === 0) return { lead: 'wait', because: 'green has no production traffic yet' }
  const index = stepsOf(run.configuration).findIndex(percent => percent >= share - 0.06)
  const bake = order.bakes.at(index) ?? order.bakes.at(-1) ?? 0
  const bakeEndsAt = shareSince + Math.max(bake, share < 100 ? 0 : LEAST_KEPT - ownBakes(run.configuration).last)
  run.bakeEndsAt = bakeEndsAt
  if (!measure || !order.evidence)
    return now >= bakeEndsAt
      ? { lead: 'go', because: `green had ${share} % for its time` }
      : { lead: 'wait', because: `green has ${share} % until ${showTime(bakeEndsAt)} UTC` }
  if (now >= run.measureAt) await measure.look()
  const judged = measure.judge(now, bakeEndsAt)
  if (now >= run.measureAt) run.measureAt = now + judged.lookAgainIn
  const latestAt = Math.max(bakeEndsAt, shareSince + order.evidence.longest)
  const lead = whatFollows(judged, { now, latestAt }, order.evidence.policy)
  noteJudgement(run, judged, lead)
  return lead
}

/** A judgement is told when it is another one than before; figures that grow make it no other. */
function noteJudgement(run: ShiftRun, judged: EvidenceJudgement, { lead }: Lead): void {
  const { look, order, share } = run
  const now = look.clock.now()
  const before = run.judged
  run.judged = judged
  if (before?.state === judged.state && JSON.parse(run.decisions.at(-1) ?? '{}').green === share) return
  const { state, sentence } = judged
  run.decisions.push(JSON.stringify({ at: new Date(now).toISOString(), green: share, state, lead, sentence }))
  look.log(order.target.name, `${state} at ${share} %: ${sentence}`)
}
