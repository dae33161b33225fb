// What does Parameter Store keep?
import type { Clock } from '../clock.ts'
import { arn, type Place } from './arn.ts'
import { reader, validation } from './check.ts'
import { page } from './page.ts'
import type { SecretReader } from './seams.ts'
import { AwsError, type Caller, type Fields, type Service } from './service.ts'

const invalid = validation('ValidationException')
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: the standard tier. */
const longest = 4096

type Value = { text: string; type: string; version: number; changedAt: number }
type Parameter = { name: string; arn: string; description: string | undefined; values: Value[] }

export type Parameters = {
  service: Service
  /** For tasks: a parameter's name or ARN. */
  read: SecretReader
}

/** Parameter Store of Systems Manager: parameters by place and name, with all their versions. */
export function parameterStore({ clock }: { clock: Clock }): Parameters {
  const places = new Map<string, Map<string, Parameter>>()
  const at = ({ account, region }: Place | Caller) => {
    const key = `${account}/${region}`
    const all = places.get(key) ?? new Map<string, Parameter>()
    places.set(key, all)
    return all
  }

  /** By name or ARN, `:n` for one version; undefined when there is none, or none of that version. */
  const find = (place: Place | Caller, wanted: string): { parameter: Parameter; value: Value } | undefined => {
    const [, path = wanted] = /^arn:[\w-]+:ssm:[^:]*:\d{12}:parameter(\/.+)$/.exec(wanted) ?? []
    const [, name = path, version] = /^(.+):(\d+)$/.exec(path) ?? []
    const all = at(place)
    const parameter = all.get(name) ?? (path === wanted ? undefined : all.get(name.slice(1)))
    const value =
      version === undefined ? parameter?.values.at(-1) : parameter?.values.find(one => one.version === Number(version))
    return parameter && value && { parameter, value }
  }

  const arnOf = (place: Place | Caller, name: string) =>
    arn('ssm', place, `parameter${name.startsWith('/') ? '' : '/'}${name}`)

  return {
    service: {
      name: 'ssm',
      protocol: { kind: 'json', target: 'AmazonSSM' },
      resource(_operation, { Name, Names, Path }, caller) {
        const [wanted = Name ?? Path] = (Names ?? []) as string[]
        if (typeof wanted !== 'string') return undefined
        return wanted.startsWith('arn:') ? wanted : arnOf(caller, wanted)
      },
      operations: {
        PutParameter(input, caller) {
          const read = reader(input, invalid)
          const name = read.text('Name', { min: 1, max: 2048, pattern: /^[\w./-]+$/ })
          const text = read.text('Value')
          if (text.length > longest)
            throw new AwsError(
              'ValidationException',
              `Standard tier parameters support a maximum parameter value of ${longest} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.`,
            )
          const before = at(caller).get(name)
          if (before && !read.maybeFlag('Overwrite'))
            throw new AwsError(
              'ParameterAlreadyExists',
              'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
            )
          const type = read.maybeText('Type', { oneOf: ['String', 'StringList', 'SecureString'] })
          const last = before?.values.at(-1)
          if (!type && !last)
            throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.')
          const description = read.maybeText('Description', { max: 1024 }) ?? before?.description
          const version = (last?.version ?? 0) + 1
          const value: Value = { text, type: type ?? last?.type ?? 'String', version, changedAt: clock.now() }
          const values = [...(before?.values ?? []), value]
          at(caller).set(name, { name, arn: arnOf(caller, name), description, values })
          return { Version: version, Tier: 'Standard' }
        },

        GetParameter(input, caller) {
          const read = reader(input, invalid)
          const found = find(caller, read.text('Name', { min: 1 }))
          if (!found) throw new AwsError('ParameterNotFound', '')
          return { Parameter: shown(found, read.maybeFlag('WithDecryption') ?? false) }
        },

        GetParameters(input, caller) {
          const read = reader(input, invalid)
          const names = read.texts('Names', { min: 1, max: 10 })
          const found = names.map(name => ({ name, hit: find(caller, name) }))
          const clear = read.maybeFlag('WithDecryption') ?? false
          return {
            Parameters: found.flatMap(({ hit }) => (hit ? [shown(hit, clear)] : [])),
            InvalidParameters: found.flatMap(({ name, hit }) => (hit ? [] : [name])),
          }
        },

        GetParametersByPath(input, caller) {
          const read = reader(input, invalid)
          const path = `${read.text('Path', { min: 1 }).replace(/\/$/, '')}/`
          const deep = read.maybeFlag('Recursive') ?? false
          const below = [...at(caller).keys()]
            .filter(name => name.startsWith(path) && (deep || !name.slice(path.length).includes('/')))
            .sort()
          const size = read.maybeNumber('MaxResults', { min: 1, max: 10 }) ?? 10
          const refused = () => new AwsError('InvalidNextToken', 'The specified token is not valid.')
          const { entries, next } = page(below, size, read.maybeText('NextToken'), refused)
          const clear = read.maybeFlag('WithDecryption') ?? false
          const hits = entries.flatMap(name => find(caller, name) ?? [])
          return { Parameters: hits.map(hit => shown(hit, clear)), NextToken: next }
        },

        DeleteParameter(input, caller) {
          const name = reader(input, invalid).text('Name', { min: 1 })
          if (!at(caller).delete(name)) throw new AwsError('ParameterNotFound', '')
          return {}
        },
      },
    },
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
    async read(valueFrom, place) {
      const [, region = place.region] = /^arn:[\w-]+:ssm:([^:]*):/.exec(valueFrom) ?? []
      const found = find({ account: place.account, region }, valueFrom)
      if (!found) throw new Error(`invalid ssm parameters: ${valueFrom.replace(/^arn:.*:parameter/, '')}`)
      return found.value.text
    },
  }
}

/** A SecureString is shown as ciphertext unless it is asked for in clear. */
function shown({ parameter, value }: { parameter: Parameter; value: Value }, clear: boolean): Fields {
  const secret = value.type === 'SecureString' && !clear
  return {
    Name: parameter.name,
    Type: value.type,
    Value: secret ? Buffer.from(value.text).toString('base64') : value.text,
    Version: value.version,
    LastModifiedDate: new Date(value.changedAt),
    ARN: parameter.arn,
    DataType: 'text',
  }
}
