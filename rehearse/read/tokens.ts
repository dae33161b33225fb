// What stands under a key?
import { isBasicExpression, isMapping, isScalar, isSequence } from '@actions/workflow-parser'
import type { MappingToken, ScalarToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import type { Place, Problem } from '../refusal.ts'

/** One key of a mapping; `at` is the key's place. */
export type Entry = { name: string; value: ScalarToken; at: Place }

/** What a reader of one file carries: the name it shows, and where its problems go. */
type Reading = { file: string; problems: Problem[] }

/** The place of a token; the first line when the parser gave none. */
export const placeOf = (reading: { file: string }, token: TemplateToken | undefined): Place => ({
  file: reading.file,
  line: token?.line ?? 1,
})

/** The mapping under `name`; undefined when there is none. */
export function mappingAt(map: MappingToken, name: string): MappingToken | undefined {
  const token = map.find(name)
  return token && isMapping(token) ? token : undefined
}

/** The text, number, boolean or expression under `name`; undefined when there is none. */
export function scalarAt(map: MappingToken, name: string): ScalarToken | undefined {
  const token = map.find(name)
  return token && isScalar(token) ? token : undefined
}

/** The text under `name` as it is written; undefined when there is none or it holds an expression. */
export function literalAt(map: MappingToken, name: string): string | undefined {
  return literalOf(map.find(name))
}

/** The text of a token without expressions; undefined for anything else. */
export function literalOf(token: TemplateToken | undefined): string | undefined {
  return token && isScalar(token) && !isBasicExpression(token) ? token.toString() : undefined
}

/** A text or a list of texts, as a list; empty when there is none. */
export function textsOf(token: TemplateToken | undefined): { text: string; token: TemplateToken }[] {
  if (!token) return []
  const tokens = isSequence(token) ? [...tokensOf(token)] : [token]
  return tokens.flatMap(one => {
    const text = literalOf(one)
    return text === undefined ? [] : [{ text, token: one }]
  })
}

/** The items of a sequence; none for anything else. */
export function tokensOf(token: TemplateToken | undefined): TemplateToken[] {
  if (!token || !isSequence(token)) return []
  return Array.from({ length: token.count }, (_, index) => token.get(index))
}

/** The keys of a mapping whose values are texts or expressions, in the order of the file. */
export function entriesOf(token: TemplateToken | undefined, reading: Reading): Entry[] {
  if (!token) return []
  if (!isMapping(token)) {
    if (isScalar(token) && token.toString() === '') return []
    reading.problems.push({
      ...placeOf(reading, token),
      text: 'an expression in place of a whole mapping is not implemented',
    })
    return []
  }
  return pairsOf(token).flatMap(({ key, value }) => {
    const name = literalOf(key)
    if (name === undefined) {
      reading.problems.push({ ...placeOf(reading, key), text: 'an expression as a key is not implemented' })
      return []
    }
    return isScalar(value) ? [{ name, value, at: placeOf(reading, key) }] : []
  })
}

/** The pairs of a mapping; a value that the schema refused is left out. */
export function pairsOf(map: MappingToken | undefined): { key: ScalarToken; value: TemplateToken }[] {
  if (!map) return []
  return Array.from({ length: map.count }, (_, index) => map.get(index)).filter(pair => pair.value !== undefined)
}
