// What does one shift of traffic between two services come to, at the wire and for those who ask?
import { colours } from '../../../__tests__/colours.ts'

export type Order = {
  seed: number
  /** Requests a second, and clients that send them. */
  rps: number
  /** Milliseconds in which the load balancer's nodes follow a change. */
  propagation: number
  /** Seconds for which the rule keeps a client with its group. */
  sticky?: number
  steps: string
  bake: string
  keepBlueFor: string
  /** Share of green's answers that fail, from so many seconds after its first request on. */
  harm?: { errorRate: number; after: number }
  /** Cancel the job when green has this much of the traffic and so many seconds have passed. */
  cancel?: { at: number; seconds: number }
}

export type Shifted = {
  verdict: string
  message: string
  code: number | null
  /** Green's share as the rule had it, at seconds after the first weight. */
  weights: { second: number; green: number }[]
  requests: number
  /** Requests that nobody answered, and those that a target answered with 5XX. */
  lost: number
  failed: number
  /** Calls by name, and how many minutes the step took. */
  calls: Map<string, number>
  minutes: number
  /** Metrics that were asked for, which is what CloudWatch charges for. */
  metrics: number
  /** Changes of anything between the judgement that called for going back and the write that did it, that write included. */
  writesUntilSafe: number
  /** Seconds from the fault to the write that brought all traffic back. */
  reactedAfter: number | undefined
  /** Seconds between the moment when a side lost its weight and when it lost tasks; the smallest. */
  keptFor: number | undefined
}

const CHANGES = /^(Modify|Create|Delete|Update|Register|Deregister|Put|Add|Remove|Set)/

/** Plays one shift through the bundle in a sandbox of its own. */
export async function shiftOnce(order: Order): Promise<Shifted> {
  const { seed, rps, propagation, sticky, harm, cancel } = order
  const web = await colours({
    sandbox: { seed, elb: { durations: { propagation } } },
    ...(sticky ? { sticky } : {}),
  })
  try {
    const { sandbox, clock } = web
    const revision = await web.revise()
    const behaviours = harm ? [{ revision, ...harm }] : []
    sandbox.traffic.order({ to: web.loadBalancer, rps, behaviours })
    await clock.advance(180_000)
    const begun = sandbox.journal.entries.length
    const start = clock.now()
    const step = web.stage.start('blue-green-shift', {
      inputs: {
        ...web.inputs,
        'task-definition': revision,
        steps: order.steps,
        bake: order.bake,
        'keep-blue-for': order.keepBlueFor,
      },
      env: { AWS_SESSION_TOKEN: '' },
    })
    const weights: { at: number; green: number }[] = []
    const name = `${web.name}-green`
    let cancelled = false
    const look = async () => {
      const all = await web.weights()
      const total = Object.values(all).reduce((sum, one) => sum + one, 0)
      const green = Math.round((100 * (all[name] ?? 0)) / (total || 1))
      if (green !== weights.at(-1)?.green) weights.push({ at: clock.now(), green })
      const last = weights.at(-1)
      if (cancel && !cancelled && green === cancel.at && last && clock.now() >= last.at + cancel.seconds * 1000) {
        cancelled = true
        step.child.kill('SIGINT')
      }
    }
    let going = true
    const again = () => {
      if (going) void look().then(() => clock.after(1000, again))
    }
    again()
    const ended = await step.ended
    going = false
    const end = clock.now()
    const entries = sandbox.journal.entries.slice(begun).filter(one => one.time >= start && one.caller !== 'sandbox')
    const mine = entries.filter(one => one.account !== '' && one.service !== 'github')
    const calls = new Map<string, number>()
    for (const one of mine) calls.set(one.operation, (calls.get(one.operation) ?? 0) + 1)
    await clock.advance(Math.max(propagation, 60_000))
    const sum = sandbox.traffic.ledger.sum()
    const first = weights.find(one => one.green > 0)?.at ?? start
    const back = weights.find((one, i) => one.green < (weights[i - 1]?.green ?? 0))?.at
    const faultAt = harm ? first + harm.after * 1000 : undefined
    return {
      verdict: ended.outputs.verdict ?? '',
      message: ended.log.trimEnd().split('\n').at(-1) ?? '',
      code: ended.code,
      weights: weights.map(one => ({ second: Math.round((one.at - first) / 1000), green: one.green })),
      requests: sum.requests,
      lost: sum.lost,
      failed: sum.failed,
      calls,
      minutes: (end - start) / 60_000,
      metrics: mine
        .filter(one => one.operation === 'GetMetricData')
        .reduce(
          (all, one) => all + ((one.input as { MetricDataQueries?: unknown[] }).MetricDataQueries?.length ?? 0),
          0,
        ),
      writesUntilSafe: back === undefined ? 0 : writesBefore(mine, back),
      reactedAfter: back !== undefined && faultAt !== undefined ? (back - faultAt) / 1000 : undefined,
      keptFor: keptFor(mine, weights),
    }
  } finally {
    await web.close()
  }
}

type Entry = { time: number; operation: string; input: unknown }

/** Changes in the five seconds that end with the write. */
const writesBefore = (entries: Entry[], back: number): number =>
  entries.filter(one => CHANGES.test(one.operation) && one.time > back - 5000 && one.time <= back).length

/** Seconds from the write that took a side its weight to the UpdateService that took it its tasks. */
function keptFor(entries: Entry[], weights: { at: number }[]): number | undefined {
  const taken = entries.findLast(
    one => one.operation === 'UpdateService' && (one.input as { desiredCount?: number }).desiredCount === 0,
  )
  const seen = weights.findLast(one => taken && one.at <= taken.time)
  const moved = entries.findLast(one => seen && one.operation === 'ModifyRule' && one.time <= seen.at)
  return taken && moved ? (taken.time - moved.time) / 1000 : undefined
}
