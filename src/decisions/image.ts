// What is an image called, where does it live, and what is it pinned to?
import { partitionOf } from './region.ts'

/** `host/path`, and when it is an ECR private repository, whose it is. */
export type Repository = {
  /** As a user writes it: `127214192604.dkr.ecr.ap-south-1.amazonaws.com/staging/address-api`. */
  uri: string
  host: string
  /** Path below the host: `staging/address-api`. */
  name: string
  /** Present when the host is an ECR private registry. */
  ecr: { account: string; region: string } | undefined
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html (dual-stack and FIPS hosts too)
const ECR_HOST =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/
// https://docs.docker.com/reference/cli/docker/image/tag/ : path components, then an optional tag of 128 characters
const REPOSITORY =
  /^([a-z0-9.-]+(?::\d+)?)\/([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)$/

/** Takes `host/path` apart; undefined when it is not a repository (a tag or digest behind it makes it none). */
export function readRepository(uri: string): Repository | undefined {
  const [, host, name] = uri.match(REPOSITORY) ?? []
  if (host === undefined || name === undefined || !(host.includes('.') || host.includes(':') || host === 'localhost'))
    return undefined
  const [, account, region] = host.match(ECR_HOST) ?? []
  return { uri, host, name, ecr: account && region ? { account, region } : undefined }
}

export type ImageReference = { repository: string; tag: string | undefined; digest: string | undefined }

/** Takes `repository[:tag][@sha256:…]` apart; undefined when it is not an image. */
export function readImage(reference: string): ImageReference | undefined {
  const [, repository, tag, digest] =
    reference.match(/^([^\s@]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/) ?? []
  // A port is no tag: the colon of localhost:5000/app is followed by a slash.
  return repository === undefined || repository.endsWith('/') ? undefined : { repository, tag, digest }
}

/** Whether a text can be an image's tag. */
export const isTag = (text: string): boolean => /^[\w][\w.-]{0,127}$/.test(text)

/** The private registry of an account in a region. */
export const ecrHost = (account: string, region: string): string =>
  `${account}.dkr.ecr.${region}.${partitionOf(region).suffix}`

/** The tag of a commit's image, as `sha-a1b2c3d`. */
export const commitTag = (sha: string): string => `sha-${sha.slice(0, 7)}`

/** A digest for people: `sha256:1f2e3d4c5b6a`. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12)
