// Which secrets are there, in which versions?
import type { Clock } from '../../clock.ts'
import { arn, type Place } from '../arn.ts'
import { refuse } from './refuse.ts'

export type Version = {
  id: string
  createdAt: number
  /** Text or bytes, as it was given. */
  text: string | undefined
  bytes: Uint8Array | undefined
  stages: string[]
}

export type Secret = {
  arn: string
  name: string
  place: Place
  description: string | undefined
  keyId: string | undefined
  createdAt: number
  changedAt: number
  /** AWS time at which it will be gone, once it is to be deleted. */
  deletesAt: number | undefined
  versions: Version[]
  tags: { Key: string; Value: string }[]
}

export type Store = { all: Secret[] }

/** Those of a place that are not gone yet, oldest first. */
export function secretsAt({ all }: Store, { account, region }: Place, { now }: Clock): Secret[] {
  return all.filter(
    ({ place, deletesAt }) =>
      place.account === account && place.region === region && (deletesAt === undefined || now() < deletesAt),
  )
}

/**
 * The one of a name, of its ARN, or of its ARN without the six characters that AWS adds. Throws
 * `ResourceNotFoundException`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function secretOf(store: Store, place: Place, clock: Clock, wanted: string): Secret {
  const found = secretsAt(store, place, clock).find(
    one => one.name === wanted || one.arn === wanted || one.arn.slice(0, -7) === wanted,
  )
  if (!found) throw refuse.noSecret()
  return found
}

/** Six characters of letters and digits from twelve hexadecimal ones. */
export function secretArn(place: Place, name: string, random: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const six = (random.match(/../g) ?? []).map(pair => alphabet[Number.parseInt(pair, 16) % alphabet.length])
  return arn('secretsmanager', place, `secret:${name}-${six.join('')}`)
}

/**
 * The version of an id, or of a stage (`AWSCURRENT`). Throws `ResourceNotFoundException`, and `InvalidRequestException`
 * for a secret that is to be deleted.
 */
export function versionOf(secret: Secret, id: string | undefined, stage: string | undefined): Version {
  if (secret.deletesAt !== undefined) throw refuse.deleted()
  const wanted = stage ?? (id === undefined ? 'AWSCURRENT' : undefined)
  const found = secret.versions.find(
    one => (id === undefined || one.id === id) && (wanted === undefined || one.stages.includes(wanted)),
  )
  if (!found) throw refuse.noVersion(wanted === undefined ? `VersionId: ${id}` : `staging label: ${wanted}`)
  return found
}

/** Adds a version; a stage is on one version only, and what was current becomes previous. */
export function addVersion(secret: Secret, version: Version): void {
  const current = version.stages.includes('AWSCURRENT')
  for (const one of secret.versions) {
    const was = one.stages.includes('AWSCURRENT')
    one.stages = one.stages.filter(stage => !version.stages.includes(stage) && !(current && stage === 'AWSPREVIOUS'))
    if (current && was) one.stages.push('AWSPREVIOUS')
  }
  secret.versions.push(version)
  secret.changedAt = version.createdAt
}
