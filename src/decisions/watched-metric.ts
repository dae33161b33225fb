// Which metrics of their own do users watch, and when is one beyond its limit?
import type { Point } from './sightings.ts'

/** One entry of the list `metrics`. */
export type WatchedMetric = {
  /** As metric math names it: a small letter first. */
  id: string
  label: string
  /** Seconds. */
  period: number
  /** Strictly beyond which a value is a breach; an entry with neither is only a part of an expression. */
  above: number | undefined
  below: number | undefined
  /** `ok`: a metric that is sent only now and then; `blind`: where it is missing, nothing is known. */
  missing: 'ok' | 'blind'
} & (
  | { namespace: string; name: string; statistic: string; dimensions: Record<string, string> }
  | { expression: string }
)

/** So many of the last so many. */
export type Ratio = { n: number; of: number }

/** When a value is a breach: strictly above or below. */
export type Bounds = { above?: number | undefined; below?: number | undefined }

/**
 * The newest value beyond its bounds when so many of the last so many are; by time, so a period without a value is none of
 * them. Points are in order, `period` in milliseconds.
 */
export function findBreach(points: readonly Point[], bounds: Bounds, ratio: Ratio, period: number): Point | undefined {
  const last = points.at(-1)
  if (!last) return undefined
  const beyond = points.filter(({ at, value }) => at > last.at - ratio.of * period && isBeyond(value, bounds))
  return beyond.length >= ratio.n ? beyond.at(-1) : undefined
}

const isBeyond = (value: number, { above, below }: Bounds): boolean =>
  (above !== undefined && value > above) || (below !== undefined && value < below)

/** Whether an entry is judged, or only part of another's expression. */
export const isJudged = ({ above, below }: WatchedMetric): boolean => above !== undefined || below !== undefined

const KEYS = 'id, label, namespace, metric-name, statistic, dimensions, expression, period, above, below, missing'

/** Entries of the input `metrics`, or every problem with it; each follows the input's name. */
export function readMetrics(given: unknown): { metrics: WatchedMetric[]; problems: string[] } {
  if (given === undefined) return { metrics: [], problems: [] }
  const list = Array.isArray(given) ? given : [given]
  const read = list.map((entry, i) => readEntry(entry, `metrics[${i}]`, i))
  const metrics = read.flatMap(one => one.metric ?? [])
  const twice = metrics.find((one, i) => metrics.findIndex(other => other.id === one.id) !== i)
  const problems = read.flatMap(one => one.problems)
  if (twice) problems.push(`metrics has the id "${twice.id}" twice`)
  if (problems.length === 0 && metrics.length > 0 && !metrics.some(isJudged))
    problems.push('metrics has no entry with above or below, so none of them would be judged')
  return { metrics, problems }
}

function readEntry(entry: unknown, where: string, i: number): { metric?: WatchedMetric; problems: string[] } {
  const problems: string[] = []
  if (entry === null || typeof entry !== 'object')
    return { problems: [`${where} is not an object: write namespace, metric-name, statistic, above`] }
  const given = entry as Record<string, unknown>
  const known = KEYS.split(', ')
  for (const key of Object.keys(given).filter(one => !known.includes(one)))
    problems.push(`${where}.${key} is not known; known are: ${KEYS}`)
  const text = (key: string, otherwise?: string) => {
    const value = given[key] ?? otherwise
    if (typeof value === 'string' && value !== '') return value
    problems.push(`${where}.${key} ${value === undefined ? 'is missing' : `is ${JSON.stringify(value)}: write a text`}`)
    return ''
  }
  const number = (key: string) => {
    const value = given[key]
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value as number | undefined
    problems.push(`${where}.${key} is ${JSON.stringify(value)}: write a number`)
    return undefined
  }
  const id = text('id', `m${i + 1}`)
  if (/^(green|control)_/.test(id)) problems.push(`${where}.id is "${id}", which is ours: choose another`)
  if (!/^[a-z]\w{0,200}$/.test(id) && id) problems.push(`${where}.id is "${id}": begin with a small letter, no blanks`)
  const period = number('period') ?? 60
  if (period < 60 || period % 60 !== 0) problems.push(`${where}.period is ${period}: write seconds, a multiple of 60`)
  const missing = text('missing', 'blind')
  if (missing !== 'ok' && missing !== 'blind') problems.push(`${where}.missing is "${missing}": write ok or blind`)
  const dimensions = given.dimensions ?? {}
  if (typeof dimensions !== 'object' || Array.isArray(dimensions) || dimensions === null)
    problems.push(`${where}.dimensions is not a map: write Name: value`)
  const source =
    given.expression === undefined
      ? {
          namespace: text('namespace'),
          name: text('metric-name'),
          statistic: text('statistic', 'Average'),
          dimensions: Object.fromEntries(
            Object.entries(dimensions as object).map(([name, one]) => [name, String(one)]),
          ),
        }
      : { expression: text('expression') }
  const label = text('label', 'name' in source && source.name ? source.name : id)
  const both = { id, label, period, above: number('above'), below: number('below') }
  return { metric: { ...both, missing: missing === 'ok' ? 'ok' : 'blind', ...source }, problems }
}
