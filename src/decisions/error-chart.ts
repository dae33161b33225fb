// How did errors go, minute by minute, in a picture?
import { MINUTE, type Minute } from './minutes.ts'

/** Points of a picture: more of them cannot be told apart. */
const MOST_POINTS = 120

/**
 * Percent of failed requests a minute: green, its control where there is one, and the limit where there is one; with a
 * sentence that names the lines. Empty when there are not two minutes. https://mermaid.js.org/syntax/xyChart.html
 */
export function drawErrors(
  name: string,
  { green, control }: { green: readonly Minute[]; control: readonly Minute[] },
  limit: number | undefined,
): string[] {
  const times = [...green, ...control].map(one => one.at)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  if (times.length === 0 || first === last) return []
  const span = (last - first) / MINUTE
  const count = Math.min(MOST_POINTS, Math.round(span) + 1)
  const rates = (minutes: readonly Minute[]) =>
    Array.from({ length: count }, (_, i) => {
      const at = first + (i * (last - first)) / (count - 1)
      const one = minutes.find(each => Math.abs(each.at - at) <= MINUTE / 2)
      return one && one.requests > 0 ? Math.round((10_000 * one.errors) / one.requests) / 100 : 0
    })
  const lines = [
    { named: 'green', values: rates(green) },
    ...(control.length > 0 ? [{ named: 'its control', values: rates(control) }] : []),
    ...(limit === undefined ? [] : [{ named: 'the limit', values: Array.from({ length: count }, () => limit * 100) }]),
  ]
  const highest = Math.max(1, ...lines.flatMap(one => one.values))
  return [
    `Lines, in order: ${lines.map(one => one.named).join(', ')}.`,
    '',
    '```mermaid',
    'xychart-beta',
    `  title "${name.replaceAll('"', "'")}: percent of requests that failed"`,
    `  x-axis "minutes" 0 --> ${Math.max(1, Math.round(span))}`,
    `  y-axis "percent" 0 --> ${Math.ceil(highest)}`,
    ...lines.map(one => `  line [${one.values.join(', ')}]`),
    '```',
    '',
  ]
}
