// How did weights and errors go while traffic was shifted?
import type { Sample } from './traffic.ts'
import { isError } from './traffic.ts'
import type { Chart } from './xychart.ts'

/** One release by weights, as it was seen from outside. Times in milliseconds. */
export type Shift = {
  title: string
  start: number
  end: number
  /** What the listener's rule said, whenever it was asked: percent of the traffic that goes to `version`. */
  weights: readonly { at: number; percent: number }[]
  /** The version that came; every other is the one that served before. */
  version: string
  samples: readonly Sample[]
}

const slices = 60

/**
 * Two charts over the same minutes: the share that the rule gave to the new version beside the share that it really
 * answered, and of each side's answers the share that were errors (0 where it had none).
 */
export function shiftCharts({ start, end, weights, version, samples }: Shift): Chart[] {
  const step = (end - start) / slices
  const parts = Array.from({ length: slices }, (_, index) => {
    const [from, to] = [start + index * step, start + (index + 1) * step]
    const here = samples.filter(one => one.at >= from && one.at < to)
    const green = here.filter(one => one.version === version)
    const weight = weights.findLast(one => one.at < to)?.percent ?? 0
    return { weight, here, green, blue: here.filter(one => one.version !== version) }
  })
  const x = { name: 'minutes', from: 0, to: Math.round((end - start) / 6000) / 10 }
  const errors = [parts.map(one => failed(one.green)), parts.map(one => failed(one.blue))] as const
  const highest = Math.max(...parts.map(one => one.weight))
  const most = Math.max(1, ...errors.flat())
  return [
    {
      title: `Traffic on ${version}: what the rule says (line), what users were answered by (dashes)`,
      x,
      y: { name: 'percent of all traffic', from: 0, to: highest > 20 ? 100 : 20 },
      series: [
        { kind: 'line', name: 'weight', values: parts.map(one => one.weight) },
        { kind: 'line', name: 'answered', values: parts.map(one => percent(one.green.length, one.here.length)) },
      ],
    },
    {
      title: `Errors of ${version} (line) and of what served before (dashes)`,
      x,
      y: { name: 'percent of answers', from: 0, to: Math.ceil(most) },
      series: [
        { kind: 'line', name: version, values: errors[0] },
        { kind: 'line', name: 'before', values: errors[1] },
      ],
    },
  ]
}

const failed = (all: readonly Sample[]) => percent(all.filter(isError).length, all.length)
const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10)
