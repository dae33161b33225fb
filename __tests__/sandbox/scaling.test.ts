// Do services scale by themselves as far as they are let?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../sandbox/aws/service.ts'
import { buildImage } from '../../sandbox/oci/build.ts'
import { scriptLabel } from '../../sandbox/runtime/script.ts'
import { seed } from '../../sandbox/seed.ts'
import { sandboxForTest } from './setting.ts'

const minute = 60_000
const web = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/staging/web',
  ScalableDimension: 'ecs:service:DesiredCount',
}
const suspended = (how: boolean) => ({
  SuspendedState: { DynamicScalingInSuspended: how, DynamicScalingOutSuspended: how, ScheduledScalingSuspended: how },
})

/** The sample service, which has two tasks and may have two to eight. */
async function scaling(register: Fields = { MinCapacity: 2, MaxCapacity: 8 }) {
  const sandbox = await sandboxForTest()
  await seed(sandbox, buildImage({ files: {}, labels: { [scriptLabel]: '{}' } }))
  await sandbox.advance(3 * minute)
  const call = (operation: string, input: Fields = {}) =>
    sandbox.call('staging', 'application-autoscaling', operation, { ...web, ...input })
  await call('RegisterScalableTarget', register)
  const ecs = (operation: string, input: Fields) =>
    sandbox.call('staging', 'ecs', operation, { cluster: 'staging', ...input })
  return {
    sandbox,
    call,
    policy: () =>
      call('PutScalingPolicy', {
        PolicyName: 'cpu',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 },
      }),
    scale: (desiredCount: number) => ecs('UpdateService', { service: 'web', desiredCount }),
    demand: (count: number) => sandbox.demand('staging', { cluster: 'staging', service: 'web', count }),
    async desired() {
      // Until DescribeServices shows what is.
      await sandbox.advance(1000)
      const { services } = await ecs('DescribeServices', { services: ['web'] })
      return (services as Fields[])[0]?.desiredCount
    },
  }
}

test('a scalable target is shown as it was registered, and what is not named stays', async () => {
  const { call } = await scaling()
  await call('RegisterScalableTarget', { MaxCapacity: 9, SuspendedState: { DynamicScalingInSuspended: true } })
  expect(await call('DescribeScalableTargets', { ResourceIds: [web.ResourceId] })).toEqual({
    ScalableTargets: [
      {
        ...web,
        MinCapacity: 2,
        MaxCapacity: 9,
        RoleARN: expect.stringContaining('AWSServiceRoleForApplicationAutoScaling_ECSService'),
        CreationTime: expect.any(Date),
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
        ScalableTargetARN: expect.stringMatching(
          /^arn:aws:application-autoscaling:ap-south-1:127214192604:scalable-target\/[0-9a-f]{26}$/,
        ),
      },
    ],
    NextToken: undefined,
  })
  expect(await call('DescribeScalableTargets', { ResourceIds: ['service/staging/api'] })).toMatchObject({
    ScalableTargets: [],
  })
  await call('DeregisterScalableTarget')
  expect(await call('DescribeScalableTargets')).toMatchObject({ ScalableTargets: [] })
})

test('policies are kept, shown and deleted', async () => {
  const { call, policy } = await scaling()
  const { PolicyARN } = await policy()
  expect(await call('DescribeScalingPolicies')).toMatchObject({
    ScalingPolicies: [
      { PolicyARN, PolicyName: 'cpu', PolicyType: 'TargetTrackingScaling', ResourceId: web.ResourceId },
    ],
  })
  await call('DeleteScalingPolicy', { PolicyName: 'cpu' })
  expect(await call('DescribeScalingPolicies')).toMatchObject({ ScalingPolicies: [] })
})

describe('refused', () => {
  test.each<[string, string, Fields, string]>([
    [
      'a service that there is not',
      'RegisterScalableTarget',
      { ResourceId: 'service/staging/api', MinCapacity: 1, MaxCapacity: 2 },
      'ValidationException',
    ],
    ['a least above the most', 'RegisterScalableTarget', { MinCapacity: 9 }, 'ValidationException'],
    ['a resource that is no service', 'RegisterScalableTarget', { ResourceId: 'table/web' }, 'ValidationException'],
    ['what is no service of ECS', 'RegisterScalableTarget', { ServiceNamespace: 'dynamodb' }, 'ValidationException'],
    [
      'a policy of no target',
      'PutScalingPolicy',
      { ResourceId: 'service/staging/api', PolicyName: 'x' },
      'ObjectNotFoundException',
    ],
    ['to forget a policy that there is not', 'DeleteScalingPolicy', { PolicyName: 'x' }, 'ObjectNotFoundException'],
    ['a page that there is not', 'DescribeScalableTargets', { NextToken: 'never given' }, 'InvalidNextTokenException'],
  ])('%s', async (_, operation, input, code) => {
    const { call } = await scaling()
    await expect(call(operation, input)).rejects.toMatchObject({ code })
  })

  test('a new target without its bounds', async () => {
    await expect(scaling({ MinCapacity: 1 })).rejects.toMatchObject({ code: 'ValidationException' })
  })
})

test('a service gets what its load asks for, within its bounds', async () => {
  const { demand, desired, call } = await scaling()
  demand(5)
  expect(await desired()).toBe(5)
  demand(50)
  expect(await desired()).toBe(8)
  demand(0)
  expect(await desired()).toBe(2)
  expect((await call('DescribeScalingActivities')).ScalingActivities).toMatchObject([
    { Description: 'Setting desired count to 2.', StatusCode: 'Successful' },
    { Description: 'Setting desired count to 8.' },
    { Description: 'Setting desired count to 5.' },
  ])
})

test('a suspended service waits until it may', async () => {
  const { sandbox, call, demand, desired } = await scaling()
  await call('RegisterScalableTarget', suspended(true))
  demand(5)
  await sandbox.advance(5 * minute)
  expect(await desired()).toBe(2)
  await call('RegisterScalableTarget', suspended(false))
  await sandbox.advance(minute)
  expect(await desired()).toBe(5)
})

test('a service that somebody sets to 0 comes back to its least count, unless it is suspended or has no policy', async () => {
  const { sandbox, call, policy, scale, desired } = await scaling()
  await scale(0)
  await sandbox.advance(5 * minute)
  expect(await desired()).toBe(0)
  await call('RegisterScalableTarget', suspended(true))
  await policy()
  await sandbox.advance(5 * minute)
  expect(await desired()).toBe(0)
  await call('RegisterScalableTarget', suspended(false))
  await sandbox.advance(minute)
  expect(await desired()).toBe(2)
})

test('demand can be ordered from outside, of a service that scales', async () => {
  const { sandbox, desired } = await scaling()
  sandbox.orderFault('demand account=staging cluster=staging service=web count=4')
  expect(await desired()).toBe(4)
  const none = 'demand account=production cluster=production service=web count=4'
  expect(() => sandbox.orderFault(none)).toThrow('service/production/web is no scalable target')
})
