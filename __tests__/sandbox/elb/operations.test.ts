// Are load balancers, listeners, rules and target groups made, refused and shown as AWS does it?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { bench, to } from './bench.ts'

const arn = 'arn:aws:elasticloadbalancing:ap-south-1:127214192604:targetgroup/nobody/0'
const group = { Name: 'web', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1', TargetType: 'ip' }

describe('refused, in AWS’s codes', () => {
  test.each<[string, Fields, string]>([
    ['CreateTargetGroup', { ...group, Name: 'x'.repeat(33) }, 'ValidationError'],
    ['CreateTargetGroup', { ...group, Name: '-web' }, 'ValidationError'],
    ['CreateTargetGroup', { ...group, Name: 'blue' }, 'DuplicateTargetGroupName'],
    ['CreateTargetGroup', { ...group, HealthCheckIntervalSeconds: 4 }, 'ValidationError'],
    ['CreateTargetGroup', { ...group, HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 5 }, 'ValidationError'],
    ['CreateTargetGroup', { ...group, UnhealthyThresholdCount: 11 }, 'ValidationError'],
    ['CreateTargetGroup', { ...group, Matcher: { HttpCode: 'ok' } }, 'ValidationError'],
    ['CreateLoadBalancer', { Name: 'demo', Subnets: ['subnet-1', 'subnet-2'] }, 'DuplicateLoadBalancerName'],
    ['CreateLoadBalancer', { Name: 'other', Subnets: ['subnet-1'] }, 'ValidationError'],
    ['DescribeTargetGroups', { Names: ['nobody'] }, 'TargetGroupNotFound'],
    ['DescribeTargetHealth', { TargetGroupArn: arn }, 'TargetGroupNotFound'],
    ['DescribeLoadBalancers', { Names: ['nobody'] }, 'LoadBalancerNotFound'],
    ['DescribeListeners', { ListenerArns: ['nobody'] }, 'ListenerNotFound'],
    ['DescribeListeners', {}, 'ValidationError'],
    ['DescribeRules', { RuleArns: ['nobody'] }, 'RuleNotFound'],
    ['DescribeRules', { PageSize: 401, RuleArns: ['x'] }, 'RuleNotFound'],
    ['DescribeTargetGroups', { PageSize: 401 }, 'ValidationError'],
    ['DescribeTargetGroups', { Marker: 'never given' }, 'ValidationError'],
    ['RegisterTargets', { TargetGroupArn: arn, Targets: [{ Id: '10.0.0.1' }] }, 'TargetGroupNotFound'],
  ])('%s %j: %s', async (operation, input, code) => {
    const on = bench()
    await on.serve(to([await on.group('blue'), 1]))
    await expect(on.call(operation, input)).rejects.toMatchObject({ code, status: 400 })
  })
})

test('a target group serves one load balancer, and is not deleted while it does', async () => {
  const on = bench()
  const blue = await on.group('blue')
  const { listener, balancer } = await on.serve(to([blue, 1]))
  const { LoadBalancerArn } = await on.one('CreateLoadBalancer', { Name: 'other', Subnets: ['subnet-1', 'subnet-2'] })
  const create = { LoadBalancerArn, Port: 80, Protocol: 'HTTP', DefaultActions: [to([blue, 1])] }
  await expect(on.call('CreateListener', create)).rejects.toMatchObject({ code: 'TargetGroupAssociationLimit' })
  await expect(on.call('DeleteTargetGroup', { TargetGroupArn: blue })).rejects.toMatchObject({ code: 'ResourceInUse' })
  expect(await on.one('DescribeTargetGroups', { LoadBalancerArn: balancer })).toMatchObject({
    TargetGroupArn: blue,
    LoadBalancerArns: [balancer],
    HealthCheckPort: 'traffic-port',
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    Matcher: { HttpCode: '200' },
  })
  await on.call('DeleteListener', { ListenerArn: listener })
  await on.call('DeleteTargetGroup', { TargetGroupArn: blue })
  await expect(on.call('DescribeTargetGroups', { TargetGroupArns: [blue] })).rejects.toMatchObject({
    code: 'TargetGroupNotFound',
  })
})

test('one group comes back in both forms, several only as ForwardConfig', async () => {
  const on = bench()
  const [blue, green] = [await on.group('blue'), await on.group('green')]
  const { listener } = await on.serve({ Type: 'forward', TargetGroupArn: blue })
  const actions = async () => (await on.one('DescribeListeners', { ListenerArns: [listener] })).DefaultActions
  expect(await actions()).toMatchObject([
    {
      Type: 'forward',
      TargetGroupArn: blue,
      ForwardConfig: {
        TargetGroups: [{ TargetGroupArn: blue, Weight: 1 }],
        TargetGroupStickinessConfig: { Enabled: false },
      },
    },
  ])
  await on.call('ModifyListener', { ListenerArn: listener, DefaultActions: [to([blue, 95], [green, 5])] })
  expect(await actions()).toMatchObject([
    {
      TargetGroupArn: undefined,
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: blue, Weight: 95 },
          { TargetGroupArn: green, Weight: 5 },
        ],
      },
    },
  ])
})

