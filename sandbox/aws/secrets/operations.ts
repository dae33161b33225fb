// What may be done with secrets?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { reader } from '../check.ts'
import { page } from '../page.ts'
import type { Caller, Fields, Operation } from '../service.ts'
import { invalid, refuse } from './refuse.ts'
import {
  addVersion,
  type Secret,
  type Store,
  secretArn,
  secretOf,
  secretsAt,
  type Version,
  versionOf,
} from './store.ts'

const day = 24 * 3600 * 1000
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
const usualWindow = 30

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html */
export function secretOperations(store: Store, clock: Clock, ids: Ids): Record<string, Operation> {
  const found = (input: Fields, caller: Caller) =>
    secretOf(store, caller, clock, reader(input, invalid).text('SecretId', { min: 1, max: 2048 }))

  const versionFrom = (input: Fields): Version => {
    const read = reader(input, invalid)
    const text = read.maybeText('SecretString', { min: 1, max: 65_536 })
    const bytes = input.SecretBinary as Uint8Array | undefined
    if (text !== undefined && bytes) throw refuse.parameter("You can't specify both SecretString and SecretBinary.")
    const id = read.maybeText('ClientRequestToken', { min: 32, max: 64 }) ?? [8, 4, 4, 4, 12].map(ids).join('-')
    const stages = read.texts('VersionStages')
    return { id, createdAt: clock.now(), text, bytes, stages: stages.length > 0 ? stages : ['AWSCURRENT'] }
  }

  return {
    CreateSecret(input, caller) {
      const read = reader(input, invalid)
      const name = read.text('Name', { min: 1, max: 512, pattern: /^[\w/+=.@-]+$/ })
      const before = secretsAt(store, caller, clock).find(one => one.name === name)
      if (before?.deletesAt !== undefined) throw refuse.nameDeleted()
      const version = versionFrom(input)
      if (before) {
        if (!before.versions.some(one => same(one, version))) throw refuse.exists(name)
        return { ARN: before.arn, Name: name, VersionId: version.id }
      }
      const secret: Secret = {
        arn: secretArn(caller, name, ids(12)),
        name,
        place: { account: caller.account, region: caller.region },
        description: read.maybeText('Description', { max: 2048 }),
        keyId: read.maybeText('KmsKeyId'),
        createdAt: clock.now(),
        changedAt: clock.now(),
        deletesAt: undefined,
        versions: [],
        tags: read.structures('Tags').map(({ Key, Value }) => ({ Key: String(Key), Value: String(Value ?? '') })),
      }
      store.all.push(secret)
      const valued = version.text !== undefined || version.bytes !== undefined
      if (valued) addVersion(secret, version)
      return { ARN: secret.arn, Name: name, VersionId: valued ? version.id : undefined }
    },

    PutSecretValue(input, caller) {
      const secret = found(input, caller)
      if (secret.deletesAt !== undefined) throw refuse.deleted()
      const version = versionFrom(input)
      if (version.text === undefined && !version.bytes)
        throw refuse.parameter('You must provide either SecretString or SecretBinary.')
      const before = secret.versions.find(({ id }) => id === version.id)
      if (before && !same(before, version)) throw refuse.tokenUsed(version.id, secret.arn)
      if (!before) addVersion(secret, version)
      return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages }
    },

    GetSecretValue(input, caller) {
      const read = reader(input, invalid)
      const secret = found(input, caller)
      const version = versionOf(secret, read.maybeText('VersionId'), read.maybeText('VersionStage'))
      return {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: version.id,
        SecretString: version.text,
        SecretBinary: version.bytes,
        VersionStages: version.stages,
        CreatedDate: new Date(version.createdAt),
      }
    },

    DescribeSecret: (input, caller) => shown(found(input, caller), 'VersionIdsToStages'),

    ListSecrets(input, caller) {
      const read = reader(input, invalid)
      const filters = read.structures('Filters', { max: 10 })
      const wanted = secretsAt(store, caller, clock).filter(
        secret =>
          (secret.deletesAt === undefined || read.maybeFlag('IncludePlannedDeletion')) &&
          filters.every(filter => fits(secret, filter)),
      )
      const size = read.maybeNumber('MaxResults', { min: 1, max: 100 }) ?? 100
      const { entries, next } = page(wanted, size, read.maybeText('NextToken'), refuse.token)
      return { SecretList: entries.map(one => shown(one, 'SecretVersionsToStages')), NextToken: next }
    },

    DeleteSecret(input, caller) {
      const read = reader(input, invalid)
      const days = read.maybeNumber('RecoveryWindowInDays')
      const force = read.maybeFlag('ForceDeleteWithoutRecovery') ?? false
      if (force && days !== undefined)
        throw refuse.parameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
      if (days !== undefined && (days < 7 || days > 30))
        throw refuse.parameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).')
      const secret = found(input, caller)
      secret.deletesAt = clock.now() + (force ? 0 : (days ?? usualWindow) * day)
      return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(secret.deletesAt) }
    },

    RestoreSecret(input, caller) {
      const secret = found(input, caller)
      secret.deletesAt = undefined
      return { ARN: secret.arn, Name: secret.name }
    },
  }
}

const same = (a: Version, b: Version) =>
  a.id === b.id && a.text === b.text && Buffer.compare(a.bytes ?? Buffer.alloc(0), b.bytes ?? Buffer.alloc(0)) === 0

function shown(secret: Secret, versions: string): Fields {
  const { deletesAt, keyId } = secret
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: keyId,
    LastChangedDate: new Date(secret.changedAt),
    DeletedDate: deletesAt === undefined ? undefined : new Date(deletesAt),
    Tags: secret.tags,
    [versions]: Object.fromEntries(
      secret.versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
    ),
    CreatedDate: new Date(secret.createdAt),
  }
}

/** Prefixes, as AWS matches them; a value after `!` must not fit. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html */
function fits({ name, description = '', tags }: Secret, { Key, Values }: Fields): boolean {
  const texts: Record<string, string[]> = {
    name: [name],
    description: [description],
    'tag-key': tags.map(tag => tag.Key),
    'tag-value': tags.map(tag => tag.Value),
  }
  const all = texts[String(Key)] ?? Object.values(texts).flat()
  return (Values as string[]).some(value =>
    value.startsWith('!')
      ? !all.some(text => text.startsWith(value.slice(1)))
      : all.some(text => text.toLowerCase().startsWith(value.toLowerCase())),
  )
}
