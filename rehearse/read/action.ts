// What does an action.yml declare, and what does it run?
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isMapping } from '@actions/workflow-parser'
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/index'
import { postConditionOf } from '../expressions/parse.ts'
import type { Place, Problem } from '../refusal.ts'
import { readDocument } from './document.ts'
import { shown } from './places.ts'
import type { Reader } from './reader.ts'
import { refusedKeys } from './refused-keys.ts'
import { readSteps } from './steps.ts'
import { literalAt, literalOf, mappingAt, pairsOf, placeOf, scalarAt, textsOf } from './tokens.ts'
import type { Action, Home, InputDeclaration } from './tree.ts'
import { follow, type Library, type Repository } from './uses.ts'

/** What the runner can start: `using` of a node action. */
const nodeVersions = ['node20', 'node24']

/** GitHub stops at nine composites inside each other. */
const deepest = 9

/** A reader that follows `uses:` from file to file; each action.yml is read, and complained about, once. */
export function newReader(library: Library, problems: Problem[]): Reader {
  const known = new Map<string, Action | undefined>()
  const open = new Set<string>()
  const reader: Reader = {
    library,
    problems,
    actionAt(uses, at, around) {
      const lead = follow(uses, around.inside, library)
      if (lead.kind === 'stand-in') return lead
      if (lead.kind === 'nowhere') {
        problems.push({ ...at, text: lead.why })
        return undefined
      }
      const key = JSON.stringify(lead.home)
      if (open.has(key)) problems.push({ ...at, text: `\`${uses}\` uses itself` })
      else if (around.depth > deepest) problems.push({ ...at, text: `\`${uses}\` is nested more than ${deepest} deep` })
      else if (!known.has(key)) {
        open.add(key)
        known.set(key, readFrom(reader, lead, uses, at, around.depth))
        open.delete(key)
      }
      return known.get(key)
    },
  }
  return reader
}

type Found = { folder: string; home: Home; inside: Repository }

function readFrom(reader: Reader, found: Found, uses: string, at: Place, depth: number): Action | undefined {
  const file = ['action.yml', 'action.yaml'].map(name => join(found.folder, name)).find(path => existsSync(path))
  if (!file) {
    reader.problems.push({ ...at, text: `\`${uses}\`: there is no action.yml in ${shown(found.folder)}` })
    return undefined
  }
  const name = shown(file)
  const before = reader.problems.length
  const root = readDocument('action', file, reader.problems)
  if (!root) return undefined
  reader.problems.push(...refusedKeys(name, root))
  const runs = mappingAt(root, 'runs')
  if (!runs || reader.problems.length > before) return undefined
  const declared = { home: found.home, inputs: inputsOf(mappingAt(root, 'inputs')) }
  const outputs = pairsOf(mappingAt(root, 'outputs'))
  const using = literalAt(runs, 'using') ?? ''
  if (using === 'composite') {
    const steps = readSteps(reader, runs.find('steps'), { file: name, inside: found.inside, depth: depth + 1 })
    const values = outputs.flatMap(({ key, value }) => {
      const token = isMapping(value) ? scalarAt(value, 'value') : undefined
      return token ? [{ name: key.toString(), value: token, at: placeOf({ file: name }, key) }] : []
    })
    return { kind: 'composite', ...declared, outputs: values, steps, file: name }
  }
  if (!nodeVersions.includes(using)) {
    reader.problems.push({
      ...placeOf({ file: name }, runs.find('using')),
      text: `\`using: ${using}\` is not implemented`,
    })
    return undefined
  }
  const post = literalAt(runs, 'post')
  return {
    kind: 'node',
    ...declared,
    using,
    outputs: outputs.map(({ key }) => key.toString()),
    main: literalAt(runs, 'main') ?? '',
    post,
    postCondition: postConditionOf(scalarAt(runs, 'post-if'), placeOf({ file: name }, runs)),
  }
}

/** The inputs a workflow or an action declares. */
export function inputsOf(map: MappingToken | undefined): InputDeclaration[] {
  return pairsOf(map).map(({ key, value }) => {
    const body = isMapping(value) ? value : undefined
    return {
      name: key.toString(),
      required: literalOf(body?.find('required')) === 'true',
      default: body && scalarAt(body, 'default'),
      type: literalOf(body?.find('type')) ?? 'string',
      options: textsOf(body?.find('options')).map(option => option.text),
      deprecation: literalOf(body?.find('deprecationMessage')),
    }
  })
}
