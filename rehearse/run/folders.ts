// Which folders does a job have?
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** All empty when the job starts, as on a fresh machine; `event` is the file with the payload. */
export type Folders = { workspace: string; home: string; temp: string; tools: string; event: string }

/** Makes the folders of a job below `root`, laid out as the runner does. */
export function makeFolders(root: string, job: string, repository: string, payload: unknown): Folders {
  const name = repository.split('/').at(-1) ?? repository
  const top = join(root, job)
  const folders = {
    workspace: join(top, 'work', name, name),
    home: join(top, 'home'),
    temp: join(top, 'work', '_temp'),
    tools: join(top, 'tools'),
    event: join(top, 'work', '_temp', '_github_workflow', 'event.json'),
  }
  for (const folder of [folders.workspace, folders.home, folders.tools, join(folders.temp, '_github_workflow')]) {
    mkdirSync(folder, { recursive: true })
  }
  writeFileSync(folders.event, JSON.stringify(payload, undefined, 2))
  return folders
}
