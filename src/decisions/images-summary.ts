// What does the summary of a build show?
import { showDuration } from './duration.ts'
import { shortDigest } from './image.ts'
import { cell, code } from './markdown.ts'

/** One image as it is in its registry. */
export type ImageFacts = {
  /** `repository@sha256:…` */
  image: string
  repository: string
  /** The same without its host, with the suffix of its tags. */
  name: string
  /** The primary one. */
  tag: string
  tags: string[]
  digest: string
  commit: string
  /** Bytes of config and layers, as they are stored. */
  size: number
  /** How long it was built; undefined when it was there. */
  seconds: number | undefined
  built: boolean
}

/** Markdown: a table of images. */
export function summarizeImages(images: ImageFacts[]): string {
  const rows = images.map(({ name, tags, digest, size, seconds, built }) => [
    cell(name),
    tags.map(code).join(' '),
    code(shortDigest(digest)),
    showSize(size),
    built ? `built in ${showDuration((seconds ?? 0) * 1000)}` : 'was there',
  ])
  return [
    '### Images',
    '',
    '| image | tags | digest | size | |',
    '|---|---|---|---|---|',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
  ].join('\n')
}

/** `12.3 MB`, in steps of a thousand. */
function showSize(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** step
  return `${step === 0 ? amount : amount.toFixed(1)} ${['B', 'kB', 'MB', 'GB'][step]}`
}
