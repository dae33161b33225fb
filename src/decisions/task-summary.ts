// What does the summary of a one-off run show?
import { showDuration } from './duration.ts'
import { cell, code } from './markdown.ts'
import { explainRunOutcome, explainTaskOutcome, isWell, type RunOutcome, type TaskOutcome } from './task-outcome.ts'

/** Markdown: a table of the tasks, the verdict, and the last lines of the log. */
export function summarizeRun(run: RunOutcome, linkTo: (task: TaskOutcome) => string | undefined): string {
  const rows = run.tasks.map(one => {
    const link = linkTo(one)
    return [
      code(one.id),
      cell(run.revision),
      cell(run.main.name),
      `${isWell(one.verdict) ? '✅' : '❌'} ${one.verdict}`,
      one.exitCode === undefined ? '–' : String(one.exitCode),
      cell(explainTaskOutcome(one, run).cause) || '–',
      showDuration(one.took),
      link ? `[log](${link})` : '–',
    ]
  })
  return [
    '| task | revision | container | verdict | exit code | cause | took | log |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
    cell(explainRunOutcome(run)),
    '',
    ...lastLines(run.lines),
  ].join('\n')
}

function lastLines(lines: string[]): string[] {
  if (lines.length === 0) return []
  const longest = Math.max(2, ...lines.flatMap(line => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  const fence = '`'.repeat(longest + 1)
  return ['<details><summary>Last log lines</summary>', '', fence, ...lines, fence, '', '</details>', '']
}
