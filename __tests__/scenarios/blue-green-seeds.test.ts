import { expect, test } from '@jest/globals'
import { colours } from '../colours.ts'

/**
 * Shifts and ways back, each from a seed of its own: where requests go, when each load balancer node takes a change over
 * (up to a minute), what fails on the wire. `SHIFT_SEEDS=100` tries so many of each.
 */
const SEEDS = Array.from({ length: Number(process.env.SHIFT_SEEDS ?? 3) }, (_, i) => i + 1)
const slow = { durations: { propagation: 60_000 } }

/** A shift under 200 requests a second; `harm` is green's share of errors. */
async function shift(seed: number, inputs: Record<string, string>, more: { sticky?: number; harm?: number } = {}) {
  const { sticky, harm } = more
  const web = await colours({
    sandbox: { seed, elb: { ...slow, stickiness: { zero: true, renews: false } } },
    ...(sticky ? { sticky } : {}),
  })
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps: 200, clients: 1000 })
  if (harm) web.sandbox.traffic.behave({ revision, errorRate: harm })
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, 'task-definition': revision, ...inputs },
  })
  return { web, begun }
}

test.each(SEEDS)('no request is lost on the way up, whoever is kept where (seed %d)', async seed => {
  for (const sticky of [0, 600]) {
    const { web, begun } = await shift(seed, { bake: '5m', 'keep-blue-for': '5m' }, { sticky })
    const ended = await begun.ended
    await web.clock.advance(600_000)
    expect([seed, sticky, ended.outputs.verdict, web.sandbox.traffic.ledger.sum().failed]).toEqual([
      seed,
      sticky,
      'finished',
      0,
    ])
    await web.close()
  }
})

test.each(SEEDS)('no request is lost on the way back, but what green itself answered badly (seed %d)', async seed => {
  for (const sticky of [0, 600]) {
    const { web, begun } = await shift(seed, { bake: '15m', 'keep-blue-for': '5m' }, { sticky, harm: 0.05 })
    const ended = await begun.ended
    await web.clock.advance(600_000)
    expect([seed, sticky, ended.outputs.verdict, web.sandbox.traffic.ledger.sum().lost]).toEqual([
      seed,
      sticky,
      'reverted',
      0,
    ])
    const ups = web.sandbox.journal.calls({ operation: 'ModifyRule' }).map(({ time }) => time)
    const gone = web.sandbox.journal
      .calls({ operation: 'UpdateService' })
      .find(({ input }) => (input as { desiredCount?: number }).desiredCount === 0)
    expect((gone?.time ?? 0) - (ups.at(-1) ?? 0)).toBeGreaterThanOrEqual(120_000)
    await web.close()
  }
})

test.each(SEEDS)(
  'in bad weather a good revision is never taken back, and no weight is lost sight of (seed %d)',
  async seed => {
    const { web, begun } = await shift(seed, { bake: '5m', 'keep-blue-for': '5m' })
    let state = seed * 2654435761
    const chance = () => {
      state = (state * 1664525 + 1013904223) % 2 ** 32
      return state / 2 ** 32
    }
    for (const effect of ['throttling', 'server-error', 'drop', 'lost-answer'] as const)
      web.sandbox.faults.order({ effect, where: call => call.service !== 'github' && chance() < 0.05 })
    const ended = await begun.ended
    web.sandbox.faults.clear()
    expect([seed, ended.outputs.verdict, ended.log]).toEqual([seed, 'finished', expect.not.stringMatching(/goes back/)])
    expect(await web.weights()).toEqual({ 'web-blue': 0, 'web-green': 100 })
    expect(web.sandbox.traffic.ledger.sum().failed).toBe(0)
    await web.close()
  },
)
