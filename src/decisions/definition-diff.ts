// What differs between two task definitions, for a reader who must not see a variable's value?
import { canonical, type Definition } from './task-definition.ts'

/** One line a difference, by its path; values of environment variables and of secret log options are never in it. */
export function diffDefinitions(before: Definition, after: Definition): string[] {
  const [was, is] = [named(canonical(before)), named(canonical(after))]
  return differences([], was, is)
}

/** Lists of things with names become maps by name, so that one more container does not shift all others. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) {
    const names = value.map(one =>
      one !== null && typeof one === 'object' ? (one as { name?: unknown }).name : undefined,
    )
    if (names.length > 0 && names.every(name => typeof name === 'string') && new Set(names).size === names.length)
      return Object.fromEntries(value.map((one, i) => [names[i], named(without(one, 'name'))]))
    return value.map(named)
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, named(member)]))
}

const without = (value: unknown, member: string): unknown =>
  Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== member))

function differences(path: string[], was: unknown, is: unknown): string[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return []
  const where = path.join('.')
  const map = [was, is].every(one => one === undefined || isMap(one))
  if (isHidden(path) || (path[2] === 'environment' && path.length === 3 && !map))
    return [`${where}: ${was === undefined ? 'added' : is === undefined ? 'removed' : 'another value'}`]
  if (map) {
    const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort()
    return names.flatMap(name => differences([...path, name], (was as Members)?.[name], (is as Members)?.[name]))
  }
  if (was === undefined) return [`${where}: ${show(is)}, was not set`]
  if (is === undefined) return [`${where}: removed, was ${show(was)}`]
  return [`${where}: ${show(is)}, was ${show(was)}`]
}

/** Names (of a container, a variable, an option) may have dots, so that their place in the path tells what they are of. */
const isHidden = ([, , member, part, name]: string[]): boolean =>
  (member === 'environment' && part !== undefined) ||
  (member === 'logConfiguration' && part === 'options' && /token|key|secret|password/i.test(name ?? ''))

type Members = Record<string, unknown> | undefined

const isMap = (value: unknown): boolean => value !== null && typeof value === 'object' && !Array.isArray(value)

/** Texts as they are, other values as JSON; digests as short as they can be told apart by eye. */
const show = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1')
