// What does CloudWatch hear of a load balancer, and when?
import { expect, test } from '@jest/globals'
import { statistic } from '../../../sandbox/aws/cloudwatch/distribution.ts'
import { seen, storeOf } from '../../../sandbox/aws/cloudwatch/store.ts'
import { bench, to } from './bench.ts'

const minute = 60_000
const place = { account: '127214192604', region: 'ap-south-1' }

/** Blue and green behind one listener at the beginning of a minute, and CloudWatch. */
async function reporting(options: Parameters<typeof bench>[0] = {}) {
  const store = storeOf()
  const on = bench({ metrics: (...report) => store.report(...report), ...options })
  const [blue, green] = [await on.group('blue'), await on.group('green')]
  const { url, balancer } = await on.serve(to([blue, 50], [green, 50]))
  await on.target(blue, 1, 'blue')
  await on.target(green, 2, 'green')
  await on.clock.advance(2 * minute - (on.clock.now() % minute))
  const begin = on.clock.now()
  const LoadBalancer = balancer.split(':loadbalancer/')[1] ?? ''
  const dimensionsOf = (group?: string) =>
    group === undefined ? { LoadBalancer } : { TargetGroup: group.split(':').at(-1) ?? '', LoadBalancer }
  return {
    on,
    blue,
    green,
    url,
    begin,
    traffic: on.elb.traffic,
    /** A statistic of the n-th minute as it can be seen now; undefined when there is no data point. */
    read(name: string, n = 0, { group, stat = 'Sum' }: { group?: string; stat?: string } = {}) {
      const metric = { namespace: 'AWS/ApplicationELB', name, dimensions: dimensionsOf(group) }
      const series = store.find(place, metric)
      const at = begin + n * minute
      const found = series && seen(series, at, at + minute, on.clock.now())
      return found && statistic(stat)?.(found)
    },
  }
}

test('a minute comes into view node by node, 60 to 150 s after its end', async () => {
  const { on, traffic, read, green } = await reporting()
  traffic.order({ to: 'demo', rps: 40 })
  await on.clock.advance(minute)
  const steps: (number | undefined)[] = []
  for (let second = 0; second <= 150; second += 5) {
    steps.push(read('RequestCount', 0, { group: green }))
    await on.clock.advance(5_000)
  }
  expect(steps.slice(0, 12).every(step => step === undefined)).toBe(true)
  const grown = [...new Set(steps.filter(step => step !== undefined))]
  expect(grown).toHaveLength(3)
  expect(grown).toEqual(grown.toSorted((a, b) => a - b))
  const first = on.clock.now() - 215_000
  expect(grown.at(-1)).toBe(traffic.ledger.sum({ from: first, until: first + minute, group: green }).requests)
})

test('all there is of a minute, by target group and in all', async () => {
  const { on, traffic, read, green, begin } = await reporting({ nodes: 1 })
  traffic.order({
    to: 'demo',
    rps: 200,
    behaviours: [
      { latencyMs: 100 },
      { group: 'green', errorRate: 0.1, clientErrors: 0.2, connectionErrors: 0.05, slowShare: 0.3, slowMs: 1000 },
    ],
  })
  await on.clock.advance(5 * minute)
  const greens = traffic.ledger.sum({ from: begin, until: begin + minute, group: 'green' })
  const all = traffic.ledger.sum({ from: begin, until: begin + minute })
  const of = (name: string, stat = 'Sum') => read(name, 0, { group: green, stat })
  expect(of('RequestCount')).toBe(greens.requests)
  expect(of('HTTPCode_Target_5XX_Count')).toBe(greens.causes['target-5xx'])
  expect(of('HTTPCode_Target_4XX_Count')).toBe(greens.clientErrors)
  expect(of('TargetConnectionErrorCount')).toBe(greens.causes.connection)
  const answered = greens.requests - greens.causes.connection
  expect(of('HTTPCode_Target_2XX_Count')).toBe(answered - greens.causes['target-5xx'] - greens.clientErrors)
  expect(of('TargetResponseTime', 'SampleCount')).toBe(answered)
  expect(of('TargetResponseTime', 'TC(1:)')).toBe(greens.slow)
  expect(of('TargetResponseTime', 'PR(:1)')).toBeCloseTo(100 * (1 - greens.slow / answered), 9)
  expect(of('TargetResponseTime', 'p50')).toBeLessThan(0.3)
  expect(read('RequestCount')).toBe(all.requests)
  expect(read('HTTPCode_Target_5XX_Count')).toBe(greens.causes['target-5xx'])
  expect(read('HTTPCode_ELB_5XX_Count')).toBe(greens.causes.connection)
  expect(read('HTTPCode_ELB_502_Count')).toBe(greens.causes.connection)
})

test('where nothing happens there is no data point: no 5XX without one, and nothing without requests', async () => {
  const { on, traffic, read, blue } = await reporting()
  const flow = traffic.order({ to: 'demo', rps: 40 })
  await on.clock.advance(minute)
  flow.end()
  await on.clock.advance(5 * minute)
  expect(read('RequestCount', 0, { group: blue })).toBeGreaterThan(0)
  for (const name of ['HTTPCode_Target_5XX_Count', 'HTTPCode_Target_4XX_Count', 'HTTPCode_ELB_5XX_Count'])
    expect(read(name)).toBeUndefined()
  expect(read('RequestCount', 2, { group: blue })).toBeUndefined()
  expect(read('HealthyHostCount', 2, { group: blue, stat: 'Average' })).toBe(1)
  expect(read('UnHealthyHostCount', 2, { group: blue, stat: 'Maximum' })).toBe(0)
})

test('requests without a target are errors of the load balancer, and no requests of the group', async () => {
  const { on, traffic, read, blue, green } = await reporting()
  await on.call('DeregisterTargets', { TargetGroupArn: green, Targets: [{ Id: '10.0.0.2' }] })
  traffic.order({ to: 'demo', rps: 40 })
  await on.clock.advance(5 * minute)
  const lost = traffic.ledger.sum({ group: 'green' }).lost
  expect(lost).toBeGreaterThan(0)
  expect(read('HTTPCode_ELB_503_Count')).toBe(read('HTTPCode_ELB_5XX_Count'))
  expect(read('RequestCount', 0, { group: green })).toBeUndefined()
  expect(read('RequestCount')).toBe(read('RequestCount', 0, { group: blue }))
  expect(read('HealthyHostCount', 1, { group: green, stat: 'Average' })).toBeUndefined()
})

test('requests that really came through are counted alike', async () => {
  const { on, read, blue, green, url } = await reporting()
  on.vpc.listen('10.0.0.1:8080', async () => ({ status: 500, headers: {}, body: Buffer.alloc(0) }))
  on.hangUp(2)
  const statuses: number[] = []
  for (let n = 0; n < 40; n++) statuses.push((await fetch(url)).status)
  await on.clock.advance(4 * minute)
  const of = (status: number) => statuses.filter(one => one === status).length
  expect(read('RequestCount')).toBe(40)
  expect(read('HTTPCode_Target_5XX_Count', 0, { group: blue })).toBe(of(500))
  expect(read('TargetResponseTime', 0, { group: blue, stat: 'SampleCount' })).toBe(of(500))
  expect(read('TargetConnectionErrorCount', 0, { group: green })).toBe(of(502))
  expect(read('HTTPCode_ELB_5XX_Count')).toBe(of(502))
})
