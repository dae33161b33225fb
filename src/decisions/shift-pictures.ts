// What do weights, errors and judgements of a shift look like over time?
import { cell, code } from './markdown.ts'
import type { MinuteSeen, ShiftResult } from './shift-outcome.ts'

/** Points of a picture: more of them cannot be told apart. */
const MOST_POINTS = 120

type Drawn = Pick<ShiftResult, 'name' | 'history' | 'minutes' | 'decisions' | 'endedAt'>

/** Markdown: pictures of a shift's traffic and errors, and its judgements; nothing where nothing was seen. */
export const drawShift = (shift: Drawn): string[] => [...weights(shift), ...errors(shift), ...judgements(shift)]

/** Green's percent, a point a minute (fewer of a long shift). */
function weights({ name, history, endedAt }: Drawn): string[] {
  const [first] = history
  if (!first || history.length < 2) return []
  const minutes = Math.max(1, (endedAt - first.at) / 60_000)
  const points = Math.min(MOST_POINTS, Math.max(2, Math.ceil(minutes) + 1))
  const values = Array.from({ length: points }, (_, i) => {
    const at = first.at + (i * (endedAt - first.at)) / (points - 1)
    return Math.round(history.findLast(one => one.at <= at)?.green ?? 0)
  })
  return chart(`${name}: percent of the traffic on green`, Math.ceil(minutes), 'percent', 100, [values])
}

/** Percent of failed requests a minute, of green and of its control. */
function errors({ name, minutes }: Drawn): string[] {
  const { green, control } = minutes
  const times = [...new Set([...green, ...control].map(one => one.at))].toSorted((a, b) => a - b)
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined || last === first) return []
  const count = Math.min(MOST_POINTS, Math.round((last - first) / 60_000) + 1)
  const rates = (all: MinuteSeen[]) =>
    Array.from({ length: count }, (_, i) => {
      const at = first + (i * (last - first)) / (count - 1)
      const one = all.find(each => Math.abs(each.at - at) <= 30_000)
      return one && one.requests > 0 ? Math.round((10_000 * one.errors) / one.requests) / 100 : 0
    })
  const lines = [rates(green), ...(control.length > 0 ? [rates(control)] : [])]
  const highest = Math.max(1, ...lines.flat())
  const named = control.length > 0 ? 'The first line is green, the second its control.' : 'The line is green.'
  return [
    named,
    '',
    ...chart(
      `${name}: percent of requests that failed`,
      Math.round((last - first) / 60_000),
      'percent',
      Math.ceil(highest),
      lines,
    ),
  ]
}

/** https://mermaid.js.org/syntax/xyChart.html */
const chart = (title: string, minutes: number, unit: string, most: number, lines: number[][]): string[] => [
  '```mermaid',
  'xychart-beta',
  `  title "${title.replaceAll('"', "'")}"`,
  `  x-axis "minutes" 0 --> ${Math.max(1, minutes)}`,
  `  y-axis "${unit}" 0 --> ${most}`,
  ...lines.map(values => `  line [${values.join(', ')}]`),
  '```',
  '',
]

function judgements({ decisions }: Drawn): string[] {
  if (decisions.length === 0) return []
  const lines = decisions.map(line => {
    const { at = '', green = '', state = '', lead = '', sentence = '' } = JSON.parse(line) as Record<string, string>
    return `- ${code(`${at.slice(11, 19)} ${green} % ${state} → ${lead}`)} ${cell(sentence)}`
  })
  return ['<details><summary>Judgements</summary>', '', ...lines, '', '</details>', '']
}
