// Which calls were made?
import type { Clock } from './clock.ts'

/** One call, as it was answered. */
export type Entry = {
  /** AWS time in milliseconds since the epoch. */
  time: number
  /** Name in the signature's scope (`ecs`, `elasticloadbalancing`), `github`, or `registry`. */
  service: string
  /** `UpdateService`, `POST /repos/{owner}/{repo}/deployments`, `PUT /v2/{name}/manifests/{reference}`. */
  operation: string
  /** 12 digits; empty for calls that belong to none. */
  account: string
  /** ARN or name of the caller; empty when nobody could be told from the request. */
  caller: string
  /** As sent, secrets left out. */
  input: unknown
  /** HTTP status; undefined when the connection was cut or kept silent instead of answered. */
  status: number | undefined
  error?: string
  /** What was done to the call on order. */
  fault?: string
  /** What a reader should know: unknown fields in the body, for example. */
  remarks?: string[]
}

export type Journal = {
  entries: readonly Entry[]
  write(entry: Omit<Entry, 'time' | 'input'> & { input?: unknown }): void
  /** Entries that have all of the given members. */
  calls(like?: Partial<Pick<Entry, 'service' | 'operation' | 'account' | 'error' | 'status'>>): Entry[]
}

/** A journal of all calls of one sandbox, in the order in which they were answered. */
export function journalOf({ clock }: { clock: Clock }): Journal {
  const entries: Entry[] = []
  return {
    entries,
    write: ({ input, ...entry }) => {
      const also = entry.service === 'ssm' && entry.operation === 'PutParameter' ? ['Value'] : []
      entries.push({ time: clock.now(), ...entry, input: withoutSecrets(input, also) })
    },
    calls: (like = {}) =>
      entries.filter(entry => Object.entries(like).every(([member, value]) => entry[member as keyof Entry] === value)),
  }
}

const secret = new Set([
  'WebIdentityToken',
  'SessionToken',
  'SecretAccessKey',
  'SecretString',
  'SecretBinary',
  'SAMLAssertion',
  'TokenCode',
  'password',
  'token',
])

/** `also` names members of the input itself that are secret here and nowhere else. */
function withoutSecrets(value: unknown, also: string[] = []): unknown {
  if (value instanceof Uint8Array) return `(${value.length} bytes)`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(entry => withoutSecrets(entry))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      secret.has(member) || also.includes(member) ? '(secret)' : withoutSecrets(inner),
    ]),
  )
}
