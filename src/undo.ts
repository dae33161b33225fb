// How do services get back to what was live before, and is it live again?
import { findServices, refused } from './begin.ts'
import { isGood, type Outcome } from './decisions/outcome.ts'
import { NOTHING_MORE } from './decisions/remedy.ts'
import { recordState, sayRollback, type Undone } from './decisions/rollback-outcome.ts'
import {
  AND_NOTHING_IS_PILED,
  explainFailedRollback,
  failedRollback,
  type Rollback,
} from './decisions/rollback-record.ts'
import type { Wanted } from './decisions/services.ts'
import { Failure } from './failure.ts'
import { type Log, startLog } from './log.ts'
import { createLook, type Look } from './look.ts'
import { patiently } from './patiently.ts'
import { openRecords, type Records } from './record-rollback.ts'
import { type Order, releaseServices, type Target } from './release.ts'
import { type Course, nameOf, setCourse, type Wanting } from './set-course.ts'
import type { Smoke } from './smoke-inputs.ts'
import { checkArn } from './targets.ts'
import { inTurns } from './turns.ts'
import { stopWithRollback } from './way-back.ts'
import type { World } from './world.ts'

/** What is wanted: which services go where, and how that is followed, tested and recorded. */
export type UndoOrder = Omit<Wanting, 'since'> & {
  /** As they were released: the last goes back first. */
  groups: Wanted[][]
  undo: 'latest' | 'this-run'
  /** Milliseconds that it may take. */
  limit: number
  waitFor: 'serving' | 'drained'
  /** Without environment or token nothing is recorded, and ECS alone says what was live before. */
  environment: string | undefined
  githubToken: string | undefined
  reason: string
  smoke(log: Log): Promise<Smoke>
}

/** What came of it; `planned` when nothing was to be done yet. */
export type Result = Undone & { courses: Course[]; planned: boolean; record: number | undefined }

/** Takes services back. Throws a Failure only while nothing is touched. */
export async function undo(order: UndoOrder, world: World): Promise<Result> {
  const { cluster, environment, githubToken } = order
  const log = startLog(world.clock, world.runner.line)
  const ecs = await world.ecs()
  const all = order.groups.flat()
  const names = all.map(one => one.service)
  const [services, records, since] = await Promise.all([
    patiently(world, () => findServices(cluster, names, ecs)),
    openRecords(environment, githubToken, world),
    order.undo === 'this-run' ? runBegan(githubToken, world) : undefined,
  ])
  const courses: Course[] = []
  await inTurns(all, AT_ONCE, async wanted => {
    const found = services.find(one => one.name === wanted.service)
    if (!found) return
    checkArn(wanted, found, cluster)
    courses.push(await setCourse(wanted, found, { ...order, since }, records.told, world))
  })
  courses.sort((a, b) => all.indexOf(a.wanted) - all.indexOf(b.wanted))
  for (const one of courses) sayCourse(one, order.plan, log)
  const untouched = judgeCourses(courses, failedRollback(records.told), order.again)
  const nothing = { smoke: { verdict: 'not-asked' as const, line: '' }, record: undefined }
  const going = courses.filter(one => one.target)
  if (untouched.refused.length > 0 || order.plan || going.length === 0)
    return { outcomes: [], ...untouched, ...nothing, courses, planned: order.plan && untouched.refused.length === 0 }

  const look = await createLook(cluster, log, world)
  const rollback = rollbackOf(going, order, world)
  // Traffic does not wait for GitHub.
  const recording = records.begin(rollback, takingOf(going))
  const outcomes = await takeBack(going, order, world, look)
  const well = outcomes.every(one => isGood(one.verdict))
  const smoke = well && !world.cancel.aborted ? await order.smoke(log) : nothing.smoke
  const undone = { outcomes, ...untouched, smoke }
  const record = await recording
  await records.end(record, rollback, recordState(undone), sayRollback(undone))
  return { ...undone, courses, planned: false, record }
}

/** Services that are looked into at a time. */
const AT_ONCE = 5

async function runBegan(token: string | undefined, world: World): Promise<number> {
  if (!token) throw new Failure('undo is this-run, which needs github-token to know when this run began.')
  return (await world.github(token)).runCreatedAt(Number(world.runner.variable('GITHUB_RUN_ID')))
}

function sayCourse({ wanted, line, choice, target }: Course, plan: boolean, log: Log): void {
  if (choice.go === 'on') log(wanted.name, `is on ${choice.revision}: ${choice.because}`)
  if (choice.go !== 'back' || !target) return
  for (const one of choice.passed) log(wanted.name, `passes over ${one}`)
  const goes = plan ? 'would go back' : 'goes back'
  log(wanted.name, `${goes} from ${line.current.revision} to ${nameOf(choice)}, ${choice.because}`)
  if (target.copy) log(wanted.name, `${plan ? 'would run' : 'runs'} it as ${target.revision}, since ${target.copy}`)
}

