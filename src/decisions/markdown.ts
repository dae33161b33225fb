// How does text that is not ours stay text in Markdown?

/** Text for a table cell or a line: Markdown, HTML and the cell's own border mean nothing in it. */
export const cell = (text: string): string =>
  text
    .replaceAll(/[&<>]/g, character => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] as string)
    .replaceAll(/([\\`*_[\]|~])/g, '\\$1')
    .replaceAll(/\s+/g, ' ')

/** Text as code on one line, whatever backticks it has. https://spec.commonmark.org/0.31.2/#code-spans */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}
