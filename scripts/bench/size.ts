// How large is what a job downloads?
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Sizes of the bundles, in MB (10^6 bytes), each file gzipped alone; and of the whole repository as GitHub packs it. */
export function sizes(official: string | undefined): string {
  const archive = execFileSync('sh', ['-c', 'git archive HEAD | gzip -9 | wc -c'], { encoding: 'utf8' })
  const rows = [
    ['`dist` of all our actions', ...sizeOf('dist')],
    ...(official ? [['`dist` of the official action', ...sizeOf(official)]] : []),
    ['all that a job downloads of ours (git archive)', '–', megabytes(Number(archive))],
  ]
  return ['| | MB | gzipped |', '| --- | --- | --- |', ...rows.map(cells => `| ${cells.join(' | ')} |`)].join('\n')
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2)

function sizeOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name)))
  const sum = (lengths: number[]) => megabytes(lengths.reduce((total, one) => total + one, 0))
  return [sum(files.map(one => one.length)), sum(files.map(one => gzipSync(one, { level: 9 }).length))]
}