/** Those that stay where they are; where one cannot go, or an earlier rollback has failed, none goes. */
function judgeCourses(
  courses: Course[],
  failed: ReturnType<typeof failedRollback<Records['told'][number]>>,
  again: boolean,
): Pick<Undone, 'idle' | 'refused'> {
  const told = ({ wanted, line, choice }: Course) => ({
    service: wanted.name,
    revision: line.current.revision,
    because: 'because' in choice ? choice.because : '',
  })
  const idle = courses.filter(one => one.choice.go === 'nowhere').map(told)
  const refused = courses.filter(one => one.choice.go === 'refused').map(told)
  if (refused.length > 0 || !failed || again) return { idle, refused }
  const because = `${explainFailedRollback(failed)}, ${AND_NOTHING_IS_PILED}`
  return { idle, refused: courses.filter(one => one.target).map(one => ({ ...told(one), because })) }
}

function rollbackOf(going: Course[], order: UndoOrder, { runner }: World): Rollback {
  const known = going.map(({ choice }) => (choice.go === 'back' ? choice : undefined))
  const one = (texts: (string | undefined)[]) => (new Set(texts).size === 1 ? (texts[0] ?? '') : '')
  return {
    environment: order.environment ?? '',
    services: going.map(({ wanted }) => wanted.name),
    from: going.map(({ line }) => line.wayBack?.from ?? line.current.revision),
    to: going.map(({ target }) => target?.revision ?? ''),
    reason: order.reason,
    actor: runner.variable('GITHUB_ACTOR') ?? '',
    version: one(known.map(each => each?.version)),
    sha: one(known.map(each => each?.sha)),
    digest: one(known.flatMap(each => each?.images.map(ran => ran.digest) ?? [])),
  }
}

/** Since when what is undone was there; of services that are on their way back, since when they are. */
const takingOf = (going: Course[]) => ({
  since: Math.min(...going.map(({ line }) => line.wayBack?.at ?? line.current.at)),
  underWay: going.every(({ choice, line }) => choice.go === 'on' && !line.wayBack?.failed),
})

/** Group after group, the last first. Never throws a Failure: what ECS refuses is an outcome. */
async function takeBack(going: Course[], order: UndoOrder, world: World, look: Look): Promise<Outcome[]> {
  const targets = await Promise.all(going.map(one => targetOf(one, order, world, look)))
  const groups = order.groups
    .map(group => group.flatMap(wanted => targets.find(one => one.name === wanted.name) ?? []))
    .filter(group => group.length > 0)
    .toReversed()
  const way: Order = {
    ...{ cluster: order.cluster, groups, limit: order.limit, waitFor: order.waitFor, allowZero: order.allowZero },
    ...{ settle: undefined, requireLogs: false, hopelessAfter: undefined, force: false, wait: true, change: {} },
    ...{ onFailure: 'stop', onRollback: 'report', mode: 'independent', rollbackScope: 'failed', unchanged: true },
  }
  try {
    return (await releaseServices(way, world, look)).map(judgeEnd)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return targets.map(one => judgeEnd(refused(one, way, error, look.clock.now(), look)))
  }
}

/** What took over is what was wanted; what did not is for a person, unless ECS goes on by itself. */
function judgeEnd(outcome: Outcome): Outcome {
  const { verdict, remedyNote } = outcome
  if (isGood(verdict)) return { ...outcome, remedy: verdict === 'succeeded' ? 'rolled-back' : 'none' }
  if (verdict === 'cancelled' || verdict === 'skipped') return outcome
  return { ...outcome, remedy: 'needs-human', remedyNote: remedyNote || NOTHING_MORE }
}

/** A deployment that is under way is stopped first: ECS's own way back keeps the tasks that still serve. */
async function targetOf({ wanted, service, choice, target }: Course, order: UndoOrder, world: World, look: Look) {
  const { taskDefinition = '', revision = '' } = target ?? {}
  const primary = service.deployments.find(one => one.primary)
  const going: Target = { ...wanted, taskDefinition, revision, before: service }
  if (choice.go !== 'back' || primary?.state !== 'in-progress') return going
  const following = { deployment: primary.id, revision: primary.revision, createdAt: primary.createdAt }
  const now = await stopWithRollback(order.cluster, service.name, following, await world.ecs(), look)
  if (!now) return going
  look.log(wanted.name, `deployment ${primary.id} of ${primary.revision} is stopped, and ECS rolls it back`)
  const theirs = now.deployments.find(one => one.primary)?.revision
  return { ...going, before: now, ...(theirs === choice.revision ? { revision: theirs } : {}) }
}
