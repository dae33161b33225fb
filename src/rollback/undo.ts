// How do services get back to what was live before, and is it live again?
import { isGood, type Outcome } from '../decisions/outcome.ts'
import type { Line, Told } from '../decisions/release-line.ts'
import { recordState, sayRollback, type Undone } from '../decisions/rollback-outcome.ts'
import {
  andNothingIsPiled,
  explainFailedRollback,
  failedRollback,
  type Rollback,
} from '../decisions/rollback-record.ts'
import type { Choice } from '../decisions/rollback-target.ts'
import type { Revision } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { type Log, startLog } from '../log.ts'
import type { Smoke } from '../smoke/smoke-inputs.ts'
import type { World } from '../world.ts'
import { openRecords, type Records } from './record-rollback.ts'

/** One service, or one pair of services, and where it goes; `target` is there when it goes anywhere. */
export type Course = {
  name: string
  line: Line
  choice: Choice
  target: { taskDefinition: string; revision: Revision; copy: string | undefined } | undefined
}

/** How services are looked at and taken back: one by one, or by the weights of two. */
export type Engine<C extends Course> = {
  /** Looks at all, and chooses; nothing is touched. `since`: only what was deployed after it is to be undone (ms). */
  look(records: Told[], since: number | undefined, log: Log): Promise<C[]>
  /** Takes them back and follows that. Never throws a Failure: what is refused is an outcome. */
  act(going: C[], log: Log): Promise<Outcome[]>
  /** What is left to do when all is well, while the record is open. Answers whether it is done. */
  tidy?(going: C[], open: boolean, log: Log): Promise<boolean>
}

/** What is wanted of all engines alike. */
export type UndoOrder = {
  undo: 'latest' | 'this-run'
  /** Whether a way back that failed may be tried again. */
  again: boolean
  plan: boolean
  /** Without environment or token nothing is recorded, and AWS alone says what was live before. */
  environment: string | undefined
  githubToken: string | undefined
  reason: string
  smoke(log: Log): Promise<Smoke>
}

/** What came of it; `planned` when nothing was to be done yet. */
export type Result = Undone & { courses: Course[]; planned: boolean; record: number | undefined }

/** Takes services back. Throws a Failure only while nothing is touched. `given`: the log of what this is a part of. */
export async function undo<C extends Course>(
  order: UndoOrder,
  engine: Engine<C>,
  world: World,
  given?: Log,
): Promise<Result> {
  const log = given ?? startLog(world.clock, world.runner.line)
  const [records, since] = await Promise.all([
    openRecords(order.environment, order.githubToken, world),
    order.undo === 'this-run' ? runBegan(order.githubToken, world) : undefined,
  ])
  const courses = await engine.look(records.told, since, log)
  for (const one of courses) sayCourse(one, order.plan, log)
  const untouched = judgeCourses(courses, failedRollback(records.told), order.again)
  const nothing = { smoke: { verdict: 'not-asked' as const, line: '' }, record: undefined }
  const going = courses.filter(one => one.target)
  if (untouched.refused.length > 0 || order.plan || going.length === 0)
    return { outcomes: [], ...untouched, ...nothing, courses, planned: order.plan && untouched.refused.length === 0 }

  const rollback = rollbackOf(going, order, world)
  // Traffic does not wait for GitHub.
  const recording = records.begin(rollback, takingOf(going))
  const outcomes = await engine.act(going, log)
  const well = outcomes.every(one => isGood(one.verdict))
  const smoke = well && !world.cancel.aborted ? await order.smoke(log) : nothing.smoke
  const undone = { outcomes, ...untouched, smoke }
  const record = await recording
  const tidied = recordState(undone) !== 'back' || (await (engine.tidy?.(going, record !== undefined, log) ?? true))
  await records.end(record, rollback, tidied ? recordState(undone) : 'cancelled', sayRollback(undone))
  return { ...undone, courses, planned: false, record }
}

/** What is left for the revision that comes: what is live, or what was, where the service is on its way back already. */
export const leftBy = ({ choice, line }: Pick<Course, 'choice' | 'line'>): Revision =>
  choice.go === 'on' ? (line.wayBack?.from ?? line.current.revision) : line.current.revision

async function runBegan(token: string | undefined, world: World): Promise<number> {
  if (!token) throw new Failure('undo is this-run, which needs github-token to know when this run began.')
  return (await world.github(token)).runCreatedAt(Number(world.runner.variable('GITHUB_RUN_ID')))
}

function sayCourse({ name, line, choice, target }: Course, plan: boolean, log: Log): void {
  if (choice.go === 'on') log(name, `is on ${choice.revision}: ${choice.because}`)
  if (choice.go !== 'back' || !target) return
  for (const one of choice.passed) log(name, `passes over ${one}`)
  const goes = plan ? 'would go back' : 'goes back'
  log(name, `${goes} from ${line.current.revision} to ${nameOf(choice)}, ${choice.because}`)
  if (target.copy) log(name, `${plan ? 'would run' : 'runs'} it as ${target.revision}, since ${target.copy}`)
}

/** A revision, with its version where that is known. */
export const nameOf = ({ revision, version }: { revision: Revision; version: string | undefined }): string =>
  version ? `${revision} (${version})` : revision

/** Those that stay where they are; where one cannot go, or an earlier rollback has failed, none goes. */
function judgeCourses(
  courses: Course[],
  failed: Records['told'][number] | undefined,
  again: boolean,
): Pick<Undone, 'idle' | 'refused'> {
  const told = ({ name, line, choice }: Course) => ({
    service: name,
    revision: line.current.revision,
    because: choice.because,
  })
  const idle = courses.filter(one => one.choice.go === 'nowhere').map(told)
  const refused = courses.filter(one => one.choice.go === 'refused').map(told)
  if (refused.length > 0 || !failed || again) return { idle, refused }
  const because = `${explainFailedRollback(failed)}, ${andNothingIsPiled('rollback')}`
  return { idle, refused: courses.filter(one => one.target).map(one => ({ ...told(one), because })) }
}

function rollbackOf(going: Course[], order: UndoOrder, { runner }: World): Rollback {
  const known = going.map(({ choice }) => (choice.go === 'back' ? choice : undefined))
  const one = (texts: (string | undefined)[]) => (new Set(texts).size === 1 ? (texts[0] ?? '') : '')
  return {
    environment: order.environment ?? '',
    services: going.map(({ name }) => name),
    from: going.map(leftBy),
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