test.each<[string, Fields, string]>([
  ['a weight beyond 999', to(['blue', 1000]), 'ValidationError'],
  [
    'several groups without weights',
    { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'blue' }, { TargetGroupArn: 'green' }] } },
    'ValidationError',
  ],
  ['a group that is not there', to(['nobody', 1]), 'TargetGroupNotFound'],
  ['a weight between two', to(['blue', 1.5]), 'ValidationError'],
  ['one group twice', to(['blue', 1], ['blue', 2]), 'ValidationError'],
  ['a type that there is not', { Type: 'teleport' }, 'InvalidConfigurationRequest'],
])('an action with %s is refused, and the listener stays as it was', async (_, action, code) => {
  const on = bench()
  const blue = await on.group('blue')
  const { listener } = await on.serve(to([blue, 1]))
  await expect(on.call('ModifyListener', { ListenerArn: listener, DefaultActions: [action] })).rejects.toMatchObject({
    code,
  })
  expect(await on.one('DescribeListeners', { ListenerArns: [listener] })).toMatchObject({
    DefaultActions: [{ TargetGroupArn: blue }],
  })
})

test('rules have priorities of their own, in order, the default one last', async () => {
  const on = bench()
  const blue = await on.group('blue')
  const { listener } = await on.serve(to([blue, 1]))
  const rule = (Priority: number, path: string) =>
    on.one('CreateRule', {
      ListenerArn: listener,
      Priority,
      Conditions: [{ Field: 'path-pattern', Values: [path] }],
      Actions: [to([blue, 1])],
    })
  const { RuleArn } = await rule(20, '/b')
  await rule(10, '/a')
  await expect(rule(10, '/c')).rejects.toMatchObject({
    code: 'PriorityInUse',
    message: "Priority '10' is currently in use",
  })
  const priorities = async () =>
    ((await on.call('DescribeRules', { ListenerArn: listener })).Rules as Fields[]).map(({ Priority }) => Priority)
  expect(await priorities()).toEqual(['10', '20', 'default'])
  await on.call('SetRulePriorities', { RulePriorities: [{ RuleArn, Priority: 5 }] })
  expect(await priorities()).toEqual(['5', '10', 'default'])
  await on.call('ModifyRule', { RuleArn, Conditions: [{ Field: 'path-pattern', Values: ['/d'] }] })
  expect(await on.one('DescribeRules', { RuleArns: [RuleArn] })).toMatchObject({
    Conditions: [{ Field: 'path-pattern', Values: ['/d'], PathPatternConfig: { Values: ['/d'] } }],
  })
  await on.call('DeleteRule', { RuleArn })
  expect(await priorities()).toEqual(['10', 'default'])
  const { Rules } = await on.call('DescribeRules', { ListenerArn: listener })
  const [, usual] = Rules as Fields[]
  await expect(on.call('DeleteRule', { RuleArn: usual?.RuleArn })).rejects.toMatchObject({
    code: 'OperationNotPermitted',
  })
})

test('descriptions come in pages', async () => {
  const on = bench()
  for (let one = 0; one < 5; one++) await on.group(`web-${one}`)
  const first = await on.call('DescribeTargetGroups', { PageSize: 3 })
  expect(first.TargetGroups).toHaveLength(3)
  const second = await on.call('DescribeTargetGroups', { PageSize: 3, Marker: first.NextMarker })
  expect(second.TargetGroups).toHaveLength(2)
  expect(second.NextMarker).toBeUndefined()
})

test('a load balancer is provisioning for a while, has a name to find it by, and takes its listeners with it', async () => {
  const on = bench()
  const blue = await on.group('blue')
  const { balancer, url } = await on.serve(to([blue, 1]))
  const { State, DNSName } = await on.one('DescribeLoadBalancers', { Names: ['demo'] })
  expect(State).toEqual({ Code: 'provisioning' })
  expect(on.elb.urlOf(String(DNSName), 80)).toBe(url)
  await on.clock.advance(120_000)
  expect(await on.one('DescribeLoadBalancers', { LoadBalancerArns: [balancer] })).toMatchObject({
    State: { Code: 'active' },
  })
  await on.call('DeleteLoadBalancer', { LoadBalancerArn: balancer })
  await expect(fetch(url)).rejects.toThrow()
  await on.call('DeleteTargetGroup', { TargetGroupArn: blue })
})

test('tags can be added, read and removed', async () => {
  const on = bench()
  const blue = await on.group('blue', { Tags: [{ Key: 'colour', Value: 'blue' }] })
  await on.call('AddTags', { ResourceArns: [blue], Tags: [{ Key: 'step', Value: '2' }] })
  await on.call('RemoveTags', { ResourceArns: [blue], TagKeys: ['colour'] })
  expect(await on.one('DescribeTags', { ResourceArns: [blue] })).toEqual({
    ResourceArn: blue,
    Tags: [{ Key: 'step', Value: '2' }],
  })
  await expect(on.call('DescribeTags', { ResourceArns: [arn] })).rejects.toMatchObject({ code: 'TargetGroupNotFound' })
})
