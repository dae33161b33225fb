// Where may a file lie that only this job needs?
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runner } from './runner.ts'

/** A path that nothing has; the runner clears its folder when the job ends. */
export const temporaryPath = (): string =>
  join(runner.variable('RUNNER_TEMP') ?? tmpdir(), `ecs-release-${randomUUID()}`)
