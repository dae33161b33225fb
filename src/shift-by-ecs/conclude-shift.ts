// A shift by ECS is over: why, what is live then, and is the service set as it was?
import { lastResort } from '../decisions/last-resort.ts'
import { type NativeOutcome, whyBack } from '../decisions/native-outcome.ts'
import { liveNow } from '../decisions/outcome.ts'
import { goesBack } from '../decisions/pause.ts'
import { isOurs, withoutOurs } from '../decisions/pause-hooks.ts'
import { howToAnswer } from '../decisions/pause-words.ts'
import { judgeRollout } from '../decisions/rollout.ts'
import { previousRevision, type Service } from '../decisions/snapshot.ts'
import { diagnose } from '../release/diagnose.ts'
import type { Look } from '../release/look.ts'
import type { World } from '../world.ts'
import type { NativeOrder, ShiftEnd, ShiftRun } from './order.ts'

/** What is said of a service as it stands, before anything is done. */
export const standing = (
  { target, cluster }: NativeOrder,
  service: Service,
  startedAt: number,
  look: Look,
): NativeOutcome => ({
  ...{ service: target.name, cluster, revision: target.revision, previous: previousRevision(service, target.revision) },
  ...{ deployment: '', verdict: 'nothing-to-do', because: '', remedy: 'none', percent: undefined, reached: 0 },
  live: liveNow(target.revision, 'nothing-to-do', { at: startedAt, service }),
  ...{ diagnosis: undefined, breach: undefined },
  ...{ decisions: [], history: [], minutes: { green: [], control: [] } },
  ...{ startedAt, endedAt: look.clock.now() },
})

/** What came of a deployment that was followed to its end, or as far as could be. */
export async function concludeShift(
  run: ShiftRun,
  end: ShiftEnd,
  before: Service,
  startedAt: number,
): Promise<NativeOutcome> {
  const { order, look, rollout, sentBack, judged } = run
  const lost = end.end === 'lost'
  const { service, percent } = lost ? run : await lastLook(run)
  const { because, next, tasksTell } = explainEnd(run, end)
  const verdict = end.end === 'finished' || end.end === 'reverted' || end.end === 'held' ? end.end : 'failed'
  const ahead = verdict === 'finished' || (verdict !== 'reverted' && (percent ?? 0) > 50)
  const left = verdict === 'reverted' && (percent ?? 0) > 0
  const live = liveNow(
    rollout.following.revision,
    ahead ? 'succeeded' : 'failed',
    { at: 0, service },
    lost || undefined,
  )
  const routed = percent === undefined || percent === (ahead ? 100 : 0)
  const cause = tasksTell ? await diagnosed(run, because, lost) : { cause: because, next, evidence: [] }
  return {
    ...standing(order, before, startedAt, look),
    ...{ deployment: rollout.following.deployment, verdict, percent },
    because: left ? `${because}; but the listener rule still sends ${percent} % to it` : because,
    remedy: end.end === 'failed' || lost || left ? 'needs-human' : sentBack ? 'reverted' : 'none',
    live: live && { ...live, verified: live.verified && routed },
    diagnosis: verdict === 'finished' ? undefined : cause,
    breach: judged?.breach,
    ...evidenceOf(run),
    endedAt: look.clock.now(),
  }
}

/** What was seen of it, for the word about it. */
export const evidenceOf = ({ decisions, history, measure, reached }: ShiftRun) => ({
  ...{ decisions, history, reached, minutes: measure?.minutes() ?? { green: [], control: [] } },
})

/** What its tasks, targets and alarms tell of a bad end. */
const diagnosed = async ({ rollout, order, world }: ShiftRun, because: string, lost: boolean) =>
  lastResort(
    await diagnose(order.cluster, { ...rollout, judgement: { verdict: 'failed', because } }, world),
    lost ? { because, blind: true } : { because },
  )

function explainEnd(run: ShiftRun, { end, because }: ShiftEnd): ReturnType<typeof whyBack> {
  const { order, rollout, record, sentBack, ill } = run
  const judged = judgeRollout(rollout.following, rollout.seen, rollout.rules)
  switch (end) {
    case 'failed':
      return {
        because: `${sentBack ? `${sentBack.because}; and ` : ''}ECS could not take it back (${because.replace(/\.$/, '')})`,
        next: 'Look at the service and its listener rule now: put the weights back by hand if they are not, then stop the tasks that failed.',
        tasksTell: false,
      }
    case 'reverted':
      return sentBack
        ? { because: sentBack.because, next: 'Mend what was seen, then release again.', tasksTell: ill === true }
        : whyBack(because)
    case 'stopped':
      return {
        because: judged.verdict === 'progressing' ? `ECS stopped it (${because.replace(/\.$/, '')})` : judged.because,
        next: 'Find out who deployed or stopped it before you release again.',
        tasksTell: false,
      }
    case 'held': {
      const left =
        order.hooks === 'set'
          ? ' The pause hooks of this release stay on the service: this job run again, or the next release or rollback, takes them off.'
          : ''
      return { because, next: `${record ? howToAnswer(record) : 'Look at the service now.'}${left}`, tasksTell: false }
    }
    default:
      return { because, next: 'Look at the service now, and answer its pause.', tasksTell: end === 'lost' }
  }
}

/** How the service and the weights are in the end; what may not be seen any more is as it was. */
async function lastLook({ look, order, rollout, service, percent, routes, shift }: ShiftRun) {
  const green = routes?.green[0]
  const orElse = <T>(otherwise: T, ask: Promise<T>) => ask.catch(() => otherwise)
  const [services, now] = await Promise.all([
    orElse(
      [service],
      look.ecs.describeServices(order.cluster, [rollout.service]).then(one => one.services),
    ),
    green ? orElse(percent, shift.percentOf(green)) : percent,
  ])
  return { service: services[0] ?? service, percent: now }
}

/** Takes our pause hooks off again, so that a later deployment of somebody else's does not wait for a judge that is not there. */
export async function tidyHooks({ cluster, target, hooks }: NativeOrder, world: World, look: Look): Promise<void> {
  if (hooks === 'keep') return
  try {
    const shift = await world.ecsShift()
    const { lifecycleHooks = [] } = await shift.configurationOf(cluster, target.service)
    if (!lifecycleHooks.some(isOurs)) return
    const open = await shift.underWay(cluster, target.service)
    if (open && !goesBack(open))
      return look.log(
        target.name,
        `its pause hooks stay on the service, as deployment ecs-svc/${open.number} is under way: this job run again, or the next release or rollback, takes them off`,
      )
    await shift.configure(cluster, target.service, now => ({ lifecycleHooks: withoutOurs(now) }))
  } catch (error) {
    look.warn(
      `The pause hooks of ${target.name} stay until the next release or rollback takes them off: ${(error as Error).message}`,
    )
  }
}
