// Does a rule's condition hold for a request?
import type { HttpRequest } from '../../network.ts'
import { covers } from '../../wildcard.ts'
import type { Fields } from '../service.ts'
import { refuse } from './refuse.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
export type Condition = {
  field: Field
  values: string[]
  /** Of `http-header`. */
  header?: string
  /** Of `query-string`; a pair without a key fits any. */
  pairs?: { key: string | undefined; value: string }[]
}

const configs = {
  'host-header': 'HostHeaderConfig',
  'path-pattern': 'PathPatternConfig',
  'http-header': 'HttpHeaderConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'query-string': 'QueryStringConfig',
  'source-ip': 'SourceIpConfig',
} as const
type Field = keyof typeof configs

/** Reads a condition as the API takes it, short (`Values`) or long (`PathPatternConfig`). */
export function readCondition(input: Fields): Condition {
  const field = input.Field
  if (typeof field !== 'string' || !(field in configs))
    throw refuse.value(`Condition field '${field}' must be one of '[${Object.keys(configs).join(',')}]'`)
  const config = (input[configs[field as Field]] ?? {}) as { Values?: unknown[]; HttpHeaderName?: string }
  const given = config.Values ?? input.Values
  if (!Array.isArray(given) || given.length === 0) throw refuse.value('A condition value must be specified')
  if (field === 'query-string') {
    const pairs = (given as { Key?: string; Value?: string }[]).map(({ Key, Value }) => ({
      key: Key,
      value: Value ?? '',
    }))
    return { field, values: [], pairs }
  }
  const values = given.map(String)
  const header = config.HttpHeaderName
  return header === undefined ? { field: field as Field, values } : { field: field as Field, values, header }
}

/** As DescribeRules shows it: both forms for hosts and paths. */
export function shownCondition({ field, values, header, pairs }: Condition): Fields {
  const config = {
    HttpHeaderName: header,
    Values: pairs?.map(({ key, value }) => ({ Key: key, Value: value })) ?? values,
  }
  const short = field === 'host-header' || field === 'path-pattern' ? { Values: values } : {}
  return { Field: field, ...short, [configs[field]]: config }
}

/** Any of a condition's values is enough; hosts and headers ignore case, paths do not. A header that is not there fits nothing. */
export function fits(
  { field, values, header = '', pairs = [] }: Condition,
  { method, path, headers }: HttpRequest,
): boolean {
  const [plain = '/', search = ''] = path.split('?')
  const any = (text: string) => values.some(value => covers(value, text))
  const tests: Record<Field, () => boolean> = {
    'host-header': () => values.some(value => covers(value.toLowerCase(), hostOf(headers).toLowerCase())),
    'path-pattern': () => any(plain),
    'http-header': () => {
      const value = headers[header.toLowerCase()]?.toLowerCase()
      return value !== undefined && values.some(one => covers(one.toLowerCase(), value))
    },
    'http-request-method': () => values.includes(method),
    'query-string': () =>
      [...new URLSearchParams(search)].some(([key, value]) =>
        pairs.some(pair => (pair.key === undefined || covers(pair.key, key)) && covers(pair.value, value)),
      ),
    // Everybody comes from the loopback.
    'source-ip': () => values.some(value => value === '0.0.0.0/0' || value.startsWith('127.')),
  }
  return tests[field]()
}

const hostOf = (headers: Record<string, string>) => (headers.host ?? '').split(':')[0] ?? ''
