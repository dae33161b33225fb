// What do GitHub's records say of releases and rollbacks, and may a release go on after a rollback that failed?
import { fitDescription, type JobRecord, namedIn, naming } from './deployment-record.ts'
import type { Told } from './release-line.ts'
import type { Revision } from './snapshot.ts'

/** GitHub's name for what a record of ours is about. */
export const TASK = 'rollback'

/** What a rollback does to services, and who wants it why. */
export type Rollback = {
  environment: string
  /** Services, and the revision of each before and after, in one order. */
  services: string[]
  from: Revision[]
  to: Revision[]
  reason: string
  actor: string
  /** Of what is gone back to, where they are known. */
  version: string
  sha: string
  digest: string
}

/** What a record of it holds: the members of a release's record, and those that make it a rollback's. */
export const payloadOf = (
  { services, from, to, reason, actor, environment, version, digest }: Rollback,
  run: { commitSha: string; repoFullName: string; actionsRunUrl: string },
) => ({
  kind: TASK,
  from: from.join(', '),
  to: to.join(', '),
  reason,
  actor,
  serviceId: services.join(', '),
  environment,
  ...run,
  stackId: '',
  serviceUrl: '',
  version,
  digest,
  initiator: actor,
})

/** How it stands; `failed` needs a person, `not-begun` and `overtaken` left the service to others, `cancelled` goes on in ECS. */
export type RollbackState = 'running' | 'back' | 'failed' | 'not-begun' | 'overtaken' | 'cancelled'

/** GitHub's word for each: only `failure` keeps a later release from going on. */
export const STATES = {
  running: 'in_progress',
  back: 'success',
  failed: 'failure',
  'not-begun': 'error',
  overtaken: 'error',
  cancelled: 'in_progress',
} as const

/** A status's description: what happened, and at its end what was gone back to. */
export const describeRollback = ({ to }: Pick<Rollback, 'to'>, message: string): string =>
  fitDescription(message.replaceAll('\n', ' '), naming(to.join('\n')))

const DIGEST = /sha256:[0-9a-f]{64}/
const FINAL = ['success', 'failure', 'error']

/**
 * A record in the words of a release line. What once succeeded stays good, also when a later release made it inactive; the
 * last word is GitHub's own and without a description when the record is that of a job.
 */
export function readRecord({ id, ref, sha, payload, createdAt = 0, statuses }: JobRecord): Told & { said: string } {
  const fields = fieldsOf(payload)
  const kind = fields.kind === TASK ? TASK : 'release'
  const ends = statuses.filter(one => FINAL.includes(one.state))
  const won = ends.some(one => one.state === 'success')
  const lost = ends.some(one => one.state === 'failure' || kind === 'release')
  const own = ends.filter(one => (one.state === 'success') === won)
  const description = own.find(one => one.description !== '')?.description ?? ''
  const named = statuses.map(one => one.description.match(/^(\S+) to \S+: /)?.[1]).find(Boolean)
  const version = fields.version || named || (/^[0-9a-f]{40}$/.test(ref) ? undefined : ref)
  const endedAt = Math.max(createdAt, ...ends.map(one => one.createdAt ?? createdAt))
  return {
    ...{ id, kind, state: won ? 'good' : lost ? 'bad' : 'open', at: createdAt, endedAt, version, sha },
    ...{ said: description, digest: (fields.digest ?? description).match(DIGEST)?.[0] },
    names:
      kind === TASK ? words(fields.to) : (own.map(one => namedIn(one.description)).find(all => all.length > 0) ?? []),
    left: kind === TASK ? words(fields.from) : [],
  }
}

const words = (text: string | undefined): string[] => (text ?? '').split(', ').filter(Boolean)

function fieldsOf(payload: unknown): Partial<Record<string, string>> {
  if (typeof payload !== 'string') return (payload ?? {}) as Record<string, string>
  try {
    return fieldsOf(JSON.parse(payload))
  } catch {
    return {}
  }
}

/** The rollback whose failure nobody has cleared: no release and no rollback after it ended well. */
export function failedRollback<T extends Told>(records: T[]): T | undefined {
  for (const one of records.toSorted((a, b) => b.at - a.at || b.id - a.id)) {
    if (one.kind === TASK && one.state === 'bad') return one
    // Of other jobs in the environment nothing is known: only a record that names what it brought clears.
    if (one.state === 'good' && (one.names.length > 0 || one.digest !== undefined)) return undefined
  }
  return undefined
}

/** What stands in the way, as a clause. */
export const explainFailedRollback = ({ id, said }: Pick<Told & { said: string }, 'id' | 'said'>): string =>
  `an earlier rollback failed (deployment ${id}: ${said.replace(/\.?(?: \[[^\]]*\])?$/, '')})`

/** What follows from it; which action is to be told, as not all have that input. */
export const andNothingIsPiled = (action: 'rollback' | 'deployment-record'): string =>
  `and nothing is piled on it: look at the service, then set after-failed-rollback: allow in the action ${action}`

/** How long (ms) before ECS's deployment its record may have been made: both are asked for at once, by two clocks. */
const APART = 60_000

/** The newest record of a rollback to these revisions that was made since ECS's deployment began at `since`. */
export const recordOf = <T extends Told>(records: T[], to: Revision[], since: number): T | undefined =>
  records
    .filter(one => one.kind === TASK && one.at >= since - APART && to.every(each => one.names.includes(each)))
    .toSorted((a, b) => b.at - a.at || b.id - a.id)[0]
