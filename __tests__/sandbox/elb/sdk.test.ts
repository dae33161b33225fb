// Does AWS's own SDK understand what the sandbox's load balancer answers?
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, test } from '@jest/globals'
import { clientOf, sandboxForTest } from '../setting.ts'

async function staging() {
  const sandbox = await sandboxForTest()
  return { sandbox, elb: new ElasticLoadBalancingV2Client(clientOf(sandbox)) }
}

const targetGroup = (Name: string) =>
  new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-1', TargetType: 'ip' })

test('weights of two target groups come back as they were sent', async () => {
  const { elb } = await staging()
  const { LoadBalancers } = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'web', Subnets: ['subnet-1', 'subnet-2'] }),
  )
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn
  const groups: (string | undefined)[] = []
  for (const name of ['blue', 'green']) {
    const { TargetGroups } = await elb.send(targetGroup(name))
    groups.push(TargetGroups?.[0]?.TargetGroupArn)
  }
  const [blue, green] = groups
  const { Listeners } = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: blue }],
    }),
  )
  const ListenerArn = Listeners?.[0]?.ListenerArn
  const weights = [
    { TargetGroupArn: blue, Weight: 90 },
    { TargetGroupArn: green, Weight: 10 },
  ]
  await elb.send(
    new ModifyListenerCommand({
      ListenerArn,
      DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups: weights } }],
    }),
  )
  const described = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }))
  expect(described.Listeners).toMatchObject([
    { ListenerArn, Port: 80, DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups: weights } }] },
  ])
})

test('a target tells its state, reason and description', async () => {
  const { sandbox, elb } = await staging()
  const { TargetGroups } = await elb.send(targetGroup('web'))
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: '10.0.0.9', Port: 8080 }] }))
  await sandbox.advance(60_000)
  const { TargetHealthDescriptions } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }))
  expect(TargetHealthDescriptions).toEqual([
    {
      Target: { Id: '10.0.0.9', Port: 8080, AvailabilityZone: expect.any(String) },
      HealthCheckPort: '8080',
      TargetHealth: {
        State: 'unused',
        Reason: 'Target.NotInUse',
        Description: 'Target group is not configured to receive traffic from the load balancer',
      },
    },
  ])
})

test('a target group that is not there is the SDK’s own error', async () => {
  const { elb } = await staging()
  const describe = elb.send(new DescribeTargetGroupsCommand({ Names: ['none'] }))
  expect(await describe.then(undefined, error => error)).toBeInstanceOf(TargetGroupNotFoundException)
})
