// Which digest may be promoted, and who must allow it?
import { type Repository, shortDigest } from './image.ts'
import { partitionOf } from './region.ts'

/** A deployment to the environment that a promotion builds on, newest first, with the state of its newest status. */
export type ProvenRecord = {
  id: number
  state: string | undefined
  payload: unknown
  /** Descriptions of its statuses, newest first. */
  descriptions: string[]
}

const DIGEST = /sha256:[0-9a-f]{64}/

/**
 * The digest that a record of success names, in its payload or in what its statuses say: of several, the one at the name
 * of the repository, as in `web@sha256:…` or `{"web": "sha256:…"}`.
 */
export function recordedDigest(
  records: ProvenRecord[],
  repository: string,
): { id: number; digest: string } | undefined {
  const name = repository.split('/').at(-1)?.replaceAll('.', '\\.')
  const named = new RegExp(`(?<![\\w.-])${name}["']?\\s*[@:]\\s*["']?(${DIGEST.source})`, 'g')
  for (const { id, state, payload, descriptions } of records) {
    if (state !== 'success') continue
    const text = [typeof payload === 'string' ? payload : JSON.stringify(payload ?? {}), ...descriptions].join('\n')
    const all = new Set(text.match(new RegExp(DIGEST, 'g')) ?? [])
    const digests = all.size === 1 ? all : new Set([...text.matchAll(named)].map(([, digest]) => digest as string))
    if (digests.size === 1) return { id, digest: [...digests][0] as string }
  }
  return undefined
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
