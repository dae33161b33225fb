// Which event started this run?
import { readFile } from 'node:fs/promises'
import type { Event } from '../decisions/environment.ts'
import { Failure } from '../failure.ts'
import { runner } from './runner.ts'

type Payload = {
  action?: string
  release?: {
    tag_name?: string
    prerelease?: boolean
    draft?: boolean
    name?: string | null
    body?: string | null
    published_at?: string | null
  }
  head_commit?: { timestamp?: string } | null
  pull_request?: { updated_at?: string }
  workflow_run?: { created_at?: string }
}

/**
 * The event as the runner tells it, with the title and text of a release. Where it is `required`, a Failure when the
 * runner's telling is missing: a container or a script that drops it must not look like an event that deploys nothing.
 */
export async function readEvent({ required = false }: { required?: boolean } = {}): Promise<{
  event: Event
  releaseName: string
  releaseBody: string
  /** When it happened, in milliseconds since the epoch; every attempt of a run has the same event. */
  time: number | undefined
}> {
  const variable = required ? needed : runner.variable
  const name = variable('GITHUB_EVENT_NAME') ?? ''
  const path = variable('GITHUB_EVENT_PATH')
  const payload = path === undefined ? {} : await readPayload(path)
  const { action, release } = payload
  return {
    event: {
      name,
      action,
      ref: runner.variable('GITHUB_REF') ?? '',
      release: release && {
        tag: release.tag_name ?? '',
        prerelease: release.prerelease === true,
        draft: release.draft === true,
      },
    },
    releaseName: release?.name ?? '',
    releaseBody: release?.body ?? '',
    time: timeOf(payload),
  }
}

function timeOf({ release, head_commit, pull_request, workflow_run }: Payload): number | undefined {
  const time = Date.parse(
    release?.published_at ?? head_commit?.timestamp ?? pull_request?.updated_at ?? workflow_run?.created_at ?? '',
  )
  return Number.isNaN(time) ? undefined : time
}

function needed(variable: string): string {
  const value = runner.variable(variable)
  if (value !== undefined) return value
  throw new Failure(
    `${variable} is not set, so which event this is cannot be told: this action runs in a GitHub Actions job, with the variables of its runner.`,
  )
}

async function readPayload(path: string): Promise<Payload> {
  const refuse = (why: string) =>
    new Failure(`The event's payload at GITHUB_EVENT_PATH (${path}) cannot be read: ${why.split('\n')[0]}.`)
  let payload: unknown
  try {
    payload = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw refuse((error as Error).message)
  }
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload
  throw refuse('it is no JSON object')
}
