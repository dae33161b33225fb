// Is an operation's input what AWS's model asks for?
import { AwsError, type Fields } from './service.ts'

/** Makes the error with which a service refuses `value` at `member`; `constraint` in the words of AWS's validation. */
export type Refuse = (member: string, value: unknown, constraint: string) => AwsError

/** `1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null`, under the service's own code. */
export function validation(code: string): Refuse {
  return (member, value, constraint) => {
    const shown = value === undefined ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`
    const message = `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`
    return new AwsError(code, message)
  }
}

type Limits = { min?: number; max?: number }
type Form = { pattern?: RegExp; oneOf?: readonly string[]; min?: number; max?: number }

/** Reads one input's members: each is of the kind asked for and within its limits, or `refuse` says why not. */
export type Reader = {
  /** A required text. */
  text(member: string, form?: Form): string
  maybeText(member: string, form?: Form): string | undefined
  maybeNumber(member: string, limits?: Limits): number | undefined
  maybeFlag(member: string): boolean | undefined
  /** Texts of a list; an absent list is empty, unless `min` asks for entries. */
  texts(member: string, limits?: Limits): string[]
  /** Structures of a list; likewise. */
  structures(member: string, limits?: Limits): Fields[]
}

/** A reader of `fields` that throws what `refuse` makes of the first wrong member. */
export function reader(fields: Fields, refuse: Refuse): Reader {
  const wrong = (member: string, constraint: string) => refuse(member, fields[member], constraint)

  const maybeText = (member: string, { pattern, oneOf, min, max }: Form = {}) => {
    const value = fields[member]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw wrong(member, 'Member must be a string')
    if (min !== undefined && value.length < min)
      throw wrong(member, `Member must have length greater than or equal to ${min}`)
    if (max !== undefined && value.length > max)
      throw wrong(member, `Member must have length less than or equal to ${max}`)
    if (oneOf && !oneOf.includes(value))
      throw wrong(member, `Member must satisfy enum value set: [${oneOf.join(', ')}]`)
    if (pattern && !pattern.test(value))
      throw wrong(member, `Member must satisfy regular expression pattern: ${pattern.source}`)
    return value
  }

  const list = (member: string, { min = 0, max = Number.POSITIVE_INFINITY }: Limits = {}): unknown[] => {
    // The query protocol sends an empty list as an empty text.
    const value = fields[member] === '' ? [] : (fields[member] ?? undefined)
    if (value === undefined && min > 0) throw wrong(member, 'Member must not be null')
    if (value !== undefined && !Array.isArray(value)) throw wrong(member, 'Member must be a list')
    const entries: unknown[] = value ?? []
    if (entries.length < min) throw wrong(member, `Member must have length greater than or equal to ${min}`)
    if (entries.length > max) throw wrong(member, `Member must have length less than or equal to ${max}`)
    return entries
  }

  return {
    maybeText,
    text(member, form) {
      const value = maybeText(member, form)
      if (value === undefined) throw wrong(member, 'Member must not be null')
      return value
    },
    maybeNumber(member, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = {}) {
      const value = fields[member]
      if (value === undefined || value === null) return undefined
      if (typeof value !== 'number' || Number.isNaN(value)) throw wrong(member, 'Member must be a number')
      if (value < min) throw wrong(member, `Member must have value greater than or equal to ${min}`)
      if (value > max) throw wrong(member, `Member must have value less than or equal to ${max}`)
      return value
    },
    maybeFlag(member) {
      const value = fields[member]
      if (value === undefined || value === null) return undefined
      if (typeof value !== 'boolean') throw wrong(member, 'Member must be a boolean')
      return value
    },
    texts(member, limits) {
      return list(member, limits).map(entry => {
        if (typeof entry !== 'string') throw wrong(member, 'Member must be a list of strings')
        return entry
      })
    },
    structures(member, limits) {
      return list(member, limits).map(entry => {
        if (typeof entry !== 'object' || entry === null) throw wrong(member, 'Member must be a list of structures')
        return entry as Fields
      })
    },
  }
}
