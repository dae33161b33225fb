// How do ECR's operations read their input?

import { arn, type Place } from '../arn.ts'
import { type Reader, type Refuse, reader } from '../check.ts'
import { AwsError, type Caller, type Fields } from '../service.ts'
import { allowed, denied } from './access.ts'
import type { Repository, Store } from './store.ts'

/** ECR's own way of refusing a member. */
export const refuse: Refuse = (member, _value, constraint) =>
  new AwsError(
    'InvalidParameterException',
    `Invalid parameter at '${member}' failed to satisfy constraint: '${constraint}'`,
  )

/** `[a-z0-9]` words, joined by `.`, `_`, `__`, dashes and `/`; 2 to 256 characters. */
const repositoryName = {
  pattern: /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/,
  min: 2,
  max: 256,
}

/** A reader of ECR's input. */
export const ask = (input: Fields): Reader => reader(input, refuse)

export const nameIn = (asked: Reader): string => asked.text('repositoryName', repositoryName)

/** The registry an operation is about: the caller's own unless `registryId` says otherwise. */
export function registryIn(asked: Reader, caller: Caller): Place {
  return { account: asked.maybeText('registryId', { pattern: /^\d{12}$/ }) ?? caller.account, region: caller.region }
}

/** The repository an operation is about, if the caller may do `action` to it. */
export function repositoryIn(asked: Reader, caller: Caller, store: Store, action: string): Repository {
  return repositoryAt(registryIn(asked, caller), nameIn(asked), caller, store, action)
}

/** Throws `RepositoryNotFoundException` at home; abroad what is missing cannot be told from what is closed. */
export function repositoryAt(place: Place, name: string, caller: Caller, store: Store, action: string): Repository {
  const repository = store.find(place, name)
  if (repository) {
    allowed(caller, `ecr:${action}`, repository)
    return repository
  }
  if (place.account === caller.account) throw noRepository(name, place)
  throw denied(caller, `ecr:${action}`, arn('ecr', place, `repository/${name}`))
}

/** The caller's own registry: other accounts' can neither be listed nor added to. */
export function ownRegistryIn(asked: Reader, caller: Caller, action: string): Place {
  const place = registryIn(asked, caller)
  if (place.account !== caller.account) throw denied(caller, `ecr:${action}`, arn('ecr', place, 'repository/*'))
  return place
}

export function noRepository(name: string, { account }: Place): AwsError {
  const message = `The repository with name '${name}' does not exist in the registry with id '${account}'`
  return new AwsError('RepositoryNotFoundException', message)
}

/** What an image is asked for by. */
export type ImageId = { imageDigest?: string; imageTag?: string }

export function imageIdsIn(asked: Reader, limits: { min?: number; max: number }): ImageId[] {
  return asked.structures('imageIds', limits).map(entry => {
    const one = ask(entry)
    const imageDigest = one.maybeText('imageDigest')
    const imageTag = one.maybeText('imageTag', { min: 1, max: 300 })
    return { ...(imageDigest !== undefined && { imageDigest }), ...(imageTag !== undefined && { imageTag }) }
  })
}

/** The ARN of the repository that an input names, for IAM. */
export function resourceOf(input: Fields, caller: Caller): string | undefined {
  const name = input.repositoryName
  if (typeof name !== 'string') return undefined
  const account = typeof input.registryId === 'string' ? input.registryId : caller.account
  return arn('ecr', { account, region: caller.region }, `repository/${name}`)
}
