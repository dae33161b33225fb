// What do weights, errors and judgements of a shift look like over time?
import { drawErrors, drawLines, MOST_POINTS } from './error-chart.ts'
import { cell, code } from './markdown.ts'
import type { ShiftResult } from './shift-outcome.ts'

type Drawn = Pick<ShiftResult, 'name' | 'history' | 'minutes' | 'decisions' | 'endedAt'>

/** Markdown: pictures of a shift's traffic and errors, and its judgements; nothing where nothing was seen. */
export const drawShift = (shift: Drawn): string[] => [
  ...weights(shift),
  ...drawErrors(shift.name, shift.minutes, undefined),
  ...judgements(shift),
]

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
  return drawLines(`${name}: percent of the traffic on green`, Math.ceil(minutes), 100, [values])
}

function judgements({ decisions }: Drawn): string[] {
  if (decisions.length === 0) return []
  const lines = decisions.map(line => {
    const { at = '', green = '', state = '', lead = '', sentence = '' } = JSON.parse(line) as Record<string, string>
    return `- ${code(`${at.slice(11, 19)} ${green} % ${state} → ${lead}`)} ${cell(sentence)}`
  })
  return ['<details><summary>Judgements</summary>', '', ...lines, '', '</details>', '']
}
