// Does a client lose a request while ECS shifts, or takes back, with load balancer nodes that follow a minute later?
import { expect, test } from '@jest/globals'
import { playShift, type Shift } from './shift.ts'

const slow = { elb: { durations: { propagation: 60_000 } } }

/** Requests of clients, those that the load balancer lost, and those that failed. */
async function clients(shift: Shift, behaviours: { revision?: string; errorRate?: number }[] = []) {
  let sum = { requests: 0, lost: 0, failed: 0, causes: {} }
  const played = await playShift({
    ...shift,
    async world({ stage }) {
      // Until the scene itself is everywhere.
      await stage.clock.advance(60_000)
      stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 200, behaviours })
    },
    after({ stage }) {
      sum = stage.sandbox.traffic.ledger.sum()
    },
  })
  return { ...sum, verdict: played.ended.outputs.verdict ?? played.last }
}

test.each(['100', '5, 100', '25, 50, 75, 100'])('steps %s, and nothing is to be waited for', async steps => {
  const { requests, lost, failed, verdict, causes } = await clients({
    sandbox: slow,
    inputs: { steps, bake: '0', 'keep-blue-for': '0' },
  })
  expect({ verdict, lost, failed, causes: Object.values(causes) }).toEqual({
    verdict: 'finished',
    lost: 0,
    failed: 0,
    causes: expect.anything(),
  })
  expect(requests).toBeGreaterThan(50_000)
})

test('and on the way back', async () => {
  const harmful = [{ revision: 'web:2', errorRate: 0.2 }]
  const { lost, verdict, causes } = await clients(
    { sandbox: slow, inputs: { steps: '50, 100', evidence: 'true', bake: '10m' } },
    harmful,
  )
  expect({ verdict, lost, causes }).toEqual({ verdict: 'reverted', lost: 0, causes })
})
