// Which inputs does a run start with?
import { type Scope, textOf } from '../expressions/evaluate.ts'
import type { Plain } from '../expressions/values.ts'
import type { InputDeclaration } from '../read/tree.ts'
import { isJson, type Json } from './github.ts'

/** The `inputs` context, typed, and `github.event.inputs`, where all of them are texts. */
type StartInputs = { typed: Record<string, Plain>; texts: Record<string, string>; wrong: string[] }

/** What somebody who starts a workflow by hand gave, with the defaults of the rest. `wrong` says what GitHub would refuse. */
export function startInputs(declared: readonly InputDeclaration[], payload: Json, scope: Scope): StartInputs {
  const given: Json = isJson(payload.inputs) ? payload.inputs : {}
  const known = new Set(declared.map(input => input.name))
  const wrong = Object.keys(given).flatMap(name => (known.has(name) ? [] : [`the input \`${name}\` is not declared`]))
  const typed: Record<string, Plain> = {}
  const texts: Record<string, string> = {}
  for (const input of declared) {
    const value = given[input.name]
    const text = value === undefined ? textOf(input.default, scope) : String(value)
    if (input.required && text === '') wrong.push(`the input \`${input.name}\` is required`)
    if (text !== '' && input.options.length > 0 && !input.options.includes(text)) {
      wrong.push(`the input \`${input.name}\` is one of ${input.options.join(', ')}, not ${text}`)
    }
    typed[input.name] = asTyped(input.type, text)
    texts[input.name] = input.type === 'boolean' ? String(text === 'true') : text
  }
  return { typed, texts, wrong }
}

function asTyped(type: string, text: string): Plain {
  if (type === 'boolean') return text === 'true'
  return type === 'number' && text !== '' ? Number(text) : text
}
