// What is behind a `valueFrom` of a task definition?
import type { SecretReader } from './aws/seams.ts'

/**
 * Reads `values` by the very `valueFrom` of the task definition, in the words of Secrets Manager or Parameter Store when
 * there is none: a stand-in for both, until one of them is a service of its own.
 */
export function secretsIn(values: Map<string, string>): SecretReader {
  return async valueFrom => {
    const value = values.get(valueFrom)
    if (value !== undefined) return value
    throw new Error(
      valueFrom.includes(':secretsmanager:')
        ? "ResourceNotFoundException: Secrets Manager can't find the specified secret."
        : `invalid ssm parameters: ${valueFrom}`,
    )
  }
}
