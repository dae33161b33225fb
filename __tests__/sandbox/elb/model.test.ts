// Does ordered traffic fare as requests would?
import { expect, test } from '@jest/globals'
import { bench, to } from './bench.ts'

const minute = 60_000

/** Blue and green with two targets each, all healthy, and a listener that forwards as `weights` say. */
async function colours(blueWeight = 100, greenWeight = 0, options: Parameters<typeof bench>[0] = {}) {
  const on = bench(options)
  const [blue, green] = [await on.group('blue'), await on.group('green')]
  const made = await on.serve(to([blue, blueWeight], [green, greenWeight]))
  for (const n of [1, 2]) await on.target(blue, n, 'blue')
  for (const n of [3, 4]) await on.target(green, n, 'green')
  await on.clock.advance(5_000)
  const weigh = (...groups: [string, number][]) =>
    on.call('ModifyListener', { ListenerArn: made.listener, DefaultActions: [to(...groups)] })
  return { on, blue, green, weigh, traffic: on.elb.traffic, ...made }
}

const share = (part: number, whole: number) => part / whole

test('requests come as ordered, are shared by weight, and none fails', async () => {
  const { on, traffic, green } = await colours(95, 5)
  traffic.order({ to: 'demo', rps: 200 })
  await on.clock.advance(10 * minute)
  const all = traffic.ledger.sum()
  expect(share(all.requests, 200 * 600)).toBeCloseTo(1, 1)
  expect(all).toMatchObject({ failed: 0, lost: 0, slow: 0 })
  expect(share(traffic.ledger.sum({ group: 'green' }).requests, all.requests)).toBeCloseTo(0.05, 2)
  expect(traffic.ledger.groups().get(green)?.requests).toBe(traffic.ledger.sum({ group: 'green' }).requests)
  expect(traffic.ledger.seconds()).toHaveLength(600)
})

test('the same seed gives the same requests, another one others', async () => {
  const run = async (seed: number) => {
    const { on, traffic } = await colours(50, 50, { seed })
    traffic.order({ to: 'demo', rps: 20, behaviours: [{ errorRate: 0.1, slowShare: 0.1 }] })
    await on.clock.advance(minute)
    return traffic.ledger.seconds()
  }
  expect(await run(1)).toEqual(await run(1))
  expect(await run(1)).not.toEqual(await run(2))
})

test('rates go in steps or as a function says', async () => {
  const { on, traffic } = await colours()
  const steps = [
    { from: 10, rps: 100 },
    { from: 20, rps: 0 },
  ]
  const flow = traffic.order({ to: 'demo', rps: steps })
  await on.clock.advance(minute)
  expect(traffic.ledger.seconds()).toHaveLength(10)
  flow.end()
  traffic.order({ to: 'demo', rps: second => (second < 5 ? 100 : 0) })
  await on.clock.advance(minute)
  expect(traffic.ledger.seconds()).toHaveLength(15)
})

test('targets behave as ordered: for their group, from a second on, after their first request, and as told later', async () => {
  const { on, traffic, weigh, blue, green } = await colours(100, 0)
  const flow = traffic.order({
    to: 'demo',
    rps: 100,
    behaviours: [
      { group: 'green', errorRate: 0.5, after: 60 },
      { group: 'blue', clientErrors: 1, from: 60, until: 120 },
    ],
  })
  await on.clock.advance(2 * minute)
  const blues = traffic.ledger.sum({ group: 'blue' })
  expect(share(blues.clientErrors, blues.requests)).toBeCloseTo(0.5, 1)
  await weigh([blue, 0], [green, 1])
  await on.clock.advance(minute)
  expect(traffic.ledger.sum().failed).toBe(0)
  await on.clock.advance(minute)
  const { causes, lost } = traffic.ledger.sum()
  expect(causes['target-5xx']).toBeGreaterThan(2500)
  expect(lost).toBe(0)
  flow.behave({ errorRate: 0, connectionErrors: 1 })
  await on.clock.advance(1000)
  expect(traffic.ledger.sum({ from: on.clock.now() - 1000 })).toMatchObject({ causes: { 'target-5xx': 0 } })
  expect(traffic.ledger.sum().causes.connection).toBeGreaterThan(50)
})

test('what tasks cannot take they refuse', async () => {
  const { on, traffic } = await colours()
  traffic.order({ to: 'demo', rps: 200, behaviours: [{ perTask: 50 }] })
  await on.clock.advance(minute)
  const { requests, causes, lost } = traffic.ledger.sum()
  expect(share(causes.overload, requests)).toBeCloseTo(0.5, 1)
  expect(lost).toBe(causes.overload)
})

test('all requests to a group without a target that may get them are lost, also with weights of 0 only', async () => {
  const { on, traffic, weigh, green } = await colours(0, 1)
  await on.call('DeregisterTargets', { TargetGroupArn: green, Targets: [{ Id: '10.0.0.3' }, { Id: '10.0.0.4' }] })
  traffic.order({ to: 'demo', rps: 50 })
  await on.clock.advance(10_000)
  const all = traffic.ledger.sum()
  expect(all.causes['no-target']).toBe(all.requests)
  expect(traffic.ledger.sum({ group: 'green' }).lost).toBe(all.requests)
  await weigh([green, 0])
  await on.clock.advance(10_000)
  const then = traffic.ledger.sum()
  expect(then.lost).toBe(then.requests)
})

test('a target that went without a word loses its share, until its health checks fail', async () => {
  const { on, traffic } = await colours()
  traffic.order({ to: 'demo', rps: 50 })
  on.hangUp(1)
  await on.clock.advance(10_000)
  const { requests, causes } = traffic.ledger.sum()
  expect(share(causes.refused, requests)).toBeCloseTo(0.5, 1)
  await on.clock.advance(2 * minute)
  expect(traffic.ledger.sum({ from: on.clock.now() - minute }).lost).toBe(0)
})

