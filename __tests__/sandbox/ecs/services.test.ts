// Are services and clusters created, refused, tagged and deleted as AWS does it?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { bench } from './bench.ts'
import { balanced, running, targetGroup, vpc } from './scenes.ts'

const input = {
  serviceName: 'web',
  taskDefinition: 'web',
  desiredCount: 1,
  launchType: 'FARGATE',
  networkConfiguration: vpc,
}

test('a deleted service drains its tasks, can still be described as INACTIVE, and its name is free again', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await expect(on.call('DeleteService', { service: 'web' })).rejects.toThrow(
    'The service cannot be stopped while it is scaled above 0.',
  )
  const { service } = await on.call('DeleteService', { service: 'web', force: true })
  expect(service).toMatchObject({ status: 'DRAINING', desiredCount: 0 })
  await expect(on.call('CreateService', input)).rejects.toThrow('Unable to Start a service that is still Draining.')
  expect((await on.call('ListServices')).serviceArns).toEqual([])
  await on.pass(120)
  expect(await on.service()).toMatchObject({ status: 'INACTIVE', runningCount: 0 })
  await expect(on.call('UpdateService', { service: 'web' })).rejects.toMatchObject({
    code: 'ServiceNotActiveException',
  })
  await on.call('CreateService', input)
  await on.pass(60)
  expect(await on.service()).toMatchObject({ status: 'ACTIVE', runningCount: 1 })
  // The one that was deleted fades away, and not the one that has its name.
  await on.pass(3600)
  expect(await on.service()).toMatchObject({ status: 'ACTIVE' })
})

test('a service can be made like another one, at first without tasks', async () => {
  const on = await bench()
  await on.revision({})
  const at = await balanced(on)
  await running(on, {
    launchType: undefined,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }],
    loadBalancers: at.loadBalancers,
    healthCheckGracePeriodSeconds: 30,
    deploymentConfiguration: { minimumHealthyPercent: 50, deploymentCircuitBreaker: { enable: true, rollback: true } },
    enableExecuteCommand: true,
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    tags: [{ key: 'team', value: 'web' }],
  })
  const like = async (name: string) => {
    const { services } = await on.call('DescribeServices', { services: [name], include: ['TAGS'] })
    const {
      capacityProviderStrategy,
      deploymentConfiguration,
      enableECSManagedTags,
      enableExecuteCommand,
      healthCheckGracePeriodSeconds,
      loadBalancers,
      networkConfiguration,
      platformVersion,
      propagateTags,
      tags,
      taskDefinition,
    } = (services as Fields[])[0] ?? {}
    return {
      capacityProviderStrategy,
      deploymentConfiguration,
      enableECSManagedTags,
      enableExecuteCommand,
      healthCheckGracePeriodSeconds,
      loadBalancers,
      networkConfiguration,
      platformVersion,
      propagateTags,
      tags,
      taskDefinition,
    }
  }
  const blue = await like('web')
  await expect(
    on.call('CreateService', { ...blue, serviceName: 'green', desiredCount: 0, role: 'ecs' }),
  ).rejects.toThrow('You cannot specify an IAM role')
  await on.call('CreateService', { ...blue, serviceName: 'green', desiredCount: 0 })
  await expect(on.call('CreateService', { ...blue, serviceName: 'green', desiredCount: 0 })).rejects.toThrow(
    'Creation of service was not idempotent.',
  )
  await on.pass(60)
  expect(await like('green')).toEqual(blue)
  const count = async () => {
    const { services } = await on.call('DescribeServices', { services: ['green'] })
    const [{ runningCount, deployments } = {}] = services as Fields[]
    return [runningCount, (deployments as Fields[]).map(({ rolloutState }) => rolloutState)]
  }
  expect(await count()).toEqual([0, ['COMPLETED']])
  await on.call('UpdateService', { service: 'green', desiredCount: 3 })
  await on.pass(90)
  expect(await count()).toEqual([3, ['COMPLETED']])
  await on.call('UpdateService', { service: 'green', desiredCount: 0 })
  await on.pass(90)
  expect(await count()).toEqual([0, ['COMPLETED']])
  expect((await on.call('ListServices')).serviceArns).toHaveLength(2)
})

test('a service that was deleted an hour ago is missing', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  await on.call('DeleteService', { service: 'web', force: true })
  const seen: unknown[] = []
  for (let seconds = 0; seconds < 4200; seconds++) {
    const { services, failures } = await on.call('DescribeServices', { services: ['web'] })
    const [now] = [
      ...(services as Fields[]).map(({ status }) => status),
      ...(failures as Fields[]).map(({ reason }) => reason),
    ]
    if (seen.at(-1) !== now) seen.push(now)
    await on.pass(1)
  }
  expect(seen).toEqual(['ACTIVE', 'DRAINING', 'INACTIVE', 'MISSING'])
})

test('under an EXTERNAL controller a service needs no task definition', async () => {
  const on = await bench()
  const external = { serviceName: 'web', desiredCount: 2, deploymentController: { type: 'EXTERNAL' } }
  await on.call('CreateService', external)
  expect(await on.service()).toMatchObject({ status: 'ACTIVE', desiredCount: 2, deployments: [], taskSets: [] })
  expect((await on.service()).taskDefinition).toBeUndefined()
  await on.call('UpdateService', { service: 'web', desiredCount: 3 })
  await on.pass(2)
  expect(await on.service()).toMatchObject({ desiredCount: 3 })
  await expect(on.call('CreateService', { ...external, serviceName: 'api', deploymentController: {} })).rejects.toThrow(
    /taskDefinition cannot be null/,
  )
})

