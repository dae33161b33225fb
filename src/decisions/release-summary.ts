// What does the summary of a whole release show?
import type { Reckoning, State, Steps } from './deployment-record.ts'
import { said } from './deployment-record.ts'
import { shortDigest } from './image.ts'
import { cell, code } from './markdown.ts'

export type Release = {
  environment: string
  version: string
  service: string
  url: string
  sha: string
  repositoryUrl: string
  runUrl: string
  recordUrl: string
  state: State
  reckoning: Reckoning
  steps: Steps
}

const MARKS: Record<string, string> = { success: '✅', failure: '❌', cancelled: '🚫', skipped: '⏭️' }

/** Markdown: what was released where, with its identities, its steps, and how to look at it. */
export function summarizeRelease(release: Release): string {
  const { environment, version, url, sha, steps, reckoning } = release
  const digest = said(steps, 'digest')
  const [from, to] = [said(steps, 'previous-revision'), said(steps, 'revision')]
  const live = said(steps, 'live-revision')
  const rows: [string, string][] = [
    ['version', cell(version)],
    ['environment', url ? `[${cell(environment)}](${url})` : cell(environment)],
    ['service', cell(release.service)],
    ['commit', `[${sha.slice(0, 7)}](${release.repositoryUrl}/commit/${sha})`],
    ['image', digest && code(shortDigest(digest))],
    ['revision', from && to ? `${cell(from)} → ${cell(to)}` : cell(to)],
    ['live now', cell(live)],
    ['record', `[deployment](${release.recordUrl}) · [run](${release.runUrl})`],
  ]
  const title = reckoning.state === 'SUCCEEDED' ? '✅ Released' : '❌ Not released'
  return [
    `### ${title}: ${cell(version || sha.slice(0, 7))} to ${cell(environment)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.filter(([, value]) => value).map(([name, value]) => `| ${name} | ${value} |`),
    '',
    ...(reckoning.message ? [cell(reckoning.message), ''] : []),
    '| step | outcome |',
    '|---|---|',
    ...Object.entries(steps).map(([id, { outcome = '' }]) => `| ${cell(id)} | ${MARKS[outcome] ?? ''} ${outcome} |`),
    '',
    ...(url ? [`See for yourself: ${code(`curl -fsS ${said(steps, 'url') || url}`)}`, ''] : []),
  ].join('\n')
}
