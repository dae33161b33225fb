// Does AWS's own SDK understand what the sandbox's ECS answers?
import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  ServiceNotActiveException,
  ServiceNotFoundException,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { runningClock } from '../../../sandbox/clock.ts'
import { buildImage } from '../../../sandbox/oci/build.ts'
import { type Script, scriptLabel } from '../../../sandbox/runtime/script.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { seed, webImage } from '../../../sandbox/seed.ts'
import { clientOf, errorOf, sandboxForTest } from '../setting.ts'

const scripted = (script: Script = {}) => buildImage({ files: {}, labels: { [scriptLabel]: JSON.stringify(script) } })
const web = { cluster: 'staging', service: 'web' }

async function staging(script?: Script) {
  const sandbox = await sandboxForTest()
  await seed(sandbox, scripted(script))
  return { sandbox, ecs: new ECSClient(clientOf(sandbox)) }
}

/** Old targets need not be waited for. */
async function drainAtOnce({ call }: Sandbox) {
  const { TargetGroups } = await call('staging', 'elasticloadbalancing', 'DescribeTargetGroups')
  const [{ TargetGroupArn }] = TargetGroups as [Fields]
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '0' }]
  await call('staging', 'elasticloadbalancing', 'ModifyTargetGroupAttributes', { TargetGroupArn, Attributes })
}

test('a service comes with dates, numbers and its events, and stays readable after a release', async () => {
  const { sandbox, ecs } = await staging()
  await sandbox.advance(180_000)
  const { service } = await ecs.send(new UpdateServiceCommand({ ...web, forceNewDeployment: true }))
  expect(service?.deployments?.map(({ status, desiredCount }) => [status, desiredCount])).toEqual([
    ['PRIMARY', 0],
    ['ACTIVE', 2],
  ])
  await sandbox.advance(600_000)
  const { services: [now] = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: 'staging', services: ['web'] }),
  )
  expect(now?.deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2, failedTasks: 0 },
  ])
  expect(now?.deployments?.[0]?.createdAt).toBeInstanceOf(Date)
  expect(now?.events?.[0]?.message).toBe('(service web) has reached a steady state.')
  expect(now?.events?.[0]?.createdAt?.getTime()).toBeLessThanOrEqual(sandbox.clock.now())
  const { serviceDeployments = [] } = await ecs.send(new ListServiceDeploymentsCommand(web))
  expect(serviceDeployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL'])
})

test('a stopped task tells its cause', async () => {
  const { sandbox, ecs } = await staging({ exit: { atSecond: 1, code: 137, reason: 'oom' } })
  await sandbox.advance(120_000)
  const { taskArns: tasks } = await ecs.send(new ListTasksCommand({ cluster: 'staging', desiredStatus: 'STOPPED' }))
  const { tasks: [stopped] = [] } = await ecs.send(new DescribeTasksCommand({ cluster: 'staging', tasks }))
  expect(stopped).toMatchObject({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
  })
  expect(stopped?.stoppedAt).toBeInstanceOf(Date)
})

test('errors are those that the SDK has classes for', async () => {
  const { sandbox, ecs } = await staging()
  const refusal = (call: Promise<unknown>) => call.then(undefined, error => error)
  const describe = new DescribeServicesCommand({ cluster: 'none', services: ['web'] })
  expect(await refusal(ecs.send(describe))).toBeInstanceOf(ClusterNotFoundException)
  const update = new UpdateServiceCommand({ cluster: 'staging', service: 'none' })
  expect(await refusal(ecs.send(update))).toBeInstanceOf(ServiceNotFoundException)
  await sandbox.call('staging', 'ecs', 'DeleteService', { ...web, force: true })
  await sandbox.advance(600_000)
  expect(await refusal(ecs.send(new UpdateServiceCommand(web)))).toBeInstanceOf(ServiceNotActiveException)
  expect(await errorOf(ecs.send(new UpdateServiceCommand({ ...web, taskDefinition: 'none' })))).toMatchObject({
    status: 400,
  })
})

test('a definition comes back as it was registered, and more', async () => {
  const { ecs } = await staging()
  const { taskDefinition, tags } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'worker',
      containerDefinitions: [{ name: 'app', image: 'busybox', memory: 128, environment: [{ name: 'A', value: '1' }] }],
      tags: [{ key: 'team', value: 'web' }],
    }),
  )
  expect(taskDefinition).toMatchObject({
    family: 'worker',
    revision: 1,
    status: 'ACTIVE',
    containerDefinitions: [{ name: 'app', essential: true, cpu: 0, environment: [{ name: 'A', value: '1' }] }],
  })
  expect(taskDefinition?.registeredAt).toBeInstanceOf(Date)
  expect(tags).toEqual([{ key: 'team', value: 'web' }])
})

test('in running time real processes come up and serve, and a release replaces them', async () => {
  const sandbox = await sandboxForTest({ clock: runningClock({ speed: 60 }) })
  await seed(sandbox, webImage('v1'))
  await drainAtOnce(sandbox)
  const ecs = new ECSClient(clientOf(sandbox))
  const completed = async (id: string | undefined): Promise<void> => {
    const { services: [now] = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster: 'staging', services: ['web'] }),
    )
    const [primary, ...others] = now?.deployments ?? []
    if (primary?.id === id && primary?.rolloutState === 'COMPLETED' && others.length === 0) return
    await new Promise<void>(resolve => sandbox.clock.after(2000, resolve))
    return completed(id)
  }
  const version = async () => {
    const [staged] = await sandbox.world()
    const answer = await fetch(`${staged?.loadBalancers[0]?.url}/`)
    return [answer.status, await answer.text()]
  }
  const { services: [first] = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: 'staging', services: ['web'] }),
  )
  await completed(first?.deployments?.[0]?.id)
  expect(await version()).toEqual([200, '{"version":"v1","path":"/"}\n'])
  sandbox.putImage('staging', 'staging/web', webImage('v2'), ['v1'])
  const { service } = await ecs.send(new UpdateServiceCommand({ ...web, forceNewDeployment: true }))
  await completed(service?.deployments?.[0]?.id)
  expect(await version()).toEqual([200, '{"version":"v2","path":"/"}\n'])
}, 30_000)
