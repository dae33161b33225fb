// Where may a file lie that only this job needs?
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runner } from './runner.ts'

/** A path that nothing has; the runner clears its folder when the job ends. */
export const temporaryPath = (): string =>
  join(runner.variable('RUNNER_TEMP') ?? tmpdir(), `ecs-release-${randomUUID()}`)

/** Writes what nobody else on this machine may read, and takes it away when it was used. */
export async function withSecretFile<T>(text: string, use: (path: string) => Promise<T>): Promise<T> {
  const path = temporaryPath()
  await writeFile(path, text, { mode: 0o600, flag: 'wx' })
  try {
    return await use(path)
  } finally {
    await rm(path, { force: true })
  }
}
