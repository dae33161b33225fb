// Does this event start this workflow?
import { isMapping } from '@actions/workflow-parser'
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import { literalAt, textsOf, tokensOf } from '../read/tokens.ts'
import { triggersOf } from '../read/workflow.ts'
import { type Json, textAt } from './github.ts'
import { passes, type RefFilter } from './ref-filter.ts'

type Event = { name: string; payload: Json; ref: string }

/** The types GitHub takes when a workflow names none; any type for every other event. */
const usualTypes: Record<string, readonly string[]> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
}

/** Undefined when the event starts the workflow; else the reason why it does not, in one sentence. */
export function whyNot(on: TemplateToken | undefined, event: Event): string | undefined {
  const triggers = triggersOf(on)
  const trigger = triggers.find(one => one.event === event.name)
  if (!trigger) return `it starts on ${triggers.map(one => one.event).join(', ')}, not on ${event.name}`
  const { filter } = trigger
  if (event.name === 'schedule') return scheduleProblem(filter, event)
  const map = filter && isMapping(filter) ? filter : undefined
  return typeProblem(map, event) ?? refProblem(map, event) ?? workflowProblem(map, event)
}

function typeProblem(filter: MappingToken | undefined, { name, payload }: Event): string | undefined {
  const action = textAt(payload, 'action')
  const types = textsOf(filter?.find('types')).map(type => type.text)
  const wanted = types.length > 0 ? types : usualTypes[name]
  if (!wanted || (action !== undefined && wanted.includes(action))) return undefined
  return `it starts when a ${name} is ${wanted.join(' or ')}, and this one is ${action ?? 'of no type'}`
}

function refProblem(filter: MappingToken | undefined, { name, payload, ref }: Event): string | undefined {
  if (!filter) return undefined
  const branches = filterAt(filter, 'branches')
  const tags = filterAt(filter, 'tags')
  if (!branches && !tags) return undefined
  const tag = name === 'push' ? /^refs\/tags\/(.*)$/.exec(ref)?.[1] : undefined
  const branch = branchOf(name, payload, ref)
  const passed = tag !== undefined ? tags && passes(tag, tags) : branches && passes(branch, branches)
  return passed ? undefined : `its filters of branches and tags leave out ${tag ?? branch}`
}

function filterAt(filter: MappingToken, name: string): RefFilter | undefined {
  const only = filter.find(name)
  const ignore = filter.find(`${name}-ignore`)
  const patterns = (token: TemplateToken | undefined) => token && textsOf(token).map(one => one.text)
  return only || ignore ? { only: patterns(only), ignore: patterns(ignore) } : undefined
}

function branchOf(event: string, payload: Json, ref: string): string {
  if (event.startsWith('pull_request')) return textAt(payload, 'pull_request', 'base', 'ref') ?? ''
  if (event === 'workflow_run') return textAt(payload, 'workflow_run', 'head_branch') ?? ''
  const target = event === 'merge_group' ? textAt(payload, 'merge_group', 'base_ref') : undefined
  return (target ?? ref).replace(/^refs\/heads\//, '')
}

function workflowProblem(filter: MappingToken | undefined, { payload }: Event): string | undefined {
  const names = textsOf(filter?.find('workflows')).map(one => one.text)
  const name = textAt(payload, 'workflow_run', 'name') ?? ''
  return names.length === 0 || names.includes(name) ? undefined : `it waits for ${names.join(' or ')}, not for ${name}`
}

function scheduleProblem(filter: TemplateToken | undefined, { payload }: Event): string | undefined {
  const lines = tokensOf(filter).flatMap(item => (isMapping(item) ? (literalAt(item, 'cron') ?? []) : []))
  const line = textAt(payload, 'schedule')
  return line === undefined || lines.includes(line) ? undefined : `its schedule is ${lines.join('; ')}, not ${line}`
}
