// What is Secrets Manager to the sandbox?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { arn } from '../arn.ts'
import type { SecretReader } from '../seams.ts'
import { AwsError, type Service } from '../service.ts'
import { secretOperations } from './operations.ts'
import { type Store, secretOf, versionOf } from './store.ts'

export type Secrets = {
  service: Service
  /** For tasks: `arn:…:secret:name-AbCdEf`, and after it `:json-key:version-stage:version-id` where they are wanted. */
  read: SecretReader
}

/** Secrets Manager's API, and what containers get of it. */
export function secretsService({ clock, ids }: { clock: Clock; ids: Ids }): Secrets {
  const store: Store = { all: [] }
  return {
    service: {
      name: 'secretsmanager',
      protocol: { kind: 'json', target: 'secretsmanager' },
      members: { SecretBinary: 'blob' },
      // Of a secret that is not there IAM knows only the name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
      resource(_operation, { SecretId, Name }, caller) {
        const wanted = SecretId ?? Name
        if (typeof wanted !== 'string') return undefined
        return wanted.startsWith('arn:') ? wanted : arn('secretsmanager', caller, `secret:${wanted}`)
      },
      operations: secretOperations(store, clock, ids),
    },
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    async read(valueFrom, { account }) {
      const parts = valueFrom.split(':')
      const [, , , region = '', owner = ''] = parts
      const [key = '', stage = '', version = ''] = parts.slice(7)
      const id = parts.slice(0, 7).join(':')
      if (owner !== account) throw new Error(foreign(account, id))
      try {
        const secret = secretOf(store, { account, region }, clock, id)
        const { text = '' } = versionOf(secret, version || undefined, stage || undefined)
        return key === '' ? text : partOf(text, key)
      } catch (cause) {
        throw cause instanceof AwsError ? new Error(`${cause.code}: ${cause.message}`) : cause
      }
    },
  }
}

/** One key of a secret that is a JSON object; a value that is no text is given as JSON. */
function partOf(text: string, key: string): string {
  const [first = ''] = text
  if (!text.startsWith('{')) throw new Error(`invalid character '${first}' looking for beginning of value`)
  const value = (JSON.parse(text) as Record<string, unknown>)[key]
  if (value === undefined) throw new Error(`retrieved secret from Secrets Manager did not contain json key ${key}`)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const foreign = (account: string, id: string) =>
  `AccessDeniedException: User: arn:aws:sts::${account}:assumed-role/ecsTaskExecutionRole/sandbox is not authorized to perform: secretsmanager:GetSecretValue on resource: ${id} because no resource-based policy allows the secretsmanager:GetSecretValue action`
