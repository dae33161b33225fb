// What does one look at a deployment that ECS shifts show, and what does the evidence say of it?

import { ownBakes } from '../decisions/native-strategy.ts'
import { disagree, type Facts, openPauses, shareOf } from '../decisions/pause.ts'
import { sayUnanswered, stageName } from '../decisions/pause-words.ts'
import type { Shift } from '../io/ecs-shift.ts'
import { ifAllowed, lookAt } from '../release/look.ts'
import { judgeShare, restartMeasure } from './judge-share.ts'
import type { ShiftRun } from './order.ts'

/** How often (ms) the record, the service and the rule are looked at while ECS stands still, for us or by itself. */
const RECORD_EVERY = 29_000
const SERVICE_EVERY = 59_000
const RULE_EVERY = 59_000
/** And the service while ECS works; the record is then looked at each time. */
const OFTEN = 9_000

/** One look; undefined until ECS shows its record of the deployment. */
export async function lookAtShift(run: ShiftRun): Promise<Omit<Facts, 'giveUp'> | undefined> {
  const { look } = run
  const now = look.clock.now()
  const before = run.record
  const still = standsStill(run)
  const due = !still || now - run.recordAt >= RECORD_EVERY
  if (due) await lookAtRecord(run)
  if (now - run.serviceAt >= (still ? SERVICE_EVERY : OFTEN)) await lookAtService(run)
  if (due) await showLook(run)
  const { record } = run
  if (!record) return undefined
  notePauses(run, before, record)
  await lookAtWeights(run, before, record)
  noteMoves(run, record)
  return {
    ...{ now, record, percent: run.percent, pausedSince: run.pause?.since, smoke: run.smoke },
    ...{ evidence: await judgeShare(run), answered: run.answered, stages: run.stages },
  }
}

/** It is paused, or ECS bakes: then what there is to see are metrics. */
export function standsStill({ record, configuration }: ShiftRun): boolean {
  if (record?.status !== 'IN_PROGRESS') return false
  const bakes = record.stage === 'PRODUCTION_TRAFFIC_SHIFT' && ownBakes(configuration).step > 0
  return openPauses(record).length > 0 || record.stage === 'BAKE_TIME' || bakes
}

async function lookAtRecord(run: ShiftRun): Promise<void> {
  const { record, rollout, order, shift, look } = run
  const arn = record?.arn ?? (await look.ecs.serviceDeployment(order.cluster, rollout.service, rollout.following))?.arn
  run.record = (arn && (await shift.describe(arn))) || record
  run.recordAt = look.clock.now()
}

/** Tells what is new. The record is there already, so it is not asked for, and targets are measured where anything is. */
async function showLook(run: ShiftRun): Promise<void> {
  const { look, rollout, service, measure } = run
  rollout.asked.delete('record')
  if (measure && standsStill(run)) rollout.asked.set('targets', look.clock.now())
  // Pauses are told where they are answered.
  const { pause, ...record } = run.record ?? {}
  const shown = async () => (run.record ? (record as Shift) : undefined)
  await lookAt(rollout, service, { ...look, ecs: { ...look.ecs, serviceDeployment: shown } })
}

async function lookAtService(run: ShiftRun): Promise<void> {
  const { services } = await run.look.ecs.describeServices(run.order.cluster, [run.rollout.service])
  if (services[0]) run.service = services[0]
  run.serviceAt = run.look.clock.now()
}

function notePauses(run: ShiftRun, before: Shift | undefined, record: Shift): void {
  const { look, order, answered } = run
  const open = openPauses(record)
  const name = order.target.name
  for (const { id } of before ? openPauses(before) : [])
    if (record.hooks.some(one => one.id === id && one.status === 'SUCCEEDED') && !answered.some(one => one.hook === id))
      look.log(name, `somebody else let the pause at ${stageName(before?.stage)} go on`)
  const hooks = open.map(({ id }) => id).join(' ')
  if (open.length === 0) run.pause = undefined
  else if (run.pause?.hooks !== hooks) {
    const [first] = open as [Shift['hooks'][number]]
    run.pause = { hooks, since: openedAt(run, record, look.clock.now()) }
    look.log(name, `paused at ${stageName(record.stage)}${sayUnanswered(first)}`)
  }
}

/** A pause began as long before its end as its hook waits: so it is known after a restart, too. */
function openedAt({ configuration }: ShiftRun, record: Shift, now: number): number {
  const { lifecycleHooks = [] } = configuration
  const [hook, second] = lifecycleHooks.filter(
    one => one.targetType === 'PAUSE' && one.lifecycleStages?.includes(record.stage ?? ''),
  )
  const [{ expiresAt } = { expiresAt: undefined }] = openPauses(record)
  if (!hook || second || expiresAt === undefined) return now
  return Math.min(now, expiresAt - 60_000 * (hook.timeoutConfiguration?.timeoutInMinutes ?? 1440))
}

/** The weights that the rule really has are read when they may have changed, and now and then. */
async function lookAtWeights(run: ShiftRun, before: Shift | undefined, record: Shift): Promise<void> {
  const { look, shift } = run
  const now = look.clock.now()
  run.routes ??= await ifAllowed(look, async () => {
    const routes = await shift.routesOf([record.target, ...record.sources])
    return { green: routes.get(record.target) ?? [], blue: record.sources.flatMap(arn => routes.get(arn) ?? []) }
  })
  const changed = before?.weight !== record.weight || before?.stage !== record.stage
  const opened = run.pause !== undefined && run.pause.since > run.percentAt
  const doubtful = disagree(run.percent, record.weight)
  if (run.routes && (changed || opened || doubtful || now - run.percentAt >= RULE_EVERY)) {
    const { green } = run.routes
    const read = await ifAllowed(look, () => Promise.all(green.map(route => shift.percentOf(route))))
    const percents = (read ?? []).filter(one => one !== undefined)
    run.percent = percents.length > 0 ? Math.max(...percents) : undefined
    run.percentAt = now
  }
  const share = shareOf({ record, percent: run.percent })
  if (share !== run.share) {
    run.share = share
    run.shareSince = now
    run.reached = Math.max(run.reached, share)
    run.history.push({ at: now, green: share })
    if (share > 0) restartMeasure(run, Math.min(now, run.pause?.since ?? now))
  }
  run.shareSince = Math.min(run.shareSince, run.pause?.since ?? now)
}

/** Whether anything moved that ECS moves, for those who wait for it. */
function noteMoves(run: ShiftRun, { status, stage, weight, testWeight, hooks }: Shift): void {
  const counts = run.service.deployments.map(({ id, running, pending, failed }) => [id, running, pending, failed])
  const moved = JSON.stringify([status, stage, weight, testWeight, hooks.map(one => one.status), counts])
  if (moved !== run.moved) run.movedAt = run.look.clock.now()
  run.moved = moved
}
