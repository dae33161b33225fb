// Does green keep its share, get more or lose it by what its requests show?
import { expect, test } from '@jest/globals'
import { playShift, type Shift } from './shift.ts'

type Behaviour = { revision?: string; errorRate: number }

/** Forty requests a second to the load balancer, and what targets do with them. */
const traffic =
  (behaviours: Behaviour[], rps = 40): NonNullable<Shift['world']> =>
  ({ stage }) =>
    stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps, behaviours })

const judged = { evidence: 'true', bake: '10m' }

test('a good revision goes on when enough of its requests were good', async () => {
  const { ended, shares, after, last } = await playShift({ world: traffic([{ errorRate: 0.001 }]), inputs: judged })
  expect(last).toMatch(/^✓ web:2 has all traffic/)
  expect(shares.map(([, percent]) => percent)).toEqual([10, 100])
  expect(after).toMatchObject({ revision: 'web:2', percent: 100, hooks: [] })
  const decisions = (ended.outputs.decisions ?? '').split('\n').map(line => JSON.parse(line))
  expect(decisions.map(({ green, state, lead }) => [green, state, lead])).toEqual([
    [10, 'watching', 'wait'],
    [10, 'healthy', 'go'],
    [100, 'watching', 'wait'],
    [100, 'healthy', 'go'],
  ])
})

test('a harmful one goes back from 10 %, minutes after it got them', async () => {
  const { ended, shares, after, last, seconds } = await playShift({
    world: traffic([{ errorRate: 0.001 }, { revision: 'web:2', errorRate: 0.05 }]),
    inputs: judged,
  })
  expect([ended.code, ended.outputs]).toMatchObject([
    1,
    {
      verdict: 'reverted',
      remedy: 'reverted',
      'live-revision': 'web:1',
      'live-verified': 'true',
      weights: 'blue=100 green=0',
      step: '10',
      'breached-metric': expect.stringMatching(/./),
      threshold: expect.stringMatching(/0\.5/),
    },
  ])
  expect(last).toMatch(/web:2 went back: .* It had 10 % of production at most\. web:1 is live \(2 of 2 tasks\)/)
  expect(shares.map(([, percent]) => percent)).toEqual([10, 0])
  const [[tenAt], [backAt]] = shares as [[number, number], [number, number]]
  expect(backAt - tenAt).toBeLessThanOrEqual(330)
  expect(seconds).toBeLessThanOrEqual(900)
  expect(after).toMatchObject({ revision: 'web:1', percent: 0, record: 'ROLLBACK_SUCCESSFUL', hooks: [] })
})
