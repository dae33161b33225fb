// Does the test rule of a shift that died keep the next release out, after the way back?
import { type Note, readNote } from '../decisions/lease.ts'
import { greenShare } from '../decisions/listener-rule.ts'
import { LEAST_KEPT } from '../decisions/shift-plan.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Log } from '../log.ts'
import { patiently } from '../patiently.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import type { PairCourse, PairService } from './read-pair.ts'

export type WentBack = {
  stays: PairService
  gone: PairService
  /** Whether this run took the traffic away, and since when (ms) it is away at the latest. */
  moved: boolean
  since: number
  /** Whether the record of this way back is open, begun by whoever was cut off. */
  open: boolean
}

/** Milliseconds between two looks: a shift that is alive looks at the rule as often. */
const LOOK = 15_000

/**
 * Takes away the test rules, which are locks, of shifts to `gone`. A shift that lives sees within this time that its traffic
 * was taken, and lets go by itself; one that does not is dead, and asks for its lock before each write if it is not. What may be at work before its first share, or whose
 * traffic somebody moves again, is left alone, and said. What AWS refuses is a warning: traffic and tasks are well.
 */
export async function freeRule(course: PairCourse, back: WentBack, log: Log, world: World): Promise<void> {
  const { gone, moved, open } = back
  try {
    const rules = await world.listenerRules()
    for (const arn of course.besides) {
      const note = readNote((await patiently(world, () => rules.tagsOf(arn))) ?? {})
      if (!note || note.green !== gone.service.name) continue
      if (!moved && !(open && note.since > 0)) {
        if (note.until > world.clock.now()) log(course.name, `${holds(note)}: nothing is taken from it`)
        continue
      }
      const seen = await letGo(course, back, arn, log, world)
      if (seen === 'cancelled' || seen === 'gone') continue
      if (seen === 'used') log(course.name, `${holds(note)}, and somebody moves the traffic: nothing is taken from it`)
      else if (await patiently(world, () => rules.remove(arn)))
        log(course.name, `the test rule of ${note.run}, which is over, is taken away`)
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    world.runner.warn(
      `The next release of ${course.name} may have to wait, as a test rule is still there: ${error.message}`,
    )
  }
}

const holds = ({ run, until }: Note) => `${run} holds the test rule until ${new Date(until).toISOString()}`

/** Whether the holder of a test rule has let go of it, or had all the time it takes and did not: `over`. */
async function letGo(
  { rule, name }: PairCourse,
  { stays, gone, since }: WentBack,
  arn: string,
  log: Log,
  { clock, cancel, listenerRules }: World,
): Promise<'over' | 'gone' | 'used' | 'cancelled'> {
  const rules = await listenerRules()
  const until = since + LEAST_KEPT
  let said = false
  const { judgement, ended, blind } = await watch<'over' | 'gone' | 'used' | 'held', 'over' | 'gone' | 'used'>({
    ...{ clock, cancel, until: until + LOOK, mayPass },
    async look() {
      const [now, tags] = await Promise.all([rules.rule(rule.arn), rules.tagsOf(arn)])
      const note = tags && readNote(tags)
      if (!note) return 'gone'
      if (greenShare(now.actions, { blue: stays.group, green: gone.group }) !== 0) return 'used'
      return note.until <= clock.now() || clock.now() >= until ? 'over' : 'held'
    },
    judge(seen) {
      if (seen !== 'held') return { judgement: seen }
      if (!said) log(name, 'waits to see whether the run that holds the test rule lets go of it')
      said = true
      return { judgement: 'used', lookAgainIn: Math.min(LOOK, until - clock.now()) }
    },
  })
  if (ended === 'cancelled') return 'cancelled'
  if (blind !== undefined || !judgement) throw blind
  return judgement
}
