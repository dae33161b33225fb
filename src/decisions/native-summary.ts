// What does the summary of a shift by ECS show?
import { showDuration } from './duration.ts'
import { cell, code } from './markdown.ts'
import { explainShiftEnd, isFine, type NativeOutcome, showWeights } from './native-outcome.ts'
import { drawShift } from './shift-pictures.ts'

/** Markdown for the step summary: what it came to, in a row, then why, and what shows it. */
export function summarizeShift(outcome: NativeOutcome, link: string): string {
  const { service, previous, revision, verdict, remedy, live, percent, startedAt, endedAt, diagnosis } = outcome
  const row = [
    `[${cell(service)}](${link})`,
    cell(previous ?? '–'),
    cell(revision),
    `${isFine(outcome) ? '✅' : '❌'} ${verdict}`,
    remedy,
    live ? `${cell(live.revision)} (${live.running} of ${live.desired} tasks)` : 'not seen',
    showWeights(percent) || '–',
    showDuration(endedAt - startedAt),
  ]
  return [
    '| service | from | to | verdict | remedy | live now | weights | time |',
    '|---|---|---|---|---|---|---|---|',
    `| ${row.join(' | ')} |`,
    '',
    cell(explainShiftEnd(outcome)),
    '',
    ...(diagnosis?.evidence ?? []).map(line => `- ${code(line)}`),
    '',
    ...drawShift({ ...outcome, name: service }),
  ].join('\n')
}
