// What does an expression name?
import type { Expr } from '@actions/expressions'
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast'

/** `steps.build.outputs['digest']` is `steps` and `['build', 'outputs', 'digest']`; the path ends before a computed part. */
export type Reference = { root: string; path: string[] }

/** A call, and its arguments where they are written out as texts. */
type Call = { name: string; texts: (string | undefined)[] }

/** Everything an expression refers to, and every function it calls. Names are in lower case where GitHub ignores case. */
export function namesIn(tree: Expr): { references: Reference[]; calls: Call[] } {
  const references: Reference[] = []
  const calls: Call[] = []
  const visit = (node: Expr): void => {
    if (node instanceof FunctionCall) {
      calls.push({ name: node.functionName.lexeme.toLowerCase(), texts: node.args.map(textOf) })
      node.args.forEach(visit)
    } else if (node instanceof Binary) [node.left, node.right].forEach(visit)
    else if (node instanceof Logical) node.args.forEach(visit)
    else if (node instanceof Unary) visit(node.expr)
    else if (node instanceof Grouping) visit(node.group)
    else if (node instanceof ContextAccess) references.push({ root: node.name.lexeme.toLowerCase(), path: [] })
    else if (node instanceof IndexAccess) {
      const chain = chainOf(node)
      references.push(...chain.references)
      chain.rest.forEach(visit)
    }
  }
  visit(tree)
  return { references, calls }
}

// Unwinds a.b.c to its root; indexes that are computed, and a root that is no context, are looked into on their own.
function chainOf(node: IndexAccess): { references: Reference[]; rest: Expr[] } {
  const indexes: Expr[] = []
  let root: Expr = node
  while (root instanceof IndexAccess) {
    indexes.unshift(root.index)
    root = root.expr
  }
  const texts = indexes.map(textOf)
  const end = texts.indexOf(undefined)
  const path = texts.slice(0, end < 0 ? undefined : end).map(text => text ?? '')
  const computed = indexes.filter(index => !(index instanceof Literal))
  if (!(root instanceof ContextAccess)) return { references: [], rest: [root, ...computed] }
  return { references: [{ root: root.name.lexeme.toLowerCase(), path }], rest: computed }
}

const textOf = (node: Expr): string | undefined => (node instanceof Literal ? node.literal.coerceString() : undefined)
