// Which of many points fit on a page?
import { AwsError, type Fields } from '../service.ts'
import type { MetricStatus } from './orders.ts'

export type Result = { fields: Fields; points: [at: number, value: number][]; status: MetricStatus | undefined }

/**
 * At most `size` points of the results, after those that `token` stands for. A result that is cut off has the status
 * `PartialData`, and goes on in the next page. Throws `InvalidNextToken`.
 */
export function pageOf(
  results: Result[],
  size: number,
  token: string | undefined,
): { shown: Fields[]; next: string | undefined } {
  let skip = token === undefined ? 0 : Number(/^points:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1])
  if (Number.isNaN(skip)) throw new AwsError('InvalidNextToken', 'The next token specified is invalid')
  const begun = skip
  let room = size
  const shown: Fields[] = []
  for (const { fields, points } of results) {
    const passed = Math.min(skip, points.length)
    skip -= passed
    // What an earlier page showed to its end is not shown again.
    if (begun > 0 && passed === points.length && (skip > 0 || passed > 0)) continue
    const page = points.slice(passed, passed + room)
    room -= page.length
    const cut = passed + page.length < points.length
    if (cut && page.length === 0) continue
    shown.push({
      ...fields,
      Timestamps: page.map(([at]) => new Date(at)),
      Values: page.map(([, value]) => value),
      ...(cut && { StatusCode: 'PartialData' }),
    })
  }
  const all = results.reduce((sum, { points }) => sum + points.length, 0)
  const reached = begun + size - room
  return { shown, next: reached < all ? Buffer.from(`points:${reached}`).toString('base64url') : undefined }
}
