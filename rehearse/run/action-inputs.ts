// Which inputs does an action get?
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { textOf, textsOf } from '../expressions/evaluate.ts'
import type { Home, InputDeclaration, Use } from '../read/tree.ts'
import type { Doing } from './doing.ts'
import { writeEnvironment } from './script.ts'

/** What the step sets, and the defaults of what it leaves out; all of it text. */
export function inputsFor(
  { scope, log }: Doing,
  use: Use,
  declared: readonly InputDeclaration[],
): Record<string, string> {
  const inputs = textsOf(use.with, scope)
  const given = new Set(Object.keys(inputs).map(name => name.toLowerCase()))
  for (const { name, default: otherwise, deprecation } of declared) {
    if (!given.has(name.toLowerCase())) inputs[name] = textOf(otherwise, scope)
    else if (deprecation !== undefined) log.warning(`Input '${name}' has been deprecated with message: ${deprecation}`)
  }
  return inputs
}

/** The head of an action's log: what it is, what it is given. */
export function writeHead(doing: Doing, use: Use, inputs: Record<string, string>): void {
  const { log } = doing
  const set = Object.entries(inputs).filter(([, value]) => value !== '')
  log.write('group', `Run ${use.uses}`)
  if (set.length > 0) log.write('command', 'with:')
  for (const [name, value] of set) log.write('command', `  ${name}: ${value}`)
  writeEnvironment(doing)
  log.write('endgroup', '')
}

/** The folder an action's files are in now. Throws when the workspace does not have it (yet). */
export function folderOf(home: Home, workspace: string): string {
  if (home.kind === 'folder') return home.folder
  const folder = join(workspace, home.path)
  if (existsSync(join(folder, 'action.yml')) || existsSync(join(folder, 'action.yaml'))) return folder
  throw new Error(
    `Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${folder}'. ` +
      'Did you forget to run actions/checkout before running your local action?',
  )
}
