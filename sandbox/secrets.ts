// What is behind a `valueFrom` of a task definition?
import type { SecretReader } from './aws/seams.ts'

/**
 * What a test put under the very `valueFrom`, else what Secrets Manager or Parameter Store keeps there; rejects in the
 * words of either.
 */
export function secretsIn(
  values: Map<string, string>,
  { secrets, parameters }: { secrets: SecretReader; parameters: SecretReader },
): SecretReader {
  return async (valueFrom, place) => {
    const read = valueFrom.includes(':secretsmanager:') ? secrets : parameters
    return values.get(valueFrom) ?? read(valueFrom, place)
  }
}
