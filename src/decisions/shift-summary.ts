// What does the summary of a shift show?
import { showDuration } from './duration.ts'
import { cell } from './markdown.ts'
import { explainShift, isGood, liveOf, type ShiftResult, weightsOf } from './shift-outcome.ts'
import { drawShift } from './shift-pictures.ts'

/** Markdown: a table of the pairs, then for each what happened, its traffic and errors over time, and its judgements. */
export function summarizeShift(results: ShiftResult[], linkTo: (result: ShiftResult) => string): string {
  const rows = results.map(one => [
    `[${cell(one.name)}](${linkTo(one)})`,
    cell(`${one.blue.service} ${one.blue.revision}`),
    cell(`${one.green.service} ${one.green.revision}`),
    `${isGood(one) ? '✅' : '❌'} ${one.end.verdict}`,
    one.end.remedy,
    cell(`${liveOf(one).revision} (${liveOf(one).service})`),
    weightsOf(one),
    showDuration(one.endedAt - one.startedAt),
  ])
  return [
    '| pair | blue | green | verdict | remedy | live now | weights | time |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
    ...results.flatMap(one => [`**${cell(one.name)}:** ${cell(explainShift(one))}`, '', ...drawShift(one)]),
  ].join('\n')
}
