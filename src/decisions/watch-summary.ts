// What does the summary of a watch show?
import { showDuration } from './duration.ts'
import { drawErrors } from './error-chart.ts'
import { showCount, showShare } from './evidence-words.ts'
import { cell, code } from './markdown.ts'
import { MINUTE, type Minute } from './minutes.ts'
import { explainWatch, isWell, type WatchOutcome } from './watch-outcome.ts'

/** Markdown: a table, what came of it, errors over time, the judgements and the minutes. `limit` is the share that may fail. */
export function summarizeWatch(outcome: WatchOutcome, link: string, limit: number | undefined): string {
  const { service, revision, verdict, remedy, live, breach, startedAt, endedAt, minutes } = outcome
  const judged = minutes.green.filter(one => one.at >= outcome.judgedFrom)
  const sum = (of: (one: Minute) => number) => judged.reduce((all, one) => all + of(one), 0)
  const [requests, errors] = [sum(one => one.requests), sum(one => one.errors)]
  const row = [
    `[${cell(service)}](${link})`,
    cell(revision),
    `${isWell(outcome) ? '✅' : '❌'} ${verdict}`,
    breach ? cell(`${breach.metric}: ${breach.value} (limit ${breach.threshold})`) : '–',
    remedy,
    live ? cell(`${live.revision} (${live.service})`) : 'not seen',
    `${showCount(requests)}, ${showShare(requests > 0 ? errors / requests : 0)} failed`,
    showDuration(endedAt - startedAt),
  ]
  return [
    '| service | revision | verdict | breach | remedy | live now | requests | watched |',
    '|---|---|---|---|---|---|---|---|',
    `| ${row.join(' | ')} |`,
    '',
    cell(explainWatch(outcome)),
    '',
    ...drawErrors(service, minutes, limit),
    ...judgements(outcome),
    ...table(outcome),
  ].join('\n')
}

function judgements({ decisions }: WatchOutcome): string[] {
  const lines = decisions.map(line => {
    const { at = '', state = '', lead = '', sentence = '' } = JSON.parse(line) as Record<string, string>
    return `- ${code(`${at.slice(11, 19)} ${state} → ${lead}`)} ${cell(sentence)}`
  })
  return lines.length > 0 ? ['<details><summary>Judgements</summary>', '', ...lines, '', '</details>', ''] : []
}

function table({ minutes: { green, control } }: WatchOutcome): string[] {
  if (green.length === 0) return []
  const beside = new Map(control.map(one => [one.at, one]))
  const of = (minute: Minute | undefined) =>
    minute ? `${showCount(minute.requests)} | ${showCount(minute.errors)} | ${showCount(minute.slow)}` : '– | – | –'
  const compared = control.length > 0
  return [
    '<details><summary>Minutes</summary>',
    '',
    `| minute | requests | failed | slow |${compared ? ' control: requests | failed | slow |' : ''}`,
    `|---|---|---|---|${compared ? '---|---|---|' : ''}`,
    ...green.map(
      one =>
        `| ${new Date(Math.floor(one.at / MINUTE) * MINUTE).toISOString().slice(11, 16)} | ${of(one)} |${compared ? ` ${of(beside.get(one.at))} |` : ''}`,
    ),
    '',
    '</details>',
    '',
  ]
}
