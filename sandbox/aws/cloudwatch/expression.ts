// What does a metric math expression mean?
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html

export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'id'; id: string }
  | { kind: 'sign'; of: Expression }
  | { kind: 'operation'; operator: string; left: Expression; right: Expression }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'list'; entries: Expression[] }
  | { kind: 'word'; text: string }

const functions = ['SUM', 'AVG', 'MIN', 'MAX', 'FILL', 'METRICS', 'ABS']

/** Reads an expression. Throws an `Error` of one line that says where it cannot be read. */
export function parseExpression(text: string): Expression {
  const tokens = text.match(/\s*(?:\d+\.?\d*|\.\d+|[A-Za-z_]\w*|"[^"]*"|\S)/g)?.map(token => token.trim()) ?? []
  let at = 0
  const peek = () => tokens[at]
  const fail = (): Error =>
    new Error(`Error in expression: Unexpected ${peek() === undefined ? 'end' : `'${peek()}'`} in "${text}"`)
  const take = (wanted?: string): string => {
    const token = peek()
    if (token === undefined || (wanted !== undefined && token !== wanted)) throw fail()
    at++
    return token
  }

  const list = (end: string): Expression[] => {
    const entries: Expression[] = []
    while (peek() !== end) {
      if (entries.length > 0) take(',')
      entries.push(sum())
    }
    take(end)
    return entries
  }

  const single = (): Expression => {
    const token = take()
    if (token === '-') return { kind: 'sign', of: single() }
    if (token === '(') {
      const inner = sum()
      take(')')
      return inner
    }
    if (token === '[') return { kind: 'list', entries: list(']') }
    if (/^[\d.]/.test(token)) return { kind: 'number', value: Number(token) }
    if (token.startsWith('"')) return { kind: 'word', text: token.slice(1, -1) }
    if (!/^[A-Za-z_]/.test(token)) {
      at--
      throw fail()
    }
    if (peek() === '(') {
      if (!functions.includes(token))
        throw new Error(`The sandbox plays no function ${token}; it plays ${functions.join(', ')}`)
      take('(')
      return { kind: 'call', name: token, args: list(')') }
    }
    return /^[A-Z]/.test(token) ? { kind: 'word', text: token } : { kind: 'id', id: token }
  }

  const chain = (operators: string[], inner: () => Expression) => (): Expression => {
    let left = inner()
    for (let next = peek(); next !== undefined && operators.includes(next); next = peek()) {
      const operator = take()
      left = { kind: 'operation', operator, left, right: inner() }
    }
    return left
  }
  const product = chain(['*', '/'], single)
  const sum: () => Expression = chain(['+', '-'], product)

  const whole = sum()
  if (peek() !== undefined) throw fail()
  return whole
}

/** Ids that an expression names. */
export function idsIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'id':
      return [expression.id]
    case 'sign':
      return idsIn(expression.of)
    case 'operation':
      return [...idsIn(expression.left), ...idsIn(expression.right)]
    case 'call':
      return expression.args.flatMap(idsIn)
    case 'list':
      return expression.entries.flatMap(idsIn)
    default:
      return []
  }
}
