// What was ordered to go wrong with metrics?
import type { Fields } from '../service.ts'

/** `absent` takes the metric away as if it had never been reported. */
export type MetricStatus = 'Forbidden' | 'PartialData' | 'InternalError' | 'absent'

/** For the metric of that name (any, when absent), so many times (always, when absent). */
export type MetricOrder = { metric?: string; status: MetricStatus; times?: number }

export type MetricOrders = {
  /** Answers how it ends. Throws an `Error` of one line when there is no such status. */
  order(order: MetricOrder): () => void
  /** What happens to this look at a metric; counts it. */
  meet(metric: string): MetricStatus | undefined
}

const statuses: MetricStatus[] = ['Forbidden', 'PartialData', 'InternalError', 'absent']

export function metricOrders(): MetricOrders {
  let standing: { order: MetricOrder; left: number }[] = []
  return {
    order(order) {
      if (!statuses.includes(order.status))
        throw new Error(`No status is called ${order.status}; there are: ${statuses.join(', ')}`)
      const one = { order, left: order.times ?? Number.POSITIVE_INFINITY }
      standing.push(one)
      return () => {
        standing = standing.filter(other => other !== one)
      }
    },
    meet(metric) {
      const found = standing.find(
        ({ order, left }) => left > 0 && (order.metric === undefined || order.metric === metric),
      )
      if (found) found.left--
      return found?.order.status
    },
  }
}

/** The result of a query that was not answered in full, as GetMetricData shows it. */
export const troubled = (status: MetricStatus | undefined): Fields =>
  status === undefined
    ? { StatusCode: 'Complete' }
    : {
        StatusCode: status,
        Messages: status === 'PartialData' ? [] : [{ Code: status, Value: words[status] }],
      }

const words: Record<string, string> = {
  Forbidden: 'You are not authorized to read this metric.',
  InternalError: 'An internal error has occurred.',
}
