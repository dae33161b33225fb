// Is this line of output a command to the runner, and what does it say?

/** `::error file=a.js,line=3::text` is `error`, `{file, line}` and the text, unescaped. Property names are in lower case. */
export type Command = { name: string; properties: Record<string, string>; text: string }

/** Every command the runner knows; a line with any other name is just a line. */
export const commandNames = [
  ...['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'echo', 'stop-commands'],
  ...['set-output', 'save-state', 'set-env', 'add-path', 'add-matcher', 'remove-matcher'],
]

/**
 * Reads a line as `::name properties::text`, which may have blanks in front of it, or as `##[name properties]text`, which
 * may stand anywhere. Undefined when it is neither, or `known` does not have the name.
 * https://github.com/actions/runner/blob/v2.336.0/src/Runner.Common/ActionCommand.cs
 */
export function commandIn(line: string, known: readonly string[]): Command | undefined {
  const modern = /^\s*::(?<name>[^\s:]+?)(?:\s(?<properties>.*?))?::(?<text>.*)$/s.exec(line)?.groups
  if (modern && isKnown(modern.name, known)) return read(modern, ',', { '%3A': ':', '%2C': ',' })
  const old = /##\[(?<name>[^\s\]]+)(?:\s(?<properties>[^\]]*))?\](?<text>.*)$/s.exec(line)?.groups
  if (old && isKnown(old.name, known)) return read(old, ';', { '%3B': ';', '%5D': ']' })
  return undefined
}

const isKnown = (name: string | undefined, known: readonly string[]) =>
  known.some(one => one.toLowerCase() === name?.toLowerCase())

function read(parts: Record<string, string | undefined>, separator: string, escapes: Record<string, string>): Command {
  const pairs = (parts.properties ?? '').split(separator).flatMap(pair => {
    const [name = '', ...value] = pair.trim().split('=')
    return name === '' || value.join('=') === '' ? [] : [[name.toLowerCase(), unescaped(value.join('='), escapes)]]
  })
  const old = separator === ';' ? escapes : {}
  return {
    name: (parts.name ?? '').toLowerCase(),
    properties: Object.fromEntries(pairs),
    text: unescaped(parts.text ?? '', old),
  }
}

// `%25` last, so that an escaped percent sign does not make a new escape.
function unescaped(text: string, more: Record<string, string>): string {
  const escapes = { ...more, '%0D': '\r', '%0A': '\n', '%25': '%' }
  return Object.entries(escapes).reduce((whole, [code, sign]) => whole.replaceAll(code, sign), text)
}
