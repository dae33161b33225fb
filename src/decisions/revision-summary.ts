// What does the summary of a revision show?
import { code } from './markdown.ts'
import type { Revision } from './snapshot.ts'

/** Markdown: whether it is new, which image it carries, and what differs from where it started. */
export function summarizeRevision(
  revision: Revision,
  diff: string[],
  changed: boolean,
  image: string | undefined,
): string {
  const told = `**${code(revision)}** ${changed ? 'is new' : 'was registered already'}${image ? `, with ${code(image)}` : ''}.`
  const changes = changed ? diff.map(line => `- ${code(line)}`) : []
  return [told, '', ...changes, ...(changes.length > 0 ? [''] : [])].join('\n')
}
