// What do ECR's operations have in common when they read their input?

import { arn, type Place } from '../arn.ts'
import { type Reader, type Refuse, reader } from '../check.ts'
import { AwsError, type Caller, type Fields } from '../service.ts'
import { allowed } from './access.ts'
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

/** The repository an operation is about, if the caller may do `action` to it. Throws `RepositoryNotFoundException`. */
export function repositoryIn(asked: Reader, caller: Caller, store: Store, action: string): Repository {
  const place = registryIn(asked, caller)
  const name = nameIn(asked)
  const repository = store.find(place, name)
  if (!repository) throw noRepository(name, place)
  allowed(caller, `ecr:${action}`, repository)
  return repository
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
