// What if ECS itself shifts the traffic of the service that is watched?
import { expect, test } from '@jest/globals'
import { watching } from '../watching.ts'

const scene = { deployment: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 } } as const
const well = [{ errorRate: 0.001 }]

test('the target group that has the tasks now is measured, and a good revision is well', async () => {
  await watching({ scene, rps: 10, behaviours: well, inputs: { duration: '10m' } }, ({ ended }) => {
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'healthy', revision: 'web:2' } })
    expect(Number(ended.outputs.requests)).toBeGreaterThan(3000)
  })
})

test('harm takes the service back by a shift of ECS', async () => {
  const behaviours = [...well, { revision: 'web:2', errorRate: 0.05 }]
  await watching({ scene, rps: 10, behaviours }, ({ ended, changes, last }) => {
    expect(changes.map(([operation]) => operation)).toEqual(['UpdateService'])
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'rolled-back', 'live-revision': 'web:1' })
    expect(last).toMatch(/web:1 is live again/)
  })
})
