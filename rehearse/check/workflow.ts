// Is there anything in a workflow that can only go wrong?
import { isMapping, isScalar } from '@actions/workflow-parser'
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import { type Expression, expressionsOf, isMixed } from '../expressions/parse.ts'
import { literalOf, pairsOf, scalarAt, tokensOf } from '../read/tokens.ts'
import type { CompositeAction, Job, Step, Workflow } from '../read/tree.ts'
import type { Problem } from '../refusal.ts'
import { checkExpression } from './expressions.ts'
import { checkInputs } from './inputs.ts'
import { type Known, lower, withSteps } from './known.ts'

/** Problems of a workflow and of every composite action it reaches. The order of jobs is `orderOf`'s business. */
export function checkWorkflow(workflow: Workflow): Problem[] {
  const known: Known = {
    steps: new Map(),
    later: new Set(),
    needs: new Map(),
    jobs: lower(workflow.jobs.map(job => job.id)),
    inputs: lower(workflow.inputs.map(input => input.name)),
    inputsOf: 'the workflow',
  }
  const seen = new Set<CompositeAction>()
  return [
    ...checkTokens(workflow.token, ['jobs', 'on'], workflow.at.file, known),
    ...workflow.jobs.flatMap(job => checkJob(job, workflow, known, seen)),
  ]
}

function checkJob(job: Job, workflow: Workflow, around: Known, seen: Set<CompositeAction>): Problem[] {
  const needed = workflow.jobs.filter(other => job.needs.some(need => need.id === other.id))
  const needs = new Map(needed.map(one => [one.id.toLowerCase(), lower(one.outputs.map(output => output.name))]))
  const before = withSteps({ ...around, needs }, [], job.steps)
  const after = withSteps({ ...around, needs }, job.steps, [])
  const { file } = job.at
  const atEnd = ['outputs', 'environment'].flatMap(key => checkToken(job.token.find(key), file, after))
  return [
    ...checkCondition(job, file, before),
    ...checkMinutes(job, file),
    ...checkTokens(job.token, ['steps', 'outputs', 'environment', 'if'], file, before),
    ...checkSteps(job.steps, file, before, seen),
    ...atEnd,
  ]
}

function checkSteps(steps: readonly Step[], file: string, around: Known, seen: Set<CompositeAction>): Problem[] {
  return steps.flatMap((step, index) => {
    const known = withSteps(around, steps.slice(0, index), steps.slice(index))
    const { work } = step
    return [
      ...checkCondition(step, file, known),
      ...checkMinutes(step, file),
      ...checkTokens(step.token, ['if'], file, known),
      ...(work.kind === 'use' ? checkInputs(step, work) : []),
      ...(work.kind === 'use' && work.action.kind === 'composite' ? checkComposite(work.action, seen) : []),
    ]
  })
}

function checkComposite(action: CompositeAction, seen: Set<CompositeAction>): Problem[] {
  if (seen.has(action)) return []
  seen.add(action)
  const known: Known = {
    steps: new Map(),
    later: new Set(),
    needs: new Map(),
    jobs: new Set(),
    inputs: lower(action.inputs.map(input => input.name)),
    inputsOf: 'the action',
  }
  const after = withSteps(known, action.steps, [])
  return [
    ...checkSteps(action.steps, action.file, known, seen),
    ...action.outputs.flatMap(output => checkToken(output.value, action.file, after)),
  ]
}

/** The runner cuts a part of a minute off; half a minute would be no limit at all. */
function checkMinutes({ timeoutMinutes }: Job | Step, file: string): Problem[] {
  const minutes = Number(literalOf(timeoutMinutes) ?? 1)
  if (Number.isInteger(minutes) && minutes > 0) return []
  return [{ file, line: timeoutMinutes?.line ?? 1, text: `\`timeout-minutes\` takes whole minutes, not ${minutes}` }]
}

function checkCondition(owner: Job | Step, file: string, known: Known): Problem[] {
  const written = scalarAt(owner.token, 'if')
  if (!isMixed(written)) return checkExpression(owner.condition, known)
  return [
    {
      file,
      line: written?.line ?? owner.at.line,
      text: '`if` is a text with an expression in it, which is always true',
    },
  ]
}

/** Every expression under a mapping, but for what stands under `except`. */
function checkTokens(map: MappingToken, except: readonly string[], file: string, known: Known): Problem[] {
  return pairsOf(map)
    .filter(({ key }) => !except.includes(key.toString()))
    .flatMap(({ value }) => checkToken(value, file, known))
}

function checkToken(token: TemplateToken | undefined, file: string, known: Known): Problem[] {
  return allExpressions(token, file).flatMap(expression => checkExpression(expression, known))
}

function allExpressions(token: TemplateToken | undefined, file: string): Expression[] {
  if (!token) return []
  if (isMapping(token)) return pairsOf(token).flatMap(({ value }) => allExpressions(value, file))
  return isScalar(token) ? expressionsOf(token, file) : tokensOf(token).flatMap(item => allExpressions(item, file))
}
