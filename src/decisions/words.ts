// Which words is a command, when no shell runs it?

type Words = { words: string[] } | { problem: string }

/**
 * The words of a command: a JSON list of texts, or a line cut into words as a POSIX shell cuts it. A problem follows the
 * input's name and never repeats the command, which may hold a secret.
 */
export function readCommand(text: string): Words {
  const trimmed = text.trim()
  if (!trimmed.startsWith('[')) return splitWords(trimmed)
  const list = parseList(trimmed)
  return list && list.length > 0
    ? { words: list }
    : { problem: 'begins with [ and is not a JSON list of texts: write ["alembic", "upgrade", "head"]' }
}

function parseList(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && list.every(one => typeof one === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

/** One piece of a line; what a shell would act on is refused outside quotes, as nobody here would act on it. */
const PIECE =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<open>['"])|(?<blank>[ \t]+)|(?<operator>&&|\|\||>>|<<|[|&;<>()`\n]|\$[\w({@*#?!$-])|(?<plain>.)/gs

/**
 * Words between blanks. Single quotes keep all; double quotes keep all but a backslash before `$`, a backtick, `"`, a
 * backslash or a line break; outside quotes a backslash keeps the next character. Nothing is expanded.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function splitWords(line: string): Words {
  const words: string[] = []
  let word: string | undefined
  for (const { groups = {} } of line.matchAll(PIECE)) {
    const { single, double, escaped, open, blank, operator, plain } = groups
    if (open) return { problem: `has a quote ${open} that is never closed` }
    if (operator) return { problem: refused(operator) }
    if (blank) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (escaped === '\n') {
      // The next line goes on with this one.
    } else word = (word ?? '') + (single ?? escaped ?? plain ?? unquote(double as string))
  }
  return { words: word === undefined ? words : [...words, word] }
}

const unquote = (quoted: string): string =>
  quoted.replaceAll(/\\([$`"\\\n])/g, (_, character: string) => (character === '\n' ? '' : character))

const refused = (operator: string): string =>
  `has ${operator === '\n' ? 'a line break' : operator[0] === '$' ? '$' : operator} outside quotes, and no shell runs it: put it in quotes, or write a JSON list such as ["sh", "-c", "…"] to run one`
