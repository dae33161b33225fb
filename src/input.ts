// What may a user write in an input, and what does it mean?
import { isDefinitionText } from './decisions/definition-texts.ts'
import { readDuration } from './decisions/duration.ts'
import { readCommand } from './decisions/words.ts'
import { asRead, type Keeps, parseYaml, texts } from './yaml.ts'

/** What came of reading a text: its value, or what is wrong with it in words that follow the input's name. */
export type Reading<T> = { value: T } | { problem: string }

/** One input of an action: what the contract says of it, and how its text is read. */
export type Input<T = unknown> = {
  /** One or two sentences for `action.yml` and the README. */
  description: string
  /** What kind of text it takes, for the README. */
  kind: string
  required?: boolean
  /** As a user would write it; may be an expression such as `${{ github.token }}`. */
  default?: string
  /** Its value is masked in the log before anything else is done with it. */
  secret?: boolean
  /** The value of an unset input. */
  unset: T
  read(text: string): Reading<T> | Promise<Reading<T>>
}

type Options = { description: string; required?: true; default?: string; secret?: true }

/** A set input or one with a default always has a value; any other may be undefined. */
type Given<T, O> = O extends { required: true } | { default: string } ? T : T | undefined

/** What a user wrote, by input: lists and maps are never undefined. */
export type Values<I> = { [K in keyof I]: I[K] extends Input<infer T> ? T : never }

type Read<T> = (text: string) => Reading<T> | Promise<Reading<T>>

export const kind =
  <T>(name: string, read: Read<T>) =>
  <const O extends Options>(options: O): Input<Given<T, O>> => ({
    ...options,
    kind: name,
    unset: undefined as Given<T, O>,
    read: read as Read<Given<T, O>>,
  })

const collection =
  <T>(name: string, empty: T, read: Read<T>) =>
  (options: Options): Input<T> => ({ ...options, kind: name, unset: empty, read })

/** Any text, trimmed. */
export const text = kind<string>('text', value => ({ value }))

/** `true` or `false`, as YAML 1.2 spells them. */
export const flag = kind<boolean>('true or false', value =>
  /^(true|True|TRUE|false|False|FALSE)$/.test(value)
    ? { value: value.toLowerCase() === 'true' }
    : { problem: `is "${value}": write true or false` },
)

/** A whole number from `least` to `most`. */
export const count = (least = 0, most = Number.MAX_SAFE_INTEGER) =>
  kind<number>('whole number', value => {
    const number = Number(value)
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`
    return /^\d+$/.test(value) && number >= least && number <= most
      ? { value: number }
      : { problem: `is "${value}": write a whole number ${range}` }
  })

/** Milliseconds of `90s`, `15m`, `1h30m`; a bare number counts in the unit that the input's name says. */
export const duration = (unit: 'seconds' | 'minutes') =>
  kind<number>(`duration (${unit})`, value => {
    const ms = readDuration(value, unit === 'seconds' ? 's' : 'm')
    return ms === undefined
      ? { problem: `is "${value}": write a number of ${unit}, or a duration such as 90s or 15m` }
      : { value: ms }
  })

/** A command: a JSON list, or a line that is split as a shell would; no shell runs it. */
export const command = kind<string[]>('command', value => {
  const read = readCommand(value)
  return 'words' in read ? { value: read.words } : read
})

/** One of a few words. */
export const oneOf = <const W extends string>(...words: W[]) =>
  kind<W>(words.map(word => `\`${word}\``).join(' or '), value =>
    words.includes(value as W)
      ? { value: value as W }
      : { problem: `is "${value}": write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` },
  )

/** An absolute http or https address. */
export const url = kind<string>('URL', value =>
  isUrl(value) ? { value } : { problem: `is "${value}": write a whole address, https://…` },
)

/** Whether `value` is an absolute http or https address. */
export const isUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

/** A regular expression, as JavaScript writes it. */
export const pattern = kind<RegExp>('regular expression', value => {
  try {
    return { value: new RegExp(value) }
  } catch (error) {
    return { problem: `is "${value}", which is not a regular expression: ${(error as Error).message}` }
  }
})

/** Words one a line, or with commas on one line, or a JSON or YAML list. Without empty ones. */
export const list = collection<string[]>('list', [], value => readList(value))

