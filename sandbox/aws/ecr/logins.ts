// Who has logged in to a registry, and until when?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Place } from '../arn.ts'
import type { Caller, Operation } from '../service.ts'
import { ask } from './ask.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
const twelveHours = 12 * 3_600_000

export type Login = { caller: Caller; expiresAt: number }

export type Logins = {
  /** The login behind a registry password; a login that has run out is still known. */
  byPassword(password: string): Login | undefined
  operations: Record<string, Operation>
}

/** GetAuthorizationToken, and the passwords it has given out. `endpointOf` gives a registry's address with its scheme. */
export function loginsOf(clock: Clock, ids: Ids, endpointOf: (place: Place) => string): Logins {
  const logins = new Map<string, Login>()
  return {
    byPassword: password => logins.get(password),
    operations: {
      GetAuthorizationToken(input, caller) {
        const asked = ask(input).texts('registryIds', { max: 10 })
        const registries = asked.length > 0 ? asked : [caller.account]
        const password = Buffer.from(ids(256), 'hex').toString('base64')
        const expiresAt = clock.now() + twelveHours
        logins.set(password, { caller, expiresAt })
        const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
        return {
          authorizationData: registries.map(account => ({
            authorizationToken,
            expiresAt: new Date(expiresAt),
            proxyEndpoint: endpointOf({ account, region: caller.region }),
          })),
        }
      },
    },
  }
}
