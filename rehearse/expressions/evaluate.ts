// What does a value of a workflow come to, here and now?
import { Evaluator, data as kinds } from '@actions/expressions'
import type { ExpressionData } from '@actions/expressions/data/expressiondata'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import { splitAllowedContext } from '@actions/workflow-parser/templates/allowed-context'
import { BasicExpressionToken, type ScalarToken } from '@actions/workflow-parser/templates/tokens/index'
import type { Entry } from '../read/tokens.ts'
import { type Expression, parse } from './parse.ts'
import { expressionValue, isTrue, type Plain } from './values.ts'

/** Everything that expressions can see at one moment. */
export type Scope = { contexts: Record<string, Plain>; functions: Map<string, FunctionDefinition> }

/** The value of an expression. Throws an error that quotes it when it cannot be evaluated. */
export function evaluate(expression: Pick<Expression, 'text' | 'allowed'>, scope: Scope): ExpressionData {
  const { namedContexts } = splitAllowedContext([...expression.allowed])
  const contexts = namedContexts.map(key => ({ key, value: expressionValue(scope.contexts[key]) }))
  return new Evaluator(parse(expression), new kinds.Dictionary(...contexts), scope.functions).evaluate()
}

/** Whether an `if` lets it run. */
export function holds(condition: Expression, scope: Scope): boolean {
  return isTrue(evaluate(condition, scope))
}

/** A value where GitHub wants a text; empty when there is none. Throws when it comes to a list or a mapping. */
export function textOf(token: ScalarToken | undefined, scope: Scope): string {
  if (!token) return ''
  if (!(token instanceof BasicExpressionToken)) return token.toString()
  const value = evaluated(token, scope)
  if (value.kind === kinds.Kind.Dictionary) throw new Error('A mapping was not expected')
  if (value.kind === kinds.Kind.Array) throw new Error('A sequence was not expected')
  return value.coerceString()
}

/** A value where GitHub wants true or false; false when there is none. Throws on anything else, the text `true` included. */
export function flagOf(token: ScalarToken | undefined, scope: Scope): boolean {
  if (!token) return false
  if (!(token instanceof BasicExpressionToken)) return token.toString() === 'true'
  const value = evaluated(token, scope)
  if (value.kind !== kinds.Kind.Boolean) throw new Error(`Unexpected value '${value.coerceString()}'`)
  return value.number() !== 0
}

/** A value where GitHub wants a number. Throws on anything else, a text of digits included. */
export function numberOf(token: ScalarToken | undefined, scope: Scope): number | undefined {
  if (!token) return undefined
  if (!(token instanceof BasicExpressionToken)) return Number(token.toString())
  const value = evaluated(token, scope)
  if (value.kind !== kinds.Kind.Number) throw new Error(`Unexpected value '${value.coerceString()}'`)
  return value.number()
}

/** The entries of `env` or `with`, each a text. */
export function textsOf(entries: readonly Entry[], scope: Scope): Record<string, string> {
  return Object.fromEntries(entries.map(entry => [entry.name, textOf(entry.value, scope)]))
}

/** The value of a text that is one expression, or has some. */
export const evaluated = (token: BasicExpressionToken, scope: Scope): ExpressionData =>
  evaluate({ text: token.expression, allowed: token.definitionInfo?.allowedContext ?? [] }, scope)
