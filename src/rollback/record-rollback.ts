// How is a rollback kept in GitHub's records, without ever standing in its way?
import type { RollbackState } from '../decisions/rollback-record.ts'
import { describeRollback, payloadOf, type Rollback, recordOf, STATES, TASK } from '../decisions/rollback-record.ts'
import { Failure } from '../failure.ts'
import type { GitHub } from '../io/github.ts'
import type { World } from '../world.ts'
import { type RecordRead, readRecords } from './read-records.ts'

/** GitHub's records of the environment, as far as they can be read and written; what cannot is a warning. */
export type Records = {
  /** Newest first. */
  told: RecordRead[]
  /** Begins the record of a rollback, or takes up the one of an earlier try; undefined where there is none. */
  begin(rollback: Rollback, taking: Taking): Promise<number | undefined>
  /** Writes how it stands. */
  end(id: number | undefined, rollback: Rollback, state: RollbackState, message: string): Promise<void>
}

/** Since when what is undone, or the way back from it, was there (ms since the epoch), and whether it is under way already. */
export type Taking = { since: number; underWay: boolean }

export async function openRecords(
  environment: string | undefined,
  token: string | undefined,
  world: World,
): Promise<Records> {
  const none: Records = { told: [], begin: async () => undefined, end: async () => {} }
  if (!environment || !token) return none
  const { runner } = world
  const trying = async <T>(otherwise: T, what: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      runner.warn(`${what} ${error.message}`)
      return otherwise
    }
  }
  const unread = 'What the records say of earlier releases is not known.'
  const github = await trying<GitHub | undefined>(undefined, unread, () => world.github(token))
  if (!github) return none
  const told = await trying<RecordRead[]>([], unread, () => readRecords(environment, github))
  const unwritten = 'The rollback is not recorded.'
  const server = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`
  const run = {
    commitSha: runner.variable('GITHUB_SHA') ?? '',
    repoFullName: runner.variable('GITHUB_REPOSITORY') ?? '',
    actionsRunUrl: `${server}/actions/runs/${runner.variable('GITHUB_RUN_ID')}`,
  }
  const say = (id: number, rollback: Rollback, state: RollbackState, message: string) =>
    github.createStatus(id, {
      state: STATES[state],
      description: describeRollback(rollback, message),
      environmentUrl: undefined,
      logUrl: run.actionsRunUrl,
    })
  return {
    told,
    begin: (rollback, { since, underWay }) =>
      trying(undefined, unwritten, async () => {
        const earlier = recordOf(told, rollback.to, since)
        if (earlier?.state === 'open') return earlier.id
        // Under way, and its record is closed: an earlier run has told its end.
        if (earlier && underWay) return undefined
        const id = await github.createDeployment({
          ref: rollback.sha || run.commitSha,
          environment,
          task: TASK,
          description: describeRollback(rollback, `rollback from ${rollback.from.join(', ')}`),
          production: environment === 'production',
          payload: payloadOf(rollback, { ...run, commitSha: rollback.sha || run.commitSha }),
        })
        await trying(undefined, unwritten, () =>
          say(id, rollback, 'running', `goes back from ${rollback.from.join(', ')}`),
        )
        return id
      }),
    end: (id, rollback, state, message) =>
      trying(undefined, unwritten, async () => {
        if (id !== undefined) await say(id, rollback, state, message)
      }),
  }
}
