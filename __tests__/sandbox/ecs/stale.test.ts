// How long may a look at a service be out of date?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { running } from './scenes.ts'

const primary = async (on: Awaited<ReturnType<typeof bench>>) => (await on.service()).taskDefinition.at(-1)

test('for a second after an update a look may show the service as it was, all of it', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  const before = await on.service()
  expect(before).toMatchObject({ taskDefinition: expect.stringMatching(/web:1$/) })
  expect(before.deployments).toHaveLength(1)
  await on.pass(1)
  expect(await primary(on)).toBe('2')
})

test('looks can be ordered to go back and forth between old and new', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  on.ecs.propagation({ views: ['new', 'old', 'new', 'old'] })
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  const seen = []
  for (let look = 0; look < 6; look++) seen.push(await primary(on))
  expect(seen).toEqual(['2', '1', '2', '1', '2', '2'])
})

test('without delay every look shows what is', async () => {
  const on = await bench()
  on.ecs.propagation({ ms: 0 })
  await on.revision({})
  await running(on)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  expect(await primary(on)).toBe('2')
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  expect(serviceDeployments).toHaveLength(2)
})
