// What should GitHub's deployment say now?

/** A GitHub deployment, with those of its statuses that were read, newest first. */
export type JobRecord = {
  id: number
  ref: string
  sha: string
  url: string
  /** `deploy`, or `rollback` of a record that the action rollback keeps. */
  task?: string
  /** Milliseconds since the epoch; of a status too. */
  createdAt?: number
  payload?: unknown
  statuses: RecordStatus[]
}
export type RecordStatus = { state: string; logUrl: string; description: string; createdAt?: number }

/** The four words of a record. */
export type State = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'

// https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status
export const GITHUB_STATES = {
  QUEUED: 'queued',
  RUNNING: 'in_progress',
  SUCCEEDED: 'success',
  FAILED: 'failure',
} as const

/** GitHub cuts or refuses a longer description. */
const LONGEST = 140

/** A description that fits, with what must not be cut at its end; cut at the end of a word. */
export function fitDescription(text: string, end = ''): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const room = LONGEST - end.length
  return (line.length <= room ? line : `${line.slice(0, room - 1).replace(/\s+\S*$/, '')}…`) + end
}

/**
 * A status's description. That of a success names the image's digest, whole, so that a later promotion can ask which image
 * was proved here; that of any end names the revision, so that a later rollback knows which ones were good.
 */
export function describeRecord(
  state: State,
  version: string,
  environment: string,
  { failedStep, message }: Pick<Reckoning, 'failedStep' | 'message'>,
  digest: string,
  revision = '',
): string {
  const end = naming(revision)
  if (state === 'FAILED' && failedStep) return fitDescription(`${failedStep}: ${message}`, end)
  const what = `${version} to ${environment}`
  if (state !== 'SUCCEEDED' || !digest)
    return fitDescription(`${what}: ${message || state.toLowerCase()}`, state === 'SUCCEEDED' ? end : '')
  const room = LONGEST - digest.length - end.length - 3
  return fitDescription(`${what.length > room ? `${what.slice(0, room)}…` : what}: ${digest} ${message}`, end)
}

/** Revisions at the end of a description; too many of them are left out. */
export const naming = (revisions: string): string => {
  const end = ` [${revisions.split('\n').filter(Boolean).join(', ')}]`
  return end.length > 3 && end.length <= LONGEST / 2 ? end : ''
}

/** The revisions that a description names. */
export const namedIn = (description: string): string[] => {
  const [, list = ''] = description.match(/ \[((?:[\w-]+:\d+(?:, )?)+)\]$/) ?? []
  return list.split(', ').filter(Boolean)
}

/** Whether a record may go from GitHub's `from` to our `to`; else why not. A record never steps back. */
export function refuseState(from: string | undefined, to: State): string | undefined {
  const order = ['pending', 'waiting', 'queued', 'in_progress']
  if (from === undefined || from === GITHUB_STATES[to]) return undefined
  const isFinal = !order.includes(from)
  const backwards = order.indexOf(from) > order.indexOf(GITHUB_STATES[to]) && order.includes(GITHUB_STATES[to])
  return isFinal || backwards ? `the record is ${from} and cannot become ${to}` : undefined
}

/** The record GitHub made for the job's `environment:`: the one whose status links to this very run; no rollback's own. */
export const findJobRecord = (records: JobRecord[], runUrl: string): JobRecord | undefined =>
  records.find(
    ({ task, statuses }) =>
      task !== 'rollback' && statuses.some(({ logUrl }) => logUrl === runUrl || logUrl.startsWith(`${runUrl}/`)),
  )

/** The `steps` context of a job or composite action, as `toJSON(steps)` gives it. */
export type Steps = Record<string, { outcome?: string; conclusion?: string; outputs?: Record<string, string> }>

export type Reckoning = {
  state: State
  /** Id of the step that failed. */
  failedStep: string
  /** What it said, or why there is nothing it said. */
  message: string
}

/** What the steps so far add up to: the first that failed decides, and says why. */
export function reckonSteps(steps: Steps): Reckoning {
  const entries = Object.entries(steps)
  const failed =
    entries.find(([, one]) => one.outcome === 'failure') ?? entries.find(([, one]) => one.outcome === 'cancelled')
  if (!failed) return { state: 'SUCCEEDED', failedStep: '', message: said(steps, 'message') }
  const [id, { outcome, outputs = {} }] = failed
  const message = outcome === 'cancelled' ? 'cancelled' : (outputs.message ?? outputs.cause ?? '')
  return { state: 'FAILED', failedStep: id, message: message || `step ${id} failed: read its log` }
}

/** An output by its name, of whichever step has it; the last one that says something. */
export const said = (steps: Steps, output: string): string =>
  Object.values(steps)
    .map(one => one.outputs?.[output])
    .findLast(value => value) ?? ''
