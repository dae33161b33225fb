// Who answered when?
import { stepFor } from './axis.ts'

/** One request of a client that asks all the time; no status when nobody answered. Times in milliseconds. */
export type Sample = {
  at: number
  environment: string
  status: number | undefined
  version: string | undefined
  ms: number
}

/** Something that happened meanwhile; `release` links the beginning and the end of one release. */
export type Mark = {
  at: number
  environment: string
  kind: 'start' | 'verdict'
  label: string
  good?: boolean
  release?: string
}

export type Traffic = { samples: readonly Sample[]; marks: readonly Mark[] }

/** A part of the time: how many answers came from which version, how many were errors, how slow the slowest 5 % were. */
export type Slice = { at: number; answers: Map<string, number>; errors: number; slow: number | undefined }

export type Timeline = { start: number; end: number; step: number; versions: string[]; slices: Slice[] }

/** No more slices than can be seen apart, and in each enough answers for a share to mean something. */
const most = 120
const enough = 8

/** An answer that is none: no connection, or a status of 400 and more. */
export const isError = ({ status }: Sample): boolean => status === undefined || status >= 400

/** From the first to the last sample or mark. */
export function spanOf({ samples, marks }: Traffic): { start: number; end: number } {
  const times = [...samples, ...marks].map(one => one.at)
  return {
    start: times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    end: times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  }
}

/** Cuts a span into equal slices and puts each sample into one. Versions are in the order they came up. */
export function timelineOf(samples: readonly Sample[], { start, end }: { start: number; end: number }): Timeline {
  const step = stepFor(Math.max(end - start, 1000), Math.max(Math.min(most, samples.length / enough), 1))
  const count = Math.max(Math.ceil((end - start) / step), 1)
  const slices = Array.from({ length: count }, (_, index) => sliceOf(start + index * step))
  const waits = slices.map((): number[] => [])
  const versions = new Set<string>()
  for (const sample of samples) {
    const index = Math.min(Math.floor((sample.at - start) / step), count - 1)
    const slice = slices[index]
    if (!slice) continue
    if (isError(sample)) slice.errors++
    else {
      const version = sample.version ?? 'no version'
      versions.add(version)
      slice.answers.set(version, (slice.answers.get(version) ?? 0) + 1)
      waits[index]?.push(sample.ms)
    }
  }
  slices.forEach((slice, index) => {
    slice.slow = slowest(waits[index] ?? [])
  })
  return { start, end, step, versions: [...versions], slices }
}

const sliceOf = (at: number): Slice => ({ at, answers: new Map(), errors: 0, slow: undefined })

const slowest = (waits: number[]) =>
  waits.sort((a, b) => a - b)[Math.min(Math.ceil(waits.length * 0.95), waits.length) - 1]
