// Which digest may be promoted, and who must allow it?
import { type Repository, shortDigest } from './image.ts'
import { partitionOf } from './region.ts'

/** A deployment to the environment that a promotion builds on; of several, the newest first. */
export type ProvenRecord = {
  id: number
  payload: unknown
  /** Its statuses, newest first. */
  statuses: { state: string; description: string }[]
}

/** A newer deployment makes an earlier one `inactive`: how that one ended stays true, and it alone. */
const succeeded = ({ statuses }: ProvenRecord): boolean =>
  statuses.find(({ state }) => state !== 'inactive')?.state === 'success'

/** A digest, and whose it is said to be; undefined when that is not said. */
type Mention = { name: string | undefined; digest: string }

/** Names in a payload that are no repository's. */
const GENERIC = /^(?:images?|digests?|(?:image|manifest)[-_]?digests?|sha256|\d*)$/i

/**
 * The digest that a record of success names, in its payload or in what its statuses of success say: the one at the name
 * of the repository, as in `web@sha256:…` or `{"web": "sha256:…"}`; else the only one there is. A record that names other
 * repositories and not this one names nothing.
 */
export function recordedDigest(
  records: ProvenRecord[],
  repository: string,
): { id: number; digest: string } | undefined {
  for (const record of records) {
    if (!succeeded(record)) continue
    const said = record.statuses.filter(({ state }) => state === 'success').map(({ description }) => description)
    const mentions = [...inPayload(record.payload, undefined), ...said.flatMap(text => inText(text, undefined))]
    const own = mentions.filter(({ name }) => name !== undefined && isNameOf(name, repository))
    const theirs = mentions.some(({ name }) => name !== undefined)
    const digests = new Set((own.length > 0 ? own : theirs ? [] : mentions).map(({ digest }) => digest))
    if (digests.size === 1) return { id: record.id, digest: [...digests][0] as string }
  }
  return undefined
}

function inPayload(payload: unknown, key: string | undefined): Mention[] {
  if (typeof payload === 'string') {
    const inner = key === undefined ? parsed(payload) : undefined
    return inner === undefined ? inText(payload, key) : inPayload(inner, undefined)
  }
  return Object.entries(payload ?? {}).flatMap(([name, one]) => inPayload(one, GENERIC.test(name) ? '' : name))
}

function parsed(text: string): object | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? read : undefined
  } catch {
    return undefined
  }
}

/** A reference names its own repository; a digest alone is that of its key in the payload, if that is a name. */
const inText = (text: string, key: string | undefined): Mention[] =>
  [...text.matchAll(/(?:([\w./:-]*\w)@)?(sha256:[0-9a-f]{64})/g)].map(([, reference, digest]) => ({
    name: reference ?? (key || undefined),
    digest: digest as string,
  }))

/** By the whole path, without host and tag; a name without a path is the last part of one. */
function isNameOf(reference: string, repository: string): boolean {
  const parts = reference.split('/')
  const path = (/[.:]/.test(parts[0] as string) && parts.length > 1 ? parts.slice(1) : parts).join('/').split(':')[0]
  return path === repository || path === repository.split('/').at(-1)
}

export type SourceFacts = {
  /** `repository` without tag or digest. */
  name: string
  tag: string | undefined
  /** What the tag is now; undefined when there is no such tag, or none was given. */
  tagDigest: string | undefined
  /** What the user named. */
  digest: string | undefined
  /** The environment whose record must have proved it. */
  requireRecord: string | undefined
  recorded: { id: number; digest: string } | undefined
}

export type SourceChoice = { digest: string; warning: string | undefined } | { refuse: string }

/** The recorded digest wins over a bare repository; a tag or digest that differs from it is refused. */
export function chooseSource(facts: SourceFacts): SourceChoice {
  const { name, tag, tagDigest, digest, requireRecord, recorded } = facts
  if (requireRecord !== undefined) {
    if (!recorded)
      return {
        refuse: `No successful record of ${requireRecord} names a digest for this commit: release it there first.`,
      }
    const given = digest ?? tagDigest
    if (tag !== undefined && digest === undefined && tagDigest === undefined) return { refuse: missing(name, tag) }
    if (given !== undefined && given !== recorded.digest)
      return {
        refuse: `${name}${digest === undefined ? `:${tag}` : ''} is ${shortDigest(given)}, but ${requireRecord} proved ${shortDigest(recorded.digest)} (deployment ${recorded.id}): promote what was proved, or release this one to ${requireRecord} first.`,
      }
    return { digest: recorded.digest, warning: undefined }
  }
  if (digest !== undefined) {
    const moved = tag !== undefined && tagDigest !== digest
    const now = tagDigest === undefined ? 'gone' : `on ${shortDigest(tagDigest)}`
    return {
      digest,
      warning: moved ? `${name}:${tag} is ${now} now: the digest that was given is promoted.` : undefined,
    }
  }
  if (tag === undefined)
    return {
      refuse: `${name} names neither tag nor digest: give one, or require-record to take what an environment proved.`,
    }
  return tagDigest === undefined ? { refuse: missing(name, tag) } : { digest: tagDigest, warning: undefined }
}

const missing = (name: string, tag: string) => `${name}:${tag} was not found: check the tag, and that it was pushed.`

const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability']
const PUSH = [...PULL, 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage']

const arnOf = ({ name, ecr }: Repository): string =>
  ecr ? `arn:${partitionOf(ecr.region).partition}:ecr:${ecr.region}:${ecr.account}:repository/${name}` : name

/** What the role needs, and what the repository of another account must say of the caller's: both, as IAM takes them. */
export function policiesFor(
  source: Repository,
  destination: Repository,
  caller: string,
): { role: object; repository: object | undefined } {
  const role = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
      { Effect: 'Allow', Action: PULL, Resource: arnOf(source) },
      { Effect: 'Allow', Action: PUSH, Resource: arnOf(destination) },
    ],
  }
  const other = [source, destination].find(({ ecr }) => ecr !== undefined && ecr.account !== caller)
  if (!other) return { role, repository: undefined }
  return {
    role,
    repository: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:${partitionOf(other.ecr?.region ?? '').partition}:iam::${caller}:root` },
          Action: other === source ? PULL : PUSH,
        },
      ],
    },
  }
}
