// How do errors and weights go, minute by minute, in a picture?
import { MINUTE, type Minute } from './minutes.ts'

/** Points of a picture: more of them cannot be told apart. */
export const MOST_POINTS = 120

/** What is drawn of a minute. */
type Drawn = Pick<Minute, 'at' | 'requests' | 'errors'>

/**
 * Percent of failed requests a minute: green, its control where there is one, and the limit where there is one; with a
 * sentence that names the lines. Empty when there are not two minutes.
 */
export function drawErrors(
  name: string,
  { green, control }: { green: readonly Drawn[]; control: readonly Drawn[] },
  limit: number | undefined,
): string[] {
  const times = [...green, ...control].map(one => one.at)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  if (times.length === 0 || first === last) return []
  const span = (last - first) / MINUTE
  const count = Math.min(MOST_POINTS, Math.round(span) + 1)
  const rates = (minutes: readonly Drawn[]) =>
    Array.from({ length: count }, (_, i) => {
      const at = first + (i * (last - first)) / (count - 1)
      const one = minutes.find(each => Math.abs(each.at - at) <= MINUTE / 2)
      return one && one.requests > 0 ? Math.round((10_000 * one.errors) / one.requests) / 100 : 0
    })
  const lines = [
    { named: 'green', values: rates(green) },
    ...(control.length > 0 ? [{ named: 'its control', values: rates(control) }] : []),
    ...(limit === undefined
      ? []
      : [{ named: 'the limit', values: Array.from({ length: count }, () => Number((limit * 100).toPrecision(6))) }]),
  ]
  const highest = Math.ceil(Math.max(1, ...lines.flatMap(one => one.values)))
  const title = `${name}: percent of requests that failed`
  return [
    `Lines, in order: ${lines.map(one => one.named).join(', ')}.`,
    '',
    ...drawLines(
      title,
      Math.round(span),
      highest,
      lines.map(one => one.values),
    ),
  ]
}

/** A chart of percents over so many minutes, up to `most`. https://mermaid.js.org/syntax/xyChart.html */
export const drawLines = (title: string, minutes: number, most: number, lines: number[][]): string[] => [
  '```mermaid',
  'xychart-beta',
  `  title "${title.replaceAll('"', "'")}"`,
  `  x-axis "minutes" 0 --> ${Math.max(1, minutes)}`,
  `  y-axis "percent" 0 --> ${most}`,
  ...lines.map(values => `  line [${values.join(', ')}]`),
  '```',
  '',
]
