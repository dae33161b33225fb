// Where can a shift by ECS be interrupted, and how?
import type { Ended } from '../play.ts'
import { type After, atRest, canary, setScene } from './shift.ts'

/** A scene in which all that ECS does takes a second at most: what is tried at each call is not how long things take. */
const quick = {
  sandbox: {
    ecs: {
      durations: {
        ...{ look: 1000, beginning: 1000, provisioning: 1000, placing: 500, pulling: 500, activating: 500 },
        ...{ staging: 1000, shifting: 1000, deregistering: 500, deprovisioning: 500, completing: 1000, requested: 500 },
      },
    },
  },
  deployment: { ...canary, bakeTimeInMinutes: 0 },
}

/** Judged by tasks alone, for as short as can be. */
const inputs = {
  ...{ bake: '1s', evidence: 'true', 'settle-seconds': '0' },
  ...{ 'max-error-rate': 'none', 'max-latency-p95': 'none', 'min-healthy-targets': 'none' },
}

export type Interrupted = {
  ended: Ended
  /** How the step went that was run again; undefined when none was. */
  again: Ended | undefined
  after: After
  /** Of the call after which it was interrupted; undefined when there were fewer. */
  operation: string | undefined
  /** Of the interrupted step: calls in all, those after the interruption, and AWS seconds from there to its end. */
  calls: number
  later: string[]
  seconds: number
}

/** Plays a shift that gets a signal right after its nth call was carried out; a killed one never sees the answer. */
export async function interrupt(
  nth: number,
  signal: 'SIGKILL' | 'SIGINT' | undefined,
  { rerun = false }: { rerun?: boolean } = {},
): Promise<Interrupted> {
  const { given, first } = await setScene(quick)
  const { stage } = given
  try {
    const { child, ended } = given.start(inputs)
    const made: string[] = []
    let at = 0
    stage.sandbox.faults.order({
      where({ operation }) {
        if (made.push(operation) !== nth || !signal) return false
        at = stage.clock.now()
        child.kill(signal)
        return signal === 'SIGKILL'
      },
      effect: 'lost-answer',
    })
    const end = await ended
    const seconds = (stage.clock.now() - at) / 1000
    const calls = made.length
    const again = rerun ? await given.start(inputs).ended : undefined
    const after = await atRest(given, first)
    return { ended: end, again, after, operation: made[nth - 1], calls, later: made.slice(nth, calls), seconds }
  } finally {
    await stage.close()
  }
}
