// What does an expression say?
import { type Expr, Lexer, Parser } from '@actions/expressions'
import { type Token, TokenType } from '@actions/expressions/lexer'
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition'
import { splitAllowedContext } from '@actions/workflow-parser/templates/allowed-context'
import { BasicExpressionToken, type ScalarToken } from '@actions/workflow-parser/templates/tokens/index'
import type { Place } from '../refusal.ts'

/** An expression without its `${{ }}`, and the contexts and functions GitHub allows where it stands. */
export type Expression = { text: string; allowed: readonly string[]; at: Place }

/** Every status function, for conditions that nobody wrote. */
const statusFunctions = ['always(0,0)', 'failure(0,MAX)', 'cancelled(0,0)', 'success(0,MAX)']

/** The tree of an expression. Throws when it is malformed or names what is not allowed here. */
export function parse({ text, allowed }: Pick<Expression, 'text' | 'allowed'>): Expr {
  const { namedContexts, functions } = splitAllowedContext([...allowed])
  return new Parser(new Lexer(text).lex().tokens.map(unquoted), namedContexts, functions).parse()
}

// @actions/expressions 0.3.61 undoubles only the first doubled quote of a text; GitHub undoubles all.
function unquoted(token: Token): Token {
  if (token.type !== TokenType.STRING) return token
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
}

/** The expressions of a text, each at its own line: `a ${{ x }} b ${{ y }}` has two. */
export function expressionsOf(token: ScalarToken, file: string): Expression[] {
  if (!(token instanceof BasicExpressionToken)) return []
  return (token.originalExpressions ?? [token]).map(one => ({
    text: one.expression,
    allowed: token.definitionInfo?.allowedContext ?? [],
    at: { file, line: one.line ?? token.line ?? 1 },
  }))
}

/** An `if`: with or without `${{ }}`, and with `success() &&` in front unless it asks for a status itself. */
export function conditionOf(token: ScalarToken | undefined, at: Place): Expression {
  if (!token) return { text: 'success()', allowed: statusFunctions, at }
  const place = { file: at.file, line: token.line ?? at.line }
  const text = rawConditionOf(token)
  const allowed = token.definitionInfo?.allowedContext ?? []
  return { text: text === '' ? 'success()' : ensureStatusFunction(text, token.definitionInfo), allowed, at: place }
}

/** A `post-if`: taken as it is; `always()` when there is none. */
export function postConditionOf(token: ScalarToken | undefined, at: Place): Expression {
  if (!token) return { text: 'always()', allowed: statusFunctions, at }
  const place = { file: at.file, line: token.line ?? at.line }
  return { text: rawConditionOf(token), allowed: token.definitionInfo?.allowedContext ?? [], at: place }
}

/** Whether an `if` is a text with `${{ }}` inside it, which GitHub takes for a text that is never empty: always true. */
export function isMixed(token: ScalarToken | undefined): boolean {
  return token instanceof BasicExpressionToken && token.originalExpressions !== undefined
}

const rawConditionOf = (token: ScalarToken) =>
  (token instanceof BasicExpressionToken ? token.expression : token.toString()).trim()
