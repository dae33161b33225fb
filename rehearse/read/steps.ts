// What are the steps of a job or of a composite action?
import { isMapping } from '@actions/workflow-parser'
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import { conditionOf } from '../expressions/parse.ts'
import type { Around, Reader } from './reader.ts'
import { entriesOf, literalAt, literalOf, placeOf, scalarAt, tokensOf } from './tokens.ts'
import type { Action, Script, Step, Use } from './tree.ts'

/** Shells that the rehearsal starts as the runner does; undefined is the runner's default on Linux. */
const shells = ['bash', 'sh']

/** Reads a list of steps, and every action it uses. */
export function readSteps(reader: Reader, list: TemplateToken | undefined, around: Around): Step[] {
  const { file } = around
  const taken = new Set<string>()
  return tokensOf(list).flatMap(token => {
    if (!isMapping(token)) return []
    const work = readWork(reader, token, around)
    if (!work) return []
    const at = placeOf({ file }, token)
    const id = literalAt(token, 'id')
    if (id !== undefined && taken.has(id.toLowerCase())) {
      reader.problems.push({ ...at, text: `the id \`${id}\` is used more than once` })
    }
    const action = id ?? madeUp(work, taken)
    taken.add(action.toLowerCase())
    return [
      {
        id,
        action,
        at,
        work,
        token,
        name: scalarAt(token, 'name'),
        condition: conditionOf(scalarAt(token, 'if'), at),
        env: entriesOf(token.find('env'), { file, problems: reader.problems }),
        continueOnError: scalarAt(token, 'continue-on-error'),
        timeoutMinutes: scalarAt(token, 'timeout-minutes'),
      },
    ]
  })
}

function readWork(reader: Reader, token: MappingToken, around: Around): Script | Use | undefined {
  const { file } = around
  const run = scalarAt(token, 'run')
  if (run) {
    const shell = token.find('shell')
    if (shell && !shells.includes(literalOf(shell) ?? '')) {
      const text = `\`shell: ${shell.toString()}\` is not implemented: only ${shells.join(' and ')}`
      reader.problems.push({ ...placeOf({ file }, shell), text })
    }
    return { kind: 'script', run, shell: literalOf(shell), workingDirectory: scalarAt(token, 'working-directory') }
  }
  const uses = token.find('uses')
  const text = literalOf(uses)
  if (text === undefined) return undefined
  const action = reader.actionAt(text, placeOf({ file }, uses), around) ?? unread
  const inputs = entriesOf(token.find('with'), { file, problems: reader.problems })
  return { kind: 'use', uses: text, with: inputs, action }
}

/** An action that leads nowhere: it never runs, and nothing is known of its inputs and outputs. */
const unread: Action = { kind: 'stand-in', standIn: { run: () => undefined }, repository: '', ref: '' }

// The runner's own way to name a step that has no id: `__run`, `__actions_checkout`, `__run_2`.
function madeUp(work: Script | Use, taken: Set<string>): string {
  const [path = ''] = work.kind === 'use' ? work.uses.split('@') : []
  const name = work.kind === 'script' ? '__run' : path.startsWith('./') ? '__self' : `__${path.replace(/[^\w-]/g, '_')}`
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}_${count}`
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}
