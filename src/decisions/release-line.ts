// Which releases of a service were live and well, one after the other, and is the service on its way back already?
import type { Deployment, Revision } from './snapshot.ts'

/** One image of a service revision, as ECS ran it. */
export type Ran = { container: string; image: string; digest: string | undefined }

/** One deployment of the service, as ECS remembers it (90 days). Times in milliseconds since the epoch. */
export type Attempt = {
  /** Of the deployment `ecs-svc/<number>`. */
  number: string
  revision: Revision
  at: number
  /** SUCCESSFUL, ROLLBACK_SUCCESSFUL, STOPPED, IN_PROGRESS … */
  status: string
  images: Ran[]
}

/** What a GitHub deployment of the environment says of revisions. */
export type Told = {
  id: number
  kind: 'release' | 'rollback'
  state: 'good' | 'bad' | 'open'
  /** When it began, and when its last word was said. */
  at: number
  endedAt: number
  /** Revisions that it brought, and those that it left. */
  names: Revision[]
  left: Revision[]
  digest: string | undefined
  version: string | undefined
  sha: string | undefined
}

export type History = {
  /** The service's primary deployment. */
  current: Pick<Deployment, 'id' | 'revision' | 'state' | 'createdAt'>
  attempts: Attempt[]
  records: Told[]
  /** Revisions that were registered only to run an earlier one again → that one. */
  copies: Record<Revision, Revision>
  /** When the service was made; undefined when that is not known. */
  began?: number | undefined
}

/** A revision that was deployed; `fault`: why it is none to go back to. */
export type Release = {
  revision: Revision
  /** The revision that this one is a copy of; else itself. */
  original: Revision
  at: number
  status: string
  number: string
  images: Ran[]
  fault: string | undefined
  version: string | undefined
  sha: string | undefined
  /** The GitHub deployment that brought it. */
  record: number | undefined
}

export type Line = {
  current: Release
  /** Those that were live and well before the current one, oldest first, each once. */
  behind: Release[]
  /** All that were tried before the current one, oldest first. */
  tried: Release[]
  /** The current one is a way back: what was left for it, since when, by whom, and whether it came to nothing. */
  wayBack: { from: Revision; at: number; byEcs: boolean; failed: boolean } | undefined
  /** A way back that ECS undid, so that what was to be left is live again. */
  undone: Revision | undefined
  /** A deployment that began just now, and that the service does not show yet. */
  begun: Revision | undefined
  /** What is known goes back to the service's beginning, and nothing but the current one was ever deployed to it. */
  only: boolean
}

/** Puts what ECS and the records know into one line. A release that was left for an earlier one is no part of it any more. */
export function lineUp(history: History): Line {
  const { current } = history
  const all = releasesOf(history)
  const listed = all.findLast(one => one.number === numberOf(current.id))
  const now = listed ?? read(history, { ...current, at: current.createdAt, status: '', number: '', images: [] })
  const tried = all.filter(one => one !== now && (listed ? all.indexOf(one) < all.indexOf(now) : one.at <= now.at))
  const later = all.filter(one => one !== now && !tried.includes(one) && one.number !== '')
  const behind = standing(tried)
  const same = behind.findIndex(one => one.original === now.original)
  if (same >= 0) behind.length = same
  const newest = later.at(-1) ?? (listed ? undefined : tried.findLast(one => one.number !== ''))
  const shared = {
    current: now,
    behind,
    tried,
    only: isOnly(history, all, now),
    begun: later.findLast(one => /^(PENDING|IN_PROGRESS)$/.test(one.status))?.revision,
  }
  const isUndone = newest?.status.startsWith('ROLLBACK_') && newest.original !== now.original && (listed || same >= 0)
  if (newest && isUndone) {
    const before = all.filter(one => one !== newest && one.at <= newest.at)
    if (leftFor(newest, before) !== undefined) return { ...shared, wayBack: undefined, undone: newest.revision }
    const failed = newest.status === 'ROLLBACK_FAILED' || current.state === 'failed'
    return { ...shared, wayBack: { from: newest.revision, at: newest.at, byEcs: true, failed }, undone: undefined }
  }
  const from = leftFor(now, tried)
  const wayBack =
    from === undefined ? undefined : { from, at: now.at, byEcs: false, failed: current.state === 'failed' }
  return { ...shared, wayBack, undone: undefined }
}

