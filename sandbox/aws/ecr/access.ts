// May this caller do this to that repository?

import { covers } from '../../wildcard.ts'
import { globalArn } from '../arn.ts'
import type { Caller } from '../service.ts'
import { AwsError } from '../service.ts'
import type { Repository } from './store.ts'

/**
 * An account has the say over its own repositories; others need the repository's policy. Throws AWS's refusal.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export function allowed(caller: Caller, action: string, repository: Repository): void {
  if (caller.account === repository.place.account || policyAllows(repository.policy, caller, action)) return
  throw denied(caller, action, repository.arn)
}

/** AWS's sentence for an account that is not let in. */
export function denied(caller: Caller, action: string, resource: string): AwsError {
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`
  return new AwsError('AccessDeniedException', message)
}

type Statement = {
  Effect?: string
  Principal?: '*' | { AWS?: string | string[] }
  Action?: string | string[]
}

/** Effect, principals (`*`, account id, its root, one ARN) and actions are read; conditions are not. */
function policyAllows(policy: string | undefined, caller: Caller, action: string): boolean {
  if (policy === undefined) return false
  const { Statement: statements } = JSON.parse(policy) as { Statement?: Statement | Statement[] }
  const matching = list(statements).filter(
    ({ Principal, Action }) =>
      names(Principal).some(name => isCaller(name, caller)) && list(Action).some(pattern => covers(pattern, action)),
  )
  return matching.length > 0 && matching.every(({ Effect }) => Effect === 'Allow')
}

const names = (principal: Statement['Principal']) =>
  typeof principal === 'string' ? [principal] : list(principal?.AWS)

const isCaller = (name: string, caller: Caller) =>
  [
    '*',
    caller.account,
    globalArn('iam', caller, 'root'),
    caller.arn,
    // A policy names the role; the caller is one of its sessions.
    caller.arn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2'),
  ].includes(name)

const list = <T>(one: T | T[] | undefined): T[] => (one === undefined ? [] : Array.isArray(one) ? one : [one])
