// What does a run start with, if it starts?
import { functionsFor } from '../expressions/functions.ts'
import type { Plain } from '../expressions/values.ts'
import { literalOf } from '../read/tokens.ts'
import type { Workflow } from '../read/tree.ts'
import { Refusal } from '../refusal.ts'
import { githubOf, type Json, pathInRepository, type RunFacts, textAt } from './github.ts'
import { startInputs } from './start-inputs.ts'
import { whyNot } from './trigger.ts'

/** What somebody says of the event; see `Rehearsal`. */
export type Asked = {
  event: { name: string; payload: Json }
  repository: { name: string }
  sha: string
  ref: string
  actor?: string
  run?: { id: number; number: number; attempt: number }
  urls: { server: string; api: string }
}

/** `whyNot` says why the event starts nothing; undefined when it starts the workflow. */
export type Start = { facts: RunFacts; inputs: Record<string, Plain>; whyNot: string | undefined }

/** Throws a `Refusal` when GitHub would not take the inputs of a `workflow_dispatch`. */
export function startOf(asked: Asked, workflow: Workflow): Start {
  const facts = factsOf(asked, workflow)
  if (asked.event.name === 'workflow_call') {
    const problems = [{ ...workflow.at, text: '`workflow_call`: a call by another workflow is not implemented' }]
    throw new Refusal(`${workflow.at.file} cannot be started like this`, problems)
  }
  const reason = whyNot(workflow.on, { ...asked.event, ref: asked.ref })
  if (reason !== undefined || asked.event.name !== 'workflow_dispatch') return { facts, inputs: {}, whyNot: reason }
  const nothing = { success: () => true, failure: () => false, cancelled: () => false }
  const scope = { contexts: { github: githubOf(facts) }, functions: functionsFor(nothing) }
  const { typed, texts, wrong } = startInputs(workflow.inputs, asked.event.payload, scope)
  if (wrong.length > 0) {
    const problems = wrong.map(text => ({ ...workflow.at, text }))
    throw new Refusal(`${workflow.at.file} cannot be started like this`, problems)
  }
  const event = { ...facts.event, payload: { ...asked.event.payload, inputs: texts } }
  return { facts: { ...facts, event }, inputs: typed, whyNot: undefined }
}

function factsOf(asked: Asked, workflow: Workflow): RunFacts {
  const { id = 1, number = 1, attempt = 1 } = asked.run ?? {}
  const workflowPath = pathInRepository(workflow.at.file)
  return {
    repository: asked.repository.name,
    sha: asked.sha,
    ref: asked.ref,
    event: asked.event,
    urls: asked.urls,
    id,
    number,
    attempt,
    workflowPath,
    actor: asked.actor ?? textAt(asked.event.payload, 'sender', 'login') ?? 'rehearsal',
    workflow: literalOf(workflow.name) ?? workflowPath,
  }
}
