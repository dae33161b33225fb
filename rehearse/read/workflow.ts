// Which jobs does a workflow file have, and what do they say of themselves?
import { isMapping } from '@actions/workflow-parser'
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import { conditionOf } from '../expressions/parse.ts'
import { inputsOf } from './action.ts'
import { readDocument } from './document.ts'
import { shown } from './places.ts'
import type { Reader } from './reader.ts'
import { refusedKeys } from './refused-keys.ts'
import { readSteps } from './steps.ts'
import { entriesOf, literalOf, mappingAt, pairsOf, placeOf, scalarAt, textsOf, tokensOf } from './tokens.ts'
import type { Job, Workflow } from './tree.ts'

/** The workflow in `file`, with every action it reaches; undefined when the file cannot be read as one. */
export function readWorkflow(reader: Reader, file: string): Workflow | undefined {
  const name = shown(file)
  const before = reader.problems.length
  const token = readDocument('workflow', file, reader.problems)
  // A file that the schema refuses has holes; what else is wrong with it cannot be told.
  if (!token || reader.problems.length > before) return undefined
  reader.problems.push(...refusedKeys(name, token))
  const reading = { file: name, problems: reader.problems }
  const on = token.find('on')
  return {
    at: { file: name, line: 1 },
    name: scalarAt(token, 'name'),
    runName: scalarAt(token, 'run-name'),
    on,
    inputs: startInputs(on),
    env: entriesOf(token.find('env'), reading),
    permissions: token.find('permissions'),
    concurrency: token.find('concurrency'),
    jobs: pairsOf(mappingAt(token, 'jobs')).flatMap(({ key, value }) =>
      isMapping(value) ? [readJob(reader, key.toString(), key, value, name)] : [],
    ),
    token,
  }
}

function readJob(reader: Reader, id: string, key: TemplateToken, token: MappingToken, file: string): Job {
  const at = placeOf({ file }, key)
  const reading = { file, problems: reader.problems }
  const runsOn = token.find('runs-on')
  for (const { text } of textsOf(runsOn)) {
    if (!/^(windows|macos)/i.test(text)) continue
    reader.problems.push({
      ...placeOf(reading, runsOn),
      text: `\`runs-on: ${text}\`: jobs run on this machine, as on Linux`,
    })
  }
  return {
    id,
    at,
    token,
    runsOn,
    name: scalarAt(token, 'name'),
    needs: textsOf(token.find('needs')).map(need => ({ id: need.text, at: placeOf(reading, need.token) })),
    condition: conditionOf(scalarAt(token, 'if'), at),
    timeoutMinutes: scalarAt(token, 'timeout-minutes'),
    continueOnError: scalarAt(token, 'continue-on-error'),
    env: entriesOf(token.find('env'), reading),
    environment: token.find('environment'),
    permissions: token.find('permissions'),
    concurrency: token.find('concurrency'),
    outputs: entriesOf(token.find('outputs'), reading),
    steps: readSteps(reader, token.find('steps'), { file, inside: reader.library.own, depth: 0 }),
  }
}

/** The inputs of `workflow_dispatch` and `workflow_call`; whoever declares one twice means the same by it. */
function startInputs(on: TemplateToken | undefined) {
  if (!on || !isMapping(on)) return []
  const both = ['workflow_dispatch', 'workflow_call'].flatMap(event => {
    const trigger = mappingAt(on, event)
    return inputsOf(trigger && mappingAt(trigger, 'inputs'))
  })
  return both.filter((one, index) => both.findIndex(other => other.name === one.name) === index)
}

/** The names of the events a workflow starts on, with what `on` says of each. */
export function triggersOf(on: TemplateToken | undefined): { event: string; filter: TemplateToken | undefined }[] {
  if (!on) return []
  if (isMapping(on)) return pairsOf(on).map(({ key, value }) => ({ event: key.toString(), filter: value }))
  const names = literalOf(on) === undefined ? tokensOf(on) : [on]
  return names.map(token => ({ event: literalOf(token) ?? '', filter: undefined }))
}
