// Can this workflow be rehearsed, and in which order do its jobs run?
import { orderOf } from './check/needs.ts'
import { checkWorkflow } from './check/workflow.ts'
import { newReader } from './read/action.ts'
import { shown } from './read/places.ts'
import type { Job, Workflow } from './read/tree.ts'
import { readWorkflow } from './read/workflow.ts'
import { type Problem, Refusal } from './refusal.ts'
import type { StandIn } from './stand-in.ts'

export type Plan = { workflow: Workflow; order: Job[] }

/** What a plan is made from; see `Rehearsal`. */
export type Asked = {
  workflow: string
  repository: { name: string; folder?: string }
  sha: string
  actions?: Record<string, string>
  standIns?: Record<string, StandIn>
}

/** Reads a workflow and all that it uses. Throws one `Refusal` with everything that stands in the way. */
export function planOf({ workflow: file, repository, sha, actions, standIns }: Asked): Plan {
  const problems: Problem[] = []
  const own = { name: repository.name, ref: sha, folder: repository.folder }
  const reader = newReader({ actions: actions ?? {}, standIns: standIns ?? {}, own }, problems)
  const workflow = readWorkflow(reader, file)
  const { order, problems: needs } = orderOf(workflow?.jobs ?? [])
  problems.push(...needs)
  if (workflow) problems.push(...checkWorkflow(workflow))
  if (!workflow || problems.length > 0) throw new Refusal(`${shown(file)} cannot be rehearsed`, inOrder(problems))
  return { workflow, order }
}

const inOrder = (problems: readonly Problem[]) =>
  [...new Map(problems.map(one => [JSON.stringify(one), one])).values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  )