test('unhealthy targets get requests when there are no others', async () => {
  const { on, traffic } = await colours()
  for (const n of [1, 2])
    on.vpc.listen(`10.0.0.${n}:8080`, async () => ({ status: 500, headers: {}, body: Buffer.alloc(0) }))
  await on.clock.advance(2 * minute)
  traffic.order({ to: 'demo', rps: 50 })
  await on.clock.advance(10_000)
  expect(traffic.ledger.sum().lost).toBe(0)
})

test('nodes follow a change one after the other, and who goes too early loses their requests', async () => {
  const { on, traffic, weigh, blue, green } = await colours(100, 0, { durations: { propagation: 60_000 } })
  traffic.order({ to: 'demo', rps: 40 })
  const changed = on.clock.now()
  await weigh([blue, 0], [green, 100])
  await on.call('DeregisterTargets', { TargetGroupArn: blue, Targets: [{ Id: '10.0.0.1' }, { Id: '10.0.0.2' }] })
  expect(await on.one('DescribeListeners', { ListenerArns: [(await on.listeners())[0]] })).toMatchObject({
    DefaultActions: [{ ForwardConfig: { TargetGroups: [{ Weight: 0 }, { Weight: 100 }] } }],
  })
  await on.clock.advance(on.elb.settledAt() - changed + 1000)
  expect(on.elb.settledAt() - changed).toBeLessThanOrEqual(60_000)
  const { lost } = traffic.ledger.sum({ group: 'blue' })
  expect(lost).toBeGreaterThan(100)
  await on.clock.advance(minute)
  expect(traffic.ledger.sum({ group: 'blue' }).lost).toBe(lost)
})

test('no node goes back to what was before, however changes overtake each other', async () => {
  const { on, traffic, weigh, blue, green } = await colours(100, 0, { durations: { propagation: 60_000 } })
  traffic.order({ to: 'demo', rps: 40 })
  await weigh([blue, 0], [green, 100])
  await on.clock.advance(30_000)
  await weigh([blue, 100], [green, 0])
  await on.clock.advance(60_000)
  const back = on.clock.now()
  await on.clock.advance(minute)
  expect(traffic.ledger.sum({ from: back, group: 'green' }).requests).toBe(0)
})

const sticky = (...groups: [string, number][]) => {
  const action = to(...groups)
  return {
    ...action,
    ForwardConfig: { ...action.ForwardConfig, TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 300 } },
  }
}

test.each([
  [{ zero: true, renews: false }, true, false],
  [{ zero: false, renews: false }, false, false],
  [{ zero: true, renews: true }, true, true],
])(
  'clients of a rule with stickiness %j stay with a group of weight 0: %s; for ever: %s',
  async (stickiness, stay, ever) => {
    const { on, traffic, blue, green, listener } = await colours(100, 0, { stickiness })
    const write = (...groups: [string, number][]) =>
      on.call('ModifyListener', { ListenerArn: listener, DefaultActions: [sticky(...groups)] })
    await write([blue, 100], [green, 0])
    await on.clock.advance(5_000)
    traffic.order({ to: 'demo', rps: 100, clients: 200 })
    await on.clock.advance(minute)
    await write([blue, 0], [green, 100])
    await on.clock.advance(5_000)
    const blues = async (ms: number) => {
      const from = on.clock.now()
      await on.clock.advance(ms)
      return traffic.ledger.sum({ from, group: 'blue' }).requests
    }
    expect((await blues(minute)) > 4000).toBe(stay)
    await on.clock.advance(5 * minute)
    expect((await blues(minute)) > 0).toBe(ever)
    await write([green, 100])
    await on.clock.advance(5_000)
    expect(await blues(minute)).toBe(0)
  },
)

test('what a rule answers itself reaches no group', async () => {
  const { on, traffic, listener } = await colours()
  await on.call('ModifyListener', {
    ListenerArn: listener,
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
  })
  await on.clock.advance(5_000)
  traffic.order({ to: 'demo', rps: 10 })
  await on.clock.advance(10_000)
  const { requests, causes } = traffic.ledger.sum()
  expect(causes['fixed-response']).toBe(requests)
})

test('one request stands for all: it meets the rule that it fits', async () => {
  const { on, traffic, green, listener } = await colours()
  await on.call('CreateRule', {
    ListenerArn: listener,
    Priority: 1,
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-test', Values: ['yes'] } }],
    Actions: [to([green, 1])],
  })
  await on.clock.advance(5_000)
  traffic.order({ to: listener, rps: 10, headers: { 'X-Test': 'yes' } })
  await on.clock.advance(10_000)
  expect(traffic.ledger.sum({ group: 'blue' }).requests).toBe(0)
  expect(traffic.ledger.sum({ group: 'green' }).requests).toBeGreaterThan(0)
})

test.each<[object, string]>([
  [{ to: 'nobody', rps: 1 }, 'no load balancer with a listener is called nobody'],
  [{ to: 'demo', rps: 'many' }, '"rps" is a number'],
  [{ to: 'demo', rps: 1, speed: 9 }, 'there is no speed'],
  [{ to: 'demo', rps: 1, behaviours: [{ errorRate: 5 }] }, 'errorRate=5 is not a share from 0 to 1'],
  [{ to: 'demo', rps: 1, behaviours: [{ errors: 0.5 }] }, 'there is no errors'],
  [{ to: 'demo', rps: 1, behaviours: [{ latencyMs: -1 }] }, 'latencyMs=-1 is not a number'],
])('%j is refused: %s', async (order, message) => {
  const { traffic } = await colours()
  expect(() => traffic.order(order as never)).toThrow(message)
})
