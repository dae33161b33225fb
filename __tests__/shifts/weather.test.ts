// Is what AWS throttles, drops or forgets to answer ever taken for a bad revision, or for a cancel?
import { expect, test } from '@jest/globals'
import type { Preset } from '../../sandbox/faults.ts'
import { playShift } from './shift.ts'

const effects: Preset[] = ['throttling', 'server-error', 'unavailable', 'drop', 'lost-answer']

/** Numbers from 0 to 1, the same ones for a seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('one call of four goes wrong, in weather %i', async seed => {
  const next = chance(seed)
  const played = await playShift({
    inputs: { evidence: 'true', bake: '3m', 'max-error-rate': 'none', 'max-latency-p95': 'none' },
    world: ({ stage }) => {
      for (const effect of effects) stage.sandbox.faults.order({ where: () => next() < 0.06, effect })
    },
  })
  expect(played.last).toMatch(/^✓ web:2 has all traffic/)
  expect(played.shares.map(([, percent]) => percent)).toEqual([10, 100])
  const sentBack = played.calls.filter(
    one => one.operation === 'StopServiceDeployment' || one.input.action === 'ROLLBACK',
  )
  expect([sentBack, played.after.record, played.after.records, played.after.hooks]).toEqual([[], 'SUCCESSFUL', 2, []])
})

test('nothing can be asked any more: that is red, says since when, and ECS takes it back', async () => {
  const played = await playShift({
    during: [[200, ({ stage }) => stage.sandbox.faults.order({ effect: 'drop' })]],
    inputs: { 'wait-for-minutes': '5' },
  })
  expect(played.ended.outputs).toMatchObject({ verdict: 'failed', remedy: 'needs-human', 'live-verified': 'false' })
  expect(played.last).toMatch(/AWS cannot be reached.*web:1 was live \(2 of 2 tasks\) when it was last seen/)
})
