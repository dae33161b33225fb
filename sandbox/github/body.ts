// Is the body of a request what GitHub's API describes?
import { AwsError } from '../aws/service.ts'

type Kind = 'string' | 'boolean' | 'array' | 'any'
export type Shape = Record<string, { kind: Kind; required?: true; oneOf?: readonly string[] }>
export type Body = Record<string, unknown>

/** Reads a JSON body by its shape. Throws GitHub's 400 and 422s, in its words. */
export function bodyOf(bytes: Buffer, shape: Shape): Body {
  const body = parsed(bytes)
  for (const [field, { kind, required, oneOf }] of Object.entries(shape)) {
    const value = body[field]
    if (value === undefined) {
      if (required) throw invalid(`Invalid input: object is missing required key: ${field}.`)
    } else if (kind !== 'any' && kindOf(value) !== kind) {
      throw invalid(`Invalid property /${field}: \`${shown(value)}\` is not of type \`${kind}\`.`)
    } else if (oneOf && !oneOf.includes(String(value))) {
      const allowed = oneOf.join(', ')
      throw invalid(
        `Invalid property /${field}: \`${value}\` is not a possible value. Must be one of the following: ${allowed}.`,
      )
    }
  }
  return body
}

/** Fields that GitHub takes without a word and drops; a misspelt one ends here. */
export function unknownFields(content: object, shape: Shape): string[] {
  return Object.keys(content)
    .filter(field => !(field in shape))
    .map(field => `unknown field: ${field}`)
}

/** `Validation Failed`, for one field of a resource. */
export function validationFailed(resource: string, field: string, message: string): AwsError {
  const errors = [{ resource, code: 'custom', field, message }]
  return new AwsError('Validation Failed', 'Validation Failed', 422, { errors })
}

const invalid = (reason: string) => new AwsError('Invalid request', `Invalid request.\n\n${reason}`, 422)

function parsed(bytes: Buffer): Body {
  try {
    const body: unknown = JSON.parse(bytes.toString() || '{}')
    if (kindOf(body) === 'object') return body as Body
  } catch {}
  throw new AwsError('Problems parsing JSON', 'Problems parsing JSON', 400)
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)
const shown = (value: unknown) => (value === null ? 'nil' : typeof value === 'string' ? value : JSON.stringify(value))
