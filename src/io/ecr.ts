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
import { Failure } from '../failure.ts'
import { call, clientSettings } from './aws.ts'

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
  const placeOf = ({ name, ecr }: Repository) => ({
    repositoryName: name,
    ...(ecr ? { registryId: ecr.account } : {}),
  })

  return {
    /** Makes a repository when there is none; answers whether it did. One that is there is left as it is. */
    async createRepository(repository: Repository, plan: RepositoryPlan): Promise<boolean> {
      const { immutable, mutableTags, scanOnPush, lifecyclePolicy, encryption } = plan
      const resource = `repository ${repository.uri}`
      const known = { RepositoryAlreadyExistsException: () => THERE }
      const command = new CreateRepositoryCommand({
        ...placeOf(repository),
        imageScanningConfiguration: { scanOnPush },
        imageTagMutability: !immutable ? 'MUTABLE' : mutableTags.length > 0 ? 'IMMUTABLE_WITH_EXCLUSION' : 'IMMUTABLE',
        ...(immutable && mutableTags.length > 0
          ? { imageTagMutabilityExclusionFilters: mutableTags.map(filter => ({ filterType: 'WILDCARD', filter })) }
          : {}),
        ...(encryption === undefined ? {} : { encryptionConfiguration: encryptionOf(encryption) }),
      })
      try {
        await call({ permission: 'ecr:CreateRepository', resource, region, known }, () => client.send(command))
      } catch (error) {
        if (error instanceof Failure && error.message === THERE) return false
        throw error
      }
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
      const known = { ScanNotFoundException: () => NO_SCAN }
      const resource = `image ${digest} in repository ${repository.uri}`
      try {
        const { imageScanStatus, imageScanFindings } = await call(
          { permission: 'ecr:DescribeImageScanFindings', resource, region, known },
          () => client.send(command),
        )
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
      } catch (error) {
        if (error instanceof Failure && error.message === NO_SCAN)
          return { status: 'NONE', description: '', counts: {}, examples: [] }
        throw error
      }
    },

    /** Asks for a basic scan; one that was had within a day, or enhanced scanning, needs none: both are left alone. */
    async startScan(repository: Repository, digest: string): Promise<void> {
      const resource = `image ${digest} in repository ${repository.uri}`
      const known = { LimitExceededException: () => THERE, ValidationException: () => THERE }
      const command = new StartImageScanCommand({ ...placeOf(repository), imageId: { imageDigest: digest } })
      await call({ permission: 'ecr:StartImageScan', resource, region, known }, () => client.send(command)).catch(
        error => {
          if (error.message !== THERE) throw error
        },
      )
    },
  }
}

const encryptionOf = (encryption: string) =>
  encryption.startsWith('arn:')
    ? ({ encryptionType: 'KMS', kmsKey: encryption } as const)
    : { encryptionType: encryption as 'AES256' | 'KMS' }

const THERE = 'it is there'
const NO_SCAN = 'no scan'
