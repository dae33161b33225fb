// Does a whole sandbox work together, from image to load balancer?
import { expect, test } from '@jest/globals'
import { buildImage } from '../../sandbox/oci/build.ts'
import { scriptLabel } from '../../sandbox/runtime/script.ts'
import { seed } from '../../sandbox/seed.ts'
import { sandboxForTest } from './setting.ts'

/** A server that is a script on the clock: a process would need the wall's time to start. */
const scripted = buildImage({ files: {}, labels: { [scriptLabel]: '{"answers":[{"body":"hello"}]}' } })

test('the sample service comes up behind its load balancer, and serves', async () => {
  const sandbox = await sandboxForTest()
  await seed(sandbox, scripted)
  await sandbox.advance(180_000)
  const [staging, production] = await sandbox.world()
  const web = { name: 'web', taskDefinition: 'web:1', running: 2, desired: 2, state: 'COMPLETED' }
  expect(staging?.services).toEqual([{ cluster: 'staging', ...web }])
  expect(production?.services).toEqual([{ cluster: 'production', ...web }])
  expect(staging?.repositories).toEqual([
    { name: 'staging/web', uri: '127214192604.dkr.ecr.ap-south-1.amazonaws.com/staging/web', tags: ['v1'] },
  ])
  const answer = await fetch(`${staging?.loadBalancers[0]?.url}/hello`)
  expect([answer.status, await answer.text()]).toEqual([200, 'hello'])
})

test('a fault of the world strikes the account it names, and ends when it is told to', async () => {
  const sandbox = await sandboxForTest()
  await seed(sandbox, scripted)
  await sandbox.advance(180_000)
  const running = async () => (await sandbox.world()).map(({ services }) => services[0]?.running)
  sandbox.orderFault('no-capacity')
  sandbox.orderFault('kill-task account=staging service=web')
  await sandbox.advance(120_000)
  expect(await running()).toEqual([1, 2])
  sandbox.worldFaults.end()
  await sandbox.advance(300_000)
  expect(await running()).toEqual([2, 2])
  expect(() => sandbox.orderFault('kill-task service=api')).toThrow('No task of api in any account is running')
})
