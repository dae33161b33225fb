// How is one release of the demo played, and what is told of it?
import type { BuiltImage } from '../../sandbox/oci/build.ts'
import type { Happening, NothingStarted, RunReport } from '../happening.ts'
import { messageOf } from '../message.ts'
import { Refusal } from '../refusal.ts'
import type { Mark, Release } from '../report.ts'
import { type Check, observe, outputsOf } from './observe.ts'
import type { Planned } from './releases.ts'
import { carryOut, type Stage } from './stage.ts'

export type Played = { release: Release; marks: Mark[]; checks: Check[] }

/** A release, with the commit that is released, its place among the releases from 1, and the address of its environment. */
export type Playing = { planned: Planned; commit: { sha: string; image: BuiltImage }; number: number; url: string }

/**
 * Carries a release out and looks at what came of it. Whatever goes wrong on the way is a broken promise; only a `Refusal`
 * is thrown, as then nothing was rehearsed, and the signal's reason when it is aborted.
 */
export async function playRelease(
  stage: Stage,
  { planned, commit, number, url }: Playing,
  { print, signal }: { print: (happening: Happening) => void; signal: AbortSignal },
): Promise<Played> {
  const { sandbox } = stage
  const { tag, environment } = planned
  const start = sandbox.clock.now()
  const event = { ...planned, sha: commit.sha, at: new Date(start) }
  const run = await carryOut(stage, event, number, print, signal).catch((error): NothingStarted => {
    if (error instanceof Refusal || signal.aborted) throw error
    return { started: false, workflow: 'Release', file: '', event: 'release published', why: messageOf(error) }
  })
  signal.throwIfAborted()
  const end = sandbox.clock.now()
  const checks = await observe(sandbox, url, { ...planned, digest: commit.image.digest }, run)
  const good = planned.ends === 'success' && checks.every(one => one.kept)
  const mark = { environment, release: tag }
  return {
    checks,
    release: { title: tag, about: `to ${environment}`, verdict: { text: good ? 'live' : fateOf(run), good }, run },
    marks: [
      { ...mark, at: start, kind: 'start', label: tag },
      { ...mark, at: end, kind: 'verdict', label: good ? 'live' : 'not live', good },
    ],
  }
}

const fateOf = (run: RunReport | NothingStarted): string =>
  outputsOf(run).verdict === 'rolled-back' ? 'rolled back' : 'not live'
