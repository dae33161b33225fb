// What does a job say of itself when it is about to start?
import { data as kinds } from '@actions/expressions'
import { isBasicExpression, isMapping, isScalar } from '@actions/workflow-parser'
import type { ScalarToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import { evaluated, flagOf, type Scope, textOf } from '../expressions/evaluate.ts'
import { scalarAt, tokensOf } from '../read/tokens.ts'

/** `environment: name` or `environment: {name, url, deployment}`; an empty name is none. */
export type EnvironmentSetting = { name: string; url: ScalarToken | undefined; deployment: boolean }

export function environmentOf(token: TemplateToken | undefined, scope: Scope): EnvironmentSetting | undefined {
  if (!token) return undefined
  const map = isMapping(token) ? token : undefined
  const name = textOf(map ? scalarAt(map, 'name') : scalarOf(token), scope)
  if (name === '') return undefined
  const deployment = map && scalarAt(map, 'deployment')
  return { name, url: map && scalarAt(map, 'url'), deployment: deployment ? flagOf(deployment, scope) : true }
}

/** `concurrency: group` or `concurrency: {group, cancel-in-progress}`; an empty group is none. */
export function concurrencyOf(token: TemplateToken | undefined, scope: Scope) {
  if (!token) return undefined
  const map = isMapping(token) ? token : undefined
  const group = textOf(map ? scalarAt(map, 'group') : scalarOf(token), scope)
  const cancelInProgress = map ? flagOf(scalarAt(map, 'cancel-in-progress'), scope) : false
  return group === '' ? undefined : { group, cancelInProgress }
}

/** `runs-on` as one text: labels with commas between, and a group in front. */
export function runsOnOf(token: TemplateToken | undefined, scope: Scope): string {
  if (!token) return ''
  if (isBasicExpression(token)) {
    const value = evaluated(token, scope)
    const labels = value instanceof kinds.Array ? value.values() : [value]
    return labels.map(label => label.coerceString()).join(', ')
  }
  if (isScalar(token)) return textOf(token, scope)
  if (!isMapping(token))
    return tokensOf(token)
      .map(item => textOf(scalarOf(item), scope))
      .join(', ')
  return [runsOnOf(token.find('group'), scope), runsOnOf(token.find('labels'), scope)].filter(Boolean).join(': ')
}

const scalarOf = (token: TemplateToken) => (isScalar(token) ? token : undefined)
