// What comes out of a metric math expression?
import type { Expression } from './expression.ts'

/** Values by time in milliseconds; `known` is whether the metric behind it was ever reported. */
export type Line = { points: Map<number, number>; known: boolean }
type Value = Line | number | Line[]

export type Given = {
  /** The line of an id; undefined when there is none. */
  line(id: string): Line | undefined
  /** All metrics of the request that are no expressions. */
  metrics(): Line[]
  /** All times of the request, ascending. */
  times: number[]
}

/** The line that an expression draws. Throws an `Error` of one line when its parts do not go together. */
export function evaluate(expression: Expression, given: Given): Line {
  const value = worth(expression, given)
  if (typeof value === 'number') return lineOf(given.times, () => value)
  if (Array.isArray(value)) throw new Error('The expression must return one time series, and returns several')
  return value
}

function worth(expression: Expression, given: Given): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'id': {
      const line = given.line(expression.id)
      if (!line) throw new Error(`Error in expression: ${expression.id} is not the id of a metric of this request`)
      return line
    }
    case 'sign':
      return combine('-', 0, worth(expression.of, given))
    case 'operation':
      return combine(expression.operator, worth(expression.left, given), worth(expression.right, given))
    case 'list':
      return expression.entries.map(entry => single(worth(entry, given)))
    case 'call':
      return call(expression.name, expression.args, given)
    case 'word':
      throw new Error(`Error in expression: Unexpected ${expression.text}`)
  }
}

const operators: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
}

/** At times when either side has no value the result has none, nor where something is divided by 0. */
function combine(operator: string, left: Value, right: Value): Value {
  const act = operators[operator] ?? (() => Number.NaN)
  if (Array.isArray(left)) return left.map(one => single(combine(operator, one, right)))
  if (Array.isArray(right)) return right.map(one => single(combine(operator, left, one)))
  if (typeof left === 'number' && typeof right === 'number') return act(left, right)
  const at = (side: Line | number, time: number) => (typeof side === 'number' ? side : side.points.get(time))
  const times = typeof left === 'number' ? (right as Line).points.keys() : left.points.keys()
  const known = [left, right].every(side => typeof side === 'number' || side.known)
  const both = (time: number) => {
    const [a, b] = [at(left, time), at(right, time)]
    return a === undefined || b === undefined ? undefined : act(a, b)
  }
  return lineOf(times, both, known)
}

const folds: Record<string, (values: number[]) => number> = {
  SUM: values => values.reduce((sum, value) => sum + value, 0),
  AVG: values => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: values => Math.min(...values),
  MAX: values => Math.max(...values),
}

function call(name: string, args: Expression[], given: Given): Value {
  const [first, second] = args
  if (name === 'METRICS') return given.metrics()
  if (!first) throw new Error(`Error in expression: ${name} needs an argument`)
  const value = worth(first, given)
  if (name === 'FILL') {
    const how = second?.kind === 'word' ? second.text : second && worth(second, given)
    return Array.isArray(value) ? value.map(one => fill(one, how, given)) : fill(single(value), how, given)
  }
  if (name === 'ABS') {
    const line = single(value)
    return lineOf(line.points.keys(), time => Math.abs(line.points.get(time) ?? 0))
  }
  const fold = folds[name] ?? (() => Number.NaN)
  if (!Array.isArray(value)) return fold([...single(value).points.values()])
  // Of several series a value at each time at which any has one.
  const times = new Set(value.flatMap(({ points }) => [...points.keys()]))
  return lineOf(
    [...times].sort((a, b) => a - b),
    time => fold(value.flatMap(({ points }) => points.get(time) ?? [])),
  )
}

/** Fills what is missing at all times of the request, those too of which nothing was reported yet. A metric that was never reported stays empty. */
function fill(line: Line, how: Value | string | undefined, { times }: Given): Line {
  if (!line.known) return line
  let last: number | undefined
  return lineOf(times, time => {
    const value = line.points.get(time)
    last = value ?? last
    if (value !== undefined || how === 'REPEAT') return last
    if (typeof how === 'number') return how
    if (typeof how === 'object' && !Array.isArray(how)) return how.points.get(time)
    throw new Error('The sandbox fills with a number, a metric or REPEAT')
  })
}

function single(value: Value): Line {
  if (typeof value === 'number' || Array.isArray(value))
    throw new Error('Error in expression: a time series is expected')
  return value
}

function lineOf(times: Iterable<number>, at: (time: number) => number | undefined, known = true): Line {
  const points = new Map<number, number>()
  for (const time of times) {
    const value = at(time)
    if (value !== undefined && Number.isFinite(value)) points.set(time, value)
  }
  return { points, known }
}
