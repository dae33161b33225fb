// What does GetMetricData answer?
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
import type { Clock } from '../../clock.ts'
import type { Place } from '../arn.ts'
import { reader } from '../check.ts'
import { AwsError, type Fields, type Operation } from '../service.ts'
import { idsIn, parseExpression } from './expression.ts'
import { lineOf, metricNameOf, periodOf, statisticOf, stretchOf, timesOf } from './lines.ts'
import { evaluate, type Line } from './math.ts'
import { type MetricOrders, type MetricStatus, troubled } from './orders.ts'
import { pageOf, type Result } from './points.ts'
import { invalid } from './refuse.ts'
import { minute, type Store } from './store.ts'

/** Most queries of a call, and most points of an answer. */
const mostQueries = 500
const mostPoints = 100_800

type Query = { id: string; label: string; shown: boolean; expression: string | undefined; stat: Fields | undefined }

export type Metrics = { clock: Clock; store: Store; orders: MetricOrders }

export function getMetricData({ clock, store, orders }: Metrics): Operation {
  return (input, caller) => {
    const read = reader(input, invalid)
    const queries = read.structures('MetricDataQueries', { min: 1, max: mostQueries }).map(readQuery)
    const twice = queries.find(({ id }, index) => queries.findIndex(one => one.id === id) !== index)
    if (twice)
      throw new AwsError(
        'ValidationError',
        `The values for parameter Id in MetricDataQueries are not unique: ${twice.id}`,
      )
    const stretch = stretchOf(input)
    const size = read.maybeNumber('MaxDatapoints', { min: 1, max: mostPoints }) ?? mostPoints
    const scan = read.maybeText('ScanBy', { oneOf: ['TimestampDescending', 'TimestampAscending'] })
    const drawn = draw(queries, stretch, { store, now: clock.now(), meet: orders.meet }, caller)
    const results = queries
      .filter(({ shown }) => shown)
      .map(({ id, label }): Result => {
        const { line, status } = drawn.get(id) ?? { line: { points: new Map(), known: false }, status: undefined }
        const points = [...line.points].sort(([a], [b]) => (scan === 'TimestampAscending' ? a - b : b - a))
        return { fields: { Id: id, Label: label, ...troubled(status) }, points, status }
      })
    const { shown, next } = pageOf(results, size, read.maybeText('NextToken'))
    return { MetricDataResults: shown, NextToken: next, Messages: [] }
  }
}

type Drawn = { line: Line; status: MetricStatus | undefined }

/** The line of each query as it can be seen at `now`; of expressions, once those that they name are there. */
export function draw(
  queries: Query[],
  stretch: { from: number; to: number },
  { store, now, meet }: { store: Store; now: number; meet: MetricOrders['meet'] },
  place: Place,
): Map<string, Drawn> {
  const period = Math.min(
    ...queries.map(({ stat }) => (stat && periodOf(reader(stat, invalid))) ?? Number.NaN).filter(Boolean),
  )
  const times = timesOf({ ...stretch, period: Number.isFinite(period) ? period : minute })
  const drawn = new Map<string, Drawn>()
  const open = new Set<string>()

  const lineOfQuery = (id: string): Drawn | undefined => {
    const query = queries.find(one => one.id === id)
    const known = drawn.get(id)
    if (!query || known) return known
    if (open.has(id)) throw new AwsError('ValidationError', `Error in expression '${id}': it refers to itself`)
    open.add(id)
    const made = query.stat ? metricLine(query.stat) : expressionLine(query)
    drawn.set(id, made)
    return made
  }

  const metricLine = (stat: Fields): Drawn => {
    const name = metricNameOf((stat.Metric ?? {}) as Fields)
    const wanted = reader(stat, invalid).text('Stat')
    statisticOf(wanted)
    const status = meet(name.name)
    const series = status && status !== 'PartialData' ? undefined : store.find(place, name)
    const line = lineOf(series, wanted, { ...stretch, period: periodOf(reader(stat, invalid)) ?? minute }, now)
    if (status === 'PartialData') for (const time of [...line.points.keys()].slice(-1)) line.points.delete(time)
    return { line, status: status === 'absent' ? undefined : status }
  }

  const expressionLine = ({ id, expression = '' }: Query): Drawn => {
    try {
      const parsed = parseExpression(expression)
      const status = idsIn(parsed)
        .map(one => lineOfQuery(one)?.status)
        .find(Boolean)
      const metrics = () => queries.flatMap(one => (one.stat ? (lineOfQuery(one.id)?.line ?? []) : []))
      return { line: evaluate(parsed, { line: one => lineOfQuery(one)?.line, metrics, times }), status }
    } catch (error) {
      if (error instanceof AwsError) throw error
      throw new AwsError('ValidationError', `Error in expression '${id}': ${(error as Error).message}`)
    }
  }

  for (const { id } of queries) lineOfQuery(id)
  return drawn
}

/** Throws `ValidationError` for a query that cannot be read. */
export function readQuery(fields: Fields): Query {
  const read = reader(fields, invalid)
  const id = read.text('Id', { pattern: /^[a-z][a-zA-Z0-9_]*$/, max: 255 })
  const expression = read.maybeText('Expression', { min: 1, max: 2048 })
  const stat = fields.MetricStat as Fields | undefined
  if ((expression === undefined) === (stat === undefined))
    throw new AwsError('ValidationError', `Exactly one of MetricStat or Expression must be specified for ${id}`)
  if (stat && periodOf(reader(stat, invalid)) === undefined)
    throw invalid('MetricStat.Period', undefined, 'Member must not be null')
  const usual = stat ? metricNameOf((stat.Metric ?? {}) as Fields).name : id
  return { id, expression, stat, label: read.maybeText('Label') ?? usual, shown: read.maybeFlag('ReturnData') ?? true }
}
