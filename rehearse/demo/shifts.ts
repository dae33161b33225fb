// How are the demo's releases by weights played?
import type { Happening, NothingStarted } from '../happening.ts'
import { messageOf } from '../message.ts'
import { Refusal } from '../refusal.ts'
import type { Release, Shift } from '../report.ts'
import type { Check } from './observe.ts'
import { observeShift } from './observe-shift.ts'
import type { Planned } from './releases.ts'
import type { Commit } from './scene.ts'
import { carryOut, type Stage } from './stage.ts'
import { startTraffic } from './traffic.ts'
import type { TwoColours } from './two-colours.ts'
import { watchWeights } from './weights.ts'

export type Shifted = { release: Release; shift: Shift; checks: Check[] }

type Playing = {
  planned: Planned
  commit: Commit
  number: number
  /** The version that serves before, and the colour that is free for the new one. */
  before: string
  version: string
  free: 'blue' | 'green'
}

/** Real milliseconds between two requests: at 5 percent of the traffic there must be something to judge. */
const EVERY = 5

/** Carries a release out while users ask all the time, and looks at what came of it. */
export async function playShift(
  stage: Stage,
  scene: TwoColours,
  { planned, commit, number, before, version, free }: Playing,
  { print, signal }: { print: (happening: Happening) => void; signal: AbortSignal },
): Promise<Shifted> {
  const { sandbox } = stage
  const { tag, environment } = planned
  const start = sandbox.clock.now()
  const traffic = startTraffic({ [environment]: scene.url }, sandbox.clock.now, EVERY)
  const watched = watchWeights(sandbox, scene, scene.groups[free])
  const run = await carryOut(stage, { ...planned, sha: commit.sha, at: new Date(start) }, number, print, signal)
    .catch((error): NothingStarted => {
      if (error instanceof Refusal || signal.aborted) throw error
      return {
        started: false,
        workflow: 'Blue-green release',
        file: '',
        event: 'release published',
        why: messageOf(error),
      }
    })
    .finally(() => Promise.all([traffic.stop(), watched.stop()]))
  signal.throwIfAborted()
  const [samples, weights] = [await traffic.stop(), await watched.stop()]
  const checks = await observeShift(sandbox, planned, run, { samples, weights, before, version })
  const kept = checks.every(one => one.kept)
  const text = planned.ends === 'success' ? 'live' : 'reverted'
  const good = planned.ends === 'success' && kept
  return {
    checks,
    release: {
      title: tag,
      about: `to ${environment}, by weights`,
      verdict: { text: kept ? text : 'not as promised', good },
      run,
    },
    shift: { title: `${stage.service} ${tag}`, start, end: sandbox.clock.now(), weights, version, samples },
  }
}
