// How do our values look to GitHub's expressions, and theirs to us?
import { data as kinds } from '@actions/expressions'
import type { ExpressionData } from '@actions/expressions/data/expressiondata'

/** What JSON can say; values that are expression values already are kept as they are. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain }
  | ExpressionData

/** An expression value that equals a plain one. Keys are found without regard to case, as GitHub does. */
export function expressionValue(plain: Plain): ExpressionData {
  if (plain === null || plain === undefined) return new kinds.Null()
  if (typeof plain === 'string') return new kinds.StringData(plain)
  if (typeof plain === 'number') return new kinds.NumberData(plain)
  if (typeof plain === 'boolean') return new kinds.BooleanData(plain)
  if (isExpressionValue(plain)) return plain
  if (isList(plain)) return new kinds.Array(...plain.map(expressionValue))
  return new kinds.Dictionary(...Object.entries(plain).map(([key, value]) => ({ key, value: expressionValue(value) })))
}

/** The `env` context: on Linux the only one that tells `path` from `PATH`. */
export function environmentValue(env: Record<string, string>): ExpressionData {
  const pairs = Object.entries(env).map(([key, value]) => ({ key, value: new kinds.StringData(value) }))
  const exact = new Map(pairs.map(pair => [pair.key, pair.value]))
  return Object.assign(new kinds.Dictionary(...pairs), {
    get: (key: string) => exact.get(key),
    values: () => [...exact.values()],
    pairs: () => pairs,
  })
}

/** The outputs of a step that declares none: asking for one that was never set calls `missing`, which may throw. */
export function watchedOutputs(outputs: Record<string, string>, missing: (name: string) => void): ExpressionData {
  const known = new kinds.Dictionary(
    ...Object.entries(outputs).map(([key, value]) => ({ key, value: new kinds.StringData(value) })),
  )
  const get = known.get.bind(known)
  return Object.assign(known, {
    get(key: string) {
      const value = get(key)
      if (value === undefined) missing(key)
      return value
    },
  })
}

/** Truth as `if` sees it: false, 0, the empty text and null are not. */
export function isTrue(value: ExpressionData): boolean {
  if (value.kind === kinds.Kind.Number) return value.number() !== 0 && !Number.isNaN(value.number())
  if (value.kind === kinds.Kind.Boolean) return value.number() !== 0
  return value.kind !== kinds.Kind.Null && (!value.primitive || value.coerceString() !== '')
}

const isList = (plain: Plain): plain is readonly Plain[] => Array.isArray(plain)

const isExpressionValue = (plain: object): plain is ExpressionData => 'coerceString' in plain
