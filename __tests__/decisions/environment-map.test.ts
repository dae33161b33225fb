import { describe, expect, test } from '@jest/globals'
import { fillTemplate, readEnvironment } from '../../src/decisions/environment-map.ts'

const production = {
  account: '429032495558',
  region: 'ap-south-1',
  cluster: 'prod',
  registry: '429032495558.dkr.ecr.ap-south-1.amazonaws.com/prod/address-api',
  role: 'arn:aws:iam::429032495558:role/release',
  url: 'https://address-api.example.com',
}
const read = (entry: unknown, service?: string) =>
  readEnvironment({ service: 'address-api', environments: { production: entry } }, 'production', service)
const problems = (entry: unknown) => {
  const reading = read(entry)
  return 'problems' in reading ? reading.problems : []
}

describe('the map of environments', () => {
  test('gives all that is known of an environment, with its short name', () => {
    expect(read(production)).toEqual({
      service: 'address-api',
      environment: { ...production, name: 'production', short: 'prod', service: 'address-api' },
    })
  })

  test('takes account and region out of the registry', () => {
    const { account, region, ...rest } = production
    expect(read(rest)).toMatchObject({ environment: { account, region } })
  })

  test('knows the registries of China and GovCloud', () => {
    const registry = '429032495558.dkr.ecr.cn-north-1.amazonaws.com.cn/app'
    expect(read({ cluster: 'c', registry })).toMatchObject({ environment: { region: 'cn-north-1' } })
    const gov = '429032495558.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app'
    expect(read({ cluster: 'c', registry: gov })).toMatchObject({ environment: { region: 'us-gov-west-1' } })
  })

  test.each(['account', 'region', 'cluster', 'registry'])('names the key that is missing: %s', key => {
    const { registry, ...rest } = { ...production, registry: 'registry.example.com/app' }
    const entry: Record<string, string> = key === 'registry' ? rest : { ...rest, registry }
    delete entry[key]
    expect(problems(entry)).toEqual([expect.stringContaining(`environments.production.${key} is missing`)])
  })

  test.each([
    ['an account of eleven digits', { account: 42903249555 }, 'environments.production.account is "42903249555"'],
    ['a region that is none', { region: 'Mumbai' }, 'environments.production.region is "Mumbai"'],
    ['a region that the registry denies', { region: 'eu-west-1' }, 'but the registry is in ap-south-1'],
    ['an account that the registry denies', { account: '111111111111' }, 'but the registry belongs to 429032495558'],
    ['a registry with a tag', { registry: `${production.registry}:v1` }, 'write host and repository without a tag'],
    ['a URL without a scheme', { url: 'example.com' }, 'environments.production.url is "example.com"'],
    ['a role that is no ARN', { role: 'release' }, 'environments.production.role is "release"'],
    ['a key that is misspelt', { clutser: 'x' }, 'environments.production.clutser is not known'],
  ])('refuses %s', (_, change, expected) => {
    expect(problems({ ...production, ...change })).toEqual([expect.stringContaining(expected)])
  })

  test('names all problems at once', () => {
    expect(problems({ account: '1', region: 'x', registry: 'x' })).toHaveLength(4)
  })

  test('says which environments there are', () => {
    expect(readEnvironment({ environments: { staging: {}, production: {} } }, 'prod', undefined)).toEqual({
      problems: ['environments has no "prod"; it has: staging, production'],
    })
  })

  test.each([null, 'text', [], 42])('refuses a map that is %j', map => {
    expect(readEnvironment(map, 'staging', undefined)).toHaveProperty('problems')
  })

  test('uses the given service where the map names none', () => {
    expect(readEnvironment({ environments: { production } }, 'production', 'web')).toMatchObject({ service: 'web' })
  })
})

test('a template is filled with its names, and an unknown one is named', () => {
  const names = { app: 'myapp', 'env-short': 'prod' }
  expect(fillTemplate('{app}-{env-short}', names)).toEqual({ text: 'myapp-prod' })
  expect(fillTemplate('{app}-{stage}', names)).toEqual({ problem: expect.stringContaining('{stage}') })
})
