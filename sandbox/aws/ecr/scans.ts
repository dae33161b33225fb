// What does a scan find in an image, and when?
import type { Clock } from '../../clock.ts'
import { AwsError, type Fields, type Operation } from '../service.ts'
import { ask, imageIdsIn, repositoryIn } from './ask.ts'
import { imageBehind, type Repository, type Store, type StoredImage } from './store.ts'

/** How long a scan takes (AWS milliseconds); AWS promises none. */
const duration = 20_000

/** Findings of an image, as its label `sandbox.findings` lists them: `[{"name": "CVE-2026-1", "severity": "HIGH"}]`; `"unsupported"` instead of a list for an image that cannot be scanned. */
const label = 'sandbox.findings'

type Finding = { name: string; severity: string }

/** Basic scans, on push or asked for; an image whose label says `sandbox.scan: enhanced` is scanned by Inspector, and stays so. */
export function scanOperations(store: Store, clock: Clock): Record<string, Operation> {
  const begun = new Map<StoredImage, number>()

  const imageIn = (input: Fields, repository: Repository): StoredImage => {
    const [{ imageDigest, imageTag } = {}] = imageIdsIn(ask({ imageIds: [input.imageId] }), { min: 1, max: 1 })
    const image = imageBehind(repository, imageDigest ?? imageTag ?? '')
    if (image) return image
    const message = `The image with imageId {imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'} does not exist within the repository with name '${repository.name}' in the registry with id '${repository.place.account}'`
    throw new AwsError('ImageNotFoundException', message)
  }
  const begunAt = (repository: Repository, image: StoredImage) =>
    begun.get(image) ?? (repository.scanOnPush ? image.pushedAt : undefined)

  return {
    StartImageScan(input, caller) {
      const repository = repositoryIn(ask(input), caller, store, 'StartImageScan')
      const image = imageIn(input, repository)
      if (begunAt(repository, image) !== undefined)
        throw new AwsError('LimitExceededException', 'The scan quota per image has been exceeded. Wait and try again.')
      begun.set(image, clock.now())
      return { repositoryName: repository.name, imageScanStatus: { status: 'IN_PROGRESS' } }
    },

    DescribeImageScanFindings(input, caller) {
      const repository = repositoryIn(ask(input), caller, store, 'DescribeImageScanFindings')
      const image = imageIn(input, repository)
      const at = begunAt(repository, image)
      if (at === undefined)
        throw new AwsError('ScanNotFoundException', `Image scan does not exist for the image ${image.digest}`)
      const named = { registryId: repository.place.account, repositoryName: repository.name }
      const { [label]: listed = '[]', 'sandbox.scan': kind } = labelsOf(repository, image)
      const done = kind === 'enhanced' ? 'ACTIVE' : 'COMPLETE'
      if (clock.now() < at + duration)
        return { ...named, imageScanStatus: { status: kind === 'enhanced' ? 'PENDING' : 'IN_PROGRESS' } }
      const found = JSON.parse(listed) as Finding[] | 'unsupported'
      if (found === 'unsupported')
        return {
          ...named,
          imageScanStatus: {
            status: 'FAILED',
            description: 'UnsupportedImageError: The operating system is not supported.',
          },
        }
      const findingSeverityCounts = Object.fromEntries(
        found.map(({ severity }) => [severity, found.filter(one => one.severity === severity).length]),
      )
      const findings =
        kind === 'enhanced'
          ? { enhancedFindings: found.map(({ name, severity }) => ({ title: name, severity })) }
          : { findings: found }
      return { ...named, imageScanStatus: { status: done }, imageScanFindings: { ...findings, findingSeverityCounts } }
    },
  }
}

function labelsOf(repository: Repository, { manifest }: StoredImage): Record<string, string> {
  const config = repository.blobs.get(manifest.config?.digest ?? '')?.toString() ?? '{}'
  return (JSON.parse(config) as { config?: { Labels?: Record<string, string> } }).config?.Labels ?? {}
}
