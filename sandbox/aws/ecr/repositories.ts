// Which repositories are there, and how do they come and go?

import type { Place } from '../arn.ts'
import { page } from '../page.ts'
import { AwsError, type Fields, type Operation } from '../service.ts'
import { ask, nameIn, ownRegistryIn, refuse, registryIn, repositoryAt, repositoryIn } from './ask.ts'
import type { Mutability, Repository, Store } from './store.ts'

const mutabilities = ['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] as const
const invalidToken = () => refuse('nextToken', undefined, 'Invalid nextToken')

/** Create, describe and delete repositories, and the policies that let other accounts in. `hostOf` gives the host in their URIs. */
export function repositoryOperations(store: Store, hostOf: (place: Place) => string): Record<string, Operation> {
  const shown = (repository: Repository): Fields => ({
    repositoryArn: repository.arn,
    registryId: repository.place.account,
    repositoryName: repository.name,
    repositoryUri: `${hostOf(repository.place)}/${repository.name}`,
    createdAt: new Date(repository.createdAt),
    imageTagMutability: repository.mutability,
    imageTagMutabilityExclusionFilters:
      repository.exclusions.length > 0
        ? repository.exclusions.map(filter => ({ filterType: 'WILDCARD', filter }))
        : undefined,
    imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
    encryptionConfiguration: repository.encryption,
  })

  const policyOf = ({ place, name, policy }: Repository): Fields => {
    if (policy === undefined) {
      const message = `Repository policy does not exist for the repository with name '${name}' in the registry with id '${place.account}'`
      throw new AwsError('RepositoryPolicyNotFoundException', message)
    }
    return { registryId: place.account, repositoryName: name, policyText: policy }
  }

  return {
    CreateRepository(input, caller) {
      const asked = ask(input)
      const place = ownRegistryIn(asked, caller, 'CreateRepository')
      const name = nameIn(asked)
      if (store.find(place, name)) {
        const message = `The repository with name '${name}' already exists in the registry with id '${place.account}'`
        throw new AwsError('RepositoryAlreadyExistsException', message)
      }
      const mutability = (asked.maybeText('imageTagMutability', { oneOf: mutabilities }) ?? 'MUTABLE') as Mutability
      const exclusions = asked.structures('imageTagMutabilityExclusionFilters', { max: 5 })
      const scanning = (input.imageScanningConfiguration ?? {}) as { scanOnPush?: boolean }
      const repository = store.create(place, name, {
        mutability,
        exclusions: exclusions.map(filter => ask(filter).text('filter', { min: 1, max: 128 })),
        scanOnPush: scanning.scanOnPush ?? false,
        encryption: encryptionIn(input),
      })
      return { repository: shown(repository) }
    },

    DescribeRepositories(input, caller) {
      const asked = ask(input)
      const names = asked.texts('repositoryNames', { max: 100 })
      const limit = asked.maybeNumber('maxResults', { min: 1, max: 1000 }) ?? 100
      if (names.length > 0) {
        const place = registryIn(asked, caller)
        const named = names.map(name => repositoryAt(place, name, caller, store, 'DescribeRepositories'))
        return { repositories: named.map(shown) }
      }
      const place = ownRegistryIn(asked, caller, 'DescribeRepositories')
      const { entries, next } = page(store.list(place), limit, asked.maybeText('nextToken'), invalidToken)
      return { repositories: entries.map(shown), nextToken: next }
    },

    DeleteRepository(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'DeleteRepository')
      if (repository.images.size > 0 && !asked.maybeFlag('force')) {
        const message = `The repository with name '${repository.name}' in registry with id '${repository.place.account}' cannot be deleted because it still contains images`
        throw new AwsError('RepositoryNotEmptyException', message)
      }
      store.remove(repository)
      return { repository: shown(repository) }
    },

    SetRepositoryPolicy(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'SetRepositoryPolicy')
      const policy = asked.text('policyText', { max: 10_240 })
      try {
        JSON.parse(policy)
      } catch {
        throw refuse('PolicyText', policy, 'Invalid repository policy provided')
      }
      repository.policy = policy
      return policyOf(repository)
    },

    PutLifecyclePolicy(input, caller) {
      const asked = ask(input)
      const repository = repositoryIn(asked, caller, store, 'PutLifecyclePolicy')
      const policy = asked.text('lifecyclePolicyText', { min: 100, max: 30_720 })
      repository.lifecyclePolicy = policy
      return { registryId: repository.place.account, repositoryName: repository.name, lifecyclePolicyText: policy }
    },

    GetLifecyclePolicy(input, caller) {
      const repository = repositoryIn(ask(input), caller, store, 'GetLifecyclePolicy')
      const { name, place, lifecyclePolicy } = repository
      if (lifecyclePolicy === undefined) {
        const message = `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${place.account}'`
        throw new AwsError('LifecyclePolicyNotFoundException', message)
      }
      return { registryId: place.account, repositoryName: name, lifecyclePolicyText: lifecyclePolicy }
    },

    GetRepositoryPolicy: (input, caller) => policyOf(repositoryIn(ask(input), caller, store, 'GetRepositoryPolicy')),
  }
}

/** AES256 is ECR's own key; a KMS key that is not named is AWS's for ECR. */
function encryptionIn(input: Fields): Repository['encryption'] {
  const { encryptionType = 'AES256', kmsKey } = (input.encryptionConfiguration ?? {}) as Partial<
    Repository['encryption']
  >
  if (!['AES256', 'KMS', 'KMS_DSSE'].includes(encryptionType))
    throw refuse('encryptionType', encryptionType, 'Member must satisfy enum value set: [KMS, AES256, KMS_DSSE]')
  return { encryptionType, ...(kmsKey !== undefined && { kmsKey }) }
}
