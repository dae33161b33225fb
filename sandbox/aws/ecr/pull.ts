// What does a container agent get when it pulls an image?
import type { Clock } from '../../clock.ts'
import type { Image, Pull } from '../../image.ts'
import { choosePlatform } from '../../oci/manifest.ts'
import type { UnpackedImages } from '../../oci/unpack.ts'
import { globalArn, type Place } from '../arn.ts'
import { allowed } from './access.ts'
import { imageBehind, type Repository, type Store, type StoredImage } from './store.ts'

export type PullFrom = {
  store: Store
  clock: Clock
  unpacked: UnpackedImages
  /** The registry that answers at a host: `127214192604.dkr.ecr.ap-south-1.amazonaws.com` or `127.0.0.1:PORT`. */
  registryAt: (host: string) => Place | undefined
}

/**
 * Pulls by tag or digest, as any role of the task's account. The messages are those of Fargate's containerd:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export function pullFrom({ store, clock, unpacked, registryAt }: PullFrom): Pull {
  return async (reference, account) => {
    const parsed = parse(reference)
    const { host, path, target } = parsed
    const place = registryAt(host)
    if (!place) throw unreachable(parsed)
    const failure = (why: string) => new Error(`failed to resolve ref ${reference}: ${why}`)
    const notFound = failure(`${reference}: not found`)
    const repository = store.find(place, path)
    const abroad = place.account !== account
    if (abroad && !(repository && isOpenTo(account, repository)))
      throw failure(`pulling from host ${host} failed with status code [manifests ${target}]: 403 Forbidden`)
    if (!repository) throw notFound
    const image = imageBehind(repository, target)
    if (!image) throw notFound
    image.pulledAt = clock.now()
    return unpackable(repository, image, unpacked)
  }
}

/** Whether the repository's policy lets the tasks of another account pull. */
function isOpenTo(account: string, repository: Repository): boolean {
  const { region } = repository.place
  const arn = globalArn('sts', { account, region }, 'assumed-role/ecsTaskExecutionRole/sandbox')
  try {
    allowed({ account, region, arn }, 'ecr:BatchGetImage', repository)
    return true
  } catch {
    return false
  }
}

function unpackable(repository: Repository, asked: StoredImage, unpacked: UnpackedImages): Image {
  const chosen = choosePlatform(asked.manifest)
  const image = chosen ? repository.images.get(chosen.digest) : asked
  const blob = (digest: string | undefined) => repository.blobs.get(digest ?? '') ?? Buffer.alloc(0)
  const { architecture, config } = JSON.parse(blob(image?.manifest.config?.digest).toString() || '{}') as Config
  const layers = image?.manifest.layers ?? []
  return {
    digest: asked.digest,
    entrypoint: config?.Entrypoint ?? [],
    command: config?.Cmd ?? [],
    environment: Object.fromEntries((config?.Env ?? []).map(splitAtEquals)),
    workingDirectory: config?.WorkingDir || '/',
    architecture: architecture ?? 'amd64',
    labels: config?.Labels ?? {},
    files: () =>
      unpacked.folder(
        image?.digest ?? asked.digest,
        layers.map(({ digest }) => blob(digest)),
      ),
  }
}

/** https://github.com/opencontainers/image-spec/blob/main/config.md */
type Config = {
  architecture?: string
  config?: {
    Entrypoint?: string[] | null
    Cmd?: string[] | null
    Env?: string[] | null
    WorkingDir?: string
    Labels?: Record<string, string> | null
  }
}

const splitAtEquals = (text: string): [string, string] => {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

type Reference = { host: string; path: string; target: string }

/** Names without a host are Docker Hub's, as for every container engine. */
function parse(reference: string): Reference {
  const [, name = reference, digest] = /^([^@]+)@(.+)$/.exec(reference) ?? []
  const [, untagged = name, tag = 'latest'] = /^(.+):([^/:]+)$/.exec(name) ?? []
  const [, host, path] = /^([^/]*[.:][^/]*|localhost)\/(.+)$/.exec(untagged) ?? []
  const target = digest ?? tag
  if (host && path) return { host, path, target }
  return { host: 'docker.io', path: untagged.includes('/') ? untagged : `library/${untagged}`, target }
}

/** The sandbox has no way out: other registries are what they are from a subnet without a route. */
function unreachable({ host, path, target }: Reference): Error {
  const address = host === 'docker.io' ? 'registry-1.docker.io' : host
  const full = `${host}/${path}${target.startsWith('sha256:') ? '@' : ':'}${target}`
  const request = `Head "https://${address}/v2/${path}/manifests/${target}"`
  return new Error(`failed to resolve ref ${full}: failed to do request: ${request}: dial tcp: i/o timeout`)
}