/** How long (ms) after its service the first deployment comes, at most. */
export const AT_ONCE = 60_000

/** ECS forgets a deployment after 90 days: that none is known proves nothing, but where the first one is known. */
const isOnly = ({ began }: History, all: Release[], now: Release): boolean =>
  began !== undefined &&
  all.every(one => one.original === now.original) &&
  Math.min(now.at, ...all.map(one => one.at)) - began < AT_ONCE

const numberOf = (deployment: string): string => deployment.split('/').at(-1) as string

/** Those that are good to go back to, oldest first: one that comes again takes its old place, and what came after it is gone. */
function standing(tried: Release[]): Release[] {
  const line: Release[] = []
  for (const one of tried.filter(each => served(each) && !each.fault)) {
    const again = line.findIndex(each => each.original === one.original)
    if (again >= 0) line.length = again
    line.push(one)
  }
  return line
}

/** What was left for `one`, when it had served before something else was tried; undefined when it is new. */
function leftFor(one: Release, before: Release[]): Revision | undefined {
  const was = before.findLastIndex(each => each.original === one.original && served(each))
  return was < 0 ? undefined : before.slice(was).findLast(each => each.original !== one.original)?.revision
}

/** Whether ECS, or where it has forgotten a record, says that it took over. */
const served = ({ status }: Release): boolean => status === 'SUCCESSFUL' || status === 'RECORDED'

/** All that was deployed, oldest first; what ECS has forgotten is there when a record tells of its success. */
function releasesOf(history: History): Release[] {
  const { attempts, records, current } = history
  const families = new Set([current, ...attempts].map(one => familyOf(one.revision)))
  const known = new Set(attempts.map(one => one.revision))
  const forgotten = records
    .filter(one => one.state === 'good')
    .flatMap(({ names, at }) => names.map(revision => ({ revision, at, status: 'RECORDED', number: '', images: [] })))
    .filter(({ revision }) => families.has(familyOf(revision)) && !known.has(revision))
  return [...attempts, ...forgotten]
    .map(one => read(history, one))
    .toSorted((a, b) => a.at - b.at || (a.number < b.number ? -1 : 1))
}

const familyOf = (revision: Revision): string => revision.replace(/:\d+$/, '')

const read = ({ records, copies }: History, { revision, at, status, number, images }: Attempt): Release => ({
  ...{ revision, original: copies[revision] ?? revision, at, status, number, images },
  ...toldOf({ revision, at, status, images }, records),
})

/**
 * The newest word of any record about it, after it began; a record that names no revision is known by the digest. That a
 * way back to it failed says nothing of it: it was good once, and what it lacks now is for a person to mend.
 */
function toldOf(one: Omit<Attempt, 'number'>, records: Told[]): Pick<Release, 'fault' | 'version' | 'sha' | 'record'> {
  const digests = one.images.map(({ digest }) => digest)
  const about = records
    .filter(({ kind, state }) => kind === 'release' || state === 'good')
    .filter(
      ({ names, left, digest, state }) =>
        names.includes(one.revision) ||
        (left.includes(one.revision) && state === 'good') ||
        (names.length === 0 && digest !== undefined && digests.includes(digest)),
    )
    .toSorted((a, b) => a.endedAt - b.endedAt || a.id - b.id)
  const brought = about.findLast(({ left, version }) => version !== undefined && !left.includes(one.revision))
  const record = about.findLast(({ left }) => !left.includes(one.revision))?.id
  const last = about.findLast(({ endedAt, state }) => state !== 'open' && endedAt >= one.at)
  return { fault: faultOf(one, last), version: brought?.version, sha: brought?.sha, record }
}

function faultOf({ status, revision }: Pick<Attempt, 'status' | 'revision'>, last: Told | undefined) {
  if (status === 'ROLLBACK_FAILED') return 'it failed, and ECS could not roll it back'
  if (status.startsWith('ROLLBACK_')) return 'ECS rolled it back'
  if (/^STOP/.test(status)) return 'it was stopped before it had taken over'
  if (/^(PENDING|IN_PROGRESS)$/.test(status)) return 'it has not taken over yet'
  if (last?.left.includes(revision)) return `it was left for ${last.names.join(', ')} (deployment ${last.id})`
  return last?.state === 'bad' ? `it is recorded as failed (deployment ${last.id})` : undefined
}