async function readList(value: string): Promise<Reading<string[]>> {
  if (/^(\[|- )/.test(value)) {
    const parsed = await parseYaml(value, texts)
    if (!Array.isArray(parsed) || parsed.some(one => typeof one === 'object'))
      return { problem: 'is not a list of words: write one a line, or with commas, or as a JSON list' }
    return { value: parsed.map(String) }
  }
  const words = value.split(value.includes('\n') ? '\n' : ',')
  return { value: words.map(word => word.trim()).filter(Boolean) }
}

/**
 * `NAME=value` one a line or with commas on one line (cut at the first `=`), or a JSON or YAML object; or the list of
 * pairs that AWS writes: `[{"name": …, "value": …}]`, also with `key`, also with `valueFrom`.
 */
export const map = collection<Record<string, string>>('map', {}, async value => {
  const wrong = { problem: 'is not a map: write NAME=value one a line, or a JSON or YAML object' }
  const lines = value.split(value.includes('\n') ? '\n' : /,(?=\s*[\w.-]+=)/).map(line => line.trim())
  const pairs = lines.filter(Boolean).map(line => line.match(/^([\w./-]+)=(.*)$/s))
  if (!value.startsWith('{') && pairs.every(pair => pair !== null))
    return { value: Object.fromEntries(pairs.map(pair => [pair[1], pair[2]])) }
  const parsed = await parseYaml(value, texts)
  if (parsed === null || typeof parsed !== 'object') return wrong
  const entries = Array.isArray(parsed) ? parsed.map(pairOf) : Object.entries(parsed)
  if (entries.some(pair => pair.some(one => one === undefined || one === null || typeof one === 'object'))) return wrong
  return { value: Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) }
})

const pairOf = (pair: Record<string, unknown> | null): [unknown, unknown] => [
  pair?.name ?? pair?.key,
  pair?.value ?? pair?.valueFrom,
]

/** Names as a list takes them, or a map of name to something: `name=value` one a line or with commas, JSON or YAML. */
export const namesOrMap = kind<unknown>('list or map', async value => {
  const pairs = readPairs(value.split(value.includes('\n') ? '\n' : ',')) ?? readPairs([value])
  if (pairs) return { value: pairs }
  const parsed = /^[[{-]|:(\s|$)/m.test(value) ? await parseYaml(value, texts) : undefined
  if (parsed !== undefined && parsed !== null && typeof parsed === 'object') return { value: parsed }
  return readList(value)
})

/** `name=value` each, or a name alone, of which nothing more is said; undefined when it is something else, or names only. */
function readPairs(parts: string[]): Record<string, string | null> | undefined {
  const found = parts.map(part => part.trim()).filter(Boolean)
  const pairs = found.map(part => part.match(/^([\w-]+)(?:=(.*))?$/))
  if (!pairs.every(pair => pair !== null) || !pairs.some(pair => pair[2] !== undefined)) return undefined
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value ?? null]))
}

/** Groups one a line, names with commas; or a JSON or YAML list of lists. */
export const groups = collection<string[][]>('groups, one a line', [], async value => {
  if (!/^(\[|- )/.test(value))
    return {
      value: value
        .split('\n')
        .map(line =>
          line
            .split(',')
            .map(word => word.trim())
            .filter(Boolean),
        )
        .filter(group => group.length > 0),
    }
  const parsed = await parseYaml(value, texts)
  return Array.isArray(parsed)
    ? { value: parsed.map(group => (Array.isArray(group) ? group.map(String) : [String(group)])) }
    : { problem: 'is not a list of groups: write one group a line, names with commas' }
})

/** Any JSON or YAML; with `keeps` some of its values stay texts. */
const anyJson = (keeps: Keeps) =>
  kind<unknown>('JSON or YAML', async value => {
    const parsed = await parseYaml(value, keeps)
    return parsed === undefined ? { problem: 'is neither JSON nor YAML' } : { value: parsed }
  })

/** Any JSON or YAML. */
export const json = anyJson(asRead)

/** What is to be changed in a task definition: texts of ECS stay as they were written. */
export const definitionPatch = anyJson(isDefinitionText)
