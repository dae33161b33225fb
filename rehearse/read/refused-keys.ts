// Which keys of this file does the rehearsal not live up to?
import { isMapping } from '@actions/workflow-parser'
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import type { Problem } from '../refusal.ts'
import { coverageOf } from './coverage.ts'
import { literalOf, pairsOf, tokensOf } from './tokens.ts'

/** One problem for each key that is not implemented; what stands under such a key is not looked at. */
export function refusedKeys(file: string, root: TemplateToken): Problem[] {
  if (!isMapping(root)) return tokensOf(root).flatMap(item => refusedKeys(file, item))
  return pairsOf(root).flatMap(({ key, value }) => {
    const coverage = coverageIn(root, literalOf(key) ?? '')
    if (coverage === 'implemented') return refusedKeys(file, value)
    return [{ file, line: key.line ?? 1, text: `\`${key.toString()}\`: ${coverage ?? 'not known to the rehearsal'}` }]
  })
}

/** In `env`, `with` and the like the author chooses the names; elsewhere the schema does, and the table must know them. */
function coverageIn(map: MappingToken, key: string): string | undefined {
  const definition = map.definition
  const chosen = !definition || !('properties' in definition) || !(key in Object(definition.properties))
  return chosen ? 'implemented' : coverageOf(definition.key, key)
}
