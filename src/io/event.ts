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

/** The event as the runner tells it, with the title and text of a release. */
export async function readEvent(): Promise<{
  event: Event
  releaseName: string
  releaseBody: string
  /** When it happened, in milliseconds since the epoch; every attempt of a run has the same event. */
  time: number | undefined
}> {
  const path = runner.variable('GITHUB_EVENT_PATH')
  const payload = path === undefined ? {} : await readPayload(path)
  const { action, release } = payload
  return {
    event: {
      name: runner.variable('GITHUB_EVENT_NAME') ?? '',
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

async function readPayload(path: string): Promise<Payload> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Failure(`The event's payload at GITHUB_EVENT_PATH cannot be read: ${(error as Error).message}.`)
  }
}
