// What does a rollout's summary show?
import { showDuration } from './duration.ts'
import { cell, code } from './markdown.ts'
import { explainOutcome, type Outcome, tookOver } from './outcome.ts'
import type { Snapshot } from './snapshot.ts'

const RELEASED = { explain: explainOutcome, isWell: tookOver }

/** Markdown for the step summary: a table of the services, then for each what happened, why, and its timeline. */
export function summarizeRollouts(
  outcomes: Outcome[],
  linkTo: (outcome: Outcome) => string,
  words: { explain: (outcome: Outcome) => string; isWell: (outcome: Outcome) => boolean } = RELEASED,
): string {
  const rows = outcomes.map(one => {
    return [
      `[${cell(one.service)}](${linkTo(one)})`,
      cell(one.previous ?? '–'),
      cell(one.revision),
      `${words.isWell(one) ? '✅' : '❌'} ${one.verdict}`,
      one.remedy,
      one.live ? `${cell(one.live.revision)} (${one.live.running} of ${one.live.desired} tasks)` : 'nothing',
      showDuration(one.endedAt - one.startedAt),
    ]
  })
  return [
    '| service | from | to | verdict | remedy | live now | time |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
    ...outcomes.flatMap(one => [...explain(one, words.explain(one)), ...timeline(one), ...events(one)]),
  ].join('\n')
}

function explain({ service, diagnosis }: Outcome, explanation: string): string[] {
  const lines = [`**${cell(service)}:** ${cell(explanation)}`, '']
  if (!diagnosis) return lines
  return [...lines, ...diagnosis.evidence.map(line => `- ${code(line)}`), '']
}

/** Which revision had how many tasks when, as a Mermaid gantt. https://mermaid.js.org/syntax/gantt.html */
function timeline({ service, seen, verdict, endedAt }: Outcome): string[] {
  const revisions = [...new Set(seen.flatMap(one => one.service?.deployments.map(each => each.revision) ?? []))]
  if (revisions.length === 0) return []
  const bars = revisions
    .toSorted()
    .flatMap(revision => [
      `  section ${revision.replaceAll(':', ' ')}`,
      ...stretches(revision, seen, endedAt).map(
        ({ running, from, to }) => `  ${running} running :${running > 0 ? 'active' : 'done'}, ${from}, ${to}`,
      ),
    ])
  return [
    '```mermaid',
    'gantt',
    `  title ${service.replaceAll(/[;:#]/g, ' ')}`,
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    ...bars,
    '  section verdict',
    `  ${verdict} :milestone, ${endedAt}, 0ms`,
    '```',
    '',
  ]
}

type Stretch = { running: number; from: number; to: number }

/** Times during which a revision had the same number of running tasks; the last one lasts to the end. */
function stretches(revision: string, seen: Snapshot[], end: number): Stretch[] {
  const found: Stretch[] = []
  for (const { at, service } of seen) {
    const ours = service?.deployments.filter(one => one.revision === revision) ?? []
    const running = ours.reduce((sum, one) => sum + one.running, 0)
    const last = found.at(-1)
    if (last) last.to = at
    if (last?.running !== running && (last || ours.length > 0)) found.push({ running, from: at, to: end })
  }
  const last = found.at(-1)
  if (last) last.to = end
  return found.filter(one => one.to > one.from)
}

function events({ seen, startedAt }: Outcome): string[] {
  const all = new Map(seen.flatMap(one => one.service?.events ?? []).map(event => [event.id, event]))
  const ours = [...all.values()].filter(event => event.at > startedAt)
  if (ours.length === 0) return []
  const lines = ours.map(event => `${new Date(event.at).toISOString().slice(11, 19)} ${event.text}`)
  return ['<details><summary>ECS events</summary>', '', '```', ...lines, '```', '', '</details>', '']
}
