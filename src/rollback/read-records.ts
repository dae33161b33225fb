// What do GitHub's records of an environment say of releases and rollbacks?
import type { JobRecord } from '../decisions/deployment-record.ts'
import type { Told } from '../decisions/release-line.ts'
import { readRecord, TASK } from '../decisions/rollback-record.ts'
import type { GitHub } from '../io/github.ts'
import { inTurns } from '../turns.ts'

/** Records that are asked for their statuses, newest first, and how many at a time. */
const NEWEST = 30
const AT_ONCE = 10

export type RecordRead = Told & { said: string }

/** The newest records of an environment, newest first. */
export async function readRecords(environment: string, github: GitHub): Promise<RecordRead[]> {
  return withStatuses(await github.listDeployments(environment, { limit: NEWEST }), github)
}

/** The newest rollback of it alone: in most environments there is none, and nothing more is to be asked. */
export async function readNewestRollback(environment: string, github: GitHub): Promise<RecordRead | undefined> {
  const [newest] = await withStatuses(await github.listDeployments(environment, { task: TASK, limit: 1 }), github)
  return newest
}

async function withStatuses(records: JobRecord[], github: GitHub): Promise<RecordRead[]> {
  await inTurns(records, AT_ONCE, async one => {
    one.statuses = await github.listStatuses(one.id)
  })
  return records.map(readRecord)
}
