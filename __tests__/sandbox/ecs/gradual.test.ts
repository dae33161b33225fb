// How does traffic move in linear and canary deployments?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { type Colours, deployed, over, update, version } from './colours.ts'

const linear = {
  strategy: 'LINEAR',
  linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 2 },
  bakeTimeInMinutes: 1,
}
const canary = {
  strategy: 'CANARY',
  canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 10 },
  bakeTimeInMinutes: 1,
}

/** Green's share as the rule has it, with the seconds for which it had it, until the deployment is over. */
async function shares(on: Awaited<ReturnType<typeof bench>>, at: Colours): Promise<[number, number][]> {
  const seen: [share: number, since: number][] = []
  await on.until(async () => {
    const { production } = await at.weights()
    const [blue = 0, green = 0] = production
    const share = (100 * green) / (green + blue)
    if (seen.at(-1)?.[0] !== share) seen.push([share, on.clock.now()])
    return (await at.record()).status === 'SUCCESSFUL'
  })
  return seen.map(([share, since], index) => [share, ((seen[index + 1]?.[1] ?? since) - since) / 1000])
}

test('linear shifts in equal steps, with a bake after each but the last', async () => {
  const on = await bench()
  const at = await deployed(on, linear)
  await update(on, version('v2'))
  const seen = await shares(on, at)
  expect(seen.map(([share]) => share)).toEqual([0, 25, 50, 75, 100])
  const held = seen.slice(1, 4).map(([, seconds]) => seconds)
  expect(Math.min(...held)).toBeGreaterThanOrEqual(150)
  expect(Math.max(...held)).toBeLessThanOrEqual(165)
})

test('a canary gets its share, and after its bake the rest at once', async () => {
  const on = await bench()
  const at = await deployed(on, canary)
  await update(on, version('v2'))
  const seen = await shares(on, at)
  expect(seen.map(([share]) => share)).toEqual([0, 5, 100])
  expect(seen[1]?.[1]).toBeGreaterThanOrEqual(630)
})

test('between the ends weights are tenths of a percent', async () => {
  const on = await bench()
  const at = await deployed(on, canary)
  await update(on, version('v2'))
  await on.until(async () => (await at.weights()).production[1] === 50)
  expect(await at.weights()).toEqual({ production: [950, 50], test: [0, 100] })
  expect(await at.record()).toMatchObject({
    lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
    targetServiceRevision: { requestedProductionTrafficWeight: 5 },
    sourceServiceRevisions: [{ requestedProductionTrafficWeight: 95 }],
  })
})

test('clients really meet both versions in the proportion of the weights', async () => {
  const on = await bench()
  const at = await deployed(on, { ...linear, linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1440 } })
  await update(on, version('v2'))
  await on.until(async () => (await at.weights()).production[1] === 500)
  // Until all nodes of the load balancer follow.
  await on.pass(5)
  const { v1 = 0, v2 = 0 } = await at.answers()
  expect(v1 + v2).toBe(40)
  expect(Math.min(v1, v2)).toBeGreaterThan(8)
})

test('AWS’s own figures hold where the user gave none', async () => {
  const on = await bench()
  await deployed(on, { strategy: 'LINEAR' })
  expect((await on.service()).deploymentConfiguration).toMatchObject({
    linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: 6 },
  })
  const { service } = await on.call('UpdateService', {
    service: 'web',
    deploymentConfiguration: { strategy: 'CANARY' },
  })
  expect(service).toMatchObject({
    deploymentConfiguration: { canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 10 } },
  })
  expect((service as { deploymentConfiguration: object }).deploymentConfiguration).not.toMatchObject({
    linearConfiguration: { stepPercent: 10 },
  })
})

test('the first deployment takes all traffic at once', async () => {
  const on = await bench()
  const at = await deployed(on, canary)
  expect(await over(on, at)).toBe('SUCCESSFUL')
  expect(await at.weights()).toEqual({ production: [100, 0], test: [100, 0] })
})
