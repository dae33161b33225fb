// Does everything that an expression names exist?

import { patternProblem } from '../expressions/hash-files.ts'
import { type Expression, parse } from '../expressions/parse.ts'
import { namesIn, type Reference } from '../expressions/references.ts'
import { messageOf } from '../message.ts'
import type { Problem } from '../refusal.ts'
import { fields } from './fields.ts'
import type { Known } from './known.ts'

/** Contexts that exist only for what the rehearsal does not implement. */
const unsupported = ['matrix', 'strategy', 'jobs']

/** One problem for each name that nothing can have set, and for a malformed expression. */
export function checkExpression(expression: Expression, known: Known): Problem[] {
  const problem = (text: string): Problem => ({ ...expression.at, text })
  let names: ReturnType<typeof namesIn>
  try {
    names = namesIn(parse(expression))
  } catch (error) {
    return [problem(`\`${expression.text}\`: ${messageOf(error)}`)]
  }
  const patterns = names.calls.filter(call => call.name === 'hashfiles').flatMap(call => call.texts)
  return [
    ...names.references.map(reference => referenceProblem(reference, known)),
    ...patterns.map(pattern => (pattern === undefined ? undefined : patternProblem(pattern))),
  ].flatMap(text => (text === undefined ? [] : [problem(text)]))
}

function referenceProblem({ root, path }: Reference, known: Known): string | undefined {
  const [first, second, third] = path.map(part => part.toLowerCase())
  const written = [root, ...path].join('.')
  if (unsupported.includes(root)) return `\`${written}\`: the ${root} context is not implemented`
  if (first === undefined) return undefined
  const allowed = fields[root]
  if (allowed && !allowed.includes(first)) return `\`${written}\`: ${root} has no field \`${path[0]}\``
  if (root === 'inputs' && !known.inputs.has(first)) return `\`${written}\`: ${known.inputsOf} declares no such input`
  if (root === 'steps') return stepProblem(written, first, second, third, known)
  if (root === 'needs') return needProblem(written, first, second, third, known)
  return undefined
}

function stepProblem(written: string, id: string, field: string | undefined, output: string | undefined, known: Known) {
  if (!known.steps.has(id)) {
    return known.later.has(id)
      ? `\`${written}\`: step \`${id}\` comes later`
      : `\`${written}\`: no earlier step has the id \`${id}\``
  }
  if (field !== undefined && !['outputs', 'outcome', 'conclusion'].includes(field)) {
    return `\`${written}\`: a step has outputs, outcome and conclusion`
  }
  const declared = known.steps.get(id)
  if (field !== 'outputs' || output === undefined || !declared || declared.has(output)) return undefined
  return `\`${written}\`: the action of step \`${id}\` declares ${listed(declared)}`
}

function needProblem(written: string, id: string, field: string | undefined, output: string | undefined, known: Known) {
  const declared = known.needs.get(id)
  if (!declared) {
    return known.jobs.has(id)
      ? `\`${written}\`: this job does not need \`${id}\``
      : `\`${written}\`: there is no job \`${id}\``
  }
  if (field !== undefined && !['outputs', 'result'].includes(field))
    return `\`${written}\`: a job has outputs and result`
  if (field !== 'outputs' || output === undefined || declared.has(output)) return undefined
  return `\`${written}\`: job \`${id}\` declares ${listed(declared)}`
}

const listed = (names: ReadonlySet<string>) =>
  names.size === 0 ? 'no output' : `only the outputs ${[...names].join(', ')}`