describe('a load balancer that cannot be', () => {
  test.each<[string, (group: string) => Fields, RegExp]>([
    [
      'a target group that is missing',
      () => ({ targetGroupArn: 'arn:aws:elasticloadbalancing:nowhere', containerName: 'app', containerPort: 8080 }),
      /Unable to assume role and validate/,
    ],
    [
      'a container that is missing',
      group => ({ targetGroupArn: group, containerName: 'nobody', containerPort: 8080 }),
      /container nobody does not exist/,
    ],
    [
      'a port that is missing',
      group => ({ targetGroupArn: group, containerName: 'app', containerPort: 1 }),
      /did not have a container port 1 defined/,
    ],
  ])('%s', async (_, loadBalancer, message) => {
    const on = await bench()
    await on.revision({})
    const { group } = await balanced(on)
    await expect(on.call('CreateService', { ...input, loadBalancers: [loadBalancer(group)] })).rejects.toThrow(message)
  })

  test('a target group without a load balancer', async () => {
    const on = await bench()
    await on.revision({})
    const group = await targetGroup(on, 'lonely')
    const loadBalancers = [{ targetGroupArn: group, containerName: 'app', containerPort: 8080 }]
    await expect(on.call('CreateService', { ...input, loadBalancers })).rejects.toThrow(
      `The target group with targetGroupArn ${group} does not have an associated load balancer.`,
    )
  })
})

test.each([
  [
    'CODE_DEPLOY',
    { taskDefinition: 'web:1' },
    'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
  ],
  [
    'CODE_DEPLOY',
    { forceNewDeployment: true },
    'Cannot force a new deployment on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
  ],
  [
    'EXTERNAL',
    { taskDefinition: 'web:1' },
    'Unable to update task definition on services with a EXTERNAL deployment controller.',
  ],
])('UpdateService under %s with %j is refused', async (type, change, message) => {
  const on = await bench()
  await on.revision({})
  await on.call('CreateService', { ...input, deploymentController: { type } })
  expect(await on.service()).toMatchObject({ deploymentController: { type }, deployments: [], taskSets: [] })
  await expect(on.call('UpdateService', { service: 'web', ...change })).rejects.toMatchObject({
    code: 'InvalidParameterException',
    message,
  })
  const { service } = await on.call('UpdateService', { service: 'web', desiredCount: 3 })
  expect(service).toMatchObject({ desiredCount: 3 })
})

test('tags of services, clusters and tasks can be set, read and removed', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { tags: [{ key: 'team', value: 'web' }], propagateTags: 'SERVICE', enableECSManagedTags: true })
  const { serviceArn } = await on.service()
  await on.call('TagResource', { resourceArn: serviceArn, tags: [{ key: 'env', value: 'test' }] })
  await on.call('UntagResource', { resourceArn: serviceArn, tagKeys: ['team'] })
  expect(await on.call('ListTagsForResource', { resourceArn: serviceArn })).toEqual({
    tags: [{ key: 'env', value: 'test' }],
  })
  expect((await on.service()).tags).toBeUndefined()
  const { services } = await on.call('DescribeServices', { services: ['web'], include: ['TAGS'] })
  expect(services).toMatchObject([{ tags: [{ key: 'env', value: 'test' }] }])
  const { taskArns } = await on.call('ListTasks')
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns, include: ['TAGS'] })
  expect((tasks as Fields[])[0]?.tags).toEqual([
    { key: 'aws:ecs:clusterName', value: 'demo' },
    { key: 'aws:ecs:serviceName', value: 'web' },
    { key: 'team', value: 'web' },
  ])
})

test('a cluster counts what it has, and goes only when it is empty', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  expect((await on.call('DescribeClusters', { clusters: ['demo'] })).clusters).toMatchObject([
    { clusterName: 'demo', status: 'ACTIVE', runningTasksCount: 2, pendingTasksCount: 0, activeServicesCount: 1 },
  ])
  await expect(on.call('DeleteCluster', { cluster: 'demo' })).rejects.toMatchObject({
    code: 'ClusterContainsServicesException',
  })
  await on.call('DeleteService', { service: 'web', force: true })
  await expect(on.call('DeleteCluster', { cluster: 'demo' })).rejects.toMatchObject({
    code: 'ClusterContainsTasksException',
  })
  await on.pass(120)
  expect(await on.call('DeleteCluster', { cluster: 'demo' })).toMatchObject({ cluster: { status: 'INACTIVE' } })
  await expect(on.call('ListServices')).rejects.toMatchObject({
    code: 'ClusterNotFoundException',
    message: 'Cluster not found.',
  })
})

test('events are the last hundred, newest first, never two of one time', async () => {
  const on = await bench()
  await on.revision({ exit: { atSecond: 1, code: 1 } })
  await on.call('CreateService', { ...input, desiredCount: 2 })
  await on.pass(7200)
  const times = (await on.service()).events.map(({ createdAt }) => createdAt.getTime())
  expect(times).toHaveLength(100)
  expect(times).toEqual([...new Set(times)].sort((a, b) => b - a))
})
