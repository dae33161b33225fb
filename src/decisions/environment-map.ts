// What does the repository's map say of an environment?
import { ecrHost, readRepository } from './image.ts'
import { isRegion } from './region.ts'

/** One environment: where it is, and under which names. */
export type Environment = {
  /** Long name, the GitHub environment's: `production`. */
  name: string
  /** Short name, for repositories and log groups: `prod`. */
  short: string
  account: string
  region: string
  cluster: string
  /** Where its image lives: `429032495558.dkr.ecr.ap-south-1.amazonaws.com/prod/address-api`. */
  registry: string
  service: string
  role: string
  url: string
}

/** What is wrong with a text, and in which words it is shown: `environments.production.account is …`. */
export type MapReading = { service: string | undefined; environment: Environment } | { problems: string[] }

const KEYS = ['short', 'account', 'region', 'cluster', 'registry', 'service', 'role', 'url'] as const
const SHORT: Record<string, string> = { production: 'prod' }

type Entry = Partial<Record<(typeof KEYS)[number], unknown>>

/** Reads one environment out of the parsed map; every problem at once. `service` is used where the map names none. */
export function readEnvironment(map: unknown, name: string, service: string | undefined): MapReading {
  if (!isObject(map)) return { problems: ['it is not a map with a key "environments"'] }
  const environments = isObject(map.environments) ? map.environments : {}
  const known = Object.keys(environments)
  const entry = Object.hasOwn(environments, name) ? environments[name] : undefined
  if (!isObject(entry)) return { problems: [`environments has no "${name}"; it has: ${known.join(', ') || 'none'}`] }
  const path = `environments.${name}`
  const problems = Object.keys(entry)
    .filter(key => !KEYS.includes(key as (typeof KEYS)[number]))
    .map(key => `${path}.${key} is not known; known are: ${KEYS.join(', ')}`)
  return problems.length > 0 ? { problems } : readEntry(entry, map, name, service)
}

function readEntry(entry: Entry, map: Entry, name: string, givenService: string | undefined): MapReading {
  const path = `environments.${name}`
  const problems: string[] = []
  const say = (key: string, what: string) => void problems.push(`${path}.${key} ${what}`)
  const word = (key: (typeof KEYS)[number]) =>
    entry[key] === undefined || entry[key] === null ? '' : String(entry[key])

  const repository = readRepository(word('registry'))
  const account = word('account') || (repository?.ecr?.account ?? '')
  const region = word('region') || (repository?.ecr?.region ?? '')
  if (!word('registry'))
    say('registry', `is missing: write host and repository, such as ${ecrHost('123456789012', 'eu-west-1')}/app`)
  else if (!repository) say('registry', `is "${word('registry')}": write host and repository without a tag`)
  if (!account) say('account', 'is missing: write the 12 digits of the AWS account, in quotes')
  else if (!/^\d{12}$/.test(account))
    say('account', `is "${account}": write the 12 digits of the AWS account, in quotes`)
  else if (repository?.ecr && repository.ecr.account !== account)
    say('account', `is ${account}, but the registry belongs to ${repository.ecr.account}: correct the one or the other`)
  if (!region) say('region', 'is missing: write an AWS region such as eu-west-1')
  else if (!isRegion(region)) say('region', `is "${region}": write an AWS region such as eu-west-1`)
  else if (repository?.ecr && repository.ecr.region !== region)
    say('region', `is ${region}, but the registry is in ${repository.ecr.region}: correct the one or the other`)
  if (!word('cluster')) say('cluster', 'is missing: write the name of the ECS cluster')
  if (word('url') && !/^https?:\/\/[^\s/]+/.test(word('url')))
    say('url', `is "${word('url')}": write a whole address, https://…`)
  if (word('role') && !/^arn:aws[\w-]*:iam::\d{12}:role\//.test(word('role')))
    say('role', `is "${word('role')}": write the ARN of an IAM role`)
  if (problems.length > 0) return { problems }

  const service = word('service') || (typeof map.service === 'string' ? map.service : '') || givenService
  return {
    service,
    environment: {
      name,
      short: word('short') || (SHORT[name] ?? name),
      account,
      region,
      cluster: word('cluster'),
      registry: word('registry'),
      service: service ?? '',
      role: word('role'),
      url: word('url'),
    },
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{app}-{env-short}` with its names filled in; the problem names the one that is not known. */
export function fillTemplate(template: string, names: Record<string, string>): { text: string } | { problem: string } {
  const unknown = [...template.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name as string)
    .find(name => !(name in names))
  return unknown === undefined
    ? { text: template.replaceAll(/\{([^}]*)\}/g, (_, name: string) => names[name] as string) }
    : {
        problem: `has {${unknown}}, which is not known; known are: ${Object.keys(names)
          .map(name => `{${name}}`)
          .join(', ')}`,
      }
}
