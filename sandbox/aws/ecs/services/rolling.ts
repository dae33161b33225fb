// Which tasks does a rolling update start and stop now?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html (how unhealthy tasks are replaced)
import type { Fit } from './fitness.ts'

/** A task of the service, oldest first; `current` when it belongs to the primary deployment. */
export type Candidate = { id: string; current: boolean; fit: Fit }

export type Bounds = { desired: number; minimumHealthyPercent: number; maximumPercent: number }

/** Whether tasks may be started now, may be started later (throttled), or never again (a failed deployment). */
export type Launching = 'now' | 'later' | 'never'

export type Moves = {
  /** How many tasks to start. */
  start: number
  /** How many of those take the place of unhealthy ones. */
  replacing: number
  /** Tasks to stop because they are unhealthy, and because they are too many or of an old revision. */
  ill: string[]
  surplus: string[]
  /** Nothing can be done within the bounds, and nothing is under way. */
  stuck: boolean
}

/**
 * The next moves. At most `maximumPercent` (rounded down) of the desired tasks are there at a time, draining ones
 * included; at least `minimumHealthyPercent` (rounded up) stay healthy as far as it depends on the scheduler.
 * Replacements start before what they replace is stopped, when there is room; otherwise room is made first.
 */
export function planMoves(bounds: Bounds, launching: Launching, candidates: Candidate[]): Moves {
  const { desired } = bounds
  const floor = Math.ceil((desired * bounds.minimumHealthyPercent) / 100)
  const ceiling = Math.floor((desired * bounds.maximumPercent) / 100)
  const staying = candidates.filter(({ fit }) => fit !== 'leaving')
  const current = staying.filter(task => task.current)
  const old = staying.filter(task => !task.current)
  const ill = current.filter(({ fit }) => fit === 'unhealthy')
  const sound = current.filter(({ fit }) => fit !== 'unhealthy')

  const missing = Math.max(0, desired - sound.length)
  const room = Math.max(0, ceiling - candidates.length)
  const start = launching === 'now' ? Math.min(missing, room) : 0
  const needsRoom = launching !== 'never' && missing > room

  const stopIll = illToStop({ ill, sound, old, desired, needsRoom })
  const tooMany = take(worstFirst(sound), sound.length - desired)
  const outdated = launching === 'never' ? [] : oldToStop({ old, sound, desired, floor, missing, room })
  const stops = stopIll.length + tooMany.length + outdated.length
  const underWay = candidates.some(({ fit }) => fit === 'leaving' || fit === 'starting' || fit === 'settling')
  return {
    start,
    replacing: Math.min(start, ill.length),
    ill: stopIll,
    surplus: [...tooMany, ...outdated],
    stuck: needsRoom && start === 0 && stops === 0 && !underWay,
  }
}

/**
 * Unhealthy tasks go as soon as others run in their place; when there is no room for replacements, one goes at a time.
 */
function illToStop(given: {
  ill: Candidate[]
  sound: Candidate[]
  old: Candidate[]
  desired: number
  needsRoom: boolean
}): string[] {
  const { ill, sound, old, desired, needsRoom } = given
  const inPlace = sound.filter(isRunning).length + old.filter(isRunning).length
  const dispensable = ill.length - Math.max(0, desired - inPlace)
  return take(ill, Math.max(dispensable, needsRoom ? 1 : 0))
}

/**
 * Old tasks go one for one as new ones get healthy. When there is no room to start new ones, they go first, as far as
 * `floor` allows; those that serve nobody always may.
 */
function oldToStop(given: {
  old: Candidate[]
  sound: Candidate[]
  desired: number
  floor: number
  missing: number
  room: number
}): string[] {
  const { old, sound, desired, floor, missing, room } = given
  const useless = old.filter(({ fit }) => fit === 'starting')
  const serving = old.filter(({ fit }) => fit !== 'starting')
  const healthyNow = [...sound, ...old].filter(isHealthy).length
  const replaced = serving.length - Math.max(0, desired - sound.filter(isHealthy).length)
  const makingRoom = missing > room + useless.length ? missing - room - useless.length : 0
  const wanted = take(worstFirst(serving), Math.max(replaced, makingRoom))
  const healthy = new Set(serving.filter(isHealthy).map(({ id }) => id))
  let mayLose = Math.max(0, healthyNow - floor)
  const stopped = wanted.filter(id => !healthy.has(id) || mayLose-- > 0)
  return [...useless.map(({ id }) => id), ...stopped]
}

const isHealthy = ({ fit }: Candidate) => fit === 'healthy'
const isRunning = ({ fit }: Candidate) => fit === 'healthy' || fit === 'settling'

const worth: Record<Fit, number> = { leaving: 0, starting: 1, unhealthy: 2, settling: 3, healthy: 4 }

/** The least useful first; of equal ones the newest, as older ones have proved themselves. */
const worstFirst = (tasks: Candidate[]) => [...tasks].reverse().sort((a, b) => worth[a.fit] - worth[b.fit])

const take = (tasks: Candidate[], count: number) => tasks.slice(0, Math.max(0, count)).map(({ id }) => id)
