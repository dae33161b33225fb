// What does a YAML or JSON text say, and which of its values stay as they were written?
import type { Document } from 'yaml'

/** Whether the scalar at a path (names and positions from the top) is a text, whatever it looks like. */
export type Keeps = (path: string[]) => boolean

/** Everything is a text: `1.10`, `0123` and `1234e56` are tags and values, not numbers. */
export const texts: Keeps = () => true
/** Numbers and flags are what JSON and YAML take them for. */
export const asRead: Keeps = () => false

/** What a text of JSON or YAML says; undefined when it is neither. The parser of YAML is loaded by those who need it. */
export async function parseYaml(text: string, keeps: Keeps): Promise<unknown> {
  try {
    return choose(JSON.parse(text), JSON.parse(quoted(text)), keeps, [])
  } catch {
    const { parseDocument } = await import('yaml')
    const document = parseDocument(text)
    try {
      return document.errors.length > 0 ? undefined : await contentOf(document, keeps)
    } catch {
      return undefined
    }
  }
}

/** What a document without errors says. Nothing (`web:`, `web: null`, `web: ~`) stays nothing. */
export async function contentOf(document: Document.Parsed, keeps: Keeps): Promise<unknown> {
  const { visit } = await import('yaml')
  const asWritten = (which: (place: unknown, value: unknown) => boolean) =>
    visit(document, {
      Scalar(place, node) {
        if (which(place, node.value)) node.value = node.source ?? node.value
      },
    })
  asWritten(place => place === 'key')
  const read = document.toJS()
  asWritten((_, value) => value !== null)
  return choose(read, document.toJS(), keeps, [])
}

/** JSON in which numbers and flags are texts. */
const quoted = (json: string): string =>
  json.replaceAll(/"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*|true|false)/g, (all, bare?: string) => (bare ? `"${bare}"` : all))

/** Of one thing read in two ways, the values as read or as written. */
function choose(read: unknown, written: unknown, keeps: Keeps, path: string[]): unknown {
  if (read === null || typeof read !== 'object') return keeps(path) ? written : read
  const other = written as Record<string, unknown>
  const each = ([name, one]: [string, unknown]) => [name, choose(one, other[name], keeps, [...path, name])] as const
  return Array.isArray(read)
    ? Object.entries(read).map(one => each(one)[1])
    : Object.fromEntries(Object.entries(read).map(each))
}
