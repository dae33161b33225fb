// The job is cancelled while ECS shifts: what goes back, and what is live?

import type { NativeOutcome } from '../decisions/native-outcome.ts'
import { liveNow } from '../decisions/outcome.ts'
import { goesBack, openPauses } from '../decisions/pause.ts'
import type { Service } from '../decisions/snapshot.ts'
import type { EcsShift, Shift } from '../io/ecs-shift.ts'
import type { Look } from '../release/look.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { type Sent, sendBack } from './answer-pauses.ts'
import { concludeShift, evidenceOf, standing } from './conclude-shift.ts'
import type { NativeOrder, ShiftRun } from './order.ts'

/** How long (ms) a record of ECS's may be missing after an update that was just made. */
const RECORD_LATE = 3_000

/** The job is cancelled: what is under way goes back, by one call, and nothing waits for the end of it. */
export async function cancelShift(
  order: NativeOrder,
  run: ShiftRun | undefined,
  before: Service,
  startedAt: number,
  world: World,
  look: Look,
): Promise<NativeOutcome> {
  const shift = await world.ecsShift()
  const { judgement: record } = await watch<Shift | undefined, Shift | undefined>({
    clock: world.clock,
    cancel: new AbortController().signal,
    until: world.clock.now() + RECORD_LATE,
    look: () => (run?.record ? shift.describe(run.record.arn) : ownUnderWay(order, run, shift, look)),
    judge: found => ({ judgement: found, ...(found ? {} : { lookAgainIn: 1_000 }) }),
    mayPass: () => true,
  })
  const outcome = {
    ...standing(order, before, startedAt, look),
    ...(run ? evidenceOf(run) : {}),
    percent: run?.percent,
  }
  const cancelled = (because: string, more: Partial<NativeOutcome>): NativeOutcome => ({
    ...{ ...outcome, verdict: 'cancelled', because, endedAt: world.clock.now() },
    ...{
      diagnosis: { cause: 'the job was cancelled', next: 'Release again when you want to.', evidence: [] },
      ...more,
    },
  })
  const { revision } = order.target
  const behind = { live: liveNow(revision, 'failed', { at: 0, service: run?.service ?? before }) }
  if (!record) return cancelled('nothing was changed', behind)
  if (run && record.status === 'SUCCESSFUL')
    return concludeShift(run, { end: 'finished', because: '' }, before, startedAt)
  if (record.stage === 'CLEAN_UP' && !goesBack(record))
    return cancelled(`${revision} has all traffic, and ECS goes on taking the old tasks away`, {
      live: liveNow(revision, 'succeeded', { at: 0, service: run?.service ?? before }),
    })
  if (goesBack(record)) return cancelled(`ECS is taking ${revision} back already`, behind)
  if (record.status !== 'PENDING' && record.status !== 'IN_PROGRESS')
    return cancelled(`ECS says ${record.status.toLowerCase()} of the deployment of ${revision}`, behind)
  const sent: Sent = { ...(run ?? {}), recordAt: 0, record, shift, look, order }
  await sendBack(sent, openPauses(record)[0]?.id, 'the job was cancelled')
  return cancelled(`ECS takes ${revision} back, and all traffic goes to ${outcome.previous ?? 'what served before'}`, {
    ...behind,
    remedy: 'reverted',
  })
}

/** What is under way, where it brings our revision: what somebody else deploys is not ours to stop. */
async function ownUnderWay(
  { cluster, target }: NativeOrder,
  run: ShiftRun | undefined,
  shift: EcsShift,
  { ecs }: Look,
) {
  const open = await shift.underWay(cluster, target.service)
  if (!open) return undefined
  const id = `ecs-svc/${open.number}`
  if (run) return run.rollout.following.deployment === id ? open : undefined
  const [service] = (await ecs.describeServices(cluster, [target.service])).services
  return service?.deployments.find(one => one.id === id)?.revision === target.revision ? open : undefined
}
