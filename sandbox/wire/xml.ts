// How is a value written as AWS's XML?

/**
 * `<name>…</name>`: structures member by member, lists as `<member>`s, maps (`Map`) as `<entry>`s of key and value,
 * times in ISO 8601, bytes in base64; nothing at all for undefined.
 */
export function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  return `<${name}>${content(value)}</${name}>`
}

function content(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(entry => element('member', entry)).join('')
  if (value instanceof Map) return [...value].map(([key, inner]) => element('entry', { key, value: inner })).join('')
  if (typeof value !== 'object' || value === null) return escaped(String(value))
  return Object.entries(value)
    .map(([member, inner]) => element(member, inner))
    .join('')
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no way of writing most control characters, so they are left out. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, character => named[character] ?? character)
