// Does a step give an action the inputs it declares?
import type { Step, Use } from '../read/tree.ts'
import type { Problem } from '../refusal.ts'
import { lower } from './known.ts'

/** Inputs that the action does not declare, and required ones that the step leaves out. */
export function checkInputs(step: Step, use: Use): Problem[] {
  const { action } = use
  const declared = action.kind === 'stand-in' ? action.standIn.inputs : action.inputs.map(input => input.name)
  if (!declared) return []
  const known = lower(declared)
  const given = lower(use.with.map(entry => entry.name))
  const unknown = use.with
    .filter(entry => !known.has(entry.name.toLowerCase()))
    .map(entry => ({ ...entry.at, text: `\`${use.uses}\` declares no input \`${entry.name}\`` }))
  const required = action.kind === 'stand-in' ? [] : action.inputs.filter(one => one.required && !one.default)
  const missing = required
    .filter(input => !given.has(input.name.toLowerCase()))
    .map(input => ({ ...step.at, text: `\`${use.uses}\` requires the input \`${input.name}\`` }))
  return [...unknown, ...missing]
}
