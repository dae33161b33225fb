// How is a running sandbox asked and told things from outside?
import type { TrafficOrder } from '../aws/elb/traffic/order.ts'
import type { Traffic } from '../aws/elb/traffic/traffic.ts'
import type { Clock } from '../clock.ts'
import type { Journal } from '../journal.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'
import { type Orderable, order } from '../order.ts'
import { type ImageOrder, putOrdered } from '../put-image.ts'

export type Controlled = Orderable & {
  journal: Journal
  clock: Clock
  /** What is there, account by account. */
  world: () => Promise<unknown>
  putImage: Parameters<typeof putOrdered>[1]
  traffic: Traffic
}

/** Everything below this path on AWS's port is for the sandbox itself. */
export const controlPath = '/_sandbox/'

/**
 * `GET journal` (`?service=`, `?operation=`, `?account=`), `GET world`, `GET clock`, `GET faults`; `POST faults` with an
 * order as text, `DELETE faults`; `POST images` with an `ImageOrder`; `GET traffic`, `POST traffic` with a `TrafficOrder`,
 * `DELETE traffic`. Answers JSON; a wrong order with 400 and the reason.
 */
export async function control(request: HttpRequest, controlled: Controlled): Promise<HttpResponse> {
  const { journal, clock, faults, worldFaults, world, traffic } = controlled
  const { pathname, searchParams } = new URL(request.path, 'http://sandbox')
  switch (`${request.method} ${pathname.slice(controlPath.length)}`) {
    case 'GET journal':
      return json(200, journal.calls(Object.fromEntries(searchParams)))
    case 'GET world':
      return json(200, await world())
    case 'GET clock':
      return json(200, { now: clock.now(), speed: clock.speed, start: clock.start, realStart: clock.realStart })
    case 'GET faults': {
      const ordered = faults.all().map(({ order, fired }) => ({ ...order, fired }))
      return json(200, { ordered, world: worldFaults.offered() })
    }
    case 'DELETE faults':
      faults.clear()
      worldFaults.end()
      return json(200, { message: 'Nothing goes wrong on order any more' })
    case 'POST faults':
      return carriedOut(() => order(request.body.toString(), controlled))
    case 'POST images':
      return carriedOut(() => putOrdered(JSON.parse(request.body.toString()) as ImageOrder, controlled.putImage))
    case 'GET traffic':
      return json(200, { all: traffic.ledger.sum(), groups: Object.fromEntries(traffic.ledger.groups()) })
    case 'POST traffic':
      return carriedOut(() => {
        const order = JSON.parse(request.body.toString()) as TrafficOrder
        traffic.order(order)
        return `Traffic flows to ${order.to}`
      })
    case 'DELETE traffic':
      traffic.end()
      return json(200, { message: 'No ordered traffic flows any more' })
    default:
      return json(404, { message: `The sandbox has no ${request.method} ${pathname}` })
  }
}

function carriedOut(act: () => string): HttpResponse {
  try {
    return json(201, { message: act() })
  } catch (error) {
    return json(400, { message: (error as Error).message })
  }
}

const json = (status: number, content: unknown): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(content, null, 2)),
})
