// May a release begin, when an earlier rollback of its environment has failed?
import { andNothingIsPiled, explainFailedRollback, failedRollback } from '../decisions/rollback-record.ts'
import { Failure } from '../failure.ts'
import type { GitHub } from '../io/github.ts'
import type { World } from '../world.ts'
import { readNewestRollback, readRecords } from './read-records.ts'

/** Throws when one has failed and nothing has gone well since; with `allow` that is a warning. */
export async function checkFailedRollback(
  environment: string,
  after: 'refuse' | 'allow',
  github: GitHub,
  { runner }: Pick<World, 'runner'>,
): Promise<void> {
  const newest = await readNewestRollback(environment, github)
  const failed = newest && failedRollback([newest]) && failedRollback(await readRecords(environment, github))
  if (!failed) return
  const because = explainFailedRollback(failed)
  if (after === 'refuse')
    throw new Failure(`Nothing is released to ${environment}: ${because}, ${andNothingIsPiled('deployment-record')}.`)
  runner.warn(`It is released to ${environment} although ${because}.`)
}
