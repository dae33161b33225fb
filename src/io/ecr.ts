// How does a repository come to be in ECR, and what did its scan find?
import {
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  ECRClient,
  PutLifecyclePolicyCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import type { Repository } from '../decisions/image.ts'
import type { ScanLook } from '../decisions/scan.ts'
import { call, callOr, clientSettings } from './aws.ts'
import { placeOf } from './ecr-place.ts'

/** What a new repository is to be. */
export type RepositoryPlan = {
  immutable: boolean
  /** Tags that may move all the same, with `*`. */
  mutableTags: string[]
  scanOnPush: boolean
  /** JSON. */
  lifecyclePolicy: string | undefined
  /** `AES256`, `KMS` with AWS's key, or the ARN of a key. */
  encryption: string | undefined
}

/** ECR in one region. */
export async function ecr(region: string) {
  const client = new ECRClient(await clientSettings('api.ecr', region))
  return {
    /** Makes a repository when there is none; answers whether it did. One that is there is left as it is. */
    async createRepository(repository: Repository, plan: RepositoryPlan): Promise<boolean> {
      const { immutable, mutableTags, scanOnPush, lifecyclePolicy, encryption } = plan
      const resource = `repository ${repository.uri}`
      const command = new CreateRepositoryCommand({
        ...placeOf(repository),
        imageScanningConfiguration: { scanOnPush },
        imageTagMutability: !immutable ? 'MUTABLE' : mutableTags.length > 0 ? 'IMMUTABLE_WITH_EXCLUSION' : 'IMMUTABLE',
        ...(immutable && mutableTags.length > 0
          ? { imageTagMutabilityExclusionFilters: mutableTags.map(filter => ({ filterType: 'WILDCARD', filter })) }
          : {}),
        ...(encryption === undefined ? {} : { encryptionConfiguration: encryptionOf(encryption) }),
      })
      const creating = { permission: 'ecr:CreateRepository', resource, region }
      const made = await callOr(creating, ['RepositoryAlreadyExistsException'], () => client.send(command))
      if (typeof made === 'string') return false
      if (lifecyclePolicy !== undefined) {
        const policy = new PutLifecyclePolicyCommand({ ...placeOf(repository), lifecyclePolicyText: lifecyclePolicy })
        await call({ permission: 'ecr:PutLifecyclePolicy', resource, region }, () => client.send(policy))
      }
      return true
    },

    /** What is known of an image's scan now; all pages of what it found are counted by ECR itself. */
    async scan(repository: Repository, digest: string): Promise<ScanLook> {
      const command = new DescribeImageScanFindingsCommand({
        ...placeOf(repository),
        imageId: { imageDigest: digest },
        maxResults: 100,
      })
      const resource = `image ${digest} in repository ${repository.uri}`
      const purpose = { permission: 'ecr:DescribeImageScanFindings', resource, region }
      const answer = await callOr(purpose, ['ScanNotFoundException'], () => client.send(command))
      if (typeof answer === 'string') return { status: 'NONE', description: '', counts: {}, examples: [] }
      const { imageScanStatus, imageScanFindings } = answer
      const { findings = [], enhancedFindings = [], findingSeverityCounts = {} } = imageScanFindings ?? {}
      return {
        status: imageScanStatus?.status ?? 'PENDING',
        description: imageScanStatus?.description ?? '',
        counts: findingSeverityCounts as Record<string, number>,
        examples: [
          ...findings.map(one => ({ name: one.name ?? '', severity: one.severity ?? 'UNDEFINED' })),
          ...enhancedFindings.map(one => ({ name: one.title ?? '', severity: one.severity ?? 'UNTRIAGED' })),
        ],
      }
    },

    /** Asks for a basic scan; one that was had within a day, or enhanced scanning, needs none: both are left alone. */
    async startScan(repository: Repository, digest: string): Promise<void> {
      const resource = `image ${digest} in repository ${repository.uri}`
      const command = new StartImageScanCommand({ ...placeOf(repository), imageId: { imageDigest: digest } })
      const purpose = { permission: 'ecr:StartImageScan', resource, region }
      await callOr(purpose, ['LimitExceededException', 'ValidationException'], () => client.send(command))
    },
  }
}

const encryptionOf = (encryption: string) =>
  encryption.startsWith('arn:')
    ? ({ encryptionType: 'KMS', kmsKey: encryption } as const)
    : { encryptionType: encryption as 'AES256' | 'KMS' }
