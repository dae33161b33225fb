// What differs between two task definitions, for a reader who must not see a variable's value?
import { canonical, type Definition } from './task-definition.ts'

/** One line a difference, by its path; values of environment variables are never in it. */
export function diffDefinitions(before: Definition, after: Definition): string[] {
  const [was, is] = [named(canonical(before)), named(canonical(after))]
  return differences('', was, is)
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

function differences(path: string, was: unknown, is: unknown): string[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return []
  const variable = /(?:^|\.)environment\.[^.]+$/.test(path)
  if (variable) return [`${path}: ${was === undefined ? 'added' : is === undefined ? 'removed' : 'another value'}`]
  if (isMap(was) || isMap(is)) {
    if ((was === undefined || isMap(was)) && (is === undefined || isMap(is))) {
      const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort()
      return names.flatMap(name =>
        differences(path ? `${path}.${name}` : name, (was as Members)?.[name], (is as Members)?.[name]),
      )
    }
  }
  if (was === undefined) return [`${path}: ${show(is)}, was not set`]
  if (is === undefined) return [`${path}: removed, was ${show(was)}`]
  return [`${path}: ${show(is)}, was ${show(was)}`]
}

type Members = Record<string, unknown> | undefined

const isMap = (value: unknown): boolean => value !== null && typeof value === 'object' && !Array.isArray(value)

/** Texts as they are, other values as JSON; digests as short as they can be told apart by eye. */
const show = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1')
